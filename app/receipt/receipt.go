// Package receipt has what postes report to head office about themselves, and
// what head office has acknowledged: who has applied what, how far the history
// and the books have arrived, and what shows that a poste was copied or its data
// rewritten.
package receipt

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/mark"
)

// Standing is how a poste stood when head office took its newest record.
type Standing struct {
	Poste        ident.PosteID
	Digest       [32]byte // of the record's message
	Seq          int64    // newest line of the poste's history that is here
	LastSeq      int64    // newest line of the poste's history there
	Application  string
	Schema       uint32
	ChainVersion uint32
	System       time.Time // the poste's clock, when the record was made
	Trusted      time.Time
	Late, Jumped bool
	Received     time.Time
}

// Applied is the newest user data about somebody that a poste has reported.
type Applied struct {
	Poste    ident.PosteID
	User     ident.UserID
	Order    mark.Order
	Received time.Time
}

// Head is how far head office knows the chain of a book, under one ownership,
// from the reports of a poste.
type Head struct {
	Poste    ident.PosteID
	Book     ident.BookID
	Epoch    int64
	Head     ledger.Head
	Received time.Time
}

// Known is how far head office says that it knows a book.
type Known struct {
	Book  ident.BookID
	Epoch int64
	Seq   int64
}

// Acknowledged is what head office has from this poste; zero before its first
// answer.
type Acknowledged struct {
	Digest   [32]byte // of the newest record that head office took
	Seq      int64    // line of the history
	Heads    []Known
	Received time.Time
}

// Made is a record that this poste has made.
type Made struct {
	Digest   [32]byte
	After    int64 // line of the history before its first one
	Seq      int64 // its newest line of the history
	Applied  int   // how many people it told about
	At       time.Time
	Contents [32]byte // digest of all that it said but its time
}

// Store keeps what was reported, at head office, and what was acknowledged, on a
// poste. Methods that look up one thing return fault.Missing when it is not
// there.
type Store interface {
	Standing(ident.PosteID) (Standing, error)
	SaveStanding(Standing) error

	// ReportedFiles gives what postes have reported about a person.
	ReportedFiles(ident.UserID) ([]Applied, error)
	SaveReportedFile(Applied) error

	ReportedHeads(ident.PosteID) ([]Head, error)
	SaveReportedHead(Head) error

	// ReportedAct gives a line of a poste's history by its number there.
	ReportedAct(poste ident.PosteID, seq int64) (directory.Act, error)
	// AppendReported adds an act with its Origin to the history; seq is its
	// number on the poste.
	AppendReported(act directory.Act, seq int64) error
	// ActsAfter gives lines of this folder's own history in their order.
	ActsAfter(seq int64, limit int) ([]directory.Act, error)
	LastAct() (seq int64, err error)

	// AppliedOrders gives the newest user data that was applied here, by person.
	AppliedOrders() ([]Applied, error)

	// Acknowledged gives the zero value before the first answer.
	Acknowledged() (Acknowledged, error)
	SaveAcknowledged(Acknowledged) error

	// LastSent gives the newest record that was made here.
	LastMade() (Made, error)
	Made(digest [32]byte) (Made, error)
	SaveMade(Made) error
}
