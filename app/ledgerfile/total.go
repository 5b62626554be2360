package ledgerfile

import (
	"cmp"
	"errors"
	"maps"
	"slices"

	"github.com/comptoir/comptoir/app/money"
)

// errStop ends a reading of which nothing more can be learnt.
var errStop = errors.New("the rest of the ledger is not read")

// AccountKey is an account in one currency.
type AccountKey struct {
	Account  string
	Currency money.Currency
}

// Total is what an account has taken.
type Total struct {
	DebitMinor, CreditMinor int64 // both positive
	Lines                   int
}

// Balance gives debit less credit.
func (t Total) Balance() int64 { return t.DebitMinor - t.CreditMinor }

// Totals are those of every account.
type Totals map[AccountKey]*Total

// Accounts gives the accounts in order.
func (t Totals) Accounts() []AccountKey {
	return slices.SortedFunc(maps.Keys(t), func(a, b AccountKey) int {
		return cmp.Or(cmp.Compare(a.Account, b.Account), cmp.Compare(a.Currency, b.Currency))
	})
}

// add takes the lines of an entry in, as far as they fit.
func (t Totals) add(e *Entry) bool {
	for _, l := range e.Lines {
		key := AccountKey{l.Account, e.Currency}
		sum := t[key]
		if sum == nil {
			if len(t) >= AccountsMost {
				return false
			}
			sum = &Total{}
			t[key] = sum
		}
		if !sum.take(l.AmountMinor) {
			return false
		}
	}
	return true
}

func (t *Total) take(amount int64) (fits bool) {
	t.Lines++
	if amount >= 0 {
		t.DebitMinor, fits = add(t.DebitMinor, amount)
		return fits || amount == 0
	}
	t.CreditMinor, fits = add(t.CreditMinor, -amount)
	return fits && amount != -amount
}
