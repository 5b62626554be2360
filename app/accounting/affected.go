package accounting

import (
	"slices"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// AffectedClosings gives the closings that went to head office and end after a
// head: those that a restore to it would contradict. Void ones were dealt with.
func AffectedClosings(s Store, journal ident.BookID, cut ledger.Head) ([]Closing, error) {
	closings, err := s.Closings(journal)
	return slices.DeleteFunc(closings, func(c Closing) bool {
		return !c.Exported() || c.State == ClosingVoid || c.Head.Seq <= cut.Seq
	}), err
}

// LastExported gives the closing that went to head office last, whatever became of
// it; the zero closing for none.
func LastExported(s Store, journal ident.BookID) (last Closing, err error) {
	closings, err := s.Closings(journal)
	for _, c := range closings {
		if c.Exported() {
			last = c
		}
	}
	return last, err
}

// CheckAffected refuses a restore that head office's decisions forbid: one that was
// released is final, and one that waits has to be rejected first.
func CheckAffected(j Journal, affected []Closing) error {
	for _, c := range affected {
		args := fault.Args{"Journal": j.Ref(), "Closing": c.Number, "Until": c.Until}
		switch c.State {
		case ClosingReleased:
			return fault.New(fault.Denied, "accounting.restore-released", args)
		case ClosingRejected:
		default:
			return fault.New(fault.Conflict, "accounting.restore-undecided", args)
		}
	}
	return nil
}

// voidClosings ends the closings whose end is not in the chain any more.
func voidClosings(s Store, journal ident.BookID, cut ledger.Head) error {
	closings, err := s.Closings(journal)
	if err != nil {
		return err
	}
	for _, c := range closings {
		if c.State == ClosingVoid || c.Head.Seq <= cut.Seq {
			continue
		}
		held, err := holds(s, journal, c.Head)
		if err != nil {
			return err
		}
		if held {
			continue
		}
		c.State = ClosingVoid
		if err := s.SaveClosing(c); err != nil {
			return err
		}
	}
	return nil
}

// InChain reports whether a journal's chain goes through a head.
func InChain(s Store, journal ident.BookID, h ledger.Head) (bool, error) { return holds(s, journal, h) }
