package cashbooks_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
)

func TestBalanceAfterTheLine(t *testing.T) {
	bank := cashbook.Book{Type: cashbook.Bank, Currency: "XOF", Overdraft: true}
	flat := cashbook.Outlook{BeforeMinor: 1000, LowestMinor: 1000}
	dip := cashbook.Outlook{BeforeMinor: 1000, LowestMinor: 300} // spent on a later day
	for name, c := range map[string]struct {
		book    cashbook.Book
		outlook cashbook.Outlook
		minor   int64
		want    int64
		short   bool
	}{
		"nothing typed":             {till, flat, 0, 1000, false},
		"money in":                  {till, flat, 500, 1500, false},
		"all of it":                 {till, flat, -1000, 0, false},
		"one more than there is":    {till, flat, -1001, -1, true},
		"spent later":               {till, dip, -301, 699, true},
		"just not spent later":      {till, dip, -300, 700, false},
		"a bank with an overdraft":  {bank, flat, -5000, -4000, false},
		"already below, and fallen": {till, cashbook.Outlook{BeforeMinor: -10, LowestMinor: -10}, 0, -10, false},
	} {
		got, known, short := cashbooks.After(c.book, c.outlook, today, today, c.minor)
		if got != c.want || !known || short != c.short {
			t.Errorf("%s: balance %d (known %v), short %v; want %d, %v", name, got, known, short, c.want, c.short)
		}
	}
	if _, known, _ := cashbooks.After(till, flat, today, today-1, -1); known {
		t.Error("what was found for one day is taken for another")
	}
	if got := cashbooks.AfterPassed(till, flat, today, -400, -100); got != 500 {
		t.Errorf("after two vouchers in a row the balance is %d, want 500", got)
	}
}
