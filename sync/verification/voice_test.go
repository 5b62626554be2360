package verification_test

import (
	"bytes"
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// Each purpose goes all the way by voice, and both sides tell it.
func TestByVoice(t *testing.T) {
	for _, p := range verification.Purposes() {
		t.Run(string(p), func(t *testing.T) {
			s := newScene(t)
			asked := s.ask(p)
			r := s.enter(asked.Code)
			if r.Purpose != p || r.User != awa || r.Poste != s.site.Poste || r.Code != asked.Code || r.Status != directory.RequestOpen {
				t.Errorf("head office finds %+v", r)
			}
			if again := s.enter(asked.Code); again != r {
				t.Errorf("typed again it is %+v", again)
			}
			_, err := s.tryAnswer(asked.Code)
			s.refused(err, fault.Denied, "verification.not-approved")
			answer := s.approve(asked.Code)
			out, err := s.typeIn(p, answer)
			s.must(err)
			if out.Purpose != p || out.Late {
				t.Errorf("outcome %+v", out)
			}
			want := []directory.Verb{directory.VerbCodeRequested, directory.VerbCodeUsed}
			if !verification.WithoutSignIn(p) {
				want[1] = directory.VerbCodePermitted
			}
			if got := verbs(s.site); !slices.Equal(got, want) {
				t.Errorf("the site tells %v, want %v", got, want)
			}
			if got := verbs(s.Folder); !slices.Equal(got, []directory.Verb{directory.VerbCodeReceived, directory.VerbCodeApproved}) {
				t.Errorf("head office tells %v", got)
			}
			_, err = s.typeIn(p, answer)
			s.refused(err, fault.Denied, "mark.code-closed")
		})
	}
}

// What was permitted for a journal is done once, for exactly that.
func TestPermitIsUsedOnce(t *testing.T) {
	s := newScene(t)
	s.refused(s.permit(usrfile.PurposeClosing, october.Subject), fault.Denied, "verification.not-permitted")
	asked := s.ask(mark.PurposeClosing)
	s.refused(s.permit(usrfile.PurposeClosing, october.Subject), fault.Denied, "mark.code-closed")
	s.enter(asked.Code)
	_, err := s.typeIn(mark.PurposeClosing, s.approve(asked.Code))
	s.must(err)
	s.refused(s.permit(usrfile.PurposeClosing, backup.Subject), fault.Denied, "verification.not-permitted")
	s.refused(s.permit(usrfile.PurposeRestore, october.Subject), fault.Denied, "verification.not-permitted")

	s.site.Now = s.site.Now.AddDate(0, 0, -2)
	s.refused(s.permit(usrfile.PurposeClosing, october.Subject), fault.Expired, "verification.clock-late")
	s.site.Now = s.site.Now.AddDate(0, 0, 2)
	s.must(s.permit(usrfile.PurposeClosing, october.Subject))
	s.refused(s.permit(usrfile.PurposeClosing, october.Subject), fault.Denied, "mark.code-closed")
}

// A permit and what is done with it stand and fall together.
func TestPermitOfAFailedActIsNotSpent(t *testing.T) {
	s := newScene(t)
	asked := s.ask(mark.PurposeRestore)
	s.enter(asked.Code)
	_, err := s.typeIn(mark.PurposeRestore, s.approve(asked.Code))
	s.must(err)
	stop := fault.New(fault.Conflict, "verification.replaced", nil)
	err = s.site.Update(func(tx *storage.Tx) error {
		subject := usrfile.Subject{Purpose: usrfile.PurposeRestore, Value: backup.Subject}
		if err := verification.Permit(tx, directory.Actor{}, subject, clockOf(t, s.site, tx)); err != nil {
			return err
		}
		return stop
	})
	s.refused(err, fault.Conflict, "verification.replaced")
	s.must(s.permit(usrfile.PurposeRestore, backup.Subject))
}

// An answer fits one request only: not the one after, not another purpose, not
// another subject, not another poste.
func TestThreat20AnswersFitTheirRequestOnly(t *testing.T) {
	s := newScene(t)
	first := s.ask(mark.PurposeClosing)
	s.enter(first.Code)
	answer := s.approve(first.Code)
	second := s.ask(mark.PurposeClosing)
	if second.Code == first.Code {
		t.Fatal("the same code twice")
	}
	_, err := s.typeIn(mark.PurposeClosing, answer)
	s.refused(err, fault.Denied, "verification.wrong")

	other := verification.Item{Subject: [32]byte{12}, Text: "P01 · Caisse · autre sauvegarde"}
	s.facts.poste[mark.PurposeRestore] = append(s.facts.poste[mark.PurposeRestore], other)
	restore := s.ask(mark.PurposeRestore)
	s.enter(restore.Code)
	forBackup := s.approve(restore.Code)
	w := wish(mark.PurposeRestore)
	w.Item = other.Subject
	_, err = s.tryAsk(w, rand.Reader)
	s.must(err)
	_, err = s.typeIn(mark.PurposeRestore, forBackup)
	s.refused(err, fault.Denied, "verification.wrong")
	if got := s.open(mark.PurposeRestore).Left(); got != mark.VerificationAttempts-1 {
		t.Errorf("%d attempts left", got)
	}
}

// Five answers are compared, counted before, and neither a restart nor a poste
// that dies between counting and comparing gives one more.
func TestThreat20AttemptsAreCountedBeforeComparing(t *testing.T) {
	s := newScene(t)
	asked := s.ask(mark.PurposeFactor)
	s.enter(asked.Code)
	right, err := usrfile.ParseVerificationAnswer(s.approve(asked.Code))
	s.must(err)
	var last mark.Verification
	for range mark.VerificationAttempts {
		last, err = s.count(mark.PurposeFactor) // and then the power goes
		s.must(err)
	}
	_, err = s.count(mark.PurposeFactor)
	s.refused(err, fault.Denied, "mark.code-attempts")
	if out, err := s.compare(last, right); err != nil { // but the fifth was counted, and may be compared
		t.Errorf("%+v, %v", out, err)
	}
}

// A process that counted compares for the request that it counted, whatever was
// asked meanwhile.
func TestARequestIsReplacedWhileAnAnswerIsCompared(t *testing.T) {
	s := newScene(t)
	asked := s.ask(mark.PurposeFactor)
	s.enter(asked.Code)
	right, err := usrfile.ParseVerificationAnswer(s.approve(asked.Code))
	s.must(err)
	counted, err := s.count(mark.PurposeFactor)
	s.must(err)
	s.ask(mark.PurposeFactor)
	_, err = s.compare(counted, right)
	s.refused(err, fault.Conflict, "verification.replaced")
	if v := s.open(mark.PurposeFactor); v.State != mark.VerificationOpen || v.Attempts != 0 {
		t.Errorf("the new request is %+v", v)
	}
}

// A nonce that was given out once does not come again, or the answer of then
// would fit.
func TestThreat20NoncesNeverComeAgain(t *testing.T) {
	s := newScene(t)
	drawn := func(nonces ...byte) *bytes.Reader {
		var b []byte
		for _, n := range nonces {
			b = append(b, 0, 0, 0, n)
		}
		return bytes.NewReader(append(b, make([]byte, 64)...))
	}
	first, err := s.tryAsk(wish(mark.PurposeClosing), drawn(7))
	s.must(err)
	again, err := s.tryAsk(wish(mark.PurposeClosing), drawn(7, 8))
	s.must(err)
	if first.Code == again.Code {
		t.Errorf("%s was asked twice", first.Code)
	}
	if got := s.open(mark.PurposeClosing).Nonce; got != 8 {
		t.Errorf("the nonce is %d", got)
	}
}

// The day of a clock is held against head office's own, a day more or less.
func TestClockIsComparedWithHeadOffice(t *testing.T) {
	for days, fits := range map[int]bool{-3: false, -2: false, -1: true, 0: true, 1: true, 2: false, 400: false} {
		s := newScene(t)
		s.site.Now = s.Now.AddDate(0, 0, days)
		_, err := s.tryEnter(s.ask(mark.PurposeClock).Code, ident.UserID{})
		if !fits {
			s.refused(err, fault.Denied, "file.code-unknown")
		} else if err != nil {
			t.Errorf("%d days: %v", days, err)
		}
	}
}

// Head office does not tell others the time while its own is in doubt, nor a day
// that has passed since.
func TestClockIsNotCorrectedByADoubtfulOne(t *testing.T) {
	s := newScene(t)
	asked := s.ask(mark.PurposeClock)
	s.must(s.Folder.Observe())
	s.Now = s.Now.AddDate(0, 0, 40)
	_, err := s.tryEnter(asked.Code, ident.UserID{})
	s.refused(err, fault.Expired, "verification.own-clock")
	s.Now = s.Now.AddDate(0, 0, -40)
	s.enter(asked.Code)
	s.Now = s.Now.AddDate(0, 0, 2)
	_, err = s.tryApprove(manager, asked.Code)
	s.refused(err, fault.Expired, "verification.day-passed")
	s.Now = s.Now.AddDate(0, 0, -2)
	s.approve(asked.Code)
	s.Now = s.Now.AddDate(0, 0, 2)
	_, err = s.tryAnswer(asked.Code)
	s.refused(err, fault.Expired, "verification.day-passed")
}

// Who asks for somebody else is found when the caller is named.
func TestCallerIsNamed(t *testing.T) {
	s := newScene(t)
	s.site.Accept(s.exportOf(moussa))
	w := wish(mark.PurposeFactor)
	w.User = moussa
	asked, err := s.tryAsk(w, rand.Reader)
	s.must(err)
	_, err = s.tryEnter(asked.Code, ident.UserID{})
	s.refused(err, fault.Denied, "file.code-unknown")
	_, err = s.tryEnter(asked.Code, moussa)
	s.refused(err, fault.Denied, "file.code-unknown")
	r, err := s.tryEnter(asked.Code, awa)
	s.must(err)
	if r.User != awa || verification.User(r.Purpose, r.Subject) != moussa {
		t.Errorf("found %+v", r)
	}
}

// A correction goes back from a wrong future and over a jump, to when the poste
// asked; only what a file has dated stays.
func TestThreat08ClockCorrection(t *testing.T) {
	s := newScene(t)
	now := s.site.Now
	s.site.Now = time.Date(2099, 1, 1, 12, 0, 0, 0, time.UTC)
	s.must(s.site.Update(func(tx *storage.Tx) error { // a person confirmed it
		times, err := tx.Times()
		if err != nil {
			return err
		}
		return tx.SaveTimes(times.Observe(s.site.Now, true))
	}))
	s.site.Now, s.Now = now.Add(time.Hour), now.Add(time.Hour)
	if clock := s.siteClock(); !clock.Times.Late(clock.System) || clock.Now().Year() != 2099 {
		t.Fatalf("before: %+v", clock)
	}
	asked := s.ask(mark.PurposeClock)
	s.enter(asked.Code)
	answer := s.approve(asked.Code)
	s.pass(30 * time.Minute)
	out, err := s.typeIn(mark.PurposeClock, answer)
	s.must(err)
	if clock := s.siteClock(); clock.Times.Late(clock.System) || !clock.Now().Equal(s.site.Now) || !out.Now.Equal(s.site.Now) || out.Late {
		t.Errorf("after: %+v, %+v", clock, out)
	}
	s.site.Accept(s.Export()) // files are taken again
}

func (s *scene) siteClock() (clock exchange.Clock) {
	s.site.View(func(tx *storage.Tx) error {
		clock = clockOf(s.t, s.site, tx)
		return nil
	})
	return clock
}

func (s *scene) exportOf(user ident.UserID) []byte {
	s.t.Helper()
	s.Do(func(tx *storage.Tx) error { return s.Activate(tx, [16]byte(user), "second") })
	var poste directory.Poste
	s.View(func(tx *storage.Tx) (err error) {
		poste, err = tx.Poste(s.site.Poste)
		return err
	})
	out, err := s.TryExport([16]byte(user), &poste, s.Now)
	s.must(err)
	return out.Data
}
