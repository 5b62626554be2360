package registration_test

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
)

// Row 18: a copied folder keeps the keys; a new folder that pretends to be an
// old poste keeps the identity.
func TestClonedPosteIsRefused(t *testing.T) {
	s := newScene(t)
	s.approve(s.ask())
	for name, c := range map[string]struct {
		clone func(*synctest.Folder)
		key   string
	}{
		"same keys, another identity": {func(f *synctest.Folder) { f.Sign, f.Key = s.site.Sign, s.site.Key }, "directory.poste-cloned"},
		"one same key":                {func(f *synctest.Folder) { f.Key = s.site.Key }, "directory.poste-cloned"},
		"same identity, other keys":   {func(f *synctest.Folder) { f.Poste = s.site.Poste }, "order.fork"}, // it begins its sequence anew
	} {
		t.Run(name, func(t *testing.T) {
			f := synctest.NewFolder(t, name)
			c.clone(f)
			f.Now = s.Now.Add(time.Minute)
			f.Accept(s.Export(), s.Office.KeyFile())
			activate(t, f)
			made, err := tryAsk(f, awa, wish)
			s.must(err)
			s.notReceived(fault.Conflict, c.key, made.Data)
		})
	}
}

func activate(t *testing.T, f *synctest.Folder) {
	t.Helper()
	err := f.Update(func(tx *storage.Tx) error {
		_, err := directory.CompleteActivation(tx, awa, f.Now)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Two clones that ask before either is registered: the second is refused when it
// is to be approved.
func TestSecondOfTwoClonesIsNotApproved(t *testing.T) {
	s := newScene(t)
	clone := synctest.NewFolder(t, "clone")
	clone.Sign, clone.Key = s.site.Sign, s.site.Key
	clone.Accept(s.Export(), s.Office.KeyFile())
	activate(t, clone)
	made, err := tryAsk(clone, awa, wish)
	s.must(err)
	first, second := s.receive(s.ask()), s.receive(made)
	_, err = s.tryApprove(first.Digest)
	s.must(err)
	_, err = s.tryApprove(second.Digest)
	synctest.Refused(t, err, fault.Conflict, "directory.poste-cloned")
}

// A copy of head office's own folder is no poste.
func TestRequestUnderHeadOfficesIdentityIsRefused(t *testing.T) {
	s := newScene(t)
	copied := synctest.NewFolder(t, "Siège")
	copied.Accept(s.Export(), s.Office.KeyFile())
	activate(t, copied)
	made, err := tryAsk(copied, awa, wish)
	s.must(err)
	s.notReceived(fault.Forged, "registration.own-poste", made.Data)
}
