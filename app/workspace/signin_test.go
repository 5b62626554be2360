package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
)

func TestSignInStretchesAWeakHashAnew(t *testing.T) {
	ctx := t.Context()
	o := found(t) // with the least effort
	id := o.session.UserID()
	check(t, o.Close())
	stored := func() (hash string) {
		s := must[*storage.Store](t)(sqlite.Open(ctx, o.dir+"/comptoir.db"))
		defer s.Close()
		check(t, s.View(ctx, func(tx *storage.Tx) error {
			credential, err := tx.Credential(id)
			hash = credential.Password
			return err
		}))
		return hash
	}
	more := access.FloorEffort
	more.Passes++
	if !access.NeedsRehash(stored(), more) {
		t.Fatal("the test begins with a hash that is strong enough")
	}
	w := must[*workspace.Workspace](t)(workspace.Open(ctx, o.dir, workspace.Options{Keys: vault.FileKeyStore(o.dir), Effort: more}))
	for range 2 {
		must[*workspace.Session](t)(w.SignIn(ctx, adminName, adminPassword))
	}
	check(t, w.Close())
	if access.NeedsRehash(stored(), more) {
		t.Error("the hash is still as weak as before")
	}
}
