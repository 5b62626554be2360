package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Reverse cancels a voucher (« annulation ») by a new one of today, which names
// it and has the opposite amount; reason becomes its text. A voucher is reversed
// once. A reversal is not reversed itself: what was cancelled by mistake is
// entered again, so that nobody has to count how often something was undone.
// The balance must bear the reversal like any other voucher. An item with
// settlements is not reversed before them; a settlement that is reversed leaves
// its item open again. Of a transfer both legs are reversed at once where the
// poste keeps both; else the reason must name the other book, as somebody there
// has to do the same.
func Reverse(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, number int64, reason string, now time.Time) (Recorded, error) {
	d, err := openDesk(s, by, directory.RightVoucherReverse, poste, book, now)
	if err != nil {
		return Recorded{}, err
	}
	r, err := d.reversal(number, reason)
	if err != nil {
		return Recorded{}, err
	}
	if r.reversed.Kind != KindTransfer {
		return r.enter()
	}
	other, err := r.otherLeg(s, by, poste, reason, now)
	if err != nil {
		return Recorded{}, err
	}
	first, err := r.enter()
	if err != nil || other == nil {
		return first, err
	}
	second, err := other.enter()
	first.Leg = &second
	return first, err
}

// reversal is one that has been checked.
type reversal struct {
	desk     *desk
	reversed Voucher
	draft    Draft
	balance  int64
}

func (r *reversal) enter() (Recorded, error) {
	return r.desk.enter(ledger.Entry{Reverses: r.reversed.Entry.Number}, r.draft, r.balance)
}

// reversal checks that a number can be reversed now.
func (d *desk) reversal(number int64, reason string) (*reversal, error) {
	v, err := d.store.Voucher(d.book.ID, number)
	if err != nil {
		return nil, err
	}
	if v.Entry.Reverses != 0 {
		return nil, fault.New(fault.Invalid, "cashbook.reverse-reversal", fault.Args{
			"Number": number, "Reversed": v.Entry.Reverses,
		})
	}
	if err := d.notReversed(number); err != nil {
		return nil, err
	}
	if err := d.notSettled(v); err != nil {
		return nil, err
	}
	draft := Draft{Day: d.today, Content: v.reversed()}
	draft.Text = reason
	if draft, err = d.checkReversal(draft); err != nil {
		return nil, err
	}
	balance, err := d.weigh(draft.AmountMinor, Position{Day: d.today, Number: d.head.Number + 1}, Voucher{})
	return &reversal{d, v, draft, balance}, err
}
