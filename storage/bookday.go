package storage

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// A book has a row for each day with vouchers, with the balance at its end and
// the lowest on the way. Any place on a page is so a look-up and one day away,
// and a backdated voucher costs one row per day, not per voucher.

// bookDay is such a row. The zero value stands before the first one.
type bookDay struct {
	day          calendar.Day
	vouchers     int64 // of the day
	until        int64 // of the book, to the end of the day
	balanceMinor int64 // at the end of the day
	lowestMinor  int64 // of the running balances of the day
	inMinor      int64 // came in on the day
}

const selectDay = `SELECT day, vouchers, until, balance_minor, lowest_minor, in_minor FROM book_day `

func readDay(row scanner) (d bookDay, err error) {
	err = row.Scan(dayColumn{&d.day}, &d.vouchers, &d.until, &d.balanceMinor, &d.lowestMinor, &d.inMinor)
	return d, err
}

// dayUntil gives the last day of a book that is not later than the limit.
func (t *Tx) dayUntil(book ident.BookID, limit calendar.Day) (bookDay, error) {
	return one(t, nil, readDay, selectDay+`WHERE book = $1 AND day <= $2 ORDER BY day DESC LIMIT 1`, id(book), day(limit))
}

// lastDay gives the last day of a book.
func (t *Tx) lastDay(book ident.BookID) (bookDay, error) {
	return recall(t, "last day", book, func() (bookDay, error) {
		return one(t, nil, readDay, selectDay+`WHERE book = $1 ORDER BY day DESC LIMIT 1`, id(book))
	})
}

// LastDay gives the latest day for which a book has a voucher; no day for a
// book without entries.
func (t *Tx) LastDay(book ident.BookID) (calendar.Day, error) {
	last, err := t.lastDay(book)
	return last.day, err
}

// BalanceMinor gives the sum of all vouchers of a book.
func (t *Tx) BalanceMinor(book ident.BookID) (int64, error) {
	last, err := t.lastDay(book)
	return last.balanceMinor, err
}

func (t *Tx) saveDay(book ident.BookID, d bookDay) error {
	return t.put(`
		INSERT INTO book_day (book, day, vouchers, until, balance_minor, lowest_minor, in_minor) VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (book, day) DO UPDATE SET vouchers = excluded.vouchers, until = excluded.until,
			balance_minor = excluded.balance_minor, lowest_minor = excluded.lowest_minor, in_minor = excluded.in_minor`,
		id(book), day(d.day), d.vouchers, d.until, d.balanceMinor, d.lowestMinor, d.inMinor)
}

// moveDays brings the days in line with a voucher that has replaced the line
// before, or has come new.
func (t *Tx) moveDays(before pageLine, v cashbook.Voucher) error {
	book, at := v.Entry.Book, v.Entry.Day
	if err := t.shiftDays(book, at, 1, v.AmountMinor); err != nil {
		return err
	}
	if !before.there {
		return t.extendDay(book, at, v.AmountMinor)
	}
	if err := t.shiftDays(book, before.at.Day, -1, -before.amountMinor); err != nil {
		return err
	}
	if err := t.recountDay(book, min(at, before.at.Day)); err != nil || at == before.at.Day {
		return err
	}
	return t.recountDay(book, max(at, before.at.Day))
}

// shiftDays moves all days after one by a voucher that came or went on it.
func (t *Tx) shiftDays(book ident.BookID, after calendar.Day, vouchers, amountMinor int64) error {
	return t.put(`
		UPDATE book_day SET until = until + $3, balance_minor = balance_minor + $4, lowest_minor = lowest_minor + $4
		WHERE book = $1 AND day > $2`, id(book), day(after), vouchers, amountMinor)
}

// extendDay adds a voucher at the end of a day, which is where one with a new
// number always comes.
func (t *Tx) extendDay(book ident.BookID, at calendar.Day, amountMinor int64) error {
	d, err := t.dayUntil(book, at)
	if err != nil {
		return err
	}
	balance := d.balanceMinor + amountMinor
	lowest := balance
	if d.day == at {
		lowest = min(lowest, d.lowestMinor)
	} else {
		d.vouchers, d.inMinor = 0, 0
	}
	return t.saveDay(book, bookDay{at, d.vouchers + 1, d.until + 1, balance, lowest, d.inMinor + max(amountMinor, 0)})
}

// recountDay counts a day again from its vouchers and the day before it.
func (t *Tx) recountDay(book ident.BookID, at calendar.Day) error {
	opening, err := t.dayUntil(book, at-1)
	if err != nil {
		return err
	}
	d := bookDay{day: at, until: opening.until, balanceMinor: opening.balanceMinor}
	err = t.linesFrom(book, cashbook.Position{Day: at}, func(l pageLine) {
		d.add(l)
	})
	switch {
	case err != nil:
		return err
	case d.vouchers == 0:
		return t.put(`DELETE FROM book_day WHERE book = $1 AND day = $2`, id(book), day(at))
	}
	return t.saveDay(book, d)
}

// add counts the next line of the day.
func (d *bookDay) add(l pageLine) {
	d.balanceMinor += l.amountMinor
	if d.vouchers == 0 || d.balanceMinor < d.lowestMinor {
		d.lowestMinor = d.balanceMinor
	}
	d.inMinor += max(l.amountMinor, 0)
	d.vouchers++
	d.until++
}

// linesFrom visits the lines of one day from a number on.
func (t *Tx) linesFrom(book ident.BookID, at cashbook.Position, visit func(pageLine)) error {
	return each(t, readPageLine, func(l pageLine) error {
		visit(l)
		return nil
	}, `SELECT day, number, amount_minor FROM voucher WHERE book = $1 AND day = $2 AND number >= $3 ORDER BY number`,
		id(book), day(at.Day), at.Number)
}
