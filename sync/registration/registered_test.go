package registration_test

import (
	"crypto/rand"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/synctest"
)

// registered gives the registration that head office makes verification keys of.
func (s *scene) registered() (digest [32]byte) {
	s.View(func(tx *storage.Tx) error {
		poste, err := tx.Poste(s.site.Poste)
		if err != nil {
			return err
		}
		digest, err = registration.Of(tx, poste)
		return err
	})
	return digest
}

// Both sides know by which request the poste's keys were registered, also while
// the reply about a further module is still on its way.
func TestBothSidesKeepTheFirstRegistration(t *testing.T) {
	s := newScene(t)
	first := s.ask()
	s.must(importReply(s.site, s.approve(first).Data))
	if got := s.home().Registration; got != first.Digest || s.registered() != first.Digest {
		t.Errorf("the site keeps %x, head office %x", got, s.registered())
	}
	s.Now, s.site.Now = s.Now.Add(time.Hour), s.site.Now.Add(time.Hour)
	second, err := tryAsk(s.site, awa, registration.Wish{Module: directory.ModuleAccounting, Label: "Portable Awa"})
	s.must(err)
	reply := s.approve(second).Data
	if s.registered() != first.Digest || s.home().Registration != first.Digest {
		t.Error("a second module has changed the registration")
	}
	s.must(importReply(s.site, reply))
	if s.home().Registration != first.Digest {
		t.Error("the second reply has changed the registration")
	}
}

func TestARefusalRegistersNothing(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	s.receive(made)
	var refusal registration.Answer
	s.Do(func(tx *storage.Tx) (err error) {
		refusal, err = registration.Refuse(tx, s.Admin, s.Issuer(), made.Digest, "Poste inconnu", ident.FileID(uuid.New()), rand.Reader, s.Now)
		return err
	})
	s.must(importReply(s.site, refusal.Data))
	if s.home().Registration != [32]byte{} {
		t.Error("a refusal registers")
	}
	err := s.Store.View(t.Context(), func(tx *storage.Tx) error {
		_, err := registration.Of(tx, directory.Poste{ID: s.site.Poste})
		return err
	})
	synctest.Refused(t, err, fault.Missing, "storage.request")
}
