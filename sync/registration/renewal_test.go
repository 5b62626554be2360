package registration_test

import (
	"crypto/rand"
	"testing"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/synctest"
)

// loseKeys gives the site new keys, as after a change of the disk on which the
// old ones were.
func (s *scene) loseKeys() (old *synctest.Folder) {
	was, other := *s.site, synctest.NewFolder(s.t, "new disk")
	s.site.Sign, s.site.Key = other.Sign, other.Key
	return &was
}

func (s *scene) renew(digest [32]byte) (a registration.Answer, err error) {
	err = s.Update(func(tx *storage.Tx) error {
		a, err = registration.Approve(tx, s.Admin, s.Issuer(), digest, directory.Approval{Renewal: true}, ident.FileID(uuid.New()), rand.Reader, s.Now)
		return err
	})
	return a, err
}

func (s *scene) owner() (o ledger.Ownership) {
	s.site.View(func(tx *storage.Tx) (err error) {
		o, err = tx.Ownership(till)
		return err
	})
	return o
}

// Row 18: what may be a copy is registered with new keys only by somebody who
// was told; number and books stay, and the old keys are worth nothing.
func TestPosteThatLostItsKeysIsRegisteredAgain(t *testing.T) {
	s := newScene(t)
	s.must(importReply(s.site, s.approve(s.ask()).Data))
	before := s.owner()
	old := s.loseKeys()
	made := s.ask()
	r := s.receive(made)
	_, err := s.tryApprove(r.Digest)
	synctest.Refused(t, err, fault.Conflict, "directory.renewal")
	a, err := s.renew(r.Digest)
	s.must(err)
	if a.Poste.Number != 1 || a.Poste.SignKey != s.site.Sign.Public() || a.Poste.BoxKey != s.site.Key.Public() {
		t.Errorf("the poste is %+v", a.Poste)
	}
	synctest.Refused(t, importReply(old, a.Data), fault.Forged, "file.recipient")
	s.must(importReply(s.site, a.Data))
	if s.owner() != before {
		t.Errorf("the book is granted anew: %+v, was %+v", s.owner(), before)
	}
	s.site.Accept(s.sealed())

	w := wish
	w.Module = directory.ModuleAccounting
	fromOldDisk, err := tryAsk(old, awa, w)
	s.must(err)
	s.notReceived(fault.Conflict, "directory.poste-former-key", fromOldDisk.Data)
}

// The other postes learn the new keys with their next file.
func TestNewKeysReachTheOtherPostes(t *testing.T) {
	s := newScene(t)
	s.must(importReply(s.site, s.approve(s.ask()).Data))
	other := s.second()
	s.loseKeys()
	_, err := s.renew(s.receive(s.ask()).Digest)
	s.must(err)
	other.Accept(s.sealedTo(other))
	other.View(func(tx *storage.Tx) error {
		p, err := tx.Poste(s.site.Poste)
		if p.SignKey != s.site.Sign.Public() || p.BoxKey != s.site.Key.Public() {
			t.Error("the other poste knows the old keys")
		}
		return err
	})
}

// second is another poste of Awa's, registered.
func (s *scene) second() *synctest.Folder {
	s.t.Helper()
	f := synctest.NewFolder(s.t, "Tamba")
	f.Accept(s.Export(), s.Office.KeyFile())
	activate(s.t, f)
	made, err := tryAsk(f, awa, registration.Wish{Module: directory.ModuleCashbook, Label: "Bureau", Location: "Tambacounda"})
	s.must(err)
	s.must(importReply(f, s.approve(made).Data))
	return f
}

func (s *scene) sealedTo(f *synctest.Folder) []byte {
	s.t.Helper()
	var poste directory.Poste
	s.View(func(tx *storage.Tx) (err error) {
		poste, err = tx.Poste(f.Poste)
		return err
	})
	out, err := s.TryExport(synctest.Awa, &poste, s.Now)
	s.must(err)
	return out.Data
}

// A revocation reaches the other postes, and the revoked one if it still gets a
// file of anybody.
func TestRevocationReachesTheOtherPostes(t *testing.T) {
	s := newScene(t)
	s.must(importReply(s.site, s.approve(s.ask()).Data))
	other := s.second()
	s.Do(func(tx *storage.Tx) error {
		_, err := directory.RevokePoste(tx, s.Admin, s.site.Poste, directory.CauseStolen, "à Kolda", s.Now)
		return err
	})
	other.Accept(s.sealedTo(other))
	other.View(func(tx *storage.Tx) error {
		p, err := tx.Poste(s.site.Poste)
		if p.Status != directory.PosteRevoked {
			t.Errorf("at the other poste it is %s", p.Status)
		}
		return err
	})
	var poste directory.Poste
	s.View(func(tx *storage.Tx) (err error) {
		poste, err = tx.Poste(s.site.Poste)
		return err
	})
	_, err := s.TryExport(synctest.Awa, &poste, s.Now)
	synctest.Refused(t, err, fault.Conflict, "directory.poste-revoked")
}
