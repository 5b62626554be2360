package ledger

import (
	"time"

	"github.com/comptoir/comptoir/app/ident"
)

// Ownership is head office's word on who keeps a book, be it a cash book or a
// journal: a grant to one poste, or the end of one. Only that with the highest
// epoch counts; entries of an earlier owner beyond Head do not.
type Ownership struct {
	Book        ident.BookID
	Epoch       int64
	Poste       ident.PosteID // zero when the book was returned or withdrawn
	FirstNumber int64         // of the next new entry; numbers between Head's and it are lost
	Head        Head          // where the book goes on
	Granted     time.Time
	Reason      string // why the book was withdrawn; else empty
}

// Kept reports whether a poste keeps the book.
func (o Ownership) Kept() bool { return !o.Poste.IsZero() }

// NeedsAcceptance reports whether a person must say, on the poste, that the book
// is what they were handed: one that others have kept before.
func (o Ownership) NeedsAcceptance() bool { return o.Kept() && o.Head.Seq > 0 }

// MaxLost is how many numbers one withdrawal can lose. It catches the number typed
// wrong: what is lost never comes back.
const MaxLost = 10_000

// Next gives the word of the next epoch, on the chain as it is known where the word
// is given: nobody keeps the book until a poste is named. Numbers that were lost
// before stay lost.
func (o Ownership) Next(head Head, now time.Time) Ownership {
	return Ownership{
		Book: o.Book, Epoch: o.Epoch + 1, Head: head,
		FirstNumber: max(head.Number+1, o.FirstNumber), Granted: now.UTC().Truncate(time.Second),
	}
}
