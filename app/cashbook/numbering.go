package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Held is a provisional voucher with what keeps it from being numbered; Why is
// nil when nothing does.
type Held struct {
	Provisional
	Why error
}

// Numbered is what came of the provisional vouchers of a book.
type Numbered struct {
	Book     Book
	Vouchers []Recorded
	Held     []Held // stay provisional
}

// NumberProvisionals enters the provisional vouchers of a book in their order,
// each by its author and as of now. What can not be entered stays provisional.
// It is for the transaction that brings the grant, and any later one.
func NumberProvisionals(s Records, poste ident.PosteID, book ident.BookID, now time.Time) (Numbered, error) {
	b, err := s.Book(book)
	if err != nil {
		return Numbered{}, err
	}
	all, err := s.Provisionals(book)
	if err != nil {
		return Numbered{}, err
	}
	n := Numbered{Book: b}
	for _, p := range all {
		recorded, err := number(s, poste, p, now)
		switch _, foreseen := fault.KindOf(err); {
		case err == nil:
			n.Vouchers = append(n.Vouchers, recorded)
		case foreseen:
			n.Held = append(n.Held, Held{p, err})
		default:
			return Numbered{}, err
		}
	}
	return n, n.note(s, now)
}

// number enters one provisional voucher and forgets it as such.
func number(s Records, poste ident.PosteID, p Provisional, now time.Time) (Recorded, error) {
	author, err := directory.LoadActor(s, p.Author)
	if err != nil {
		return Recorded{}, err
	}
	recorded, err := Record(s, author, poste, p.Book, p.Draft, now)
	if err != nil {
		return Recorded{}, err
	}
	return recorded, s.DeleteProvisional(p.Book, p.Place)
}

// note tells the history which numbers were given.
func (n Numbered) note(s directory.Store, now time.Time) error {
	if len(n.Vouchers) == 0 {
		return nil
	}
	first, last := n.Vouchers[0].Voucher.Entry.Number, n.Vouchers[len(n.Vouchers)-1].Voucher.Entry.Number
	return directory.Note(s, directory.Actor{}, ident.UserID{}, directory.VerbVouchersNumbered, now,
		directory.Detail{Name: "book", Value: n.Book.Ref()}, directory.Detail{Name: "numbers", Value: NumberRange(first, last)})
}

// HeldProvisionals lists the provisional vouchers of a book in their order, with
// what keeps each from being numbered on the poste now. Nothing is written.
func HeldProvisionals(s Records, poste ident.PosteID, book ident.BookID, now time.Time) ([]Held, error) {
	all, err := s.Provisionals(book)
	if err != nil {
		return nil, err
	}
	held := make([]Held, len(all))
	for i, p := range all {
		why := tryNumber(s, poste, p, now)
		if _, foreseen := fault.KindOf(why); why != nil && !foreseen {
			return nil, why
		}
		held[i] = Held{p, why}
	}
	return held, nil
}

// tryNumber is number without a trace.
func tryNumber(s Records, poste ident.PosteID, p Provisional, now time.Time) error {
	author, err := directory.LoadActor(s, p.Author)
	if err != nil {
		return err
	}
	d, err := openDesk(s, author, directory.RightVoucherRecord, poste, p.Book, now)
	if err != nil {
		return err
	}
	draft, err := d.checkOrdinary(p.Draft)
	if err != nil {
		return err
	}
	_, err = d.admit(draft)
	return err
}

// Preview gives the voucher as a page shows it, without number.
func (p Provisional) Preview() Voucher {
	entry := ledger.Entry{Book: p.Book, Day: p.Draft.Day, Recorded: p.Entered, Author: p.Author}
	return Voucher{Entry: entry, Content: p.Draft.Content}
}
