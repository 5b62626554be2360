package accounting

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/receipt"
)

// JournalFilter selects journals; zero fields select all.
type JournalFilter struct {
	Project ident.ProjectID
	Holder  ident.UserID // responsible or authorised
}

// PageFilter selects postings of a journal's page, in (day, number) order.
type PageFilter struct {
	Journal ident.BookID
	From    calendar.Day // zero for no bound
	Until   calendar.Day // zero for no bound
	Search  string       // part of voucher number, text or a party's name; empty for all
	Offset  int
	Limit   int
}

// LineFilter selects lines of the ledger of one account, in (day, journal, number)
// order.
type LineFilter struct {
	Project  ident.ProjectID
	Journals []ident.BookID // only these; nil for all
	Account  string
	Party    string       // empty for all
	From     calendar.Day // zero for no bound
	Until    calendar.Day // zero for no bound
	Without  []Run        // left out
	Offset   int
	Limit    int // 0 for no limit
}

// Run are postings of a journal that follow each other, both numbers included.
type Run struct {
	Journal     ident.BookID
	First, Last int64
}

// AccountLine is a line of an account with where it stands.
type AccountLine struct {
	Journal ident.BookID
	Day     calendar.Day
	Number  int64
	Place   int // of the line in its posting, from 0
	Posting Posting
}

// Line gives the line itself.
func (l AccountLine) Line() Line { return l.Posting.Lines[l.Place] }

// TotalFilter selects totals of accounts.
type TotalFilter struct {
	Project  ident.ProjectID
	Journals []ident.BookID // only these; nil for all
	From     calendar.Day   // zero for no bound
	Until    calendar.Day   // zero for no bound
	Without  []Run          // left out
}

// Total is what was posted on an account within a time.
type Total struct {
	Account      string
	OpeningMinor int64 // of postings with MaskOpening, debit less credit, in the base currency
	DebitMinor   int64 // of the others, in the base currency
	CreditMinor  int64 // likewise, not negative
}

// BalanceMinor gives debit less credit, openings included.
func (t Total) BalanceMinor() int64 { return t.OpeningMinor + t.DebitMinor - t.CreditMinor }

// Draft is a posting that somebody prepares. It has no number and binds nobody.
type Draft struct {
	ID      ident.DraftID
	Journal ident.BookID
	Day     calendar.Day // zero for that on which it is posted
	Content
	Author  ident.UserID
	Changed time.Time
	Version int64 // counts saves; a save with an old one is a fault.Conflict
}

// Store is what the rules need inside one transaction. Methods that look up one
// thing return fault.Missing when it is not there.
type Store interface {
	Journal(ident.BookID) (Journal, error)
	JournalByRef(projectCode, code string) (Journal, error)
	// Journals gives them by project code and code.
	Journals(JournalFilter) ([]Journal, error)
	SaveJournal(Journal) error

	// Ownership gives the grant with the highest epoch.
	Ownership(ident.BookID) (ledger.Ownership, error)
	// Ownerships gives all that is known of who kept a journal, by epoch.
	Ownerships(ident.BookID) ([]ledger.Ownership, error)
	SaveOwnership(ledger.Ownership) error
	// BookEvents gives what people did about a journal, in that order.
	BookEvents(ident.BookID) ([]cashbook.Event, error)
	SaveBookEvent(cashbook.Event) error
	// Copied gives how far the journal was sent to head office from here, zero when
	// it never was.
	Copied(ident.BookID) (cashbook.CopyState, error)
	SaveCopied(cashbook.CopyState) error

	// ReportedHeads gives how far a poste has told that its books and journals have got.
	ReportedHeads(ident.PosteID) ([]receipt.Head, error)

	// PostingHead gives the end of the chain as it is stored here.
	PostingHead(ident.BookID) (ledger.Head, error)
	// PostingEnd gives the same with the epoch in which it was written.
	PostingEnd(ident.BookID) (ledger.End, error)
	// AppendPosting writes one in the place that its entry names.
	AppendPosting(Journal, Posting) error
	Posting(journal ident.BookID, number int64) (Posting, error)
	// PostingReversalOf gives the posting that cancels a number.
	PostingReversalOf(journal ident.BookID, number int64) (Posting, error)
	// PostingPage gives postings of a page, and how many the filter selects.
	PostingPage(PageFilter) (postings []Posting, total int, err error)
	// PostingChain visits every posting from the sequence number fromSeq on, in
	// order; an error of visit ends the walk.
	PostingChain(journal ident.BookID, fromSeq int64, visit func(Posting) error) error
	// LastPostingDay gives the latest day that has a posting, or no day.
	LastPostingDay(ident.BookID) (calendar.Day, error)

	// AccountLines gives lines of an account, and how many the filter selects.
	AccountLines(LineFilter) (lines []AccountLine, total int, err error)
	// AccountBalance adds up the lines that a filter selects, whatever its offset and
	// limit, in the base currency and in that of the journals.
	AccountBalance(LineFilter) (baseMinor, amountMinor int64, err error)
	// Totals gives what was posted on each account, by account.
	Totals(TotalFilter) ([]Total, error)

	Draft(ident.DraftID) (Draft, error)
	// Drafts gives those of a journal, by when they were changed.
	Drafts(journal ident.BookID) ([]Draft, error)
	// SaveDraft keeps a draft with the next version and gives it so.
	SaveDraft(Draft) (Draft, error)
	DeleteDraft(ident.DraftID) error

	BudgetStore
	FlowStore
	ClosingStore
	YearStore
}

// Records is what use cases need that also ask who may do what.
type Records interface {
	Store
	directory.Store
	chart.PlanStore
}
