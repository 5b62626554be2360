package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/storage"
)

// days counts what BookDays is defined to be.
func (m *model) days() (days []cashbook.DaySum, reversals map[int64]int64) {
	reversals = map[int64]int64{}
	for i, l := range m.lines() {
		e, amount := l.Voucher.Entry, l.Voucher.AmountMinor
		if len(days) == 0 || days[len(days)-1].Day != e.Day {
			days = append(days, cashbook.DaySum{Day: e.Day})
		}
		d := &days[len(days)-1]
		d.Vouchers++
		d.Until, d.BalanceMinor = int64(i+1), l.BalanceMinor
		d.InMinor += max(amount, 0)
		d.OutMinor += max(-amount, 0)
		if e.Reverses != 0 {
			reversals[e.Reverses] = e.Number
		}
	}
	return days, reversals
}

func (m *model) checkDays(t *testing.T, tx *storage.Tx) {
	t.Helper()
	want, reversals := m.days()
	got, err := tx.Reversals(m.book)
	if err != nil {
		t.Fatalf("Reversals: %v", err)
	}
	same(t, "reversals", got, reversals)
	for from := range len(want) + 1 {
		first, last := calendar.New(1, 1, 1), calendar.New(9999, 12, 31)
		if from < len(want) {
			first = want[from].Day
		}
		days, err := tx.BookDays(m.book, first, last)
		if err != nil {
			t.Fatalf("BookDays: %v", err)
		}
		if from == len(want) {
			from = 0 // from before the first day
		}
		wanted := want[from:]
		if len(wanted) == 0 {
			wanted = nil
		}
		same(t, "days", days, wanted)
	}
	extent, err := tx.Extent(m.book)
	if err != nil {
		t.Fatalf("Extent: %v", err)
	}
	for _, d := range want {
		if largest := max(d.BalanceMinor, -d.BalanceMinor, d.InMinor, d.OutMinor); extent < largest {
			t.Errorf("%v has %d, beyond the extent %d", d.Day, largest, extent)
		}
		balance, vouchers, err := tx.StandingAt(m.book, d.Day)
		if err != nil {
			t.Fatalf("StandingAt: %v", err)
		}
		same(t, "standing", [2]int64{balance, vouchers}, [2]int64{d.BalanceMinor, d.Until})
	}
}
