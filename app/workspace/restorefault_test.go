package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
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
	for range max(rounds()/4, 3) {
		check(t, c.desk.Close())
		killed(t, "restore-journal", c.desk.dir, t.TempDir(), 1)
		c.desk.Workspace = nil
		c.desk.reopen(t)
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

// restoreJournals posts, backs up and restores, over and over.
func restoreJournals(w *workspace.Workspace, _ string, first int) error {
	ctx := context.Background()
	s, err := w.SignIn(ctx, moussa, moussaPassword)
	if err != nil {
		return err
	}
	card, err := s.Journal(ctx, "P01/OD")
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
