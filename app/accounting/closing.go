package accounting

import (
	"crypto/sha256"
	"errors"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// ClosingKind says how much a closing ends.
type ClosingKind string

const (
	CloseDay         ClosingKind = "day"         // « clôture de jour »: no more postings up to it
	CloseMonth       ClosingKind = "month"       // « clôture de mois »: nothing at all until head office has released it
	CloseProvisional ClosingKind = "provisional" // « clôture provisoire »: nothing at all until head office has decided
)

// ClosingKinds lists the kinds.
func ClosingKinds() []ClosingKind { return []ClosingKind{CloseDay, CloseMonth, CloseProvisional} }

// ClosingState says what has become of a closing.
type ClosingState string

const (
	ClosingStands   ClosingState = "stands"   // of a day: nobody decides about it
	ClosingSent     ClosingState = "sent"     // waits for head office's decision
	ClosingReleased ClosingState = "released" // « libérée »
	ClosingRejected ClosingState = "rejected" // « rejetée »: the period is open again
	ClosingVoid     ClosingState = "void"     // a restore has put aside what it closed, or a rejection has opened its days
)

// Closing is one closing of a journal. Those of a journal are numbered from 1
// without gaps and are a chain of their own, hung on that of the journal. What is
// below Hash may change; the rest is written once.
type Closing struct {
	Journal    ident.BookID
	Number     int64
	Epoch      int64 // ownership epoch
	Kind       ClosingKind
	Until      calendar.Day // the last day that it closes
	Closed     time.Time    // trusted time, whole seconds, UTC
	Head       ledger.Head  // end of the journal's chain
	Postings   int64        // since the closing before; of one that is sent, since the one that was sent before
	DebitMinor int64        // of these, in the base currency
	Author     ident.UserID
	Poste      ident.PosteID
	Prev       ledger.Hash // of the closing before; zero for the first
	Hash       ledger.Hash // see AppendClosing

	State    ClosingState
	Digest   [32]byte    // of the message of its last file; zero for a day
	Parts    int         // files that it travels in; 0 for a day
	After    ledger.Head // where these begin
	Received time.Time   // at head office; zero where it was made
	Decision Decision    // zero while there is none
}

// Decision is head office's final word on a closing.
type Decision struct {
	Reason   string
	At       time.Time
	By       ident.UserID
	ByName   string              // as it was then
	Document cashbook.Attachment // that head office keeps with it; zero for none
	ByCode   bool                // learnt by a code that was read aloud
}

// Exported reports whether the closing goes to head office, which decides.
func (c Closing) Exported() bool { return c.Kind != CloseDay }

// Pending reports whether it waits for a decision.
func (c Closing) Pending() bool { return c.State == ClosingSent }

// Locks reports whether nothing may be posted up to its last day.
func (c Closing) Locks() bool {
	return c.Kind != CloseProvisional && c.State != ClosingRejected && c.State != ClosingVoid
}

// closingDomain names the layout of AppendClosing.
const closingDomain = "comptoir/closing/v1\x00"

// AppendClosing appends the canonical bytes of everything in the closing that is
// written once, but its own hash, which is their SHA-256: the domain, then every
// field in the order of the struct, integers in 8 bytes, all big-endian, the day
// counted from 1 January 1970, the instant in Unix seconds. The head is its
// sequence, number and hash. The kind has its length in 2 bytes before it.
func (c *Closing) AppendClosing(to []byte) []byte {
	to = append(to, closingDomain...)
	to = append(to, c.Journal[:]...)
	to = ledger.AppendInteger(ledger.AppendInteger(to, c.Number), c.Epoch)
	to = ledger.AppendText(to, string(c.Kind))
	to = ledger.AppendInteger(ledger.AppendInteger(to, int64(c.Until)), c.Closed.Unix())
	to = ledger.AppendInteger(ledger.AppendInteger(to, c.Head.Seq), c.Head.Number)
	to = append(to, c.Head.Hash[:]...)
	to = ledger.AppendInteger(ledger.AppendInteger(to, c.Postings), c.DebitMinor)
	to = append(to, c.Author[:]...)
	to = append(to, c.Poste[:]...)
	return append(to, c.Prev[:]...)
}

// Sum gives the hash that the closing must have.
func (c *Closing) Sum() ledger.Hash { return sha256.Sum256(c.AppendClosing(nil)) }

// ClosingFile is one file of a closing that was sent, kept so that the same bytes
// can be written again.
type ClosingFile struct {
	Journal ident.BookID
	Number  int64 // of the closing
	Part    int   // from 1
	Digest  [32]byte
	Name    string
	Data    []byte // of the file up to the scans
	Blobs   []byte // what the scans are stored under, as the writer of files has it; empty without any
}

// ClosingStore keeps closings.
type ClosingStore interface {
	// Closings gives those of a journal, by number.
	Closings(ident.BookID) ([]Closing, error)
	// PendingClosings gives those of all journals that wait for a decision, the
	// oldest first.
	PendingClosings() ([]Closing, error)
	// ClosingByDigest finds what a message has brought, or is fault.Missing.
	ClosingByDigest(digest [32]byte) (Closing, error)
	// SaveClosing adds a closing, or changes what may change of it.
	SaveClosing(Closing) error

	// ClosingFiles gives the files of a closing, by part.
	ClosingFiles(journal ident.BookID, number int64) ([]ClosingFile, error)
	SaveClosingFile(ClosingFile) error

	// PostingChecks gives what head office has marked as checked in a journal,
	// between two sequence numbers.
	PostingChecks(journal ident.BookID, fromSeq, toSeq int64) ([]PostingCheck, error)
	// SavePostingCheck marks a posting; DeletePostingCheck takes the mark away.
	SavePostingCheck(PostingCheck) error
	DeletePostingCheck(journal ident.BookID, number int64) error
}

// lastExported gives the closing whose files hold what head office was sent last:
// the newest whose end still is in the chain; the zero closing where there is none.
func lastExported(s Store, closings []Closing) (Closing, error) {
	for _, c := range slices.Backward(closings) {
		if !c.Exported() {
			continue
		}
		held, err := holds(s, c.Journal, c.Head)
		if err != nil || held {
			return c, err
		}
	}
	return Closing{}, nil
}

// holds tells whether a journal has gone through a head.
func holds(s Store, journal ident.BookID, h ledger.Head) (bool, error) {
	if h.Seq == 0 {
		return true, nil
	}
	p, err := s.Posting(journal, h.Number)
	if errors.Is(err, fault.Missing) {
		return false, nil
	}
	return err == nil && p.Entry.Seq == h.Seq && p.Entry.Hash == h.Hash, err
}
