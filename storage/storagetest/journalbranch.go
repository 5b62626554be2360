package storagetest

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var branchTests = []test{
	{"postings that are put aside stay readable", putAside},
	{"only the end of a chain is put aside", putAsideEnd},
	{"backups of journals are remembered once", keepJournalBackups},
	{"what follows from postings is made again", rebuildJournal},
}

// fourPostings is a journal with as many, over two months.
func fourPostings(t *testing.T, s *storage.Store) (*clerk, []accounting.Posting) {
	t.Helper()
	j := bank("BQ1")
	addJournals(t, s, j)
	c := &clerk{journal: j}
	postings := []accounting.Posting{
		c.enter(calendar.New(2026, time.March, 2), "6042", "5211", 500),
		c.enter(calendar.New(2026, time.March, 3), "6052", "5211", 40),
		c.enter(calendar.New(2026, time.April, 1), "6042", "5211", 60),
		c.enter(calendar.New(2026, time.April, 1), "6042", "5211", 7),
	}
	post(t, s, j, postings...)
	return c, postings
}

func asideAfter(c *clerk, postings []accounting.Posting, kept int) accounting.Branch {
	b := accounting.Branch{
		Journal: c.journal.ID, Number: 1, Cause: accounting.CauseRestore, End: c.head, Backup: [32]byte{4}, Code: "ABCD-1",
		Reason: "Fausse saisie", PutAside: instant(9), Author: user("awa"), Poste: poste("laptop"),
	}
	for _, p := range postings[:kept] {
		b.Cut = b.Cut.After(p.Entry)
	}
	return b
}

// derived reads all that follows from the postings.
func derived(t *testing.T, s *storage.Store, j accounting.Journal) (months []accounting.DerivedMonth, lines int) {
	t.Helper()
	view(t, s, func(tx *storage.Tx) (err error) {
		if months, err = tx.DerivedMonths(j.ID); err != nil {
			return err
		}
		if err := tx.DerivedLines(j.ID, func(*accounting.DerivedLine) error { lines++; return nil }); err != nil {
			return err
		}
		return listed(t, tx, j)
	})
	return months, lines
}

// listed expects that pages and searches go by what the postings say.
func listed(t *testing.T, tx *storage.Tx, j accounting.Journal) error {
	t.Helper()
	want := map[string]int64{}
	err := tx.PostingsListed(j.ID, func(p *accounting.Posting, agrees bool) error {
		want[p.Entry.Day.String()[:7]]++
		if !agrees {
			t.Errorf("the listing of posting %d does not agree with it", p.Entry.Number)
		}
		return nil
	})
	if err != nil {
		return err
	}
	got, err := tx.PostingMonths(j.ID)
	same(t, "postings of the months", got, want)
	return err
}

func putAside(t *testing.T, s *storage.Store) {
	c, postings := fourPostings(t, s)
	for _, kept := range []int{3, 1} {
		b := asideAfter(c, postings, kept)
		b.Number = int64(4-kept)/2 + 1
		c.head = b.Cut
		update(t, s, func(tx *storage.Tx) error { return tx.PutAside(c.journal, b) })
		view(t, s, func(tx *storage.Tx) error {
			head, err := tx.PostingHead(c.journal.ID)
			same(t, "head", head, b.Cut)
			if err != nil {
				return err
			}
			branches, err := tx.JournalBranches(c.journal.ID)
			same(t, "branch", branches[len(branches)-1], b)
			if err != nil {
				return err
			}
			var aside []accounting.Posting
			err = tx.BranchPostings(c.journal.ID, b.Number, func(p accounting.Posting) error { aside = append(aside, p); return nil })
			same(t, "postings aside", aside, postings[kept:kept+int(b.Postings())])
			return err
		})
	}
	months, lines := derived(t, s, c.journal)
	same(t, "months", months, []accounting.DerivedMonth{
		{Account: "5211", Month: "2026-03", CreditMinor: 327_500, AmountMinor: -500, Lines: 1},
		{Account: "6042", Month: "2026-03", DebitMinor: 327_500, AmountMinor: 500, Lines: 1},
	})
	same(t, "lines", lines, 2)
}

func putAsideEnd(t *testing.T, s *storage.Store) {
	c, postings := fourPostings(t, s)
	early, apart := asideAfter(c, postings, 1), asideAfter(c, postings, 2)
	early.End.Seq, early.End.Number, early.End.Hash = 3, 3, postings[2].Entry.Hash
	apart.Cut.Hash = postings[0].Entry.Hash
	for _, b := range []accounting.Branch{early, apart} {
		refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.PutAside(c.journal, b) })
	}
	_, lines := derived(t, s, c.journal)
	same(t, "lines", lines, 8)
}

func keepJournalBackups(t *testing.T, s *storage.Store) {
	c, _ := fourPostings(t, s)
	first := accounting.Backup{
		Journal: c.journal.ID, Digest: [32]byte{1}, Epoch: 1, Made: instant(1), Reason: accounting.BackupManual, Author: user("awa"),
		Poste: poste("laptop"), Name: "a.age",
	}
	second := first
	second.Closing, second.Digest, second.Head, second.Made, second.Reason, second.Told = [32]byte{8}, [32]byte{2}, c.head, instant(5), accounting.BackupDay, instant(7)
	whole(t, second)
	again := first
	again.Name = "b.age"
	for _, b := range []accounting.Backup{first, second, again} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveJournalBackup(b) })
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.JournalBackups(c.journal.ID)
		same(t, "backups", got, []accounting.Backup{second, first})
		return err
	})
}

func rebuildJournal(t *testing.T, s *storage.Store) {
	c, _ := fourPostings(t, s)
	months, lines := derived(t, s, c.journal)
	update(t, s, func(tx *storage.Tx) error { return tx.RebuildDerived(c.journal) })
	again, linesAgain := derived(t, s, c.journal)
	same(t, "months", again, months)
	same(t, "lines", linesAgain, lines)
}
