package sqlite_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
)

// keptJournal is a journal in another currency with everything in it that a posting
// can have, two postings that a restore has put aside, and its marker.
func keptJournal(tx *storage.Tx) error {
	b := &bookkeeper{tx: tx, journal: accounting.Journal{
		ID: ident.BookID{7}, Project: ident.ProjectID{4}, ProjectCode: "P01", Code: "BQ1", Name: "Banque", Class: accounting.Bank,
		Currency: "EUR", Base: "XOF", TimeZone: "Africa/Dakar", Account: "5211", Status: accounting.Open, Revision: 1,
	}}
	if err := tx.SaveProject(directory.Project{ID: b.journal.Project, Code: "P01"}); err != nil {
		return err
	}
	if err := tx.SaveJournal(b.journal); err != nil {
		return err
	}
	b.do(tx.SaveHome(directory.Home{Side: directory.Site, Poste: laptop}))
	b.grant()
	b.opening()
	cost := b.cost()
	b.reverse(cost)
	again := cost.Content
	again.Text, again.Reposts = "Carburant du mois", cost.Entry.Number
	b.enter(0, again)
	b.imported()
	b.backUp()
	b.close(accounting.CloseDay)
	cut := b.head
	b.imported()
	b.reverse(b.imported())
	b.restore(cut)
	b.imported()
	b.close(accounting.CloseMonth)
	b.backUp()
	return b.err
}

// bookkeeper makes postings in their order and keeps the first error.
type bookkeeper struct {
	tx      *storage.Tx
	journal accounting.Journal
	head    ledger.Head
	closing accounting.Closing // the last one
	err     error
}

var (
	clerk     = ident.UserID{3}
	laptop    = ident.PosteID{5}
	postedDay = calendar.New(2026, time.March, 2)
)

func (b *bookkeeper) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

func (b *bookkeeper) instant() time.Time {
	return time.Date(2026, time.March, 20, 9, 0, int(b.head.Seq), 0, time.UTC)
}

func (b *bookkeeper) grant() {
	b.do(b.tx.SaveOwnership(ledger.Ownership{Book: b.journal.ID, Epoch: 1, Poste: laptop, FirstNumber: 1, Granted: b.instant()}))
}

func (b *bookkeeper) link(reverses int64, c accounting.Content) accounting.Posting {
	p := accounting.Posting{Content: c}
	p.Entry = b.head.Next(ledger.Entry{
		Book: b.journal.ID, Epoch: 1, Day: postedDay, Reverses: reverses, Recorded: b.instant(), Author: clerk, Poste: laptop,
	}, &p)
	b.head = b.head.After(p.Entry)
	return p
}

func (b *bookkeeper) enter(reverses int64, c accounting.Content) accounting.Posting {
	p := b.link(reverses, c)
	b.do(b.tx.AppendPosting(b.journal, p))
	return p
}

func (b *bookkeeper) opening() {
	b.enter(0, accounting.Content{
		Mask: accounting.MaskOpening, Voucher: "AN-1", VoucherDay: postedDay, Text: "À-nouveau", Rate: 6_559_570_000_000,
		Lines: []accounting.Line{{Account: "2441", AmountMinor: 1000, BaseMinor: 6560}, {Account: "1011", AmountMinor: -1000, BaseMinor: -6560}},
	})
}

func (b *bookkeeper) cost() accounting.Posting {
	full := accounting.Line{
		Account: "6042", AmountMinor: 700, BaseMinor: 4592, Party: "F001", PartyName: "Station Total", Text: "Gazole",
		Funding: "UE-1", BudgetLine: "1.2", Tax: "TVA18", Due: calendar.New(2026, time.April, 1),
	}
	second := full
	second.Account, second.AmountMinor, second.BaseMinor = "4452", 126, 826
	return b.enter(0, accounting.Content{
		Mask: accounting.MaskCost, Voucher: "F-77", VoucherDay: postedDay - 2, Text: "Carburant", Rate: 6_559_570_000_000,
		Lines: []accounting.Line{full, second, {Account: "5211", AmountMinor: -826, BaseMinor: -5418}},
		Attachments: []cashbook.Attachment{
			{Hash: [32]byte{9}, Size: 2048, Media: cashbook.MediaPDF, Name: "facture.pdf"},
			{Hash: [32]byte{8}, Size: 1024, Media: cashbook.MediaJPEG, Name: "reçu.jpg"},
		},
		Source: accounting.Source{Book: ident.BookID{1}, Seq: 12, Hash: ledger.Hash{6}},
	})
}

func (b *bookkeeper) imported() accounting.Posting {
	return b.enter(0, accounting.Content{
		Mask: accounting.MaskFree, Voucher: "VE-123", VoucherDay: postedDay, Text: "Repris", Rate: 6_559_570_000_000, Origin: "VE/123",
		Lines: []accounting.Line{{Account: "5211", AmountMinor: 50, BaseMinor: 328}, {Account: "7061", AmountMinor: -50, BaseMinor: -328}},
	})
}

func (b *bookkeeper) reverse(p accounting.Posting) {
	c := p.Content
	c.Text, c.Attachments, c.Source, c.Reposts, c.Origin, c.Lines = "Erreur", nil, accounting.Source{}, 0, "", nil
	for _, l := range p.Lines {
		l.AmountMinor, l.BaseMinor, l.Due = -l.AmountMinor, -l.BaseMinor, 0
		c.Lines = append(c.Lines, l)
	}
	b.enter(p.Entry.Number, c)
}

func (b *bookkeeper) backUp() {
	b.do(b.tx.SaveJournalBackup(accounting.Backup{
		Journal: b.journal.ID, Digest: [32]byte{byte(b.head.Seq)}, Epoch: 1, Head: b.head, Closing: b.closing.Hash, Made: b.instant(), Reason: accounting.BackupDay,
		Author: clerk, Poste: laptop, Name: "P01_BQ1.age",
	}))
}

// close closes the day before.
func (b *bookkeeper) close(kind accounting.ClosingKind) {
	c := accounting.Closing{
		Journal: b.journal.ID, Number: b.closing.Number + 1, Epoch: 1, Kind: kind, Until: postedDay - 1, Closed: b.instant(), Head: b.head,
		Postings: 2, DebitMinor: 328, Author: clerk, Poste: laptop, Prev: b.closing.Hash, State: accounting.ClosingStands,
	}
	if c.Exported() {
		c.State, c.Digest, c.Parts = accounting.ClosingReleased, [32]byte{1}, 1
		c.Decision = accounting.Decision{At: b.instant(), By: clerk, ByName: "Siège"}
	}
	c.Hash = c.Sum()
	b.closing = c
	b.do(b.tx.SaveClosing(c))
}

// restore puts aside what follows a head, as a restore does.
func (b *bookkeeper) restore(cut ledger.Head) {
	backup, end := [32]byte{byte(cut.Seq)}, b.head
	b.head = ledger.Head{Seq: cut.Seq, Number: end.Number, Hash: cut.Hash}
	p := b.link(0, accounting.Content{
		Mask: accounting.MaskRestore, Voucher: "BQ1-9", VoucherDay: postedDay, Text: "Fausse saisie", Origin: "ABCD",
		Restore: accounting.Restore{Branch: end, Backup: backup},
	})
	b.do(b.tx.PutAside(b.journal, accounting.Branch{
		Journal: b.journal.ID, Number: 1, Cause: accounting.CauseRestore, Cut: cut, End: end, Backup: backup, Code: "ABCD",
		Reason: "Fausse saisie", PutAside: p.Entry.Recorded, Author: clerk, Poste: laptop,
	}))
	b.do(b.tx.AppendPosting(b.journal, p))
}

// journalStore is a database with that journal in it.
func journalStore(t *testing.T, path string) *storage.Store {
	t.Helper()
	s := open(t, path)
	if err := s.Update(t.Context(), keptJournal); err != nil {
		t.Fatal(err)
	}
	return s
}

func verifyKept(tx *storage.Tx) error {
	_, err := accounting.Verify(tx, ident.BookID{7})
	return err
}
