package cashbook

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// desk is where vouchers are entered: a book, opened now by somebody who may,
// on the poste that keeps it.
type desk struct {
	store Records
	book  Book
	today calendar.Day
	head  ledger.Head
	stamp ledger.Entry // what all entries made here have in common

	closed []Closing
}

// openDesk lets a person write in a book, or says what is in the way.
func openDesk(s Records, by directory.Actor, right directory.Right, poste ident.PosteID, book ident.BookID, now time.Time) (*desk, error) {
	b, err := openableBook(s, by, right, book, now)
	if err != nil {
		return nil, err
	}
	return sitDown(s, by, b, poste, now)
}

// sitDown opens a book on the poste that keeps it, for somebody who may.
func sitDown(s Records, by directory.Actor, b Book, poste ident.PosteID, now time.Time) (*desk, error) {
	owner, err := ownedBy(s, b, poste)
	if err != nil {
		return nil, err
	}
	if err := notReturned(s, b, owner); err != nil {
		return nil, err
	}
	if err := trusted(s, b, poste); err != nil {
		return nil, err
	}
	head, err := continued(s, b, owner)
	if err != nil {
		return nil, err
	}
	if err := accepted(s, b, owner); err != nil {
		return nil, err
	}
	closed, err := closings(s, b.ID)
	if err != nil {
		return nil, err
	}
	head.Number = max(head.Number, owner.FirstNumber-1) // numbers may have been lost
	today, err := b.Today(now)
	stamp := ledger.Entry{Book: b.ID, Epoch: owner.Epoch, Recorded: now, Author: by.ID, Poste: poste}
	return &desk{store: s, book: b, today: today, head: head, stamp: stamp, closed: closed}, err
}

// openableBook gives a book in which the person may do something, and where
// anything may be entered at all.
func openableBook(s Records, by directory.Actor, right directory.Right, book ident.BookID, now time.Time) (Book, error) {
	b, err := s.Book(book)
	if err != nil {
		return Book{}, err
	}
	if err := may(s, by, right, b, now); err != nil {
		return Book{}, err
	}
	return b, b.inUse()
}

// inUse refuses a book in which nothing is entered any more, or for now.
func (b Book) inUse() error {
	if b.Status == Open {
		return nil
	}
	return fault.New(fault.Denied, "cashbook.not-open", fault.Args{
		"Book": b.Ref(), "Status": fault.Key("book.status." + string(b.Status)),
	})
}

// trusted refuses a poste that has learnt that it was revoked: nobody would accept
// what it writes. It still shows and prints its books.
func trusted(s directory.Store, b Book, id ident.PosteID) error {
	poste, err := s.Poste(id)
	if errors.Is(err, fault.Missing) {
		return nil
	}
	if err == nil && poste.Status == directory.PosteRevoked {
		return fault.New(fault.Denied, "cashbook.poste-revoked", fault.Args{"Book": b.Ref(), "Poste": poste.Number})
	}
	return err
}

// ownedBy gives the grant under which the poste keeps the book.
func ownedBy(s Records, b Book, poste ident.PosteID) (ledger.Ownership, error) {
	owner, err := s.Ownership(b.ID)
	switch {
	case errors.Is(err, fault.Missing), err == nil && !owner.Kept():
		return ledger.Ownership{}, fault.New(fault.Denied, "cashbook.unowned", fault.Args{"Book": b.Ref()})
	case err != nil:
		return ledger.Ownership{}, err
	case owner.Poste == poste && !poste.IsZero():
		return owner, nil
	}
	keeper, err := s.Poste(owner.Poste)
	switch {
	case errors.Is(err, fault.Missing):
		return ledger.Ownership{}, fault.New(fault.Denied, "cashbook.elsewhere", fault.Args{"Book": b.Ref()})
	case err != nil:
		return ledger.Ownership{}, err
	}
	return ledger.Ownership{}, fault.New(fault.Denied, "cashbook.other-poste", fault.Args{
		"Book": b.Ref(), "Poste": keeper.Number, "Location": keeper.Location,
	})
}

// continued gives the head that the next entry follows. What is stored here
// must be what head office granted, and from there on the owner's own: a poste
// that has missed entries, or wrote on after it had lost the book, would make a
// second chain.
func continued(s Store, b Book, owner ledger.Ownership) (ledger.Head, error) {
	end, err := s.End(b.ID)
	args := fault.Args{"Book": b.Ref(), "Number": owner.Head.Number}
	switch {
	case err != nil:
		return ledger.Head{}, err
	case end.Head == owner.Head:
		return end.Head, nil
	case end.Seq < owner.Head.Seq:
		return ledger.Head{}, fault.New(fault.Conflict, "cashbook.behind", args)
	case end.Seq == owner.Head.Seq || end.Epoch != owner.Epoch:
		return end.Head, fault.New(fault.Conflict, "cashbook.branch", args)
	}
	return end.Head, nil
}

// enter appends a voucher: a new number, or the revision that place names.
func (d *desk) enter(place ledger.Entry, draft Draft, balanceMinor int64) (Recorded, error) {
	entry := d.stamp
	entry.Day = draft.Day
	entry.Number, entry.Revision, entry.Reverses = place.Number, place.Revision, place.Reverses
	v := Voucher{Content: draft.Content}
	v.Entry = d.head.Next(entry, &v)
	if err := d.store.AppendVoucher(v); err != nil {
		return Recorded{}, err
	}
	d.head = d.head.After(v.Entry)
	return d.result(v, balanceMinor), nil
}

// result tells what the book looks like with the voucher.
func (d *desk) result(v Voucher, balanceMinor int64) Recorded {
	r := Recorded{Voucher: v, BalanceMinor: balanceMinor}
	if d.book.CeilingMinor > 0 {
		r.OverCeilingMinor = max(0, balanceMinor-d.book.CeilingMinor)
	}
	return r
}
