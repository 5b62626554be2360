package cashbook

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// checkBranches recomputes the chain of every branch, from where it leaves the book
// to the end that is known of it.
func (a *audit) checkBranches(s Store) error {
	branches, err := s.Branches(a.report.Book.ID)
	if err != nil {
		return err
	}
	for _, b := range branches {
		if err := a.checkBranch(s, b); err != nil {
			return err
		}
	}
	return nil
}

// checkBranch checks one. Its entries need not keep the rules of the book: nobody
// had the right to enter them, and no total counts them.
func (a *audit) checkBranch(s Store, b Branch) error {
	own, next := between(a.history, Copy{Epoch: b.Epoch, Poste: b.Poste})
	if own.Epoch == 0 || next.Epoch == 0 {
		return a.branchDamage(b, nil)
	}
	verifier := ledger.NewVerifier(b.Book, next.Head, ledger.Gaps(until(a.history, b.Epoch))...)
	err := s.BranchChain(b.Book, b.Epoch, 1, func(v Voucher) error {
		if err := verifier.Check(&v.Entry, &v); err != nil {
			return err
		}
		if v.Entry.Epoch != b.Epoch || v.Entry.Poste != b.Poste {
			return a.branchDamage(b, nil)
		}
		a.report.Aside++
		return nil
	})
	kind, _ := fault.KindOf(err)
	switch {
	case kind == fault.Forged, ledger.Unreadable(err):
		return a.branchDamage(b, err)
	case err != nil:
		return err
	case verifier.Head() != b.End:
		return a.branchDamage(b, nil)
	}
	a.report.Branches++
	return nil
}

func (a *audit) branchDamage(b Branch, cause error) error {
	args := fault.Args{"Book": a.report.Book.Ref(), "Epoch": b.Epoch, "From": b.From, "To": b.To}
	if cause != nil {
		return fault.Wrap(cause, fault.Forged, "cashbook.damage-branch", args)
	}
	return fault.New(fault.Forged, "cashbook.damage-branch", args)
}
