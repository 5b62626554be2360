package cashbook

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Change corrects a voucher on its day of entry: amount, direction and texts. It
// appends the next revision under the same number; what was entered before stays
// in the chain. The day does not change, since it is part of the voucher's place
// in the book; an empty day stands for it. What a special voucher does stays, too:
// the amount of a transfer, which another book has as well, and not less than what
// has been settled of an item. A draft that says what is recorded already changes
// nothing. Later, for a reversal, and for a voucher that has
// been reversed, only Reverse or a new voucher is left. What somebody else has
// changed since the draft's author saw it is fault.Conflict, if the draft says so.
func Change(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, number int64, draft Draft, now time.Time) (Recorded, error) {
	d, err := openDesk(s, by, directory.RightVoucherRecord, poste, book, now)
	if err != nil {
		return Recorded{}, err
	}
	v, err := d.changeable(number)
	if err != nil {
		return Recorded{}, err
	}
	if draft.Seen != (ledger.Hash{}) && draft.Seen != v.Entry.Hash {
		return Recorded{}, fault.New(fault.Conflict, "cashbook.change-stale", fault.Args{"Number": number})
	}
	if draft, err = d.checkChange(draft, v); err != nil {
		return Recorded{}, err
	}
	if err := d.checkChangedItem(v, draft.AmountMinor); err != nil {
		return Recorded{}, err
	}
	balance, err := d.weigh(draft.AmountMinor, Position{Day: v.Entry.Day, Number: number}, v)
	if err != nil || draft.Content.Equal(v.Content) {
		return d.result(v, balance), err
	}
	return d.enter(ledger.Entry{Number: number, Revision: v.Entry.Revision + 1}, draft, balance)
}

// changeable gives the latest revision of a voucher that may be changed now.
func (d *desk) changeable(number int64) (Voucher, error) {
	v, err := d.store.Voucher(d.book.ID, number)
	if err != nil {
		return Voucher{}, err
	}
	entered, err := d.book.Today(v.Entry.Recorded)
	switch {
	case err != nil:
		return Voucher{}, err
	case entered != d.today:
		return Voucher{}, fault.New(fault.Invalid, "cashbook.change-late", fault.Args{"Number": number, "Day": entered})
	case v.Entry.Reverses != 0:
		return Voucher{}, fault.New(fault.Invalid, "cashbook.change-reversal", fault.Args{
			"Number": number, "Reversed": v.Entry.Reverses,
		})
	case v.Kind == KindDifference:
		return Voucher{}, fault.New(fault.Invalid, "cashbook.change-difference", fault.Args{"Number": number})
	}
	if err := d.notCounted(v); err != nil {
		return Voucher{}, err
	}
	for _, c := range d.closed {
		if v.Entry.Seq <= c.Seq {
			return Voucher{}, fault.New(fault.Invalid, "cashbook.change-"+c.Key, fault.Args{"Number": number})
		}
	}
	return v, d.notReversed(number)
}

// notReversed refuses a number that another voucher has cancelled.
func (d *desk) notReversed(number int64) error {
	reversal, err := d.store.ReversalOf(d.book.ID, number)
	switch {
	case errors.Is(err, fault.Missing):
		return nil
	case err != nil:
		return err
	}
	return fault.New(fault.Conflict, "cashbook.reversed", fault.Args{
		"Number": number, "Reversal": reversal.Entry.Number,
	})
}

func (d *desk) checkChange(draft Draft, v Voucher) (Draft, error) {
	if draft.Day.IsZero() {
		draft.Day = v.Entry.Day
	}
	if draft.Day != v.Entry.Day {
		return Draft{}, fault.New(fault.Invalid, "cashbook.change-day", fault.Args{
			"Number": v.Entry.Number, "Day": v.Entry.Day,
		})
	}
	if v.Kind == KindTransfer && draft.AmountMinor != v.AmountMinor {
		return Draft{}, fault.New(fault.Invalid, "cashbook.change-transfer", fault.Args{"Number": v.Entry.Number})
	}
	draft.Special = v.Special
	return d.check(draft)
}
