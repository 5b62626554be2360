package cashbook

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Event is what a person did about a book beside giving it to a poste and taking
// it away.
type Event struct {
	Book   ident.BookID
	Kind   EventKind
	Epoch  int64         // of the ownership at that time; 0 where there was none
	Poste  ident.PosteID // where it was done; zero at head office
	Person ident.UserID
	At     time.Time
	Reason string
}

// EventKind names what was done.
type EventKind string

const (
	EventAccepted  EventKind = "accepted"  // « accepté » on the poste that goes on with it
	EventFinalised EventKind = "finalised" // « finalisé »: nothing is entered ever again
	EventIdle      EventKind = "idle"      // « au repos »
	EventReopened  EventKind = "reopened"  // from idle
	EventReturned  EventKind = "returned"  // a journal, as its poste has told; of a book its copy tells
)

// Accept takes a book over from who kept it before (« accepter »): until then
// nothing is entered in it. All earlier entries must be here, so that there is
// something to compare with what was handed over on paper.
func Accept(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) (ledger.Ownership, error) {
	b, owner, err := acceptable(s, by, poste, book, now)
	if err != nil {
		return ledger.Ownership{}, err
	}
	event := Event{
		Book: book, Kind: EventAccepted, Epoch: owner.Epoch, Poste: poste, Person: by.ID, At: now.UTC().Truncate(time.Second),
	}
	if err := s.SaveBookEvent(event); err != nil {
		return ledger.Ownership{}, err
	}
	own, err := s.Poste(poste)
	if err != nil {
		return ledger.Ownership{}, err
	}
	return owner, directory.Note(s, by, ident.UserID{}, directory.VerbBookAccepted, now, ownershipFacts(owner, b, own)...)
}

// CanAccept says what keeps the person from accepting the book on the poste now,
// or nil.
func CanAccept(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) error {
	_, _, err := acceptable(s, by, poste, book, now)
	return err
}

func acceptable(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) (Book, ledger.Ownership, error) {
	b, err := openableBook(s, by, directory.RightBookAccept, book, now)
	if err != nil {
		return b, ledger.Ownership{}, err
	}
	owner, err := ownedBy(s, b, poste)
	if err != nil {
		return b, owner, err
	}
	if err := notReturned(s, b, owner); err != nil {
		return b, owner, err
	}
	if _, err := continued(s, b, owner); err != nil {
		return b, owner, err
	}
	waits, err := AwaitsAcceptance(s, owner)
	if err == nil && !waits {
		err = fault.New(fault.Conflict, "cashbook.accepted", fault.Args{"Book": b.Ref()})
	}
	return b, owner, err
}

// Events reads what people did about books and journals.
type Events interface {
	BookEvents(ident.BookID) ([]Event, error)
}

// AwaitsAcceptance reports whether nobody has accepted the book, or the journal, under
// the grant.
func AwaitsAcceptance(s Events, owner ledger.Ownership) (bool, error) {
	if !owner.NeedsAcceptance() {
		return false, nil
	}
	done, err := Happened(s, owner, EventAccepted)
	return !done, err
}

// Happened reports whether people did something under the grant.
func Happened(s Events, owner ledger.Ownership, kind EventKind) (bool, error) {
	events, err := s.BookEvents(owner.Book)
	return slices.ContainsFunc(events, func(e Event) bool { return e.Kind == kind && e.Epoch == owner.Epoch }), err
}

// accepted refuses to go on with a book that nobody has accepted yet.
func accepted(s Store, b Book, owner ledger.Ownership) error {
	waits, err := AwaitsAcceptance(s, owner)
	if err == nil && waits {
		err = fault.New(fault.Conflict, "cashbook.accept-first", fault.Args{"Book": b.Ref(), "Number": owner.Head.Number})
	}
	return err
}
