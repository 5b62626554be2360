package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// firstDay is the earliest day of a voucher. It catches the year typed wrong.
var firstDay = calendar.New(2000, time.January, 1)

// Recorded is what came of entering a voucher.
type Recorded struct {
	Voucher          Voucher
	BalanceMinor     int64 // of the whole book
	OverCeilingMinor int64 // how far that is above the ceiling, a warning only; else 0

	Leg *Recorded // in the other book, when a transfer has been reversed in both
}

// Record enters a voucher and gives it the next number. A draft without day is
// of today. It refuses with fault.Invalid what is incomplete, dated in the
// future, or makes the balance of a book that must not be negative so at any
// date; with fault.Denied whoever has no right here, and a poste that does not
// keep the book.
func Record(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, draft Draft, now time.Time) (Recorded, error) {
	d, err := openDesk(s, by, directory.RightVoucherRecord, poste, book, now)
	if err != nil {
		return Recorded{}, err
	}
	if draft, err = d.checkOrdinary(draft); err != nil {
		return Recorded{}, err
	}
	return d.add(draft)
}

// add enters a draft that has been checked under the next number.
func (d *desk) add(draft Draft) (Recorded, error) {
	balance, err := d.admit(draft)
	if err != nil {
		return Recorded{}, err
	}
	return d.enter(ledger.Entry{}, draft, balance)
}

// admit refuses a checked draft that the book can not bear under the next number,
// and gives the balance of the book with it.
func (d *desk) admit(draft Draft) (balanceMinor int64, err error) {
	at := Position{Day: draft.Day, Number: d.head.Number + 1}
	if err := d.checkSettles(draft.Content, at); err != nil {
		return 0, err
	}
	return d.weigh(draft.AmountMinor, at, Voucher{})
}

// checkOrdinary is check for what anybody may enter: ordinary vouchers, advances,
// claims and what settles them. In a book of claims money in opens one by itself.
// Other special vouchers are made by the rules of their kind.
func (d *desk) checkOrdinary(draft Draft) (Draft, error) {
	switch draft.Kind {
	case KindOrdinary:
		if d.book.Type == Receivable && draft.AmountMinor > 0 {
			draft.Kind = KindItem
		}
	case KindItem, KindSettlement:
	default:
		return Draft{}, fault.New(fault.Invalid, "cashbook.special", nil)
	}
	return d.check(draft)
}

// check refuses a draft that can be no voucher of the book, and gives it as it
// is stored.
func (d *desk) check(draft Draft) (Draft, error) {
	draft, err := d.checkReversal(draft)
	if err != nil {
		return Draft{}, err
	}
	if err := d.book.checkKind(draft.Content); err != nil {
		return Draft{}, err
	}
	return draft, d.checkAssignment(draft)
}

// checkReversal is check without the rules of kinds, which say what a reversal may
// cancel, and not what it is.
func (d *desk) checkReversal(draft Draft) (Draft, error) {
	if draft.Day.IsZero() {
		draft.Day = d.today
	}
	if err := d.checkDay(draft.Day); err != nil {
		return Draft{}, err
	}
	if err := d.checkAmount(draft.AmountMinor); err != nil {
		return Draft{}, err
	}
	content, err := draft.cleaned()
	return Draft{Day: draft.Day, Content: content}, err
}

func (d *desk) checkDay(day calendar.Day) error {
	switch {
	case day > d.today:
		return fault.New(fault.Invalid, "cashbook.future", fault.Args{"Day": day, "Today": d.today})
	case day < firstDay:
		return fault.New(fault.Invalid, "cashbook.too-old", fault.Args{"Day": day, "First": firstDay})
	}
	for _, c := range d.closed {
		if day < c.Day {
			return fault.New(fault.Invalid, "cashbook.before-"+c.Key, fault.Args{"Day": day, "Last": c.Day})
		}
	}
	if err := d.notClosed(day); err != nil {
		return err
	}
	return d.notBeforeOpening(day)
}

func (d *desk) checkAmount(minor int64) error {
	switch {
	case minor == 0:
		return fault.New(fault.Invalid, "cashbook.amount-zero", nil)
	case minor > MaxAmountMinor || minor < -MaxAmountMinor:
		return fault.New(fault.Invalid, "cashbook.amount-large", fault.Args{"Largest": d.book.amount(MaxAmountMinor)})
	}
	return nil
}
