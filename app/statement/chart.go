package statement

import (
	"strconv"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/graphic"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// CourseTitle names the chart of Course and the unit of its axis.
func CourseTitle(p *translation.Printer, b cashbook.Book) string {
	return p.T("statement.chart.course", fault.Args{"Currency": string(b.Currency)})
}

// BarsTitle names the chart of Bars and the unit of its axis.
func BarsTitle(p *translation.Printer, b cashbook.Book) string {
	return p.T("statement.chart.bars", fault.Args{"Currency": string(b.Currency)})
}

// Course is the balance of a book over a period, with the ceiling of its till.
func Course(p *translation.Printer, b cashbook.Book, period workspace.Period) graphic.Course {
	c := graphic.Course{
		From: period.From, Until: period.Until, OpeningMinor: period.OpeningMinor, LimitMinor: b.CeilingMinor,
		Amount: axis(p, b.Currency), Name: p.T("statement.chart.balance"), LimitWords: p.T("statement.chart.ceiling"),
		Day: func(d calendar.Day, months bool) string {
			if months {
				return shortMonth(d)
			}
			return p.DayShort(d)
		},
		Told: func(d calendar.Day, minor int64) string {
			return p.T("statement.chart.told", fault.Args{"Day": p.DayMedium(d), "Amount": money.Amount{Minor: minor, Currency: b.Currency}})
		},
	}
	for _, d := range period.Days {
		c.Days = append(c.Days, graphic.DayEnd{Day: d.Day, Minor: d.BalanceMinor})
	}
	return c
}

// Bars is what came in and went out by month.
func Bars(p *translation.Printer, b cashbook.Book, months []cashbook.MonthSum) graphic.Bars {
	bars := graphic.Bars{Amount: axis(p, b.Currency), InName: p.T("statement.in-sum"), OutName: p.T("statement.out-sum")}
	for _, m := range months {
		year, month, _ := m.Month.Date()
		bars.Groups = append(bars.Groups, graphic.BarGroup{
			Words: shortMonth(m.Month), InMinor: m.InMinor, OutMinor: m.OutMinor,
			Told: p.T("statement.chart.month", fault.Args{
				"Month": p.Month(year, month), "In": money.Amount{Minor: m.InMinor, Currency: b.Currency}, "Out": money.Amount{Minor: m.OutMinor, Currency: b.Currency},
			}),
		})
	}
	return bars
}

// Gauge is the till against its ceiling.
func Gauge(p *translation.Printer, b cashbook.Book, balanceMinor int64) graphic.Gauge {
	return graphic.Gauge{Minor: balanceMinor, LimitMinor: b.CeilingMinor, Told: p.T("statement.chart.gauge", fault.Args{
		"Amount":  money.Amount{Minor: balanceMinor, Currency: b.Currency},
		"Ceiling": money.Amount{Minor: b.CeilingMinor, Currency: b.Currency},
	})}
}

// axis writes whole units beside an axis where the amount is whole, since the
// unit stands in the title.
func axis(p *translation.Printer, c money.Currency) func(int64) string {
	unit := int64(1)
	for range c.Decimals() {
		unit *= 10
	}
	return func(minor int64) string {
		if minor%unit == 0 {
			return p.Int(minor / unit)
		}
		return p.Number(money.Amount{Minor: minor, Currency: c})
	}
}

// shortMonth writes a month in digits, "11/26".
func shortMonth(d calendar.Day) string {
	year, month, _ := d.Date()
	text := strconv.Itoa(100 + year%100)[1:]
	return strconv.Itoa(100 + int(month))[1:] + "/" + text
}
