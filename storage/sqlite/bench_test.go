package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// The benchmarks work on one book of 200 000 vouchers over eleven years.
const (
	benchVouchers = 200_000
	benchPerDay   = 50
)

var (
	benchBook  = ident.BookID{1}
	benchFirst = calendar.New(2015, time.January, 1)
	benchLast  = benchFirst + (benchVouchers-1)/benchPerDay
)

// benchVoucher makes the next entry of the book.
func benchVoucher(head ledger.Head, d calendar.Day) cashbook.Voucher {
	n := head.Number
	v := cashbook.Voucher{
		Content: cashbook.Content{AmountMinor: 1000 + n%7, Text: fmt.Sprint("Carburant mission Vélingara n° ", n%977),
			Recipient: fmt.Sprint("Station-service ", n%41), PartnerNumber: fmt.Sprint("F-", n)},
	}
	v.Entry = ledger.Entry{Book: benchBook, Day: d, Recorded: d.Time(), Epoch: 1, Author: ident.UserID{2}, Poste: ident.PosteID{3}}
	v.Entry = head.Next(v.Entry, &v)
	return v
}

// appendNext enters a voucher of a day, in a transaction of the caller.
func appendNext(tx *storage.Tx, d calendar.Day) error {
	head, err := tx.Head(benchBook)
	if err != nil {
		return err
	}
	return tx.AppendVoucher(benchVoucher(head, d))
}

func addBenchBook(tx *storage.Tx) error {
	project := directory.Project{ID: ident.ProjectID{4}, Code: "P01"}
	if err := tx.SaveProject(project); err != nil {
		return err
	}
	book := cashbook.Book{ID: benchBook, Project: project.ID, Number: 1, Type: cashbook.Cash, Status: cashbook.Open}
	return tx.SaveBook(book)
}

func fill(tx *storage.Tx) error {
	if err := addBenchBook(tx); err != nil {
		return err
	}
	for n := range benchVouchers {
		if err := appendNext(tx, benchFirst+calendar.Day(n/benchPerDay)); err != nil {
			return err
		}
	}
	return nil
}

func BenchmarkBook(b *testing.B) {
	s, err := sqlite.Open(context.Background(), filepath.Join(b.TempDir(), "comptoir.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	began := time.Now()
	if err := s.Update(context.Background(), fill); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d vouchers in one transaction: %.1f µs each", benchVouchers, float64(time.Since(began).Microseconds())/benchVouchers)
	benchReading(b, s)
	benchWriting(b, s)
}

func benchReading(b *testing.B, s *storage.Store) {
	page := func(f cashbook.PageFilter) func(*storage.Tx) error {
		f.Book, f.Limit = benchBook, 100
		return func(tx *storage.Tx) error { _, _, err := tx.Page(f); return err }
	}
	outlook := func(d calendar.Day) func(*storage.Tx) error {
		return func(tx *storage.Tx) error {
			_, err := tx.OutlookAt(benchBook, cashbook.Position{Day: d, Number: 1 << 40}, 0)
			return err
		}
	}
	for _, c := range []struct {
		name string
		read func(*storage.Tx) error
	}{
		{"nothing", func(*storage.Tx) error { return nil }},
		{"head", func(tx *storage.Tx) error { _, err := tx.Head(benchBook); return err }},
		{"page at the beginning", page(cashbook.PageFilter{})},
		{"page in the middle", page(cashbook.PageFilter{Offset: benchVouchers / 2})},
		{"page at the end", page(cashbook.PageFilter{Offset: benchVouchers - 100})},
		{"search for one", page(cashbook.PageFilter{Search: "F-199999"})},
		{"search for many", page(cashbook.PageFilter{Search: "velingara", Offset: benchVouchers / 2})},
		{"outlook to append", outlook(benchLast)},
		{"outlook a month back", outlook(benchLast - 30)},
		{"outlook at the beginning", outlook(benchFirst)},
		{"all days, for charts", func(tx *storage.Tx) error { _, err := tx.BookDays(benchBook, benchFirst, benchLast); return err }},
		{"days of a year", func(tx *storage.Tx) error { _, err := tx.BookDays(benchBook, benchLast-365, benchLast); return err }},
		{"reversals", func(tx *storage.Tx) error { _, err := tx.Reversals(benchBook); return err }},
		{"suggestions", func(tx *storage.Tx) error { _, err := tx.EarlierTexts(benchBook, "carb", 10); return err }},
		{"chain", func(tx *storage.Tx) error {
			return tx.Chain(benchBook, 1, func(cashbook.Voucher) error { return nil })
		}},
		{"verify totals", func(tx *storage.Tx) error { return tx.VerifyTotals(benchBook) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if err := s.View(context.Background(), c.read); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func benchWriting(b *testing.B, s *storage.Store) {
	write := func(name string, do func(*storage.Tx) error) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := s.Update(context.Background(), do); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	write("bare durable commit", func(tx *storage.Tx) error {
		return tx.SaveSecret("bench", time.Now().AppendFormat(nil, time.RFC3339Nano))
	})
	write("append, durable", func(tx *storage.Tx) error { return appendNext(tx, benchLast) })
	write("append a month back, durable", func(tx *storage.Tx) error { return appendNext(tx, benchLast-30) })
	write("append at the beginning, durable", func(tx *storage.Tx) error { return appendNext(tx, benchFirst) })
}
