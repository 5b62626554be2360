// Package funds has « demander un déblocage »: the request for the release of
// funds for a book, what head office decides about it, and how the money that is
// granted reaches the book.
package funds

import (
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Status is how far a request has come.
type Status string

// Statuses of a request.
const (
	Open      Status = "open"
	Granted   Status = "granted"
	Refused   Status = "refused"
	Withdrawn Status = "withdrawn" // by the person who asked
)

// Label is the key of the status's name.
func (s Status) Label() fault.Key { return fault.Key("funds.status." + string(s)) }

// Wish is what a person asks for.
type Wish struct {
	Book        ident.BookID
	AmountMinor int64          // in the currency of the book
	Currency    money.Currency // of the book
	Wanted      calendar.Day   // by when the money is needed
	Purpose     string
	BudgetLine  string // code, or empty
	Funding     string // code, or empty
}

// Request is a request for the release of funds.
type Request struct {
	ID     ident.ReleaseID
	Digest [32]byte // of the message that asked; zero for what was asked at head office
	Poste  ident.PosteID
	User   ident.UserID
	Wish
	Made     time.Time
	Received time.Time // here
	Status   Status
	Decided  time.Time    // or withdrawn
	By       ident.UserID // who has decided; zero at a site
	Decider  string       // their name as it was then
	Reason   string       // of a refusal

	GrantedMinor int64  // in the currency that was asked for
	Reference    string // of the payment
	Paid         Paid
	Voucher      int64 // under which what was paid outside of any book was entered here
}

// Paid is the leg of the transfer by which head office has paid. It is zero when
// head office pays outside of any book.
type Paid struct {
	Book     ident.BookID
	Project  string // code
	Number   int    // of the book in its project
	Name     string
	Currency money.Currency
	Voucher  int64 // number of the leg out
	Day      calendar.Day
	OutMinor int64 // that left the book, positive
	Rate     money.Rate
}

// FromBook reports whether a book has paid.
func (p Paid) FromBook() bool { return !p.Book.IsZero() }

// AsBook gives the book that has paid as far as everybody may know it.
func (p Paid) AsBook() cashbook.Book {
	return cashbook.Book{ID: p.Book, ProjectCode: p.Project, Number: p.Number, Name: p.Name, Currency: p.Currency}
}

// Amount is what was asked for.
func (r Request) Amount() money.Amount {
	return money.Amount{Minor: r.AmountMinor, Currency: r.Currency}
}

// GrantedAmount is what was granted.
func (r Request) GrantedAmount() money.Amount {
	return money.Amount{Minor: r.GrantedMinor, Currency: r.Currency}
}

// Ref is how people name a request: "7F3A-91C2".
func (r Request) Ref() string {
	text := strings.ToUpper(hex.EncodeToString(r.ID[12:]))
	return text[:4] + "-" + text[4:]
}

// sameRef reports whether people mean a request.
func (r Request) sameRef(text string) bool {
	plain := strings.NewReplacer("-", "", " ", "").Replace(strings.ToUpper(text))
	return plain == strings.ReplaceAll(r.Ref(), "-", "") || strings.EqualFold(text, r.ID.String())
}

// Filter selects requests; its zero value selects all.
type Filter struct {
	Status Status
	Book   ident.BookID
	User   ident.UserID
}

// Store is what requests need inside one transaction.
type Store interface {
	cashbook.Records

	// Release gives fault.Missing for a request that is not known.
	Release(ident.ReleaseID) (Request, error)
	// ReleaseOf gives the request of a message, or fault.Missing.
	ReleaseOf(digest [32]byte) (Request, error)
	// Releases lists requests, the newest first.
	Releases(Filter) ([]Request, error)
	SaveRelease(Request) error
}

// Find gives the request that people name by Ref.
func Find(s Store, ref string) (Request, error) {
	all, err := s.Releases(Filter{})
	if err != nil {
		return Request{}, err
	}
	var found []Request
	for _, r := range all {
		if r.sameRef(ref) {
			found = append(found, r)
		}
	}
	switch len(found) {
	case 0:
		return Request{}, missing(ref)
	case 1:
		return found[0], nil
	}
	return Request{}, fault.New(fault.Conflict, "funds.ambiguous", fault.Args{"Ref": fault.Excerpt(ref)})
}

func missing(ref string) error {
	return fault.New(fault.Missing, "funds.unknown", fault.Args{"Ref": fault.Excerpt(ref)})
}

// Arrived gives the number under which the money was entered in the book that it
// was granted for, as far as is known here; 0 while it is expected.
func Arrived(s Store, r Request) (int64, error) {
	if !r.Paid.FromBook() {
		return inForce(s, r.Book, r.Voucher)
	}
	legs, err := s.Legs(cashbook.TransferIDOf(r.Paid.Book, r.Paid.Voucher))
	if err != nil {
		return 0, err
	}
	for _, leg := range legs {
		if leg.Entry.Book != r.Book {
			continue
		}
		if number, err := inForce(s, r.Book, leg.Entry.Number); number != 0 || err != nil {
			return number, err
		}
	}
	return 0, nil
}

// inForce gives the number unless its voucher was cancelled.
func inForce(s Store, book ident.BookID, number int64) (int64, error) {
	if number == 0 {
		return 0, nil
	}
	_, err := s.ReversalOf(book, number)
	switch {
	case errors.Is(err, fault.Missing):
		return number, nil
	case err != nil:
		return 0, err
	}
	return 0, nil
}

// place is where the rights over a book's requests count.
func place(s Store, b cashbook.Book) (directory.Place, error) {
	return directory.PlaceOf(s, b.Project, b.Responsible, b.Deputy)
}

// details tell the history what a request is about.
func (r Request) details(b cashbook.Book, more ...directory.Detail) []directory.Detail {
	return append([]directory.Detail{
		{Name: "release", Value: r.Ref()}, {Name: "book", Value: b.Ref()}, {Name: "release-amount", Value: r.Amount().String()},
	}, more...)
}
