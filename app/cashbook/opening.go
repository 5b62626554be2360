package cashbook

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// EnterOpening enters what a book holds when it is begun, « solde initial ». It is
// the first voucher of the book, on any day up to today, and there is one: no
// voucher is of an earlier day. One that was wrong is reversed and entered again
// as long as nothing else has been entered; later the reversal stands, and what
// is missing is an ordinary voucher, which says why. In a book of claims it is a
// claim like any other.
func EnterOpening(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, draft Draft, now time.Time) (Recorded, error) {
	d, err := openDesk(s, by, directory.RightVoucherRecord, poste, book, now)
	if err != nil {
		return Recorded{}, err
	}
	if draft, err = d.checkOpening(draft); err != nil {
		return Recorded{}, err
	}
	return d.add(draft)
}

func (d *desk) checkOpening(draft Draft) (Draft, error) {
	switch opening, err := d.store.Opening(d.book.ID); {
	case err == nil:
		return Draft{}, fault.New(fault.Conflict, "cashbook.opening-twice", fault.Args{
			"Book": d.book.Ref(), "Number": opening.Entry.Number,
		})
	case !errors.Is(err, fault.Missing):
		return Draft{}, err
	}
	only, err := d.store.OnlyOpenings(d.book.ID)
	if err != nil {
		return Draft{}, err
	}
	if !only {
		return Draft{}, fault.New(fault.Invalid, "cashbook.opening-late", fault.Args{"Book": d.book.Ref()})
	}
	draft.Special = Special{Kind: KindOpening}
	return d.check(draft)
}

// CanOpen reports whether an opening balance could be entered: the book has no
// voucher, or nothing but opening balances that were reversed.
func CanOpen(s Store, book ident.BookID) (bool, error) {
	_, err := s.Opening(book)
	if err == nil {
		return false, nil
	}
	if !errors.Is(err, fault.Missing) {
		return false, err
	}
	return s.OnlyOpenings(book)
}
