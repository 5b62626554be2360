package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Batch is a « lot de justificatifs » that was written on the poste which keeps
// the book: entries that follow each other, locked from then on.
type Batch struct {
	Book         ident.BookID
	Epoch        int64       // of the ownership under which it was written
	Number       int64       // in the book and the epoch, from 1
	After, Head  ledger.Head // where it begins and ends in the chain
	Since        int64       // sequence number up to which its recipient was sent the book before
	LastDay      calendar.Day
	Recipient    ident.PosteID // zero for head office
	Totals       Totals
	Documents    [][32]byte // that are in the file
	Missing      int        // documents that were not there when it was written
	Digest       [32]byte   // of the message of the newest file with it
	File         string     // its name
	Written      time.Time
	By           ident.UserID
	Acknowledged time.Time // when its recipient was known to have it
}

// Totals are what vouchers come to.
type Totals struct {
	Vouchers int
	InMinor  int64
	OutMinor int64 // positive
}

// TotalsOf adds up the newest revision of each number.
func TotalsOf(entries []Voucher) (t Totals) {
	newest := map[int64]int64{}
	for _, v := range entries {
		newest[v.Entry.Number] = v.AmountMinor
	}
	for _, amount := range newest {
		t.Vouchers++
		if amount > 0 {
			t.InMinor += amount
		} else {
			t.OutMinor -= amount
		}
	}
	return t
}

// Span is a part of a book's chain that was sent in one batch.
type Span struct {
	From, To     int64 // sequence numbers, both included
	Acknowledged bool
}

// Sent tells what of a book has been sent in batches.
type Sent []Span

// state gives how far an entry has got with batches.
func (s Sent) state(seq int64) (State, bool) {
	for _, span := range s {
		if seq < span.From || seq > span.To {
			continue
		}
		if span.Acknowledged {
			return AtAccounts, true
		}
		return Locked, true
	}
	return "", false
}

// Closing is an end behind which nothing of a book changes any more.
type Closing struct {
	Seq int64        // last entry that it covers; no such voucher is changed
	Day calendar.Day // no new voucher is dated before it
	Key string       // names the sentences of its refusals: "locked"
}

// closings gives all that has closed a part of the book.
func closings(s Store, book ident.BookID) ([]Closing, error) {
	locked, err := s.Locked(book)
	if err != nil {
		return nil, err
	}
	locked.Key = "locked"
	return []Closing{locked}, nil
}
