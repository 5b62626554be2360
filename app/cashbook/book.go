// Package cashbook keeps « Livres de caisse »: books of three types, their
// vouchers, and the rules that nobody can quietly work around.
package cashbook

import (
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// Type says which rules a book follows.
type Type string

const (
	Cash       Type = "cash"       // « Caisse »: never negative; a voucher may change on its day of entry
	Bank       Type = "bank"       // « Banque »: negative only where the book allows an overdraft
	Receivable Type = "receivable" // « Créances »: never negative; one voucher opens, others settle
)

// BookStatus says whether vouchers may be entered at all.
type BookStatus string

const (
	Open      BookStatus = "open"
	Idle      BookStatus = "idle"
	Finalised BookStatus = "finalised"
)

// Book is a cash book. ID, Project, Number, Type, Currency and TimeZone never
// change once it exists.
type Book struct {
	ID               ident.BookID
	Project          ident.ProjectID
	ProjectCode      string
	Number           int // consecutive in its project, from 1
	Type             Type
	Name             string
	Currency         money.Currency
	TimeZone         string // IANA name; says when a day of the book ends
	Overdraft        bool   // Bank only
	CeilingMinor     int64  // « plafond de caisse »; 0 for none
	Responsible      ident.UserID
	Deputy           ident.UserID
	CounterSignatory ident.UserID
	Status           BookStatus
	Revision         int64 // counts changes of the definition, for files
}

// Ref is the book's name among people: project code and number, "P01/1".
func (b Book) Ref() string { return fmt.Sprintf("%s/%d", b.ProjectCode, b.Number) }

// Ownership is head office's grant of a book to one poste. Only the grant with
// the highest epoch counts; entries of an earlier owner beyond Head do not.
type Ownership struct {
	Book        ident.BookID
	Epoch       int64
	Poste       ident.PosteID
	FirstNumber int64
	Head        ledger.Head
	Granted     time.Time
}

// Voucher is one « justificatif ». AmountMinor is positive for money in and
// negative for money out, and never zero.
type Voucher struct {
	Entry         ledger.Entry
	AmountMinor   int64
	Text          string
	Account       string // account of the chart, or empty until posted
	Recipient     string // recipient or depositor
	PartnerNumber string // the partner's own voucher number, « pièce »
}

// Line is a voucher as a page of the book shows it.
type Line struct {
	Voucher      Voucher // latest revision of its number
	BalanceMinor int64   // running balance in (day, number) order
}

// Position is a place in the order of a book's page: by day, then by number.
type Position struct {
	Day    calendar.Day
	Number int64
}

// Outlook is what a new amount at a position must live with.
type Outlook struct {
	BeforeMinor int64    // balance just before the position
	LowestMinor int64    // lowest running balance after it; BeforeMinor when nothing follows
	LowestAt    Position // where that is; the position itself when nothing follows
}

// Draft is a voucher as a person fills it in, without number.
type Draft struct {
	Day           calendar.Day
	AmountMinor   int64
	Text          string
	Account       string
	Recipient     string
	PartnerNumber string
}

// BookFilter selects books; zero fields select all.
type BookFilter struct {
	Project ident.ProjectID
	Holder  ident.UserID // responsible or deputy
}

// PageFilter selects lines of a book's page, in (day, number) order.
type PageFilter struct {
	Book   ident.BookID
	Search string // part of text, recipient or partner's number; empty for all
	Offset int
	Limit  int
}

// Store is what the rules need inside one transaction. Methods that look up one
// thing return fault.Missing when it is not there.
type Store interface {
	Book(ident.BookID) (Book, error)
	BookByRef(projectCode string, number int) (Book, error)
	Books(BookFilter) ([]Book, error)
	NextBookNumber(ident.ProjectID) (int, error)
	SaveBook(Book) error

	Ownership(ident.BookID) (Ownership, error)
	SaveOwnership(Ownership) error

	Head(ident.BookID) (ledger.Head, error)
	AppendVoucher(Voucher) error
	Voucher(book ident.BookID, number int64) (Voucher, error)
	ReversalOf(book ident.BookID, number int64) (Voucher, error)
	BalanceMinor(ident.BookID) (int64, error)
	OutlookAt(book ident.BookID, at Position, ignoring int64) (Outlook, error)
	LastDay(ident.BookID) (calendar.Day, error)
	Page(PageFilter) (lines []Line, total int, err error)
	Chain(book ident.BookID, fromSeq int64, visit func(Voucher) error) error
	EarlierTexts(book ident.BookID, prefix string, limit int) ([]string, error)
	EarlierRecipients(book ident.BookID, prefix string, limit int) ([]string, error)
}
