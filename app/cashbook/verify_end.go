package cashbook

import (
	"cmp"
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// checkOwner compares the chain with the grants: it must go through every
// granted head, and whatever follows one is by the owner under that grant.
func (a *audit) checkOwner(e *ledger.Entry) error {
	var owner ledger.Ownership
	for _, o := range a.history {
		if o.Head.Seq == e.Seq && o.Head.Hash != e.Hash {
			return a.damage("cashbook.damage-owner", &a.current)
		}
		if o.Head.Seq < e.Seq {
			owner = o
		}
	}
	if owner.Epoch == 0 || e.Epoch == owner.Epoch && e.Poste == owner.Poste {
		return nil
	}
	return a.damage("cashbook.damage-owner", &a.current)
}

// checkEnd compares the end of the walk with what the database says it is, so
// that a chain cut short is found.
func (a *audit) checkEnd(s Store) error {
	book := a.report.Book
	head, err := s.Head(book.ID)
	if err != nil {
		return err
	}
	if head != a.report.Head {
		return fault.New(fault.Forged, "cashbook.damage-head", fault.Args{
			"Book": book.Ref(), "Number": a.report.Head.Number, "Expected": head.Number,
		})
	}
	return nil
}

// checkStored compares the balance that is stored with that of the entries, once
// nothing is wrong with them.
func (a *audit) checkStored(s Store) error {
	book := a.report.Book
	balance, err := s.BalanceMinor(book.ID)
	if err != nil {
		return err
	}
	if balance != a.report.BalanceMinor {
		return fault.New(fault.Forged, "cashbook.damage-balance", fault.Args{
			"Book": book.Ref(), "Balance": book.amount(a.report.BalanceMinor), "Stored": book.amount(balance),
		})
	}
	return nil
}

// OnlyDerived reports whether a verification has found the entries intact, and that
// nothing but the balance that is stored beside them is wrong.
func OnlyDerived(err error) bool {
	f := new(fault.Error)
	return errors.As(err, &f) && f.Key == "cashbook.damage-balance"
}

// checkBalances follows the balance in the order of days and numbers. A bank's
// setting may have changed, so only the types that are never negative count.
func (a *audit) checkBalances() error {
	book := a.report.Book
	if book.Type == Bank {
		return nil
	}
	order := make([]int, len(a.vouchers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(a.vouchers[i].day, a.vouchers[j].day) })
	balance := int64(0)
	for _, i := range order {
		balance += a.vouchers[i].amountMinor
		if balance < 0 {
			return fault.New(fault.Forged, "cashbook.damage-negative", fault.Args{
				"Book": book.Ref(), "Number": i + 1, "Day": a.vouchers[i].day, "Balance": book.amount(balance),
			})
		}
	}
	return nil
}
