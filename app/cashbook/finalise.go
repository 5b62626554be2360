package cashbook

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// statusActs says what setting a status is called.
var statusActs = map[BookStatus]struct {
	kind EventKind
	verb directory.Verb
}{
	Idle:      {EventIdle, directory.VerbBookIdle},
	Open:      {EventReopened, directory.VerbBookReopened},
	Finalised: {EventFinalised, directory.VerbBookFinalised},
}

// Rest lays a book by (« au repos ») or opens it again. Its poste learns of it by
// the next user data.
func Rest(s Records, by directory.Actor, book ident.BookID, rest bool, now time.Time) (Book, error) {
	to := Open
	if rest {
		to = Idle
	}
	return setStatus(s, by, book, to, "", now)
}

// Finalise ends a book for ever. It should have been returned or withdrawn, and
// empty; anything else needs a reason, which the history keeps.
func Finalise(s Records, by directory.Actor, book ident.BookID, reason string, now time.Time) (Book, error) {
	return setStatus(s, by, book, Finalised, reason, now)
}

func setStatus(s Records, by directory.Actor, book ident.BookID, to BookStatus, reason string, now time.Time) (Book, error) {
	b, err := s.Book(book)
	if err != nil {
		return Book{}, err
	}
	if err := may(s, by, directory.RightBookGrant, b, now); err != nil {
		return Book{}, err
	}
	if b.Status == Finalised || b.Status == to {
		return Book{}, fault.New(fault.Conflict, "cashbook.status-is", fault.Args{
			"Book": b.Ref(), "Status": fault.Key("book.status." + string(b.Status)),
		})
	}
	owner, err := s.Ownership(book)
	if err != nil && !errors.Is(err, fault.Missing) {
		return Book{}, err
	}
	if to == Finalised {
		if reason, err = finalReason(s, b, owner, reason); err != nil {
			return Book{}, err
		}
	}
	act := statusActs[to]
	event := Event{Book: book, Kind: act.kind, Epoch: owner.Epoch, Person: by.ID, At: now.UTC().Truncate(time.Second), Reason: reason}
	if err := s.SaveBookEvent(event); err != nil {
		return Book{}, err
	}
	b.Status = to
	facts := []directory.Detail{{Name: "book", Value: b.Ref()}}
	if reason != "" {
		facts = append(facts, directory.Detail{Name: "reason", Value: reason})
	}
	return revise(s, by, b, ident.UserID{}, act.verb, now, facts...)
}

// finalReason gives the reason for a finalisation as it is kept; without one it
// refuses what speaks against the end of the book.
func finalReason(s Records, b Book, owner ledger.Ownership, reason string) (string, error) {
	if reason != "" {
		return required("reason", reason, MaxReason)
	}
	if owner.Kept() {
		keeper, err := s.Poste(owner.Poste)
		if err != nil {
			return "", err
		}
		return "", fault.New(fault.Conflict, "cashbook.finalise-kept", fault.Args{
			"Book": b.Ref(), "Poste": keeper.Number, "Location": keeper.Location,
		})
	}
	balance, err := s.BalanceMinor(b.ID)
	if err == nil && balance != 0 {
		err = fault.New(fault.Conflict, "cashbook.finalise-balance", fault.Args{"Book": b.Ref(), "Balance": b.amount(balance)})
	}
	return "", err
}
