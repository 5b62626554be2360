package storage

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// OutlookAt gives the balance before a place on the page of a book and the
// lowest running balance after it, as if the voucher of the number ignored were
// not there; 0 ignores none. Appending costs three look-ups, backdating one row
// for each later day.
func (t *Tx) OutlookAt(book ident.BookID, at cashbook.Position, ignored int64) (cashbook.Outlook, error) {
	out, err := t.lineOf(book, ignored)
	if err != nil {
		return cashbook.Outlook{}, err
	}
	v := &outlook{tx: t, book: book, out: out}
	if err := v.sameDay(at); err != nil {
		return cashbook.Outlook{}, err
	}
	return v.Outlook, v.laterDays(at.Day)
}

// lineOf gives the line of a number, not there for 0 and unknown numbers.
func (t *Tx) lineOf(book ident.BookID, number int64) (pageLine, error) {
	if number == 0 {
		return pageLine{}, nil
	}
	return one(t, nil, readPageLine,
		`SELECT day, number, amount_minor FROM voucher WHERE book = $1 AND number = $2`, id(book), number)
}

// outlook is on its way along a page, from a position to the end.
type outlook struct {
	cashbook.Outlook
	tx    *Tx
	book  ident.BookID
	out   pageLine // the voucher to ignore
	found bool     // something follows the position
}

// see takes a running balance into account.
func (v *outlook) see(balanceMinor int64, at cashbook.Position) {
	if !v.found || balanceMinor < v.LowestMinor {
		v.LowestMinor, v.LowestAt, v.found = balanceMinor, at, true
	}
}

// sameDay takes in the lines after the position on its own day. The balance
// before them is that of the day's end less all of them.
func (v *outlook) sameDay(at cashbook.Position) error {
	end, err := v.tx.dayUntil(v.book, at.Day)
	if err != nil {
		return err
	}
	var lines []pageLine
	v.BeforeMinor = end.balanceMinor
	err = v.tx.linesFrom(v.book, at, func(l pageLine) {
		v.BeforeMinor -= l.amountMinor
		lines = append(lines, l)
	})
	if v.out.there && (v.out.at.Day < at.Day || v.out.at.Day == at.Day && v.out.at.Number < at.Number) {
		v.BeforeMinor -= v.out.amountMinor
	}
	v.LowestMinor, v.LowestAt = v.BeforeMinor, at
	v.walk(v.BeforeMinor, lines)
	return err
}

// walk takes in lines that follow a balance, without the one to ignore.
func (v *outlook) walk(balanceMinor int64, lines []pageLine) {
	for _, l := range lines {
		if v.out.there && l.at == v.out.at {
			continue
		}
		balanceMinor += l.amountMinor
		v.see(balanceMinor, l.at)
	}
}

// laterDays takes in all days after one. What is ignored on one of them parts
// them into the days before it, its own day and the days after it.
func (v *outlook) laterDays(after calendar.Day) error {
	switch {
	case !v.out.there:
		return v.days(after, endless, 0)
	case v.out.at.Day <= after:
		return v.days(after, endless, -v.out.amountMinor)
	}
	if err := v.days(after, v.out.at.Day, 0); err != nil {
		return err
	}
	if err := v.ownDay(v.out.at.Day); err != nil {
		return err
	}
	return v.days(v.out.at.Day, endless, -v.out.amountMinor)
}

// endless is later than any day that four digits can write.
var endless = calendar.New(9999, 12, 31)

// ownDay takes in the lines of the day of the voucher to ignore.
func (v *outlook) ownDay(d calendar.Day) error {
	lines, opening, err := v.tx.dayLines(v.book, d)
	v.walk(opening, lines)
	return err
}

// days takes in the days between two, all moved by an amount.
func (v *outlook) days(after, before calendar.Day, movedMinor int64) error {
	d, err := one(v.tx, nil, readDay,
		selectDay+`WHERE book = $1 AND day > $2 AND day < $3 ORDER BY lowest_minor, day LIMIT 1`,
		id(v.book), day(after), day(before))
	if err != nil || d.day.IsZero() || v.found && d.lowestMinor+movedMinor >= v.LowestMinor {
		return err
	}
	at, err := v.tx.lowestOf(v.book, d)
	v.see(d.lowestMinor+movedMinor, at)
	return err
}

// lowestOf gives the first place of a day where its lowest balance is reached.
func (t *Tx) lowestOf(book ident.BookID, d bookDay) (at cashbook.Position, err error) {
	lines, balance, err := t.dayLines(book, d.day)
	for _, l := range lines {
		if balance += l.amountMinor; balance == d.lowestMinor {
			return l.at, err
		}
	}
	return cashbook.Position{Day: d.day}, err
}

// dayLines gives all lines of a day and the balance before them.
func (t *Tx) dayLines(book ident.BookID, d calendar.Day) (lines []pageLine, openingMinor int64, err error) {
	opening, err := t.dayUntil(book, d-1)
	if err != nil {
		return nil, 0, err
	}
	err = t.linesFrom(book, cashbook.Position{Day: d}, func(l pageLine) { lines = append(lines, l) })
	return lines, opening.balanceMinor, err
}
