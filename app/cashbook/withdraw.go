package cashbook

import (
	"errors"
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// MaxReason is the longest reason of a withdrawal, in characters.
const MaxReason = 200

// Withdraw takes a book from a poste that is dead. It ends at the last entry
// that head office holds. The numbers after it up to lastPrinted, the last one
// that anybody has on paper, are lost for the reason and never used again.
func Withdraw(s Records, by directory.Actor, book ident.BookID, lastPrinted int64, reason string, now time.Time) (ledger.Ownership, error) {
	b, owner, err := keptBook(s, by, book, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	end, err := follow(s, owner, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	if end.Reason, err = required("reason", reason, MaxReason); err != nil {
		return ledger.Ownership{}, err
	}
	known := end.FirstNumber - 1
	args := fault.Args{"Book": b.Ref(), "Number": lastPrinted, "Known": known, "Most": ledger.MaxLost}
	switch {
	case lastPrinted < known:
		return ledger.Ownership{}, fault.New(fault.Invalid, "cashbook.withdraw-known", args)
	case lastPrinted > known+ledger.MaxLost:
		return ledger.Ownership{}, fault.New(fault.Invalid, "cashbook.withdraw-many", args)
	}
	end.FirstNumber = lastPrinted + 1
	if err := s.SaveOwnership(end); err != nil {
		return ledger.Ownership{}, err
	}
	return end, noteEnd(s, by, b, owner, end, LostFacts(known, lastPrinted, end.Reason), directory.VerbBookWithdrawn, now)
}

// keptBook gives a book that the person may take from the poste that keeps it.
func keptBook(s Records, by directory.Actor, book ident.BookID, now time.Time) (Book, ledger.Ownership, error) {
	b, err := s.Book(book)
	if err != nil {
		return Book{}, ledger.Ownership{}, err
	}
	if err := may(s, by, directory.RightBookGrant, b, now); err != nil {
		return Book{}, ledger.Ownership{}, err
	}
	owner, err := s.Ownership(book)
	if errors.Is(err, fault.Missing) || err == nil && !owner.Kept() {
		err = fault.New(fault.Conflict, "cashbook.withdraw-unowned", fault.Args{"Book": b.Ref()})
	}
	return b, owner, err
}

// LostFacts are what the history keeps of the numbers that a withdrawal loses: those
// after the last one known, up to the last one printed.
func LostFacts(known, last int64, reason string) []directory.Detail {
	facts := []directory.Detail{{Name: "reason", Value: reason}}
	if last > known {
		facts = append(facts, directory.Detail{Name: "lost-numbers", Value: NumberRange(known+1, last)})
	}
	return facts
}

// NumberRange writes numbers from one to another: "12–14", or "12" for one.
func NumberRange(from, to int64) string {
	if from == to {
		return fmt.Sprint(from)
	}
	return fmt.Sprintf("%d–%d", from, to)
}

// noteEnd tells the history that a poste keeps a book no longer.
func noteEnd(s directory.Store, by directory.Actor, b Book, owner, end ledger.Ownership, more []directory.Detail, verb directory.Verb, now time.Time) error {
	poste, err := s.Poste(owner.Poste)
	if err != nil {
		return err
	}
	return directory.Note(s, by, ident.UserID{}, verb, now, append(ownershipFacts(end, b, poste), more...)...)
}
