package workspace_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

// Killed while a journal is closed, at any moment: the journal and its closings are
// intact, every closing can be written again whatever lies in the folder, and head
// office takes all of them in their order.
func TestThreat26FaultKilledClosingsAreWholeOrAbsent(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100)
	folder := t.TempDir()
	for range rounds() {
		c.desk.killed(t, "close-journal", folder, 1)
		c.moussa = must[*workspace.Session](t)(c.desk.SignIn(ctx, moussa, moussaPassword))
		c.verifies(t, c.moussa)
		check(t, openJournalOf(ctx, c.desk.dir))
	}
	cards := must[[]workspace.ClosingCard](t)(c.moussa.Closings(ctx, c.journal.ID))
	if len(cards) == 0 {
		t.Fatal("nothing was closed")
	}
	for i := range cards {
		card := cards[len(cards)-1-i] // the oldest first
		_, paths, err := c.moussa.RewriteClosing(ctx, c.journal.ID, card.Number, t.TempDir())
		check(t, err)
		c.arrives(t, paths...)
	}
	head := must[workspace.JournalCard](t)(c.ba.Journal(ctx, "P01/OD")).Head
	if head != cards[0].Head {
		t.Errorf("head office has %+v, the last closing %+v", head, cards[0].Head)
	}
}

// closeJournals posts and closes provisionally, over and over; nobody waits for head
// office.
func closeJournals(w *workspace.Workspace, folder string, first int) error {
	ctx := context.Background()
	s, card, err := victimAtJournal(ctx, w, moussa, moussaPassword)
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		_, err := s.Post(ctx, card.Journal.ID, accounting.Entry{Content: accounting.Content{
			Mask: accounting.MaskFree, Text: "Carburant", Lines: []accounting.Line{{Account: "605", AmountMinor: 7}, {Account: "521", AmountMinor: -7}},
		}})
		if err != nil {
			return err
		}
		if _, _, err := s.CloseJournal(ctx, card.Journal.ID, accounting.CloseProvisional, 0, folder); err != nil {
			return err
		}
		if err := openJournalOf(ctx, w.Dir()); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// openJournalOf takes every closing of a folder for released.
func openJournalOf(ctx context.Context, dir string) error {
	s, err := sqlite.Open(ctx, filepath.Join(dir, "comptoir.db"))
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Update(ctx, func(tx *storage.Tx) error {
		pending, err := tx.PendingClosings()
		for _, c := range pending {
			c.State, c.Decision = accounting.ClosingReleased, accounting.Decision{At: start, ByName: "Moussa Ba"}
			if err == nil {
				err = tx.SaveClosing(c)
			}
		}
		return err
	})
}
