package cashbook

import "github.com/comptoir/comptoir/app/calendar"

// DaySum is what the vouchers of a day of a book come to.
type DaySum struct {
	Day          calendar.Day
	Vouchers     int64 // of the day
	Until        int64 // of the book, to the end of the day
	InMinor      int64
	OutMinor     int64 // positive
	BalanceMinor int64 // at the end of the day
}

// MonthSum is what the vouchers of a month of a book come to.
type MonthSum struct {
	Month        calendar.Day // its first day
	Vouchers     int64
	OpeningMinor int64
	InMinor      int64
	OutMinor     int64 // positive
	BalanceMinor int64 // at the end
}

// Months adds up days, which are in order, from the balance before the first of
// them. Months without vouchers between two others are there too.
func Months(openingMinor int64, days []DaySum) []MonthSum {
	var months []MonthSum
	for _, d := range days {
		first := firstOfMonth(d.Day)
		if len(months) == 0 {
			months = append(months, MonthSum{Month: first, OpeningMinor: openingMinor, BalanceMinor: openingMinor})
		}
		for months[len(months)-1].Month < first {
			last := months[len(months)-1]
			months = append(months, MonthSum{Month: NextMonth(last.Month), OpeningMinor: last.BalanceMinor, BalanceMinor: last.BalanceMinor})
		}
		m := &months[len(months)-1]
		m.Vouchers += d.Vouchers
		m.InMinor += d.InMinor
		m.OutMinor += d.OutMinor
		m.BalanceMinor = d.BalanceMinor
	}
	return months
}

func firstOfMonth(d calendar.Day) calendar.Day {
	year, month, _ := d.Date()
	return calendar.New(year, month, 1)
}

// NextMonth gives the first day of the month after that of the day.
func NextMonth(d calendar.Day) calendar.Day {
	year, month, _ := d.Date()
	return calendar.New(year, month+1, 1)
}
