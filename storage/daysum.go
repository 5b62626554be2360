package storage

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
)

// StandingAt gives the balance of a book at the end of a day, and how many
// vouchers it has until then.
func (t *Tx) StandingAt(book ident.BookID, at calendar.Day) (balanceMinor, vouchers int64, err error) {
	d, err := t.dayUntil(book, at)
	return d.balanceMinor, d.until, err
}

// BookDays gives the days of a book that have vouchers, both ends included.
func (t *Tx) BookDays(book ident.BookID, from, until calendar.Day) ([]cashbook.DaySum, error) {
	before, err := t.dayUntil(book, from-1)
	if err != nil {
		return nil, err
	}
	var days []cashbook.DaySum
	err = each(t, readDay, func(d bookDay) error {
		days = append(days, d.sum(before))
		before = d
		return nil
	}, selectDay+`WHERE book = $1 AND day >= $2 AND day <= $3 ORDER BY day`, id(book), day(from), day(until))
	return days, err
}

// sum tells a day after the one before it.
func (d bookDay) sum(before bookDay) cashbook.DaySum {
	return cashbook.DaySum{
		Day: d.day, Vouchers: d.vouchers, Until: d.until, BalanceMinor: d.balanceMinor,
		InMinor: d.inMinor, OutMinor: before.balanceMinor + d.inMinor - d.balanceMinor,
	}
}

// Reversals gives the number that cancels each number which is cancelled.
func (t *Tx) Reversals(book ident.BookID) (map[int64]int64, error) {
	reversals := map[int64]int64{}
	err := each(t, func(row scanner) (pair [2]int64, err error) {
		err = row.Scan(&pair[0], &pair[1])
		return pair, err
	}, func(pair [2]int64) error {
		reversals[pair[0]] = pair[1]
		return nil
	}, `SELECT reverses, number FROM voucher WHERE book = $1 AND reverses IS NOT NULL`, id(book))
	return reversals, err
}

// Extent bounds the amounts and balances of a book, whatever their sign.
func (t *Tx) Extent(book ident.BookID) (minor int64, err error) {
	err = t.value(&minor, `
		SELECT COALESCE((SELECT MAX(balance_minor) - MIN(lowest_minor) + MAX(in_minor) FROM book_day WHERE book = $1), 0)
			+ COALESCE((SELECT SUM(ABS(amount_minor)) FROM provisional WHERE book = $1), 0)`, id(book))
	return minor, err
}
