package cashbook

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Duty is what somebody does for a book.
type Duty string

const (
	Responsible      Duty = "responsible"       // keeps the book
	Deputy           Duty = "deputy"            // keeps it in the other's absence
	CounterSignatory Duty = "counter-signatory" // signs counts; needs no account
)

// Assign gives a duty to a user, or to nobody when user is zero. Whoever keeps
// a book must hold a role that may record vouchers in its project; nobody has
// two duties in one book, since one is there to control the other.
func Assign(s Records, by directory.Actor, book ident.BookID, user ident.UserID, as Duty, now time.Time) (Book, error) {
	b, err := s.Book(book)
	if err != nil {
		return Book{}, err
	}
	if err := may(s, by, directory.RightBookAssign, b, now); err != nil {
		return Book{}, err
	}
	holder, err := b.duty(as)
	if err != nil || *holder == user {
		return b, err
	}
	if user.IsZero() {
		subject := *holder
		*holder = user
		return revise(s, by, b, subject, directory.VerbBookAssigned, now, b.assignment(as, "–")...)
	}
	name, err := b.mayServe(s, user, as, now)
	if err != nil {
		return Book{}, err
	}
	*holder = user
	return revise(s, by, b, user, directory.VerbBookAssigned, now, b.assignment(as, name)...)
}

// duty gives the place where the book keeps who does a duty.
func (b *Book) duty(as Duty) (*ident.UserID, error) {
	switch as {
	case Responsible:
		return &b.Responsible, nil
	case Deputy:
		return &b.Deputy, nil
	case CounterSignatory:
		return &b.CounterSignatory, nil
	}
	return nil, fault.New(fault.Invalid, "cashbook.duty", fault.Args{"Duty": fault.Excerpt(string(as))})
}

// mayServe gives the person's name, or refuses who can not do the duty.
func (b Book) mayServe(s directory.Store, user ident.UserID, as Duty, now time.Time) (name string, err error) {
	candidate, err := directory.LoadActor(s, user)
	if err != nil {
		return "", err
	}
	args := fault.Args{"Person": candidate.Name(), "Book": b.Ref()}
	switch {
	case b.Status == Finalised:
		return "", fault.New(fault.Denied, "cashbook.assign-finalised", args)
	case candidate.Status == directory.StatusArchived:
		return "", fault.New(fault.Denied, "cashbook.assign-archived", args)
	case user == b.Responsible || user == b.Deputy || user == b.CounterSignatory:
		return "", fault.New(fault.Invalid, "cashbook.assign-twice", args)
	case as == CounterSignatory:
		return candidate.Name(), nil
	}
	err = b.mayKeep(s, candidate, now)
	if errors.Is(err, fault.Denied) {
		return "", fault.Wrap(err, fault.Denied, "cashbook.assign-role", args)
	}
	return candidate.Name(), err
}

// mayKeep asks whether the person's roles allow to record vouchers here. The
// account may still have to be activated: people are prepared before they start.
func (b Book) mayKeep(s directory.Store, candidate directory.Actor, now time.Time) error {
	candidate.Status, candidate.AccessUntil = directory.StatusActive, 0
	b.Responsible = candidate.ID
	return may(s, candidate, directory.RightVoucherRecord, b, now)
}

// assignment is what the history keeps of a duty given to a person, or to nobody.
func (b Book) assignment(as Duty, person string) []directory.Detail {
	return []directory.Detail{
		{Name: "book", Value: b.Ref()}, {Name: "duty", Value: string(as)}, {Name: "person", Value: person},
	}
}
