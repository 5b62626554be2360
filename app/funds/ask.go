package funds

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Bounds of what is asked for.
const (
	MaxPurpose = 500
	MaxReason  = 500
	maxOpen    = 50  // requests for one book that nobody has decided on
	maxAhead   = 366 // days
	maxCode    = 40
)

// MayAsk decides whether a person may ask for funds for a book.
func MayAsk(s Store, by directory.Actor, b cashbook.Book, now time.Time) error {
	at, err := place(s, b)
	if err != nil {
		return err
	}
	return directory.Can(by, directory.RightFundsRequest, at, now)
}

// Check gives the wish of a person as it will be kept, with the currency of its
// book; what is not possible is refused.
func Check(s Store, by directory.Actor, w Wish, now time.Time) (Wish, cashbook.Book, error) {
	b, err := s.Book(w.Book)
	if err != nil {
		return w, b, err
	}
	if err := MayAsk(s, by, b, now); err != nil {
		return w, b, err
	}
	w.Currency = b.Currency
	if w, err = w.cleaned(b); err != nil {
		return w, b, err
	}
	today, err := b.Today(now)
	if err != nil {
		return w, b, err
	}
	if w.Wanted < today || w.Wanted > today+maxAhead {
		return w, b, fault.New(fault.Invalid, "funds.day", fault.Args{"Day": w.Wanted, "Today": today, "Last": today + maxAhead})
	}
	plan, err := chart.PlanOf(s, b.Project)
	if err != nil {
		return w, b, err
	}
	if err := plan.CheckBudgetLine(w.BudgetLine); err != nil {
		return w, b, err
	}
	if err := plan.CheckFunding(w.Funding, today); err != nil {
		return w, b, err
	}
	return w, b, room(s, b)
}

// cleaned refuses what is wrong with a wish wherever it comes from.
func (w Wish) cleaned(b cashbook.Book) (_ Wish, err error) {
	if b.Status == cashbook.Finalised {
		return w, fault.New(fault.Conflict, "funds.finalised", fault.Args{"Ref": b.Ref(), "Name": b.Name})
	}
	if w.Currency != b.Currency {
		return w, fault.New(fault.Conflict, "funds.currency", fault.Args{"Ref": b.Ref(), "Currency": string(b.Currency)})
	}
	largest := cashbook.MaxAmountMinor
	if w.AmountMinor <= 0 || w.AmountMinor > int64(largest) {
		return w, fault.New(fault.Invalid, "funds.amount", fault.Args{"Amount": Request{Wish: w}.Amount()})
	}
	if w.Wanted == (calendar.Day(0)) {
		return w, fault.New(fault.Invalid, "funds.no-day", nil)
	}
	for _, t := range []struct {
		name  string
		text  *string
		limit int
	}{{"release-purpose", &w.Purpose, MaxPurpose}, {"budget-line", &w.BudgetLine, maxCode}, {"funding", &w.Funding, maxCode}} {
		if *t.text, err = directory.Clean(t.name, *t.text, t.limit); err != nil {
			return w, err
		}
	}
	if w.Purpose == "" {
		return w, fault.New(fault.Invalid, "funds.no-purpose", nil)
	}
	return w, nil
}

// room refuses another request for a book with too many open ones.
func room(s Store, b cashbook.Book) error {
	open, err := s.Releases(Filter{Status: Open, Book: b.ID})
	if err == nil && len(open) >= maxOpen {
		err = fault.New(fault.Conflict, "funds.too-many", fault.Args{"Ref": b.Ref(), "Count": maxOpen})
	}
	return err
}

// Ask keeps a request that Check has passed. What differs is how it was asked for:
// at head office itself, or by a message of a poste.
func Ask(s Store, by directory.Actor, r Request, b cashbook.Book, now time.Time) (Request, error) {
	r.User, r.Status, r.Made, r.Received = by.ID, Open, now, now
	if err := s.SaveRelease(r); err != nil {
		return r, err
	}
	return r, directory.Note(s, by, by.ID, directory.VerbFundsRequested, now, r.details(b,
		directory.Detail{Name: "release-purpose", Value: r.Purpose}, directory.Detail{Name: "wanted", Value: r.Wanted.String()})...)
}

// Receive keeps a request that a poste has sent to head office. It is held against
// what head office knows, which may be newer: the person may have lost the right.
func Receive(s Store, by directory.Actor, r Request, now time.Time) (Request, error) {
	b, err := CheckReceived(s, r, now)
	if err != nil {
		return r, err
	}
	r.Status, r.Received = Open, now
	if err := s.SaveRelease(r); err != nil {
		return r, err
	}
	return r, directory.Note(s, by, r.User, directory.VerbFundsReceived, now, r.details(b, directory.Detail{Name: "release-purpose", Value: r.Purpose})...)
}

// CheckReceived refuses what head office would not keep.
func CheckReceived(s Store, r Request, now time.Time) (cashbook.Book, error) {
	b, err := s.Book(r.Book)
	if err != nil {
		return b, err
	}
	requester, err := directory.LoadActor(s, r.User)
	if err != nil {
		return b, err
	}
	if requester.Status == directory.StatusPending { // head office may not have heard yet
		requester.Status = directory.StatusActive
	}
	if err := MayAsk(s, requester, b, now); err != nil {
		return b, err
	}
	cleaned, err := r.cleaned(b)
	if err == nil && cleaned != r.Wish {
		err = fault.New(fault.Invalid, "funds.unclean", nil)
	}
	if err != nil {
		return b, err
	}
	return b, room(s, b)
}

// Withdraw takes a request back, which only who made it may, until it is decided.
func Withdraw(s Store, by directory.Actor, r Request, now time.Time) (Request, error) {
	if err := MayWithdraw(by, r); err != nil {
		return r, err
	}
	return withdraw(s, by, r, now)
}

// MayWithdraw decides whether a person may take a request back.
func MayWithdraw(by directory.Actor, r Request) error {
	if by.ID != r.User {
		return fault.New(fault.Denied, "funds.not-own", fault.Args{"Ref": r.Ref()})
	}
	return r.open()
}

// ReceiveWithdrawal takes back what a poste takes back.
func ReceiveWithdrawal(s Store, by directory.Actor, r Request, now time.Time) (Request, error) {
	return withdraw(s, by, r, now)
}

func withdraw(s Store, by directory.Actor, r Request, now time.Time) (Request, error) {
	if err := r.open(); err != nil {
		return r, err
	}
	b, err := s.Book(r.Book)
	if err != nil {
		return r, err
	}
	r.Status, r.Decided = Withdrawn, now
	if err := s.SaveRelease(r); err != nil {
		return r, err
	}
	return r, directory.Note(s, by, r.User, directory.VerbFundsWithdrawn, now, r.details(b)...)
}

// open refuses what has been decided or taken back.
func (r Request) open() error {
	if r.Status == Open {
		return nil
	}
	return fault.New(fault.Conflict, "funds.decided", fault.Args{"Ref": r.Ref(), "Status": r.Status.Label(), "When": r.Decided})
}
