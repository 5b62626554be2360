package cashbook

import (
	"errors"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// CountTill keeps what somebody has counted in the till of a Cash book that this
// poste keeps. It says how the book stands at this moment and what the till
// differs by; it moves no money. Whoever began to count before somebody else
// entered a voucher is refused with fault.Conflict, if the sheet says when.
func CountTill(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, sheet CountSheet, now time.Time) (Count, error) {
	d, err := openTill(s, by, poste, book, now)
	if err != nil {
		return Count{}, err
	}
	c := Count{
		Book: book, Epoch: d.stamp.Epoch, Day: d.today, Counted: now.UTC().Truncate(time.Second), Author: by.ID, Poste: poste,
	}
	if c.Lines, c.CountedMinor, err = sheet.cleaned(d.book); err != nil {
		return Count{}, err
	}
	if c.Remark, err = directory.Clean("remark", sheet.Remark, MaxRemark); err != nil {
		return Count{}, err
	}
	if c.Head, err = s.Head(book); err != nil {
		return Count{}, err
	}
	if sheet.Head != nil && *sheet.Head != c.Head {
		return Count{}, fault.New(fault.Conflict, "cashbook.count-moved", fault.Args{"Book": d.book.Ref()})
	}
	if c.BalanceMinor, err = s.BalanceMinor(book); err != nil {
		return Count{}, err
	}
	last, err := s.LastCount(book)
	if err != nil && !errors.Is(err, fault.Missing) {
		return Count{}, err
	}
	c.Number, c.Prev = last.Number+1, last.Hash
	c.Hash = c.Sum()
	if err := s.AppendCount(c); err != nil {
		return Count{}, err
	}
	return c, directory.Note(s, by, ident.UserID{}, directory.VerbTillCounted, now, c.facts(d.book)...)
}

// CanCount says what keeps the person from counting the till of the book on the
// poste now, or nil.
func CanCount(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) error {
	_, err := openTill(s, by, poste, book, now)
	return err
}

func openTill(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) (*desk, error) {
	d, err := openDesk(s, by, directory.RightCashCount, poste, book, now)
	if err != nil {
		return nil, err
	}
	if d.book.Type != Cash {
		return nil, fault.New(fault.Invalid, "cashbook.count-type", fault.Args{
			"Book": d.book.Ref(), "Type": fault.Key("book.type." + string(d.book.Type)),
		})
	}
	return d, nil
}

// facts are what the history keeps of a count.
func (c Count) facts(b Book) []directory.Detail {
	return []directory.Detail{
		{Name: "book", Value: b.Ref()}, {Name: "cash-count", Value: strconv.FormatInt(c.Number, 10)},
		{Name: "counted", Value: b.amount(c.CountedMinor).String()}, {Name: "difference", Value: b.amount(c.DifferenceMinor()).String()},
		{Name: "count-digest", Value: c.Hash.String()},
	}
}
