package storagetest

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

var batchTests = []test{
	{"a batch is kept, and what has become of it", keepBatches},
	{"a batch that arrived is kept", keepReceived},
	{"cash counts that arrived are kept", keepReceivedCounts},
	{"what people did about a book is kept in its order", keepBookEvents},
}

func sampleBatch(number int64) cashbook.Batch {
	return cashbook.Batch{
		Book: bookID("P011"), Epoch: 2, Number: number, Since: 1, LastDay: day(3), Recipient: poste("desk"),
		After: ledger.Head{Seq: number, Number: 1, Hash: hashed("after")}, Head: ledger.Head{Seq: number + 1, Number: 2, Hash: hashed("head")},
		Totals: cashbook.Totals{Vouchers: 3, InMinor: 4, OutMinor: 5}, Documents: [][32]byte{{1}, {2}}, Missing: 6,
		Digest: [32]byte{7}, File: "p01-1.lot", Written: instant(8), By: user("awa"), Acknowledged: instant(9),
	}
}

func keepBatches(t *testing.T, s *storage.Store) {
	first, second := sampleBatch(1), sampleBatch(2)
	whole(t, first)
	second.Acknowledged, second.Documents = time.Time{}, nil
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	for _, b := range []cashbook.Batch{second, first, second} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveBatch(b) })
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Batches(first.Book)
		same(t, "batches", got, []cashbook.Batch{first, second})
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		locked, err := tx.Locked(first.Book)
		same(t, "locked", locked, cashbook.Closing{Seq: 3, Day: day(3)})
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		sent, err := tx.Sent(first.Book)
		same(t, "sent", sent, cashbook.Sent{{From: 2, To: 2, Acknowledged: true}, {From: 3, To: 3}})
		return err
	})
	view(t, s, func(tx *storage.Tx) error {
		locked, err := tx.Locked(bookID("none"))
		same(t, "locked", locked, cashbook.Closing{})
		return err
	})
}

func sampleReceived(number int64) cashbook.Received {
	return cashbook.Received{
		Book: bookID("P011"), Epoch: 2, Number: number, Sender: poste("laptop"), Author: user("awa"),
		After: ledger.Head{Seq: number}, Head: ledger.Head{Seq: number + 1, Number: 2, Hash: hashed("head")}, Digest: [32]byte{7},
		Totals: cashbook.Totals{Vouchers: 3, InMinor: 4, OutMinor: 5}, Documents: 6,
		Issued: instant(7), Received: instant(8), By: user("fatou"), Answered: instant(9),
	}
}

func keepReceived(t *testing.T, s *storage.Store) {
	batch := sampleReceived(1)
	v := cashbook.ReceivedVoucher{
		Voucher:    (&scribe{book: batch.Book}).link(cashbook.Voucher{Content: fullContent(), Entry: ledger.Entry{Day: day(3)}}),
		BatchEpoch: 2, Batch: 1, State: cashbook.ToPost,
	}
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		if err := tx.SaveReceivedBatch(batch); err != nil {
			return err
		}
		return tx.AppendReceived(v)
	})
	view(t, s, func(tx *storage.Tx) error {
		for _, book := range []ident.BookID{{}, batch.Book} {
			got, err := tx.ReceivedBatches(book)
			same(t, "batches", got, []cashbook.Received{batch})
			if err != nil {
				return err
			}
		}
		got, err := tx.ReceivedBatches(bookID("none"))
		same(t, "of another book", got, []cashbook.Received(nil))
		return err
	})
	update(t, s, func(tx *storage.Tx) error {
		return tx.SetReceivedState(v.Entry.Book, v.Entry.Seq, cashbook.Declined, "illisible")
	})
	v.State, v.Reason = cashbook.Declined, "illisible"
	for _, c := range []struct {
		filter cashbook.ReceivedFilter
		want   int
	}{
		{cashbook.ReceivedFilter{}, 1}, {cashbook.ReceivedFilter{Book: bookID("none")}, 0},
		{cashbook.ReceivedFilter{BatchEpoch: 2, Batch: 1, Counting: true}, 1}, {cashbook.ReceivedFilter{BatchEpoch: 2, Batch: 2}, 0},
		{cashbook.ReceivedFilter{State: cashbook.ToPost}, 0}, {cashbook.ReceivedFilter{State: cashbook.Declined, Limit: 5}, 1},
	} {
		view(t, s, func(tx *storage.Tx) error {
			got, total, err := tx.ReceivedVouchers(c.filter)
			same(t, "how many", total, c.want)
			if c.want > 0 {
				same(t, "vouchers", got, []cashbook.ReceivedVoucher{v})
			}
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		head, err := tx.ReceivedHead(batch.Book)
		same(t, "head", head, ledger.Head{Seq: v.Entry.Seq, Number: v.Entry.Number, Hash: v.Entry.Hash})
		if err != nil {
			return err
		}
		var seen []cashbook.Voucher
		err = tx.ReceivedChain(batch.Book, 1, func(v cashbook.Voucher) error {
			seen = append(seen, v)
			return nil
		})
		same(t, "chain", seen, []cashbook.Voucher{v.Voucher})
		return err
	})
}

func keepBookEvents(t *testing.T, s *storage.Store) {
	first := cashbook.Event{
		Book: bookID("P011"), Kind: cashbook.EventAccepted, Epoch: 2, Poste: poste("laptop"), Person: user("awa"), At: instant(9), Reason: "…",
	}
	whole(t, first)
	second := first
	second.Kind, second.At = cashbook.EventIdle, instant(3)
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		if err := tx.SaveBookEvent(first); err != nil {
			return err
		}
		return tx.SaveBookEvent(second)
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.BookEvents(first.Book)
		same(t, "events", got, []cashbook.Event{first, second})
		return err
	})
}

func keepReceivedCounts(t *testing.T, s *storage.Store) {
	first := cashbook.ReceivedCount{Count: sampleCount(4, hashed("before")), BatchEpoch: 2, Batch: 3}
	second := cashbook.ReceivedCount{Count: sampleCount(7, hashed("gap")), BatchEpoch: 2, Batch: 5}
	signature := sampleSignature(second.Count)
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		if err := tx.AppendReceivedCount(second); err != nil {
			return err
		}
		if err := tx.AppendReceivedSignature(signature); err != nil {
			return err
		}
		return tx.AppendReceivedCount(first)
	})
	second.Signature = &signature
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.ReceivedCounts(first.Book)
		same(t, "counts", got, []cashbook.ReceivedCount{first, second})
		return err
	})
}
