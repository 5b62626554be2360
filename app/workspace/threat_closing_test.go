package workspace_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
)

// unchanged wants head office to hold as many postings as before.
func (c *closer) unchanged(t *testing.T, postings int64) {
	t.Helper()
	inFolder(t, c.folder, func(tx *storage.Tx) error {
		head, err := tx.PostingHead(c.journal.ID)
		if err == nil && head.Seq != postings {
			t.Errorf("head office has %d postings, not %d", head.Seq, postings)
		}
		return err
	})
}

// refusesFile wants head office to refuse a file.
func (c *closer) refusesFile(t *testing.T, what string, file []byte, kinds ...fault.Kind) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "cloture.clo")
	check(t, os.WriteFile(path, file, 0o600))
	_, err := c.Examine(t.Context(), c.ba, path)
	for _, kind := range kinds {
		if errors.Is(err, kind) {
			return
		}
	}
	t.Errorf("%s gives %v", what, err)
}

// Row 1: any bit flipped, cut off or added.
func TestThreat01ClosingThatIsDamaged(t *testing.T) {
	c := newCloser(t)
	c.posts(t, october10, 100)
	_, paths := c.closes(t, accounting.CloseMonth, october31)
	genuine := must[[]byte](t)(os.ReadFile(paths[0]))
	for at := 0; at < len(genuine); at += 97 {
		spoiled := bytes.Clone(genuine)
		spoiled[at] ^= 1
		c.refusesFile(t, "a flipped bit", spoiled, fault.Forged)
	}
	c.refusesFile(t, "the half", genuine[:len(genuine)/2], fault.Forged)
	c.refusesFile(t, "more than all", append(bytes.Clone(genuine), 0), fault.Forged)
	c.unchanged(t, 0)
	c.arrives(t, paths...)
	c.unchanged(t, 1)
}

// Row 18: the folder of the poste was copied, and both copies go on.
func TestThreat18ClosingOfACopiedPoste(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100)
	copied := t.TempDir()
	check(t, os.CopyFS(copied, os.DirFS(c.desk.dir)))
	for _, key := range must[[]string](t)(filepath.Glob(filepath.Join(copied, "*.key64"))) {
		check(t, os.Chmod(key, 0o600))
	}
	_, paths := c.closes(t, accounting.CloseMonth, october31)
	clone := openFolder(t, copied)
	clone.now = c.now
	session := must[*workspace.Session](t)(clone.SignIn(ctx, moussa, moussaPassword))
	must[accounting.Posting](t)(session.Post(ctx, c.journal.ID, accounting.Entry{Day: october31, Content: accounting.Content{
		Mask: accounting.MaskFree, Text: "du clone", Lines: []accounting.Line{{Account: "605", AmountMinor: 7}, {Account: "521", AmountMinor: -7}},
	}}))
	_, other, err := session.CloseJournal(ctx, c.journal.ID, accounting.CloseMonth, october31, t.TempDir())
	check(t, err)
	c.arrives(t, paths...)
	c.refusesFile(t, "the clone's", must[[]byte](t)(os.ReadFile(other[0])), fault.Conflict)
	c.unchanged(t, 1)
}

// Row 25: files of a closing replayed, in another order, or without the ones before;
// and a decision about another one.
func TestThreat25ClosingsOutOfOrder(t *testing.T) {
	ctx := t.Context()
	c := newCloser(t)
	c.posts(t, october10, 100)
	first, one := c.closes(t, accounting.CloseProvisional, 0)
	word := accounting.Word{Journal: c.journal.ID, Number: first.Number, Digest: [32]byte{1}, Released: true}
	inFolder(t, c.desk, func(tx *storage.Tx) error {
		_, _, err := accounting.CheckWord(tx, word)
		if !errors.Is(err, fault.Conflict) {
			t.Errorf("a decision about another file gives %v", err)
		}
		return nil
	})
	// The site opens the journal by itself, as somebody who edits the database would.
	inFolder(t, c.desk, func(tx *storage.Tx) error {
		stored, err := accounting.ClosingOf(tx, c.journal.ID, first.Number)
		if err != nil {
			return err
		}
		stored.State, stored.Decision.At = accounting.ClosingReleased, start
		return tx.SaveClosing(stored)
	})
	c.passes(time.Minute)
	c.posts(t, october31, 50)
	_, two := c.closes(t, accounting.CloseMonth, october31)
	c.refusesFile(t, "the second before the first", must[[]byte](t)(os.ReadFile(two[0])), fault.Conflict)
	c.unchanged(t, 0)
	c.arrives(t, one...)
	c.unchanged(t, 1)
	c.arrives(t, two...)
	c.unchanged(t, 2)
	arrival := must[*workspace.Arrival](t)(c.Examine(ctx, c.ba, one[0]))
	if !arrival.Repeated {
		t.Error("the first file once more is not known")
	}
}

// Row 27: a poste from which the journal was withdrawn closes it all the same.
func TestThreat27ClosingOfAWithdrawnPoste(t *testing.T) {
	c := newCloser(t)
	c.posts(t, october10, 100)
	_, paths := c.closes(t, accounting.CloseMonth, october31)
	inFolder(t, c.folder, func(tx *storage.Tx) error {
		return tx.SaveOwnership(ledger.Ownership{Book: c.journal.ID, Epoch: 2, FirstNumber: 1, Granted: start, Reason: "Poste volé"})
	})
	c.refusesFile(t, "what comes after the withdrawal", must[[]byte](t)(os.ReadFile(paths[0])), fault.Conflict)
	c.unchanged(t, 0)
}
