package workspace_test

import (
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/synctest"
)

// training turns an organisation into one for training, as no call of the
// service can.
func training(t *testing.T, o *office) {
	t.Helper()
	store := must[*storage.Store](t)(sqlite.Open(t.Context(), o.database()))
	defer store.Close()
	check(t, store.Update(t.Context(), func(tx *storage.Tx) error {
		org, err := tx.Organisation()
		if err != nil {
			return err
		}
		org.Training = true
		return tx.SaveOrganisation(org)
	}))
}

// entries counts what was booked, in a database.
func entries(t *testing.T, path string) (count int) {
	t.Helper()
	store := must[*storage.Store](t)(sqlite.OpenReadOnly(t.Context(), path))
	defer store.Close()
	check(t, store.View(t.Context(), func(tx *storage.Tx) (err error) {
		count, err = tx.CountEntries()
		return err
	}))
	return count
}

// A training organisation begins anew, with a copy of what there was; a real one
// never does.
func TestTrainingIsErasedAfterACopy(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	_, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000, -12_500)
	o.take(t, sendsCopy(t, awa, o.book.ID)...)
	_, err := o.session.EraseTraining(ctx, "Eau Vive")
	synctest.Refused(t, err, fault.Conflict, "directory.not-training")
	training(t, o)
	_, err = o.session.EraseTraining(ctx, "EFFACER")
	synctest.Refused(t, err, fault.Invalid, "directory.other-name")
	_, err = awa.EraseTraining(ctx, "Eau Vive")
	synctest.Refused(t, err, fault.Denied, "directory.head-office")
	if copies, _ := filepath.Glob(filepath.Join(o.Backups(), "*")); len(copies) != 0 || entries(t, o.database()) != 2 {
		t.Fatalf("refused, but there is %v", copies)
	}

	done := must[workspace.Erased](t)(o.session.EraseTraining(ctx, "Eau Vive"))
	if done.Entries != 2 || done.Books != 1 || entries(t, o.database()) != 0 || entries(t, done.Copy) != 2 {
		t.Errorf("%+v, %d left, %d in the copy", done, entries(t, o.database()), entries(t, done.Copy))
	}
	people, _, err := o.session.Users(ctx, directory.UserFilter{})
	if err != nil || len(people) != 2 {
		t.Errorf("%d people are left, %v", len(people), err)
	}
	acts, _, err := o.session.History(ctx, directory.HistoryFilter{Verb: directory.VerbTrainingErased})
	if err != nil || len(acts) != 1 || acts[0].Details[0].Value != "2" {
		t.Errorf("the history says %+v, %v", acts, err)
	}
	// The book goes to a poste again, from its beginning.
	var history []ledger.Ownership
	o.look(t, func(tx *storage.Tx) (err error) {
		history, err = tx.Ownerships(o.book.ID)
		return err
	})
	if len(history) != 1 || history[0].Kept() || history[0].Head.Seq != 0 || history[0].Epoch != 2 {
		t.Errorf("the book is %+v", history)
	}
}
