// Package ledger is the kernel that the cash book and accounting stand on:
// immutable entries in one sequence per book, each chained to the one before by
// a hash, reversed but never deleted, and verifiable by anyone.
package ledger

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// Head is the end of a book's chain: what the next entry is chained to.
type Head struct {
	Seq    int64 // entries so far; 0 for an empty book
	Number int64 // the last voucher number given out
	Hash   Hash  // of the last entry; zero for an empty book
}

// End is the end of a chain with the epoch of its last entry; zero for an empty
// book.
type End struct {
	Head
	Epoch int64
}

// Entry is one link of a book's chain. Seq counts links, Number counts
// vouchers: a correction on the day of entry is a new link with the same number
// and the next revision.
type Entry struct {
	Book     ident.BookID
	Seq      int64 // from 1, without gaps
	Number   int64 // from 1, without gaps, never used twice
	Revision int   // 0 for the first entry of a number
	Reverses int64 // the number of the voucher that this one cancels, or 0
	Epoch    int64 // ownership epoch under which it was entered
	Day      calendar.Day
	Recorded time.Time // trusted time of entry, whole seconds, UTC
	Author   ident.UserID
	Poste    ident.PosteID
	Prev     Hash
	Hash     Hash
}

// Content is what a module hangs on an entry. AppendBody appends its canonical
// bytes, which the entry's hash covers; every stored value must be in them, and
// two different contents never have the same bytes.
type Content interface {
	AppendBody(to []byte) []byte
}

// Next gives the entry its place after the head: sequence, chain and hash, and
// the next number unless it revises the number it has. The author of the entry
// has set everything else.
func (h Head) Next(e Entry, c Content) Entry {
	e.Seq = h.Seq + 1
	if e.Revision == 0 {
		e.Number = h.Number + 1
	}
	e.Recorded = e.Recorded.UTC().Truncate(time.Second)
	e.Prev = h.Hash
	e.Hash = e.Sum(c)
	return e
}

// After gives the head once e has been appended to a chain.
func (h Head) After(e Entry) Head {
	return Head{Seq: e.Seq, Number: max(h.Number, e.Number), Hash: e.Hash}
}
