package verification_test

import (
	"crypto/rand"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

func TestWhoMayAsk(t *testing.T) {
	s := newScene(t)
	ask := func(w verification.Wish, edit func(*directory.Actor)) error {
		return s.site.Update(func(tx *storage.Tx) error {
			by := load(t, tx, awa)
			edit(&by)
			draw := verification.Draw{File: fileID(), Random: rand.Reader}
			_, err := verification.Ask(tx, s.facts, by, w, s.site.Sender(), draw, clockOf(t, s.site, tx))
			return err
		})
	}
	noRoles := func(a *directory.Actor) { a.Grants = nil }
	ended := func(a *directory.Actor) { a.Status = directory.StatusArchived }
	for _, p := range verification.Purposes() {
		err := ask(wish(p), noRoles)
		if verification.WithoutSignIn(p) {
			s.must(err)
		} else {
			s.refused(err, fault.Denied, "directory.no-right")
		}
		if s.refused(ask(wish(p), ended), fault.Denied, "directory.account-inactive"); t.Failed() {
			t.Fatal(p)
		}
	}
	forMoussa := wish(mark.PurposeFactor)
	forMoussa.User = moussa
	s.refused(ask(forMoussa, noRoles), fault.Denied, "directory.no-right")
	s.refused(ask(forMoussa, func(*directory.Actor) {}), fault.Missing, "storage.user")
	s.refused(ask(verification.Wish{Purpose: "all", CodeStatement: reason}, noRoles), fault.Invalid, "verification.purpose")
	s.refused(ask(verification.Wish{Purpose: mark.PurposeClock}, noRoles), fault.Invalid, "directory.text-empty")
	unknown := wish(mark.PurposeClosing)
	unknown.Item[0]++
	s.refused(ask(unknown, func(*directory.Actor) {}), fault.Missing, "verification.nothing")
}

// Without a registration there is no key, and head office asks nobody.
func TestWhereNothingCanBeAsked(t *testing.T) {
	s := newScene(t)
	s.must(s.site.Update(func(tx *storage.Tx) error {
		home, err := tx.Home()
		if err != nil {
			return err
		}
		home.Registration = [32]byte{}
		return tx.SaveHome(home)
	}))
	_, err := s.tryAsk(wish(mark.PurposeClock), rand.Reader)
	s.refused(err, fault.Conflict, "verification.not-registered")
	err = s.Update(func(tx *storage.Tx) error {
		draw := verification.Draw{File: fileID(), Random: rand.Reader}
		_, err := verification.Ask(tx, s.facts, manager, wish(mark.PurposeClock), s.Folder.Sender(), draw, s.clock(tx))
		return err
	})
	s.refused(err, fault.Invalid, "verification.at-head-office")
}

func TestWhatHeadOfficeDoesNotTake(t *testing.T) {
	s := newScene(t)
	code := s.ask(mark.PurposeClosing).Code
	_, err := s.tryEnter(code[:23]+"?", ident.UserID{})
	s.refused(err, fault.Invalid, "file.code-syntax")
	_, err = s.tryEnter(code[5:9]+"-"+code[:4]+code[9:], ident.UserID{})
	s.refused(err, fault.Invalid, "file.code-check")

	s.facts.office[mark.PurposeClosing] = nil // it has not released the closing
	_, err = s.tryEnter(code, ident.UserID{})
	s.refused(err, fault.Denied, "file.code-unknown")
	s.facts.office[mark.PurposeClosing] = []verification.Item{october}
	s.enter(code)
	s.facts.office[mark.PurposeClosing] = nil // it changed its mind
	_, err = s.tryApprove(manager, code)
	s.refused(err, fault.Denied, "file.code-unknown")

	err = s.Update(func(tx *storage.Tx) error {
		call := verification.Call{Code: code, CodeStatement: reason}
		_, err := verification.Enter(tx, s.facts, atOffice("clerk", directory.RoleAuditor), call, s.clock(tx))
		return err
	})
	s.refused(err, fault.Denied, "directory.no-right")
}

// A revoked poste is told nothing, also when it asked before.
func TestRevokedPosteIsToldNothing(t *testing.T) {
	s := newScene(t)
	open, approved := s.ask(mark.PurposeClosing).Code, s.ask(mark.PurposeRestore).Code
	s.enter(open)
	s.enter(approved)
	s.approve(approved)
	s.Do(func(tx *storage.Tx) error {
		poste, err := tx.Poste(s.site.Poste)
		if err != nil {
			return err
		}
		poste.Status = directory.PosteRevoked
		return tx.SavePoste(poste)
	})
	_, err := s.tryEnter(s.ask(mark.PurposeClock).Code, ident.UserID{})
	s.refused(err, fault.Conflict, "directory.poste-revoked")
	_, err = s.tryApprove(manager, open)
	s.refused(err, fault.Conflict, "directory.poste-revoked")
	_, err = s.tryAnswer(approved)
	s.refused(err, fault.Conflict, "directory.poste-revoked")
}

func TestASecondPersonDecides(t *testing.T) {
	s := newScene(t)
	code := s.ask(mark.PurposeFactor).Code
	s.must(s.Update(func(tx *storage.Tx) error {
		call := verification.Call{Code: code, CodeStatement: reason}
		_, err := verification.Enter(tx, s.facts, manager, call, s.clock(tx))
		return err
	}))
	before := synctest.Dump(t, s.Path)
	_, err := s.tryApprove(manager, code)
	s.refused(err, fault.Denied, "directory.code-own")
	_, err = s.tryApprove(operator, code)
	s.refused(err, fault.Denied, "directory.no-right")
	if changed := synctest.Changed(before, synctest.Dump(t, s.Path)); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	_, err = s.tryApprove(second, code)
	s.must(err)
	_, err = s.tryApprove(second, code)
	s.refused(err, fault.Conflict, "directory.request-decided")
}

// A poste of head office without the key of the newest link can not answer.
func TestAnswerTakesTheNewestKey(t *testing.T) {
	s := newScene(t)
	code := s.ask(mark.PurposeClosing).Code
	s.enter(code)
	answer := s.approve(code)
	err := s.Store.View(t.Context(), func(tx *storage.Tx) error {
		_, err := verification.Answer(tx, operator, code, []usrfile.BoxKey{s.site.Key}, s.Now)
		return err
	})
	s.refused(err, fault.Denied, "verification.no-key")
	if again := s.mustAnswer(code); again != answer {
		t.Errorf("the answer was %s and is %s", answer, again)
	}
}

func (s *scene) mustAnswer(code string) string {
	s.t.Helper()
	answer, err := s.tryAnswer(code)
	s.must(err)
	return answer
}
