package storagetest

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

var voucherTests = []test{
	{"a voucher is kept with every field", keepVoucher},
	{"random books agree with their definition", randomBooks},
	{"of equal lowest balances the first counts", firstLowest},
	{"every attachment that is named is found", findAttachments},
	{"totals are made again from the entries", rebuildTotals},
	{"a book passes the verification of its module", passVerification},
	{"an entry that does not continue the chain is refused", refuseGap},
	{"a voucher is reversed once", reverseOnce},
	{"a book that is handed over begins after its head", beginAfterHead},
	{"books do not mix", booksDoNotMix},
}

// fullContent has every field, as no real voucher has.
func fullContent() cashbook.Content {
	return cashbook.Content{
		AmountMinor: -12_500, Text: "Carburant mission Vélingara", Account: "6053",
		Recipient: "Station Oumar", PartnerNumber: "F-0117", Funding: "UE-3", BudgetLine: "1.2.1",
		Parts:       []cashbook.Part{{AmountMinor: -12_000, Account: "6053", Funding: "UE-3", BudgetLine: "1.2.1"}},
		Attachments: []cashbook.Attachment{{Hash: [32]byte{1}, Size: 4, Media: cashbook.MediaPDF, Name: "reçu.pdf"}},
		Special: cashbook.Special{
			Kind: cashbook.KindTransfer, Settles: 1, Holder: user("awa"), Count: ledger.Hash{2},
			Transfer: cashbook.Transfer{
				ID: ident.TransferID{3}, Book: bookID("P012"), OtherMinor: 19, Currency: "EUR", Rate: money.RateOne,
			},
		},
	}
}

// findAttachments looks in vouchers of every kind of table that a person can fill.
func findAttachments(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := model{book: bookID("P011")}
	hand := scribe{book: m.book}
	m.append(t, s, hand.enter(day(2), 250_000, "Approvisionnement"))
	full := cashbook.Voucher{Content: fullContent()}
	full.Entry.Day, full.Entry.Reverses = day(3), 1
	m.append(t, s, hand.link(full))
	waiting := fullContent()
	waiting.Attachments[0].Hash = [32]byte{7}
	update(t, s, func(tx *storage.Tx) error {
		return tx.SaveProvisional(cashbook.Provisional{Book: m.book, Place: 1, Author: user("awa"), Draft: cashbook.Draft{Day: day(3), Content: waiting}})
	})
	found := map[[32]byte]string{}
	view(t, s, func(tx *storage.Tx) error {
		return tx.EachAttachment(func(a cashbook.Attachment) { found[a.Hash] = a.Name })
	})
	same(t, "attachments", found, map[[32]byte]string{{1}: "reçu.pdf", {7}: "reçu.pdf"})
}

func keepVoucher(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := model{book: bookID("P011")}
	hand := scribe{book: m.book}
	m.append(t, s, hand.enter(day(2), 250_000, "Approvisionnement"))
	full := cashbook.Voucher{Content: fullContent()}
	full.Entry.Day, full.Entry.Reverses = day(3), 1
	m.append(t, s, hand.link(full))
	full = m.chain[1]
	full.Entry.Revision = 1 // the first of a number has none, and the check would miss the column
	whole(t, full)
	whole(t, full.Entry)
	m.check(t, s)
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.ReversalOf(m.book, 1)
		same(t, "reversal", got, m.chain[1])
		if err != nil {
			return err
		}
		head, err := tx.Head(m.book)
		same(t, "head", head, ledger.Head{Seq: 2, Number: 2, Hash: m.chain[1].Entry.Hash})
		return err
	})
}

// randomBook enters and revises vouchers in any order of days.
func randomBook(t *testing.T, s *storage.Store, book ident.BookID, seed uint64) model {
	random := rand.New(rand.NewPCG(seed, 0))
	m, hand := model{book: book}, scribe{book: book}
	for i := range 24 {
		d, amount := day(1+random.IntN(8)), 1+random.Int64N(900)-400
		text := fmt.Sprint("pièce ", i)
		if amount == 0 {
			amount = 1
		}
		if i > 0 && random.IntN(3) == 0 {
			lines := m.lines()
			m.append(t, s, hand.revise(lines[random.IntN(len(lines))].Voucher, d, amount, text))
			continue
		}
		m.append(t, s, hand.enter(d, amount, text))
	}
	return m
}

func randomBooks(t *testing.T, s *storage.Store) {
	for seed := range uint64(4) {
		code := fmt.Sprint("P", seed)
		update(t, s, func(tx *storage.Tx) error { return addTill(tx, code) })
		m := randomBook(t, s, till(code, 1).ID, seed)
		m.check(t, s)
		m.checkOutlook(t, s)
	}
}

func firstLowest(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := model{book: bookID("P011")}
	hand := scribe{book: m.book}
	for _, d := range []int{1, 3, 3, 3, 5} {
		m.append(t, s, hand.enter(day(d), 100, "entrée"))
		m.append(t, s, hand.enter(day(d), -100, "sortie"))
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.OutlookAt(m.book, cashbook.Position{Day: day(2), Number: 11}, 0)
		same(t, "outlook", got, cashbook.Outlook{LowestAt: cashbook.Position{Day: day(3), Number: 4}})
		return err
	})
	m.checkOutlook(t, s)
}

func rebuildTotals(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := randomBook(t, s, bookID("P011"), 9)
	update(t, s, func(tx *storage.Tx) error { return tx.RebuildTotals(m.book) })
	m.check(t, s)
	m.checkOutlook(t, s)
}

// passVerification holds the columns of an entry against its hash.
func passVerification(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := model{book: bookID("P011")}
	hand := scribe{book: m.book}
	first := cashbook.Voucher{
		Content: cashbook.Content{AmountMinor: 100, Text: "un", Account: "571", Recipient: "Oumar", PartnerNumber: "F-1"}, Entry: ledger.Entry{Day: day(1)},
	}
	m.append(t, s, hand.link(first))
	m.append(t, s, hand.enter(day(1), 50, "deux"))
	m.append(t, s, hand.revise(m.chain[0], day(1), 90, "un corrigé"))
	m.append(t, s, hand.link(cashbook.Voucher{Entry: ledger.Entry{Day: day(1), Reverses: 2}, Content: cashbook.Content{AmountMinor: -50, Text: "annulation"}}))
	view(t, s, func(tx *storage.Tx) error {
		report, err := cashbook.Verify(tx, m.book)
		same(t, "entries", report.Entries, 4)
		same(t, "balance", report.BalanceMinor, 90)
		return err
	})
}

func refuseGap(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := model{book: bookID("P011")}
	hand := scribe{book: m.book}
	m.append(t, s, hand.enter(day(1), 100, "un"))
	m.append(t, s, hand.enter(day(1), 100, "deux"))
	for name, change := range map[string]func(*cashbook.Voucher){
		"sequence skipped":  func(v *cashbook.Voucher) { v.Entry.Seq++ },
		"sequence repeated": func(v *cashbook.Voucher) { v.Entry.Seq-- },
		"number skipped":    func(v *cashbook.Voucher) { v.Entry.Number++ },
		"number repeated":   func(v *cashbook.Voucher) { v.Entry.Number-- },
		"other entry before": func(v *cashbook.Voucher) {
			v.Entry.Prev = m.chain[0].Entry.Hash
		},
		"revision skipped":    func(v *cashbook.Voucher) { v.Entry.Number, v.Entry.Revision = 1, 2 },
		"revision of nothing": func(v *cashbook.Voucher) { v.Entry.Revision = 1 },
	} {
		t.Run(name, func(t *testing.T) {
			next := hand
			v := next.enter(day(1), 100, "trois")
			change(&v)
			refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendVoucher(v) })
		})
	}
	m.check(t, s)
}

func reverseOnce(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	m := model{book: bookID("P011")}
	hand := scribe{book: m.book}
	m.append(t, s, hand.enter(day(1), 100, "un"))
	reversal := cashbook.Voucher{Entry: ledger.Entry{Day: day(2), Reverses: 1}, Content: cashbook.Content{AmountMinor: -100, Text: "annulation"}}
	m.append(t, s, hand.link(reversal))
	again := hand.link(reversal)
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.AppendVoucher(again) })
	m.check(t, s)
}

func beginAfterHead(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addTill(tx, "P01") })
	hand := scribe{book: bookID("P011"), head: ledger.Head{Seq: 40, Number: 35, Hash: hashed("head")}}
	v := hand.enter(day(1), 100, "un")
	update(t, s, func(tx *storage.Tx) error { return tx.AppendVoucher(v) })
	view(t, s, func(tx *storage.Tx) error {
		head, err := tx.Head(hand.book)
		same(t, "head", head, ledger.Head{Seq: 41, Number: 36, Hash: v.Entry.Hash})
		return err
	})
	revision := hand.revise(v, day(1), 90, "un corrigé")
	update(t, s, func(tx *storage.Tx) error { return tx.AppendVoucher(revision) })
	view(t, s, func(tx *storage.Tx) error { return tx.VerifyTotals(hand.book) })
}

func booksDoNotMix(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		if err := addTill(tx, "P01"); err != nil {
			return err
		}
		return addTill(tx, "P02")
	})
	first, second := model{book: bookID("P011")}, model{book: bookID("P021")}
	one, two := scribe{book: first.book}, scribe{book: second.book}
	for i := range 3 {
		first.append(t, s, one.enter(day(9-i), 100, "un"))
		second.append(t, s, two.enter(day(1+i), 7, "deux"))
	}
	first.check(t, s)
	second.check(t, s)
	first.checkOutlook(t, s)
	update(t, s, func(tx *storage.Tx) error { return tx.RebuildTotals(first.book) })
	second.check(t, s)
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error {
		stray := scribe{book: bookID("none")}
		return tx.AppendVoucher(stray.enter(day(1), 1, "sans livre"))
	})
}
