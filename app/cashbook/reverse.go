package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Reverse cancels a voucher (« annulation ») by a new one of today, which names
// it and has the opposite amount; reason becomes its text. A voucher is reversed
// once. A reversal is not reversed itself: what was cancelled by mistake is
// entered again, so that nobody has to count how often something was undone.
// The balance must bear the reversal like any other voucher.
func Reverse(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, number int64, reason string, now time.Time) (Recorded, error) {
	d, err := openDesk(s, by, directory.RightVoucherReverse, poste, book, now)
	if err != nil {
		return Recorded{}, err
	}
	v, err := d.store.Voucher(book, number)
	if err != nil {
		return Recorded{}, err
	}
	if v.Entry.Reverses != 0 {
		return Recorded{}, fault.New(fault.Invalid, "cashbook.reverse-reversal", fault.Args{
			"Number": number, "Reversed": v.Entry.Reverses,
		})
	}
	if err := d.notReversed(number); err != nil {
		return Recorded{}, err
	}
	draft := Draft{Day: d.today, Content: v.reversed()}
	draft.Text = reason
	if draft, err = d.check(draft); err != nil {
		return Recorded{}, err
	}
	balance, err := d.weigh(draft.AmountMinor, Position{Day: d.today, Number: d.head.Number + 1}, Voucher{})
	if err != nil {
		return Recorded{}, err
	}
	return d.enter(ledger.Entry{Reverses: number}, draft, balance)
}
