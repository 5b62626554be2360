package registration_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

func (s *scene) refusedWhole(kind fault.Kind, key string, file []byte) {
	s.t.Helper()
	before := synctest.Dump(s.t, s.site.Path)
	synctest.Refused(s.t, importReply(s.site, file), kind, key)
	if changed := synctest.Changed(before, synctest.Dump(s.t, s.site.Path)); len(changed) > 0 {
		s.t.Errorf("%v changed", changed)
	}
}

func (s *scene) home() (home directory.Home) {
	s.site.View(func(tx *storage.Tx) (err error) {
		home, err = tx.Home()
		return err
	})
	return home
}

func TestApprovedRequestRegistersThePosteAndGrantsItsBooks(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	s.wantRequest(made, directory.RequestOpen)
	r := s.receive(made)
	if usrfile.RequestFingerprint(r.Digest) != made.Fingerprint {
		t.Error("the two sides show different fingerprints")
	}
	a, err := s.tryApprove(r.Digest)
	s.must(err)
	pv, err := previewReply(t, s.site, a.Data)
	if err != nil || !pv.Approved || pv.Number != 1 || len(pv.Granted) != 1 || pv.Opened.Repeated {
		t.Fatalf("%v, %+v", err, pv)
	}
	s.must(importReply(s.site, a.Data))
	s.site.View(func(tx *storage.Tx) error {
		poste, _ := tx.Poste(s.site.Poste)
		owner, err := tx.Ownership(till)
		if poste.Number != 1 || owner.Poste != s.site.Poste {
			t.Errorf("poste %+v, owner %+v", poste, owner)
		}
		return err
	})
	s.wantRequest(made, directory.RequestApproved)
}

// wantRequest checks what the site knows of its request.
func (s *scene) wantRequest(made registration.Made, want directory.RequestStatus) (r directory.Request) {
	s.t.Helper()
	s.site.View(func(tx *storage.Tx) (err error) {
		r, err = tx.Request(made.Digest)
		_, file := tx.RequestFile(made.Digest)
		if r.Status != want || (file == nil) != (want == directory.RequestOpen) {
			s.t.Errorf("the site has the request as %s (%v), want %s", r.Status, file, want)
		}
		return err
	})
	return r
}

// Row 4 for replies: again the same is success; and after another one it is a
// rollback.
func TestReplyIsAppliedOnce(t *testing.T) {
	s := newScene(t)
	first := s.approve(s.ask())
	s.must(importReply(s.site, first.Data))
	before := synctest.Dump(t, s.site.Path)
	s.must(importReply(s.site, first.Data))
	if changed := synctest.Changed(before, synctest.Dump(t, s.site.Path)); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	pv, err := previewReply(t, s.site, first.Data)
	if err != nil || !pv.Opened.Repeated {
		t.Errorf("the same reply again: %v", err)
	}
	s.must(importReply(s.site, s.approve(s.ask()).Data))
	s.refusedWhole(fault.Conflict, "order.rollback", first.Data)
}

// Row 18: reply to another request.
func TestReplyToAnotherRequestIsRefused(t *testing.T) {
	s := newScene(t)
	first := s.ask()
	early := s.approve(first)
	s.ask()
	s.refusedWhole(fault.Conflict, "registration.other-request", early.Data)

	neverAsked := newScene(t)
	made := neverAsked.ask()
	neverAsked.must(neverAsked.site.Update(func(tx *storage.Tx) error {
		r, err := tx.Request(made.Digest)
		r.Status = directory.RequestRefused
		return errors.Join(err, tx.SaveRequest(r))
	}))
	neverAsked.refusedWhole(fault.Conflict, "registration.other-request", neverAsked.approve(made).Data)
}

// A second request before the first was answered: head office answers both, and
// the poste takes the answer to the one it still waits for.
func TestSecondRequestBeforeTheAnswer(t *testing.T) {
	s := newScene(t)
	one, two := s.ask(), s.ask()
	first, second := s.approve(one), s.approve(two)
	s.refusedWhole(fault.Conflict, "registration.other-request", first.Data)
	s.must(importReply(s.site, second.Data))
	s.wantRequest(two, directory.RequestApproved)
	if second.Poste.Number != 1 || len(second.Books) != 1 {
		t.Errorf("poste %d, %d books", second.Poste.Number, len(second.Books))
	}
}

func TestRefusalTravelsAndClosesTheRequest(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	r := s.receive(made)
	var a registration.Answer
	s.Do(func(tx *storage.Tx) (err error) {
		a, err = registration.Refuse(tx, s.Admin, s.Issuer(), r.Digest, "Poste inconnu", ident.FileID(synctest.ID("file")), random{}, s.Now)
		return err
	})
	pv, err := previewReply(t, s.site, a.Data)
	if err != nil || pv.Approved || pv.Reason != "Poste inconnu" {
		t.Fatalf("%v, %+v", err, pv)
	}
	s.must(importReply(s.site, a.Data))
	if kept := s.wantRequest(made, directory.RequestRefused); kept.Reason != "Poste inconnu" {
		t.Errorf("the reason is %q", kept.Reason)
	}
	s.must(importReply(s.site, s.approve(s.ask()).Data))
}

// random is not random at all; what is sealed with it is for nobody's eyes.
type random struct{}

func (random) Read(b []byte) (int, error) { b[0] = 7; return len(b), nil }

// What an issuer's key signs and head office's program would not.
func TestReplyThatDoesNotFitThisPosteIsRefused(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	tamba := synctest.NewFolder(t, "Tamba")
	for name, c := range map[string]struct {
		edit func(*usrfile.Message, *usrfile.ReplyData)
		key  string
	}{
		"other request inside":  {func(_ *usrfile.Message, d *usrfile.ReplyData) { d.Request[0] ^= 1 }, "registration.other-request"},
		"poste not listed":      {func(_ *usrfile.Message, d *usrfile.ReplyData) { d.Postes = nil }, "registration.other-poste"},
		"poste with other keys": {func(_ *usrfile.Message, d *usrfile.ReplyData) { d.Postes[0].BoxKey = tamba.Key.Public() }, "registration.other-poste"},
		"another number":        {func(_ *usrfile.Message, d *usrfile.ReplyData) { d.PosteNumber = 2 }, "registration.other-poste"},
		"unknown module":        {func(_ *usrfile.Message, d *usrfile.ReplyData) { d.Postes[0].Modules[0] = "payroll" }, "file.unknown-value"},
		"for another poste":     {func(m *usrfile.Message, _ *usrfile.ReplyData) { m.Poste = synctest.ID("Tamba") }, "file.other-poste"},
		"for another key":       {func(m *usrfile.Message, _ *usrfile.ReplyData) { m.Recipient = tamba.Key.Public() }, "file.recipient"},
	} {
		t.Run(name, func(t *testing.T) {
			s.refusedWhole(fault.Forged, c.key, s.reply(made, c.edit))
		})
	}
	s.must(importReply(s.site, s.reply(made, func(*usrfile.Message, *usrfile.ReplyData) {})))
}

// Rows 5 and 9 for replies.
func TestReplyAndTheClock(t *testing.T) {
	for name, c := range map[string]struct {
		at  time.Time
		key string
	}{
		"a second before the end": {synctest.Start.Add(usrfile.RequestWindow - time.Second), ""},
		"at the end":              {synctest.Start.Add(usrfile.RequestWindow), "file.expired"},
		"too early":               {synctest.Start.AddDate(0, 0, -2), "file.clock-late"},
		"dead battery":            {time.Unix(0, 0), "file.clock-late"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			a := s.approve(s.ask())
			if c.at.After(synctest.Start) { // whoever looks every few days sees no jump
				for s.site.Now.Before(c.at) {
					s.site.Now = s.site.Now.AddDate(0, 0, 20)
					if s.site.Now.Before(c.at) {
						s.must(s.site.Observe())
					}
				}
			}
			s.site.Now = c.at
			if c.key == "" {
				s.must(importReply(s.site, a.Data))
				return
			}
			s.refusedWhole(fault.Expired, c.key, a.Data)
		})
	}
}

func TestReplyIntoAnEmptyFolderIsRefused(t *testing.T) {
	s := newScene(t)
	a := s.approve(s.ask())
	empty := synctest.NewFolder(t, "Kolda")
	synctest.Refused(t, importReply(empty, a.Data), fault.Forged, "file.no-chain")
}

// The reply brings what is newer at head office: books with people who are not
// known here yet.
func TestReplyBringsPeopleNobodyKnowsYet(t *testing.T) {
	s := newScene(t)
	made := s.ask()
	s.Do(func(tx *storage.Tx) error {
		if err := s.Hire(tx, synctest.Moussa, "ba@eauvive.example"); err != nil {
			return err
		}
		_, err := cashbook.Assign(tx, s.Admin, till, ident.UserID(synctest.Moussa), cashbook.Deputy, s.Now)
		return err
	})
	s.must(importReply(s.site, s.approve(made).Data))
	s.site.View(func(tx *storage.Tx) error {
		b, err := tx.Book(till)
		if b.Deputy != ident.UserID(synctest.Moussa) {
			t.Errorf("the book is %+v", b)
		}
		return err
	})
	s.site.Accept(s.sealed()) // with the people, and the same book again
}

// A chain inside of a reply is followed, and so is one beside it.
func TestReplyBringsTheChain(t *testing.T) {
	for name, beside := range map[string]bool{"inside": false, "beside": true} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			made := s.ask()
			s.Office.Extend(func(l *usrfile.Link) { l.Threshold = 1 })
			var keys [][]byte
			file := s.reply(made, func(_ *usrfile.Message, d *usrfile.ReplyData) {
				if !beside {
					d.Chain = s.Office.Chain
				}
			})
			if beside {
				keys = append(keys, s.Office.KeyFile())
			}
			s.must(importReply(s.site, file, keys...))
			s.site.View(func(tx *storage.Tx) error {
				chain, err := exchange.PinnedChain(tx)
				if links := chain.Links(); links[len(links)-1].Version != 2 {
					t.Errorf("version %d is followed", links[len(links)-1].Version)
				}
				return err
			})
		})
	}
}

// sealed is Awa's next `.usr`, to her poste.
func (s *scene) sealed() []byte {
	s.t.Helper()
	var poste directory.Poste
	s.View(func(tx *storage.Tx) (err error) {
		poste, err = tx.Poste(s.site.Poste)
		return err
	})
	out, err := s.TryExport(synctest.Awa, &poste, s.Now)
	s.must(err)
	return out.Data
}
