package accounting

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Reverse cancels a posting by a new one of the day, or of today, which names it
// and has every line the other way round; reason becomes its text. The voucher
// number stays. A posting is reversed once, and a reversal is not reversed: what
// was cancelled by mistake is posted again.
func Reverse(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, number int64, day calendar.Day, reason string, now time.Time) (Posting, error) {
	d, err := openDesk(s, by, directory.RightPostingReverse, poste, journal, now)
	if err != nil {
		return Posting{}, err
	}
	_, reversal, err := d.reverse(number, day, reason)
	return reversal, err
}

// Repost reverses a posting and posts in its place what is right, under the same
// voucher number, both or none.
func Repost(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, number int64, reason string, e Entry, now time.Time) (reversal, posting Posting, err error) {
	return repost(s, by, poste, journal, number, reason, e.Day, func(*desk) (Entry, error) { return e, nil }, now)
}

// repost asks for the entry once the reversal is in.
func repost(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, number int64, reason string, day calendar.Day, next func(*desk) (Entry, error), now time.Time) (reversal, posting Posting, err error) {
	d, err := openDesk(s, by, directory.RightPostingReverse, poste, journal, now)
	if err != nil {
		return Posting{}, Posting{}, err
	}
	if err := May(s, by, directory.RightPostingRecord, d.journal, now); err != nil {
		return Posting{}, Posting{}, err
	}
	reversed, reversal, err := d.reverse(number, day, reason)
	if err != nil {
		return Posting{}, Posting{}, err
	}
	e, err := next(d)
	if err != nil {
		return Posting{}, Posting{}, err
	}
	e.Reposts, e.Voucher, e.Source, e.Origin = number, reversed.Voucher, reversed.Source, reversed.Origin
	if e.VoucherDay.IsZero() {
		e.VoucherDay = reversed.VoucherDay
	}
	posting, err = d.postLines(e)
	return reversal, posting, err
}

// reverse cancels a number, which it gives with the reversal.
func (d *desk) reverse(number int64, day calendar.Day, reason string) (reversed, reversal Posting, err error) {
	return d.reverseFor(number, day, reason, Source{})
}

// reverseFor is reverse because of a voucher that cancels another.
func (d *desk) reverseFor(number int64, day calendar.Day, reason string, source Source) (reversed, reversal Posting, err error) {
	if reversed, err = d.reversible(number); err != nil {
		return reversed, reversal, err
	}
	if day.IsZero() {
		day = d.today
	}
	if err := d.checkDay(day); err != nil {
		return reversed, reversal, err
	}
	if day < reversed.Entry.Day {
		return reversed, reversal, fault.New(fault.Invalid, "accounting.reverse-early", fault.Args{
			"Number": number, "Day": reversed.Entry.Day,
		})
	}
	c := reversed.Content.reversed()
	if c.Text, err = required("reason", reason, MaxReason); err != nil {
		return reversed, reversal, err
	}
	c.Source = source
	reversal, err = d.enter(day, number, c)
	return reversed, reversal, err
}

// reversible gives a posting that can be reversed.
func (d *desk) reversible(number int64) (Posting, error) {
	p, err := d.store.Posting(d.journal.ID, number)
	if err != nil {
		return Posting{}, err
	}
	args := fault.Args{"Number": number, "Reversed": p.Entry.Reverses}
	switch {
	case p.Entry.Reverses != 0:
		return p, fault.New(fault.Invalid, "accounting.reverse-reversal", args)
	case p.Mask == MaskRestore || p.Mask == MaskClosing:
		return p, fault.New(fault.Invalid, "accounting.reverse-mask", fault.Args{
			"Number": number, "Mask": fault.Key("mask." + string(p.Mask)),
		})
	}
	by, err := d.store.PostingReversalOf(d.journal.ID, number)
	if err == nil {
		return p, fault.New(fault.Conflict, "accounting.reversed", fault.Args{"Number": number, "By": by.Entry.Number})
	}
	if errors.Is(err, fault.Missing) {
		err = nil
	}
	return p, err
}
