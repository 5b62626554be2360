package workspace_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

const (
	bigBook   = 200_000 // vouchers
	bigPerDay = 50
)

// BenchmarkBigBook does with a book of 200 000 vouchers what a window does, through
// the same calls, beside a bare durable commit into the same kind of file. A book
// must open in 0.3 s, show a page in 5 ms, find in 100 ms and take a voucher in
// 30 ms; the median of each is a metric of its own.
func BenchmarkBigBook(b *testing.B) {
	o := found(b)
	site, awa := o.join(b)
	home := must[workspace.BookCard](b)(awa.Book(b.Context(), "P01/1")).Ownership.Poste
	check(b, site.Close())
	fillBigBook(b, filepath.Join(site.dir, "comptoir.db"), o.book.ID, o.awa.ID, home)
	site.Workspace = nil
	site.reopen(b)
	s := must[*workspace.Session](b)(site.SignIn(b.Context(), awaName, awaPassword))
	lines := func(f cashbook.PageFilter) func() error {
		f.Book, f.Limit = o.book.ID, 100
		return func() error { _, _, err := s.BookLines(b.Context(), f); return err }
	}
	open := func() error { _, err := s.OpenBook(b.Context(), "P01/1"); return err }
	tail := lines(cashbook.PageFilter{Offset: bigBook - 100})
	items := func() error { _, err := s.OpenItems(b.Context(), o.book.ID, 0); return err }
	record := func() error { _, err := s.Record(b.Context(), o.book.ID, said("Carburant mission", 10)); return err }
	for _, c := range []struct {
		name string
		do   []func() error
	}{
		{"open the book and its last page", []func() error{open, tail}},
		{"page at the beginning", []func() error{lines(cashbook.PageFilter{})}},
		{"page in the middle", []func() error{lines(cashbook.PageFilter{Offset: bigBook / 2})}},
		{"page at the end", []func() error{tail}},
		{"search for one", []func() error{lines(cashbook.PageFilter{Search: "F-199999"})}},
		{"search for many", []func() error{lines(cashbook.PageFilter{Search: "velingara"})}},
		{"search for many, in the middle", []func() error{lines(cashbook.PageFilter{Search: "velingara", Offset: bigBook / 2})}},
		{"search for nothing", []func() error{lines(cashbook.PageFilter{Search: "zanzibar"})}},
		{"open items", []func() error{items}},
		{"reference: bare durable commit", []func() error{bareCommit(b)}},
		{"voucher, durable", []func() error{record}},
		{"voucher, durable, and the page anew", []func() error{record, open, tail}},
	} {
		b.Run(c.name, func(b *testing.B) { median(b, c.do...) })
	}
}

// median runs and reports the median time beside the mean.
func median(b *testing.B, steps ...func() error) {
	var took []time.Duration
	for b.Loop() {
		began := time.Now()
		for _, do := range steps {
			check(b, do())
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "median-ms")
}

// bareCommit is what any durable write costs at least.
func bareCommit(b *testing.B) func() error {
	db := must[*storage.Store](b)(sqlite.Open(context.Background(), filepath.Join(b.TempDir(), "bare.db")))
	b.Cleanup(func() { _ = db.Close() })
	return func() error {
		return db.Update(context.Background(), func(tx *storage.Tx) error {
			return tx.SaveSecret("bench", time.Now().AppendFormat(nil, time.RFC3339Nano))
		})
	}
}

// fillBigBook appends the vouchers of eleven years, as the rules would have entered
// them, in one transaction.
func fillBigBook(b *testing.B, path string, book ident.BookID, author ident.UserID, poste ident.PosteID) {
	b.Helper()
	db := must[*storage.Store](b)(sqlite.Open(context.Background(), path))
	check(b, db.Update(context.Background(), func(tx *storage.Tx) error {
		head := must[ledger.Head](b)(tx.Head(book))
		first := calendar.Of(start, time.UTC) - bigBook/bigPerDay
		for n := range int64(bigBook) {
			day := first + calendar.Day(n/bigPerDay)
			v := cashbook.Voucher{Content: bigContent(n)}
			v.Entry = ledger.Entry{Book: book, Day: day, Recorded: day.Time().Add(time.Hour), Epoch: 1, Author: author, Poste: poste}
			v.Entry = head.Next(v.Entry, &v)
			if err := tx.AppendVoucher(v); err != nil {
				return err
			}
			head = head.After(v.Entry)
		}
		return nil
	}))
	check(b, db.Close())
}

// bigContent is what voucher n + 1 says: mostly plain ones, every tenth split, now
// and then an advance that the next one settles.
func bigContent(n int64) cashbook.Content {
	c := cashbook.Content{
		AmountMinor: 1000 + n%7, Text: fmt.Sprint("Carburant mission Vélingara n° ", n%977), Account: "6053",
		Recipient: fmt.Sprint("Station-service ", n%41), PartnerNumber: fmt.Sprint("F-", n+1),
	}
	switch n % 40 {
	case 10, 20, 30:
		c.Account = ""
		c.Parts = []cashbook.Part{{AmountMinor: 400, Account: "6053"}, {AmountMinor: c.AmountMinor - 400, Account: "6055"}}
	case 38:
		c.AmountMinor, c.Kind = -500, cashbook.KindItem
	case 39:
		c.AmountMinor, c.Kind, c.Settles = 500, cashbook.KindSettlement, n
	}
	return c
}
