package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// Killed while a journal is posted in, backed up and restored, at any moment: the
// journal is intact, every number was given out once, every backup that has a name
// is whole, and nothing unfinished stays.
func TestThreat26FaultKilledRestoresAreWholeOrAbsent(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100)
	for range rounds() {
		c.desk.killed(t, "restore-journal", t.TempDir(), 1)
		c.moussa = must[*workspace.Session](t)(c.desk.SignIn(ctx, moussa, moussaPassword))
		report := c.verifies(t, c.moussa)
		if report.Lost != report.Aside {
			t.Fatalf("numbers lost %d, postings put aside %d", report.Lost, report.Aside)
		}
		for _, b := range must[[]workspace.JournalBackup](t)(c.moussa.JournalBackups(ctx, c.journal.ID, "")) {
			must[workspace.JournalContent](t)(c.moussa.VerifyJournalBackup(ctx, b.Path, nil))
		}
		c.backs(t) // which sweeps what was left
		left := must[[]string](t)(filepath.Glob(filepath.Join(c.desk.Backups(), ".backup-*")))
		if len(left) > 0 {
			t.Errorf("%s is left", strings.Join(left, ", "))
		}
	}
}

// Killed while a journal is posted in and backed up, at any moment: every backup
// that has a name is whole and holds all that was told of before it.
func TestThreat26FaultKilledBackupsOfAJournalAreWhole(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100, must[cashbook.Attachment](t)(c.moussa.KeepAttachment(ctx, "scan.pdf", scan(1<<20))))
	folder, done, checked := t.TempDir(), 1, 0
	for range rounds() {
		told := c.desk.killed(t, "backup-journal", folder, done+1)
		c.moussa = must[*workspace.Session](t)(c.desk.SignIn(ctx, moussa, moussaPassword))
		report := c.verifies(t, c.moussa)
		newest := int64(0)
		for _, b := range must[[]workspace.JournalBackup](t)(c.moussa.JournalBackups(ctx, c.journal.ID, folder)) {
			if newest = max(newest, b.Number); b.Number <= int64(done) {
				continue
			}
			content := must[workspace.JournalContent](t)(c.moussa.VerifyJournalBackup(ctx, b.Path, nil))
			if !content.Signed || content.Journal.Number != b.Number || content.Journal.Seq != b.Number {
				t.Fatalf("%s holds %+v", b.Path, content)
			}
			if checked++; b.Number < int64(told) {
				check(t, os.Remove(b.Path)) // the stick is small
			}
		}
		if told > done && newest < int64(told) || report.Postings < newest || report.Postings > int64(told)+1 {
			t.Fatalf("told %d, the newest backup has %d, the journal %d", told, newest, report.Postings)
		}
		done = int(report.Postings)
	}
	t.Logf("%d rounds: %d backups, all whole", rounds(), checked)
}

// backupJournals posts and backs up what it has posted, over and over.
func backupJournals(w *workspace.Workspace, folder string, first int) error {
	ctx := context.Background()
	s, card, err := victimAtJournal(ctx, w, moussa, moussaPassword)
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		if _, err := s.Post(ctx, card.Journal.ID, bought(n, n)); err != nil {
			return err
		}
		if _, err := s.BackupJournal(ctx, card.Journal.ID, accounting.BackupManual, folder, nil); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// restoreJournals posts, backs up and restores, over and over.
func restoreJournals(w *workspace.Workspace, _ string, first int) error {
	ctx := context.Background()
	s, card, err := victimAtJournal(ctx, w, moussa, moussaPassword)
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		if err := restoreOnce(ctx, s, card); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func restoreOnce(ctx context.Context, s *workspace.Session, card workspace.JournalCard) error {
	post := func() error {
		_, err := s.Post(ctx, card.Journal.ID, accounting.Entry{Content: accounting.Content{
			Mask: accounting.MaskFree, Text: "Carburant", Lines: []accounting.Line{{Account: "605", AmountMinor: 7}, {Account: "521", AmountMinor: -7}},
		}})
		return err
	}
	if err := post(); err != nil {
		return err
	}
	made, err := s.BackupJournal(ctx, card.Journal.ID, accounting.BackupManual, "", nil)
	if err != nil {
		return err
	}
	if err := errors.Join(post(), post()); err != nil {
		return err
	}
	seen, err := s.PreviewRestore(ctx, made.Path, nil)
	if err != nil {
		return err
	}
	_, err = s.RestoreJournal(ctx, made.Path, seen, "Essai", nil)
	if errors.Is(err, fault.Conflict) {
		err = nil
	}
	return err
}
