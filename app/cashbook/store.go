package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

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
	// Afresh has everything read from where it is stored from here on, whatever was
	// read before.
	Afresh()

	Book(ident.BookID) (Book, error)
	BookByRef(projectCode string, number int) (Book, error)
	Books(BookFilter) ([]Book, error)
	NextBookNumber(ident.ProjectID) (int, error)
	SaveBook(Book) error

	// Ownership gives the grant with the highest epoch.
	Ownership(ident.BookID) (ledger.Ownership, error)
	// Ownerships gives all that is known of who kept a book, by epoch.
	Ownerships(ident.BookID) ([]ledger.Ownership, error)
	SaveOwnership(ledger.Ownership) error

	// Head gives the end of the chain as it is stored here.
	Head(ident.BookID) (ledger.Head, error)
	// End gives the same with the epoch in which it was written.
	End(ident.BookID) (ledger.End, error)
	AppendVoucher(Voucher) error
	// Voucher gives the latest revision of a number.
	Voucher(book ident.BookID, number int64) (Voucher, error)
	// ReversalOf gives the voucher that cancels a number.
	ReversalOf(book ident.BookID, number int64) (Voucher, error)
	// Opening gives the opening balance in force, or fault.Missing.
	Opening(ident.BookID) (Voucher, error)
	// OnlyOpenings reports whether a book has nothing but opening balances and
	// what cancels them.
	OnlyOpenings(ident.BookID) (bool, error)
	// Movements gives what has opened, settled and cancelled the item of a
	// number, or all items for 0, to the end of a day, in the order of the page.
	Movements(book ident.BookID, item int64, until calendar.Day) ([]Movement, error)
	// Legs gives the legs of a transfer in all books, reversed ones too.
	Legs(ident.TransferID) ([]Voucher, error)
	// LoneLegs gives the legs in force of which no other leg in force is known
	// here, by day; at most limit.
	LoneLegs(limit int) ([]Voucher, error)
	// BalanceMinor adds up the latest revisions of all numbers.
	BalanceMinor(ident.BookID) (int64, error)
	// OutlookAt looks at the latest revisions of all numbers but ignoring,
	// which may be 0. No other voucher is at the position itself.
	OutlookAt(book ident.BookID, at Position, ignoring int64) (Outlook, error)
	// LastDay gives the latest day that has a voucher, or no day.
	LastDay(ident.BookID) (calendar.Day, error)
	Page(PageFilter) (lines []Line, total int, err error)
	// Chain visits every entry, revisions too, from the sequence number
	// fromSeq on, in order; an error of visit ends the walk.
	Chain(book ident.BookID, fromSeq int64, visit func(Voucher) error) error

	// Provisionals gives the provisional vouchers of a book in their order.
	Provisionals(ident.BookID) ([]Provisional, error)
	// ProvisionalBooks gives the books that have any.
	ProvisionalBooks() ([]ident.BookID, error)
	SaveProvisional(Provisional) error
	DeleteProvisional(book ident.BookID, place int64) error

	// Copied gives the zero value for a book that was never copied.
	Copied(ident.BookID) (CopyState, error)
	SaveCopied(CopyState) error

	// BranchHead gives the end of a branch; zero for none.
	BranchHead(book ident.BookID, epoch int64) (ledger.Head, error)
	// AppendBranch adds the link after a head to a branch: after its end, or after the
	// place where it leaves the book.
	AppendBranch(after ledger.Head, v Voucher, received time.Time) error
	// BranchChain visits the entries of a branch like Chain.
	BranchChain(book ident.BookID, epoch, fromSeq int64, visit func(Voucher) error) error
	Branches(ident.BookID) ([]Branch, error)

	// Batches gives the batches of a book that were written here, by epoch and
	// number.
	Batches(ident.BookID) ([]Batch, error)
	// SaveBatch keeps a batch, or a newer file with it.
	SaveBatch(Batch) error
	// Locked gives the end of the newest batch of a book; zero for none.
	Locked(ident.BookID) (Closing, error)
	// Sent tells what of a book was sent in batches: from here or, where a batch
	// arrived here, to here.
	Sent(ident.BookID) (Sent, error)

	// ReceivedBatches gives the batches that arrived here, of one book or of all,
	// by the time of their arrival.
	ReceivedBatches(ident.BookID) ([]Received, error)
	// SaveReceivedBatch keeps a batch that arrived, or what has changed about it.
	SaveReceivedBatch(Received) error
	// ReceivedHead gives the newest entry of a book that arrived with a batch; zero
	// for none.
	ReceivedHead(ident.BookID) (ledger.Head, error)
	// ReceivedChain visits the entries of a book that arrived with batches, from a
	// sequence number on; there may be gaps of what went elsewhere.
	ReceivedChain(book ident.BookID, fromSeq int64, visit func(Voucher) error) error
	AppendReceived(ReceivedVoucher) error
	// ReceivedVouchers gives those that a filter selects, by book and sequence.
	ReceivedVouchers(ReceivedFilter) (vouchers []ReceivedVoucher, total int, err error)
	// ReceivedVoucher gives one by its sequence number, or fault.Missing.
	ReceivedVoucher(book ident.BookID, seq int64) (ReceivedVoucher, error)
	// SetReceivedState says what has become of an entry that arrived.
	SetReceivedState(book ident.BookID, seq int64, state ReceivedState, reason string) error

	// Decision gives what has become of a voucher that was sent in a batch from here.
	Decision(book ident.BookID, seq int64) (d Decision, known bool, err error)
	SaveDecision(Decision) error

	// ReceivedCounts gives the cash counts of a book that arrived with batches, by
	// number; there may be gaps of what went elsewhere.
	ReceivedCounts(ident.BookID) ([]ReceivedCount, error)
	// AppendReceivedCount keeps a count without its signature.
	AppendReceivedCount(ReceivedCount) error
	AppendReceivedSignature(CountSignature) error

	// BookEvents gives what people did about a book, in its order.
	BookEvents(ident.BookID) ([]Event, error)
	SaveBookEvent(Event) error

	// Counts gives the cash counts of a book from a number on, in their order.
	Counts(book ident.BookID, from int64) ([]Count, error)
	Count(book ident.BookID, number int64) (Count, error)
	LastCount(ident.BookID) (Count, error)
	LastSignedCount(ident.BookID) (Count, error)
	AppendCount(Count) error
	// CountSignatures gives those of the counts from a number on.
	CountSignatures(book ident.BookID, from int64) ([]CountSignature, error)
	AppendCountSignature(CountSignature) error
	// Differences gives the vouchers that book the difference of a count and have
	// not been reversed.
	Differences(ident.BookID) ([]Voucher, error)
	// HashBefore gives that of the last entry that was recorded before an instant.
	HashBefore(book ident.BookID, at time.Time) (ledger.Hash, error)
	// FirstDay gives the earliest day that has a voucher, or no day.
	FirstDay(ident.BookID) (calendar.Day, error)
	// CountsCopied gives the zero value but the book when none were copied.
	CountsCopied(ident.BookID) (CountCopy, error)
	SaveCountsCopied(CountCopy) error

	EarlierTexts(book ident.BookID, prefix string, limit int) ([]string, error)
	EarlierRecipients(book ident.BookID, prefix string, limit int) ([]string, error)
}

// Records is what use cases need that also ask who may do what.
type Records interface {
	Store
	directory.Store
	chart.PlanStore
}
