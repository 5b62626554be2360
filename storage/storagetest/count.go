package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

var countTests = []test{
	{"counts are a chain of their own", keepCounts},
	{"signatures belong to their counts", keepCountSignatures},
	{"differences are vouchers that stand", keepDifferences},
	{"the last entry before an instant is found", findHashBefore},
	{"how far counts were copied is kept", keepCountsCopied},
}

func sampleCount(number int64, prev ledger.Hash) cashbook.Count {
	c := cashbook.Count{
		Book: bookID("P011"), Number: number, Epoch: 2, Day: day(3), Counted: instant(int(number)),
		Head:         ledger.Head{Seq: 4, Number: 3, Hash: hashed("head")},
		Lines:        []cashbook.CountLine{{Denomination: money.Denomination{Minor: 500, Coin: true}, Pieces: 3}},
		CountedMinor: 1500, BalanceMinor: 1600, Remark: "Un billet abîmé", Author: user("awa"), Poste: poste("laptop"), Prev: prev,
	}
	c.Hash = c.Sum()
	return c
}

// addTwoCounts makes a till with two counts.
func addTwoCounts(t *testing.T, s *storage.Store) (first, second cashbook.Count) {
	t.Helper()
	first = sampleCount(1, ledger.Hash{})
	second = sampleCount(2, first.Hash)
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		if err := tx.AppendCount(first); err != nil {
			return err
		}
		return tx.AppendCount(second)
	})
	return first, second
}

func keepCounts(t *testing.T, s *storage.Store) {
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.LastCount(bookID("P011"))
		return err
	})
	first, second := addTwoCounts(t, s)
	whole(t, second)
	empty := sampleCount(3, second.Hash)
	empty.Lines, empty.Remark = nil, ""
	for _, wrong := range []cashbook.Count{second, sampleCount(4, second.Hash), sampleCount(3, first.Hash)} {
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendCount(wrong) })
	}
	update(t, s, func(tx *storage.Tx) error { return tx.AppendCount(empty) })
	view(t, s, func(tx *storage.Tx) error {
		list, err := tx.Counts(first.Book, 2)
		same(t, "counts", list, []cashbook.Count{second, empty})
		if err != nil {
			return err
		}
		got, err := tx.Count(first.Book, 1)
		same(t, "count", got, first)
		if err != nil {
			return err
		}
		last, err := tx.LastCount(first.Book)
		same(t, "last count", last, empty)
		return err
	})
}

func sampleSignature(c cashbook.Count) cashbook.CountSignature {
	g := cashbook.CountSignature{
		Book: c.Book, Number: c.Number, Count: c.Hash, Way: cashbook.OnPaper, Signatory: user("moussa"), Recorder: user("awa"),
		Day: day(4), Recorded: instant(9), Epoch: 2, Poste: poste("laptop"), Head: ledger.Head{Seq: 5, Number: 4, Hash: hashed("later")},
	}
	g.Hash = g.Sum()
	return g
}

func keepCountSignatures(t *testing.T, s *storage.Store) {
	first, second := addTwoCounts(t, s)
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.LastSignedCount(first.Book)
		return err
	})
	g := sampleSignature(first)
	whole(t, g)
	update(t, s, func(tx *storage.Tx) error { return tx.AppendCountSignature(g) })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendCountSignature(g) })
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error {
		return tx.AppendCountSignature(sampleSignature(sampleCount(3, second.Hash)))
	})
	later := sampleSignature(second)
	later.Way = cashbook.BySignIn
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.LastSignedCount(first.Book)
		same(t, "signed count", got, first)
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.AppendCountSignature(later) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.CountSignatures(first.Book, 1)
		same(t, "signatures", got, []cashbook.CountSignature{g, later})
		if err != nil {
			return err
		}
		last, err := tx.LastSignedCount(first.Book)
		same(t, "signed count", last, second)
		return err
	})
}

func keepDifferences(t *testing.T, s *storage.Store) {
	w := &scribe{book: bookID("P011")}
	special := cashbook.Special{Kind: cashbook.KindDifference, Count: hashed("count")}
	difference := func(minor int64) cashbook.Voucher {
		return w.link(cashbook.Voucher{Entry: ledger.Entry{Day: day(3)}, Content: cashbook.Content{AmountMinor: minor, Text: "Écart", Special: special}})
	}
	plain, reversed, standing := w.enter(day(3), 5, "Don"), difference(-1), difference(-2)
	reversal := w.link(cashbook.Voucher{
		Entry: ledger.Entry{Day: day(4), Reverses: reversed.Entry.Number}, Content: cashbook.Content{AmountMinor: 1, Text: "Annulation"},
	})
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		for _, v := range []cashbook.Voucher{plain, reversed, standing, reversal} {
			if err := tx.AppendVoucher(v); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Differences(w.book)
		same(t, "differences", got, []cashbook.Voucher{standing})
		return err
	})
}

func keepCountsCopied(t *testing.T, s *storage.Store) {
	state := cashbook.CountCopy{Book: bookID("P011"), Counts: 4, Signed: 3, AckCounts: 2, AckSigned: 1}
	whole(t, state)
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		none, err := tx.CountsCopied(state.Book)
		same(t, "state of a book never copied", none, cashbook.CountCopy{})
		if err != nil {
			return err
		}
		return tx.SaveCountsCopied(cashbook.CountCopy{Book: state.Book, Counts: 1})
	})
	update(t, s, func(tx *storage.Tx) error { return tx.SaveCountsCopied(state) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.CountsCopied(state.Book)
		same(t, "state", got, state)
		return err
	})
}

func findHashBefore(t *testing.T, s *storage.Store) {
	w := &scribe{book: bookID("P011")}
	var entries []cashbook.Voucher
	for i := range 7 { // recorded at instants 0 … 6
		entries = append(entries, w.enter(day(i%3+2), 5, "Don"))
	}
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		for _, v := range entries {
			if err := tx.AppendVoucher(v); err != nil {
				return err
			}
		}
		return nil
	})
	view(t, s, func(tx *storage.Tx) error {
		for i := range 8 {
			hash, err := tx.HashBefore(w.book, instant(i))
			if i == 0 {
				if kind, _ := fault.KindOf(err); kind != fault.Missing {
					t.Errorf("before the first: %v", err)
				}
				continue
			}
			if err != nil {
				return err
			}
			same(t, "hash", hash, entries[i-1].Entry.Hash)
		}
		first, err := tx.FirstDay(w.book)
		same(t, "first day", first, day(2))
		return err
	})
}
