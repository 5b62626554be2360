package storage

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// Page gives a part of the lines of a book that the filter selects, in the order
// of day and number and with the balance of the whole book after each, and how
// many it selects in all. A limit of 0 is none.
func (t *Tx) Page(f cashbook.PageFilter) (lines []cashbook.Line, total int, err error) {
	if fold(f.Search) != "" {
		return t.searchPage(f)
	}
	last, err := t.lastDay(f.Book)
	if err != nil || int64(f.Offset) >= last.until {
		return nil, int(last.until), err
	}
	start, err := t.positionAt(f.Book, int64(max(f.Offset, 0)))
	if err != nil {
		return nil, 0, err
	}
	lines, err = t.linesOf(f.Book, start, f.Limit)
	return lines, int(last.until), err
}

// pageStart is a place on a page with the balance before it.
type pageStart struct {
	after        cashbook.Position // the place is right after this one
	balanceMinor int64
}

// positionAt finds the place after a number of lines: the day by the stored
// counts, the line by walking along its day.
func (t *Tx) positionAt(book ident.BookID, skip int64) (pageStart, error) {
	d, err := one(t, nil, readDay, selectDay+`WHERE book = $1 AND until > $2 ORDER BY day LIMIT 1`, id(book), skip)
	if err != nil {
		return pageStart{}, err
	}
	opening, err := t.dayUntil(book, d.day-1)
	if err != nil {
		return pageStart{}, err
	}
	start := pageStart{cashbook.Position{Day: d.day}, opening.balanceMinor}
	skip -= opening.until
	passed, err := t.passed(book, d.day, skip)
	start.after.Number = passed.at.Number
	start.balanceMinor += passed.amountMinor
	return start, err
}

// passed gives the last number and the sum of the first lines of a day.
func (t *Tx) passed(book ident.BookID, d calendar.Day, count int64) (pageLine, error) {
	return one(t, nil, func(row scanner) (l pageLine, err error) {
		err = row.Scan(&l.at.Number, &l.amountMinor)
		return l, err
	}, `SELECT COALESCE(MAX(number), 0), CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT) FROM (
			SELECT number, amount_minor FROM voucher WHERE book = $1 AND day = $2 ORDER BY number LIMIT $3) AS skipped`,
		id(book), day(d), count)
}

// linesOf gives the lines after a start, each with its balance.
func (t *Tx) linesOf(book ident.BookID, start pageStart, limit int) ([]cashbook.Line, error) {
	where := &conditions{}
	where.add("v.book = %s AND (v.day, v.number) > (%s, %s)", id(book), day(start.after.Day), start.after.Number)
	query := selectVoucher + where.clause() + ` ORDER BY v.day, v.number` + where.page(0, limit)
	var lines []cashbook.Line
	balance := start.balanceMinor
	err := each(t, readVoucher, func(v cashbook.Voucher) error {
		balance += v.AmountMinor
		lines = append(lines, cashbook.Line{Voucher: v, BalanceMinor: balance})
		return nil
	}, query, where.args...)
	return lines, err
}

// balanceAfter gives the balance at the end of a line: that of its day less
// what follows on it.
func (t *Tx) balanceAfter(book ident.BookID, d calendar.Day, number int64) (balanceMinor int64, err error) {
	err = t.value(&balanceMinor, `
		SELECT CAST(balance_minor - COALESCE((SELECT SUM(amount_minor) FROM voucher
			WHERE book = $1 AND day = $2 AND number > $3), 0) AS BIGINT)
		FROM book_day WHERE book = $1 AND day = $2`, id(book), day(d), number)
	return balanceMinor, err
}
