package cashbook

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// DifferenceDraft is how the difference of a count is booked.
type DifferenceDraft struct {
	Count   int64        // number
	Day     calendar.Day // empty for that of the count
	Text    string
	Account string // that takes it: « manquant », « excédent de caisse »
}

// BookDifference enters the voucher that brings the book in line with what was
// counted: a surplus comes in, a shortage goes out. It is the work of a second
// person: never of who counted. A count's difference is booked once; if the
// voucher has been reversed, it may be booked again. Of several counts only the
// last one tells what the till differs by.
func BookDifference(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, draft DifferenceDraft, now time.Time) (Recorded, error) {
	d, err := openDifference(s, by, poste, book, now)
	if err != nil {
		return Recorded{}, err
	}
	c, err := s.Count(book, draft.Count)
	if err != nil {
		return Recorded{}, err
	}
	if err := d.checkDifference(c, by.ID); err != nil {
		return Recorded{}, err
	}
	if draft, err = draft.after(c); err != nil {
		return Recorded{}, err
	}
	v, err := d.check(Draft{Day: draft.Day, Content: Content{
		AmountMinor: c.DifferenceMinor(), Text: draft.Text, Account: draft.Account,
		Special: Special{Kind: KindDifference, Count: c.Hash},
	}})
	if err != nil {
		return Recorded{}, err
	}
	return d.add(v)
}

// openDifference lets in who keeps the book, and who sets books up.
func openDifference(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) (*desk, error) {
	b, err := s.Book(book)
	if err != nil {
		return nil, err
	}
	right := directory.RightVoucherRecord
	if by.ID != b.Responsible && by.ID != b.Deputy && may(s, by, directory.RightBookManage, b, now) == nil {
		right = directory.RightBookManage
	}
	return openDesk(s, by, right, poste, book, now)
}

func (draft DifferenceDraft) after(c Count) (DifferenceDraft, error) {
	if draft.Day.IsZero() {
		draft.Day = c.Day
	}
	args := fault.Args{"CashCount": c.Number, "Day": draft.Day, "Counted": c.Day}
	switch {
	case draft.Day < c.Day:
		return draft, fault.New(fault.Invalid, "cashbook.difference-day", args)
	case draft.Account == "":
		return draft, fault.New(fault.Invalid, "cashbook.difference-account", args)
	}
	return draft, nil
}

func (d *desk) checkDifference(c Count, by ident.UserID) error {
	args := fault.Args{"Book": d.book.Ref(), "CashCount": c.Number}
	switch {
	case c.DifferenceMinor() == 0:
		return fault.New(fault.Invalid, "cashbook.no-difference", args)
	case by == c.Author:
		return fault.New(fault.Denied, "cashbook.difference-own", args)
	}
	last, err := d.store.LastCount(d.book.ID)
	if err != nil {
		return err
	}
	if last.Number != c.Number {
		args["Last"] = last.Number
		return fault.New(fault.Conflict, "cashbook.difference-superseded", args)
	}
	booked, err := d.store.Differences(d.book.ID)
	for _, v := range booked {
		if v.Count == c.Hash {
			args["Number"] = v.Entry.Number
			return fault.New(fault.Conflict, "cashbook.difference-booked", args)
		}
	}
	return err
}
