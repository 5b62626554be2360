package cashbook_test

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
)

func TestMonthsAddUpTheirDays(t *testing.T) {
	day := calendar.New
	days := []cashbook.DaySum{
		{Day: day(2025, 11, 30), Vouchers: 2, InMinor: 500, OutMinor: 100, BalanceMinor: 1400},
		{Day: day(2026, 1, 1), Vouchers: 1, OutMinor: 400, BalanceMinor: 1000},
		{Day: day(2026, 1, 31), Vouchers: 3, InMinor: 50, OutMinor: 60, BalanceMinor: 990},
	}
	want := []cashbook.MonthSum{
		{Month: day(2025, 11, 1), Vouchers: 2, OpeningMinor: 1000, InMinor: 500, OutMinor: 100, BalanceMinor: 1400},
		{Month: day(2025, 12, 1), OpeningMinor: 1400, BalanceMinor: 1400},
		{Month: day(2026, 1, 1), Vouchers: 4, OpeningMinor: 1400, InMinor: 50, OutMinor: 460, BalanceMinor: 990},
	}
	if got := cashbook.Months(1000, days); !slices.Equal(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := cashbook.Months(5, nil); got != nil {
		t.Errorf("no days are %v", got)
	}
	if next := cashbook.NextMonth(day(2025, 12, 31)); next != day(2026, 1, 1) {
		t.Error(next)
	}
}
