package sqlite_test

import (
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// keptBook is a till with a voucher of every kind, everything in one that a voucher
// can have, two counts of which one is signed, a difference that one has found, and a
// branch that the first poste has entered after the till had been withdrawn.
func keptBook(tx *storage.Tx) error {
	k := &cashier{tx: tx, book: cashbook.Book{
		ID: ident.BookID{7}, Project: ident.ProjectID{4}, ProjectCode: "P01", Number: 1, Type: cashbook.Cash, Name: "Caisse",
		Currency: "XOF", TimeZone: "Africa/Dakar", Status: cashbook.Open, Revision: 1,
	}}
	k.do(tx.SaveProject(directory.Project{ID: k.book.Project, Code: "P01"}))
	k.do(tx.SaveBook(k.book))
	k.do(tx.SaveOwnership(ledger.Ownership{Book: k.book.ID, Epoch: 1, Poste: laptop, FirstNumber: 1, Granted: k.instant()}))
	k.enter(cashbook.Content{AmountMinor: 1_000_000, Text: "Solde initial", Special: cashbook.Special{Kind: cashbook.KindOpening}})
	full := k.full()
	more := full.Content
	more.AmountMinor, more.Parts = -7_500, []cashbook.Part{{AmountMinor: -2_500, Account: "6181"}, {AmountMinor: -5_000, Account: "6042"}}
	k.revise(full, more)
	k.reverse(k.enter(cashbook.Content{AmountMinor: -900, Text: "Thé"}))
	advance := k.enter(cashbook.Content{AmountMinor: -20_000, Text: "Avance", Recipient: "Moussa Ba", Special: cashbook.Special{Kind: cashbook.KindItem, Holder: clerk}})
	k.enter(cashbook.Content{AmountMinor: 5_000, Text: "Reliquat", Special: cashbook.Special{Kind: cashbook.KindSettlement, Settles: advance.Entry.Number}})
	k.transfer()
	k.sign(k.count(100))
	k.difference(k.count(-200))
	k.do(tx.SaveCountsCopied(cashbook.CountCopy{Book: k.book.ID, Counts: 2, Signed: 1}))
	k.branch()
	return k.err
}

// cashier makes entries and counts in their order and keeps the first error.
type cashier struct {
	tx      *storage.Tx
	book    cashbook.Book
	head    ledger.Head
	balance int64
	counted cashbook.Count // the last one
	err     error
}

func (k *cashier) do(err error) {
	if k.err == nil {
		k.err = err
	}
}

func (k *cashier) instant() time.Time {
	return time.Date(2026, time.March, 2, 9, 0, int(k.head.Seq), 0, time.UTC)
}

func (k *cashier) append(e ledger.Entry, c cashbook.Content) cashbook.Voucher {
	e.Book, e.Epoch, e.Day, e.Recorded, e.Author, e.Poste = k.book.ID, 1, postedDay, k.instant(), clerk, laptop
	v := cashbook.Voucher{Content: c}
	v.Entry = k.head.Next(e, &v)
	k.head = k.head.After(v.Entry)
	k.do(k.tx.AppendVoucher(v))
	return v
}

func (k *cashier) enter(c cashbook.Content) cashbook.Voucher {
	k.balance += c.AmountMinor
	return k.append(ledger.Entry{}, c)
}

func (k *cashier) revise(v cashbook.Voucher, c cashbook.Content) {
	k.balance += c.AmountMinor - v.AmountMinor
	k.append(ledger.Entry{Number: v.Entry.Number, Revision: v.Entry.Revision + 1}, c)
}

func (k *cashier) reverse(v cashbook.Voucher) {
	k.balance -= v.AmountMinor
	k.append(ledger.Entry{Reverses: v.Entry.Number}, cashbook.Content{AmountMinor: -v.AmountMinor, Text: "Erreur"})
}

func (k *cashier) full() cashbook.Voucher {
	return k.enter(cashbook.Content{
		AmountMinor: -6_000, Text: "Carburant et péage", Recipient: "Station Total", PartnerNumber: "F-77",
		Parts: []cashbook.Part{
			{AmountMinor: -1_000, Account: "6181", Funding: "UE-1", BudgetLine: "1.1"},
			{AmountMinor: -5_000, Account: "6042", Funding: "UE-2", BudgetLine: "1.2"},
		},
		Attachments: []cashbook.Attachment{
			{Hash: [32]byte{9}, Size: 2048, Media: cashbook.MediaPDF, Name: "facture.pdf"},
			{Hash: [32]byte{8}, Size: 1024, Media: cashbook.MediaJPEG, Name: "reçu.jpg"},
		},
	})
}

// transfer sends money to another book; a last voucher has an account of its own.
func (k *cashier) transfer() {
	rate, err := money.RateBetween(money.Amount{Minor: 655_957, Currency: "XOF"}, money.Amount{Minor: 100_000, Currency: "EUR"})
	k.do(err)
	k.enter(cashbook.Content{AmountMinor: -655_957, Text: "Vers la banque", Special: cashbook.Special{
		Kind: cashbook.KindTransfer,
		Transfer: cashbook.Transfer{
			ID: cashbook.TransferIDOf(k.book.ID, k.head.Number+1), Book: ident.BookID{8}, OtherMinor: 100_000, Currency: "EUR", Rate: rate,
		},
	}})
	k.enter(cashbook.Content{AmountMinor: -500, Text: "Eau", Account: "6051", Funding: "UE-1", BudgetLine: "1.1"})
}

// count counts the till with so much more than the book has.
func (k *cashier) count(moreMinor int64) cashbook.Count {
	pieces := (k.balance + moreMinor) / 100
	c := cashbook.Count{
		Book: k.book.ID, Number: k.counted.Number + 1, Epoch: 1, Day: postedDay, Counted: k.instant(), Head: k.head,
		Lines:        []cashbook.CountLine{{Denomination: money.Denomination{Minor: 100, Coin: true}, Pieces: pieces}},
		CountedMinor: pieces * 100, BalanceMinor: k.balance, Remark: "Comptage du soir", Author: clerk, Poste: laptop, Prev: k.counted.Hash,
	}
	c.Hash = c.Sum()
	k.counted = c
	k.do(k.tx.AppendCount(c))
	return c
}

func (k *cashier) sign(c cashbook.Count) {
	second := ident.UserID{9}
	g := cashbook.CountSignature{
		Book: k.book.ID, Number: c.Number, Count: c.Hash, Way: cashbook.BySignIn, Signatory: second, Recorder: second, Day: c.Day,
		Recorded: k.instant(), Epoch: 1, Poste: laptop, Head: k.head,
	}
	g.Hash = g.Sum()
	k.do(k.tx.AppendCountSignature(g))
}

// difference books what a count has found, by a person who has not counted.
func (k *cashier) difference(c cashbook.Count) {
	k.balance += c.DifferenceMinor()
	v := cashbook.Voucher{Content: cashbook.Content{
		AmountMinor: c.DifferenceMinor(), Text: "Écart de caisse", Special: cashbook.Special{Kind: cashbook.KindDifference, Count: c.Hash},
	}}
	v.Entry = k.head.Next(ledger.Entry{
		Book: k.book.ID, Epoch: 1, Day: postedDay, Recorded: k.instant(), Author: ident.UserID{9}, Poste: laptop,
	}, &v)
	k.head = k.head.After(v.Entry)
	k.do(k.tx.AppendVoucher(v))
}

// branch withdraws the till and goes on with it all the same: with something new, a
// change of it, and a reversal.
func (k *cashier) branch() {
	withdrawn := ledger.Ownership{Book: k.book.ID, Epoch: 1}.Next(k.head, k.instant())
	withdrawn.Reason = "Portable noyé"
	k.do(k.tx.SaveOwnership(withdrawn))
	first := cashbook.Content{AmountMinor: -700, Text: "Pain"}
	changed := first
	changed.Text, changed.Recipient = "Pain et thé", "Boutique"
	last := k.head.Number + 1
	for _, l := range []struct {
		entry   ledger.Entry
		content cashbook.Content
	}{
		{ledger.Entry{}, first},
		{ledger.Entry{Number: last, Revision: 1}, changed},
		{ledger.Entry{Reverses: last}, cashbook.Content{AmountMinor: 700, Text: "Erreur"}},
	} {
		e := l.entry
		e.Book, e.Epoch, e.Day, e.Recorded, e.Author, e.Poste = k.book.ID, 1, postedDay, k.instant(), clerk, laptop
		v := cashbook.Voucher{Content: l.content}
		v.Entry = k.head.Next(e, &v)
		k.do(k.tx.AppendBranch(k.head, v, k.instant()))
		k.head = k.head.After(v.Entry)
	}
}

// verifyTill does what the verification of a book does.
func verifyTill(tx *storage.Tx) error {
	if _, err := cashbook.Verify(tx, ident.BookID{7}); err != nil {
		return err
	}
	return tx.VerifyTotals(ident.BookID{7})
}
