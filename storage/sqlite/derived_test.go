package sqlite_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

// Whatever somebody changes in what is derived from the entries is found, and
// mended from them.
func TestTotalsThatDisagreeAreFoundAndMade(t *testing.T) {
	for _, statement := range []string{
		"UPDATE voucher SET amount_minor = amount_minor + 1 WHERE number = 2",
		"UPDATE voucher SET day = '2015-01-09' WHERE number = 2",
		"UPDATE voucher SET seq = 1 WHERE number = 2",
		"UPDATE voucher SET seq = 4 WHERE number = 2", // the revision before
		"UPDATE voucher SET seq = 99 WHERE number = 2",
		"UPDATE voucher SET revision = 1 WHERE number = 2",
		"UPDATE voucher SET reverses = 1 WHERE number = 2",
		"UPDATE voucher_search SET lines = CAST(lines || 'x' AS BLOB) WHERE day = '2015-01-02'",
		"UPDATE voucher_search SET lines = x'ff82' WHERE day = '2015-01-02'",
		"UPDATE voucher_search SET lines = x'01' WHERE day = '2015-01-02'",
		"UPDATE voucher_search SET block = 1 WHERE day = '2015-01-02'",
		"UPDATE voucher_search SET day = '2015-02-01' WHERE day = '2015-01-02'",
		"INSERT INTO voucher_search SELECT book, '2015-02-01', block, lines FROM voucher_search WHERE day = '2015-01-02'",
		"DELETE FROM voucher_search WHERE day = '2015-01-02'",
		"DELETE FROM voucher_search",
		"UPDATE voucher SET kind = 'item' WHERE number = 2",
		"UPDATE voucher SET settles = 1 WHERE number = 2",
		"UPDATE voucher SET transfer = randomblob(16) WHERE number = 2",
		"UPDATE voucher SET number = 99 WHERE number = 2",
		"DELETE FROM voucher WHERE number = 2",
		"DELETE FROM voucher",
		"INSERT INTO voucher SELECT book, day, 99, 99, 0, NULL, 1, '', NULL, NULL FROM voucher WHERE number = 2",
		"UPDATE book_day SET balance_minor = balance_minor + 1 WHERE day = '2015-01-02'",
		"UPDATE book_day SET lowest_minor = lowest_minor - 1 WHERE day = '2015-01-02'",
		"UPDATE book_day SET in_minor = in_minor + 1 WHERE day = '2015-01-02'",
		"UPDATE book_day SET vouchers = vouchers + 1 WHERE day = '2015-01-02'",
		"UPDATE book_day SET until = until - 1 WHERE day = '2015-01-03'",
		"UPDATE book_day SET day = '2015-02-01' WHERE day = '2015-01-03'",
		"DELETE FROM book_day WHERE day = '2015-01-01'",
		"DELETE FROM book_day",
		"INSERT INTO book_day SELECT book, '2099-01-01', 0, until, balance_minor, 0, 0 FROM book_day WHERE day = '2015-01-03'",
	} {
		t.Run(statement, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "comptoir.db")
			s := open(t, path)
			if err := s.Update(t.Context(), smallBook); err != nil {
				t.Fatal(err)
			}
			verify := func(tx *storage.Tx) error { return tx.VerifyTotals(benchBook) }
			if err := s.View(t.Context(), verify); err != nil {
				t.Fatalf("before: %v", err)
			}
			edit(t, path, statement)
			if err := s.View(t.Context(), verify); !errors.Is(err, fault.Forged) {
				t.Errorf("VerifyTotals gives %v, want a fault of kind forged", err)
			}
			if err := s.Update(t.Context(), func(tx *storage.Tx) error { return tx.RebuildTotals(benchBook) }); err != nil {
				t.Fatal(err)
			}
			if err := s.View(t.Context(), verify); err != nil {
				t.Errorf("after RebuildTotals: %v", err)
			}
		})
	}
}

// smallBook has a voucher on each of three days; the second one was changed
// twice.
func smallBook(tx *storage.Tx) error {
	if err := addBenchBook(tx); err != nil {
		return err
	}
	for n := range calendar.Day(3) {
		if err := appendNext(tx, benchFirst+n); err != nil {
			return err
		}
	}
	for range 2 {
		if err := reviseSecond(tx); err != nil {
			return fmt.Errorf("revise: %w", err)
		}
	}
	return nil
}

func reviseSecond(tx *storage.Tx) error {
	v, err := tx.Voucher(benchBook, 2)
	if err != nil {
		return err
	}
	head, err := tx.Head(benchBook)
	if err != nil {
		return err
	}
	v.Entry.Revision++
	v.AmountMinor++
	v.Entry = head.Next(v.Entry, &v)
	return tx.AppendVoucher(v)
}
