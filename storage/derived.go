package storage

import (
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// VerifyTotals compares the page, the days and what a search looks into of a book
// with its entries. A difference is fault.Forged: somebody has edited the
// database, or it is damaged. Whether the entries themselves are intact is for
// ledger.Verify.
func (t *Tx) VerifyTotals(book ident.BookID) error {
	b, err := t.Book(book)
	if err != nil {
		return err
	}
	for _, agrees := range []func(ident.BookID) (bool, error){t.pageAgrees, t.daysAgree, t.searchAgrees} {
		agreed, err := agrees(book)
		switch {
		case ledger.Unreadable(err):
			return fault.Wrap(err, fault.Forged, "storage.totals", fault.Args{"Book": b.Ref()})
		case err != nil:
			return err
		case !agreed:
			return fault.New(fault.Forged, "storage.totals", fault.Args{"Book": b.Ref()})
		}
	}
	return nil
}

// OnlyTotals reports whether an error is of VerifyTotals, which RebuildTotals mends.
func OnlyTotals(err error) bool {
	f := new(fault.Error)
	return errors.As(err, &f) && f.Key == "storage.totals"
}

// RebuildTotals makes the page, the days and what a search looks into of a book
// again from its entries.
func (t *Tx) RebuildTotals(book ident.BookID) error {
	for _, table := range []string{"voucher", "book_day", "voucher_search"} {
		if err := t.put(`DELETE FROM `+table+` WHERE book = $1`, id(book)); err != nil {
			return err
		}
	}
	next := int64(1)
	for {
		entries, err := list(t, readVoucher,
			`SELECT `+entryColumns+` FROM entry e WHERE e.book = $1 AND e.seq >= $2 ORDER BY e.seq LIMIT 1000`, id(book), next)
		if err != nil || len(entries) == 0 {
			return err
		}
		for _, v := range entries {
			if err := t.derive(v); err != nil {
				return err
			}
		}
		next = entries[len(entries)-1].Entry.Seq + 1
	}
}

// pageAgrees compares every entry with the line of its number. A line without
// an entry makes the numbers of lines differ.
func (t *Tx) pageAgrees(book ident.BookID) (bool, error) {
	agreed, latest := true, int64(0)
	err := each(t, readOnPage, func(o onPage) error {
		if o.standing == "latest" && o.agrees() {
			latest++
		} else if o.standing != "superseded" {
			agreed = false
		}
		return nil
	}, selectOnPage, id(book))
	if err != nil {
		return false, err
	}
	var lines int64
	err = t.value(&lines, `SELECT COUNT(*) FROM voucher WHERE book = $1`, id(book))
	return agreed && lines == latest, err
}

// selectOnPage says how each entry stands on the page. What only Go can compare
// comes along.
const selectOnPage = `
	SELECT CASE
		WHEN v.seq > e.seq THEN 'superseded'
		WHEN v.seq = e.seq AND v.day = e.day AND v.amount_minor = e.amount_minor AND v.revision = e.revision
			AND v.reverses IS NOT DISTINCT FROM e.reverses THEN 'latest'
		ELSE 'different' END,
		e.details, COALESCE(v.kind, ''), v.settles, v.transfer
	FROM entry e LEFT JOIN voucher v ON v.book = e.book AND v.number = e.number
	WHERE e.book = $1`

// onPage is an entry beside the line that its number has on the page.
type onPage struct {
	standing string
	entry    cashbook.Content // as far as its details say it
	kind     string
	settles  int64
	transfer ident.TransferID
}

func readOnPage(row scanner) (o onPage, err error) {
	var details []byte
	err = row.Scan(&o.standing, &details, &o.kind, positiveColumn{&o.settles}, toID(&o.transfer))
	if err == nil {
		err = o.entry.ReadDetails(details)
	}
	return o, err
}

// agrees compares what SQL does not.
func (o onPage) agrees() bool {
	return o.kind == string(o.entry.Kind) && o.settles == o.entry.Settles && o.transfer == o.entry.Transfer.ID
}

// daysAgree compares the stored days with the lines of the page.
func (t *Tx) daysAgree(book ident.BookID) (bool, error) {
	var want []bookDay
	err := each(t, readPageLine, func(l pageLine) error {
		if last := len(want) - 1; last < 0 || want[last].day != l.at.Day {
			want = append(want, following(want, l.at.Day))
		}
		want[len(want)-1].add(l)
		return nil
	}, `SELECT day, number, amount_minor FROM voucher WHERE book = $1 ORDER BY day, number`, id(book))
	if err != nil {
		return false, err
	}
	got, err := list(t, readDay, selectDay+`WHERE book = $1 ORDER BY day`, id(book))
	return slices.Equal(got, want), err
}

// following begins a day after those counted before.
func following(days []bookDay, d calendar.Day) bookDay {
	if len(days) == 0 {
		return bookDay{day: d}
	}
	last := days[len(days)-1]
	return bookDay{day: d, until: last.until, balanceMinor: last.balanceMinor}
}
