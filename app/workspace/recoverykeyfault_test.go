package workspace_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
)

// replaceKeys draws a recovery key, writes it, opens what is written, takes the key into
// use and backs up for some, over and over. first were taken before.
func replaceKeys(w *workspace.Workspace, stick string, first int) error {
	ctx := context.Background()
	s, err := w.SignIn(ctx, adminName, adminPassword)
	if err != nil {
		return err
	}
	fmt.Println(first) // from now on
	for n := first + 1; ; n++ {
		drawn, err := s.DrawRecoveryKey(ctx)
		if err != nil {
			return err
		}
		copied, err := copiedKey(s, drawn, stick, n)
		if err != nil {
			return err
		}
		if _, err := s.TakeRecoveryKey(ctx, copied); err != nil {
			return err
		}
		if n%onPaper == 0 {
			if _, err := s.CreateBackup(ctx, "", "", nil); err != nil {
				return err
			}
		}
		fmt.Println(n)
	}
}

// onPaper is how many keys are written on paper until one is written as a file, which
// takes long, and for which there is a backup.
const onPaper = 8

// copiedKey writes a key and opens what was written.
func copiedKey(s *workspace.Session, drawn workspace.KeyCopy, stick string, n int) (workspace.KeyCopy, error) {
	if n%onPaper == 0 {
		path, err := s.WriteRecoveryKey(drawn, backupPhrase, stick)
		if err != nil {
			return workspace.KeyCopy{}, err
		}
		return workspace.OpenKeyFile(path, backupPhrase)
	}
	groups := workspace.RecoveryGroups(drawn)
	if err := os.WriteFile(filepath.Join(stick, fmt.Sprint(n, ".txt")), []byte(groups), 0o600); err != nil {
		return workspace.KeyCopy{}, err
	}
	return workspace.OpenKeyPaper(groups)
}

// Killed while the recovery key is replaced, at any moment: every key in use was
// written before and can be opened, the one taken last is that for which backups are
// made, and each backup is opened by the key of its time.
func TestThreat26FaultKilledReplacingOfRecoveryKeysLosesNone(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	keys := map[string]workspace.KeyCopy{} // the one in use, and those of a round
	taken, looked := 0, map[string]bool{}
	for range rounds() {
		stick := t.TempDir()
		told := o.killed(t, "rotate-key", stick, taken)
		o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
		for _, copied := range copiedKeys(t, stick) {
			keys[workspace.RecoveryID(copied)] = copied
		}
		known := backupKeysOf(t, o.folder)
		if len(known) < told || len(known) > told+1 {
			t.Fatalf("told %d, there are %d", told, len(known))
		}
		if acts := actsOf(t, o.folder, directory.VerbRecoveryTaken); acts != len(known) {
			t.Fatalf("%d keys, %d in the history", len(known), acts)
		}
		if taken = len(known); taken == 0 {
			continue
		}
		inUse := must[workspace.RecoveryKey](t)(o.session.RecoveryKey(ctx))
		if _, written := keys[inUse.ID]; !written || !inUse.Usable {
			t.Fatalf("in use is %s, written are %d others", inUse.ID, len(keys))
		}
		made := backUpForKey(t, o.session)
		must[workspace.BackupContent](t)(workspace.PeekBackup(made, workspace.Unlock{Key: keys[inUse.ID]}))
		for _, path := range unseen(t, o.Backups(), looked) {
			wantOpened(t, path, keys)
		}
		keys = map[string]workspace.KeyCopy{inUse.ID: keys[inUse.ID]}
	}
	t.Logf("%d rounds: %d keys, none lost; %d backups opened", rounds(), taken, len(looked))
}

// copiedKeys opens what was written of keys to its end, in files and on paper.
func copiedKeys(t *testing.T, stick string) (copies []workspace.KeyCopy) {
	t.Helper()
	for _, path := range unseen(t, stick, map[string]bool{}) {
		copies = append(copies, must[workspace.KeyCopy](t)(workspace.OpenKeyFile(path, backupPhrase)))
	}
	for _, path := range must[[]string](t)(filepath.Glob(filepath.Join(stick, "*.txt"))) {
		if copied, err := workspace.OpenKeyPaper(string(must[[]byte](t)(os.ReadFile(path)))); err == nil {
			copies = append(copies, copied)
		}
	}
	return copies
}

// wantOpened wants a backup to be opened by one of the keys.
func wantOpened(t *testing.T, path string, keys map[string]workspace.KeyCopy) {
	t.Helper()
	opened := 0
	for _, key := range keys {
		if _, err := workspace.PeekBackup(path, workspace.Unlock{Key: key}); err == nil {
			opened++
		}
	}
	if opened != 1 {
		t.Fatalf("%s is opened by %d keys", path, opened)
	}
}

func backupKeysOf(t *testing.T, f *folder) (known []directory.BackupKey) {
	t.Helper()
	f.look(t, func(tx *storage.Tx) (err error) {
		known, err = tx.BackupKeys()
		return err
	})
	return known
}

func actsOf(t *testing.T, f *folder, verb directory.Verb) (found int) {
	t.Helper()
	f.look(t, func(tx *storage.Tx) (err error) {
		_, found, err = tx.Acts(directory.HistoryFilter{Verb: verb, Limit: 1})
		return err
	})
	return found
}
