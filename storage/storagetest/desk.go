package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

var deskTests = []test{
	{"provisional vouchers are kept in their order", keepProvisionals},
	{"how far a book was copied is kept", keepCopied},
	{"a branch is a chain of its own", keepBranch},
	{"a number is missing only where a grant says so", skipLost},
}

func sampleProvisional(place int64) cashbook.Provisional {
	return cashbook.Provisional{
		Book: bookID("P011"), Place: place, Author: user("awa"), Entered: instant(5),
		Draft: cashbook.Draft{Day: day(3), Content: fullContent()},
	}
}

func keepProvisionals(t *testing.T, s *storage.Store) {
	second, first := sampleProvisional(2), sampleProvisional(1)
	whole(t, first)
	whole(t, first.Draft, "Seen") // of a change alone, which is never kept
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		if err := tx.SaveProvisional(second); err != nil {
			return err
		}
		return tx.SaveProvisional(first)
	})
	second.Draft.Text = "Carburants"
	update(t, s, func(tx *storage.Tx) error { return tx.SaveProvisional(second) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Provisionals(first.Book)
		same(t, "provisionals", got, []cashbook.Provisional{first, second})
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteProvisional(first.Book, 1) })
	view(t, s, func(tx *storage.Tx) error {
		books, err := tx.ProvisionalBooks()
		same(t, "books", books, []ident.BookID{first.Book})
		return err
	})
	other := sampleProvisional(1)
	other.Book = bookID("none")
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveProvisional(other) })
}

func keepCopied(t *testing.T, s *storage.Store) {
	state := cashbook.CopyState{Book: bookID("P011"), Epoch: 2, Seq: 9, Acknowledged: 7, Day: day(4), Returned: true}
	whole(t, state)
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		none, err := tx.Copied(state.Book)
		same(t, "state of a book never copied", none, cashbook.CopyState{})
		if err != nil {
			return err
		}
		return tx.SaveCopied(cashbook.CopyState{Book: state.Book, Epoch: 1})
	})
	update(t, s, func(tx *storage.Tx) error { return tx.SaveCopied(state) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Copied(state.Book)
		same(t, "state", got, state)
		return err
	})
}

func keepBranch(t *testing.T, s *storage.Store) {
	cut := ledger.Head{Seq: 4, Number: 3, Hash: hashed("cut")}
	w := &scribe{book: bookID("P011"), head: cut}
	first, second := w.enter(day(3), 5, "Don"), w.enter(day(4), 6, "Don")
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		return tx.AppendBranch(cut, first, instant(1))
	})
	after := cut.After(first.Entry)
	for _, elsewhere := range []ledger.Head{cut, {}, {Seq: after.Seq, Number: after.Number}} {
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendBranch(elsewhere, second, instant(2)) })
	}
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendBranch(after, first, instant(2)) })
	update(t, s, func(tx *storage.Tx) error { return tx.AppendBranch(after, second, instant(2)) })
	view(t, s, func(tx *storage.Tx) error {
		var entries []cashbook.Voucher
		if err := tx.BranchChain(w.book, 1, 5, func(v cashbook.Voucher) error {
			entries = append(entries, v)
			return nil
		}); err != nil {
			return err
		}
		same(t, "entries", entries, []cashbook.Voucher{first, second})
		head, err := tx.BranchHead(w.book, 1)
		same(t, "head", head, w.head)
		if err != nil {
			return err
		}
		branches, err := tx.Branches(w.book)
		same(t, "branches", branches, []cashbook.Branch{{
			Book: w.book, Epoch: 1, Poste: poste("laptop"), Entries: 2, From: 4, To: 5, End: w.head, Received: instant(2),
		}})
		if err != nil {
			return err
		}
		main, err := tx.Head(w.book)
		same(t, "head of the book", main, ledger.Head{})
		return err
	})
}

func skipLost(t *testing.T, s *storage.Store) {
	w := &scribe{book: bookID("P011")}
	first := w.enter(day(3), 5, "Don")
	grant := sampleOwnership(1)
	grant.Head, grant.FirstNumber = w.head, 4
	w.head.Number = 3 // 2 and 3 are lost
	next := w.enter(day(3), 6, "Don")
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		return tx.AppendVoucher(first)
	})
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendVoucher(next) })
	update(t, s, func(tx *storage.Tx) error { return tx.SaveOwnership(grant) })
	update(t, s, func(tx *storage.Tx) error { return tx.AppendVoucher(next) })
	view(t, s, func(tx *storage.Tx) error { return tx.VerifyTotals(w.book) })
}
