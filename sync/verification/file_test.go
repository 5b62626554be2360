package verification_test

import (
	"crypto/rand"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// Each purpose goes all the way by file, with what the person stated.
func TestByFile(t *testing.T) {
	for _, p := range verification.Purposes() {
		t.Run(string(p), func(t *testing.T) {
			s := newScene(t)
			asked := s.ask(p)
			r := s.receive(asked.Data)
			if r.Purpose != p || r.User != awa || r.Code != asked.Code || r.CodeStatement != reason || !r.ReceivedBy.IsZero() || r.Digest == [32]byte{} {
				t.Errorf("head office reads %+v", r)
			}
			if again := s.receive(asked.Data); again != r {
				t.Errorf("again it is %+v", again)
			}
			d, err := s.tryApprove(manager, asked.Code)
			s.must(err)
			out, err := importReply(t, s.site, d.Data)
			s.must(err)
			if v := s.open(p); out.Purpose != p || v.Attempts != 0 || v.State == mark.VerificationOpen {
				t.Errorf("outcome %+v, %+v", out, v)
			}
			before := synctest.Dump(t, s.site.Path)
			_, err = importReply(t, s.site, d.Data) // row 4
			s.must(err)
			if changed := synctest.Changed(before, synctest.Dump(t, s.site.Path)); len(changed) > 0 {
				t.Errorf("%v changed", changed)
			}
		})
	}
}

// Voice and file are one request: what was permitted one way is spent the other.
func TestVoiceAndFileAreOne(t *testing.T) {
	s := newScene(t)
	asked := s.ask(mark.PurposeClosing)
	s.enter(asked.Code)
	if r := s.receive(asked.Data); r.Digest == [32]byte{} || r.Status != directory.RequestOpen || r.ReceivedBy != operator.ID {
		t.Errorf("the file makes %+v", r)
	}
	d, err := s.tryApprove(manager, asked.Code)
	s.must(err)
	answer, err := s.tryAnswer(asked.Code)
	s.must(err)
	_, err = s.typeIn(mark.PurposeClosing, answer)
	s.must(err)
	_, err = importReply(t, s.site, d.Data)
	s.refused(err, fault.Conflict, "verification.answered")
}

func TestARefusalSaysWhy(t *testing.T) {
	s := newScene(t)
	asked := s.ask(mark.PurposeFactor)
	s.receive(asked.Data)
	var d verification.Decision
	s.Do(func(tx *storage.Tx) (err error) {
		d, err = verification.Refuse(tx, manager, asked.Code, "Voix inconnue", s.with(), s.clock(tx))
		return err
	})
	_, err := s.tryAnswer(asked.Code)
	s.refused(err, fault.Denied, "verification.not-approved")
	_, err = importReply(t, s.site, d.Data)
	s.must(err)
	if v := s.open(mark.PurposeFactor); v.State != mark.VerificationRefused {
		t.Errorf("the request is %+v", v)
	}
	if got := verbs(s.site); !slices.Equal(got, []directory.Verb{directory.VerbCodeRequested, directory.VerbCodeRefused}) {
		t.Errorf("the site tells %v", got)
	}
	_, err = s.count(mark.PurposeFactor)
	s.refused(err, fault.Denied, "mark.code-closed")
}

// Row 18: a reply to another request, and one that says of another code.
func TestThreat18RepliesToAnotherRequestForACode(t *testing.T) {
	s := newScene(t)
	old := s.reply(s.ask(mark.PurposeClosing))
	s.ask(mark.PurposeClosing)
	_, err := importReply(t, s.site, old)
	s.refused(err, fault.Conflict, "verification.other-request")

	asked := s.ask(mark.PurposeRestore)
	s.Office.Now = s.Now.Add(time.Minute) // newer than what head office has signed
	code := s.ask(mark.PurposeRestore).Code
	_, err = importReply(t, s.site, s.forge(s.open(mark.PurposeRestore).Request, asked.Code))
	s.refused(err, fault.Conflict, "verification.other-request")
	_, err = importReply(t, s.site, s.forge([32]byte{1}, code))
	s.refused(err, fault.Conflict, "verification.other-request")
	if got := s.open(mark.PurposeRestore).State; got != mark.VerificationOpen {
		t.Errorf("the request is %s", got)
	}
}

// forge signs what head office never would.
func (s *scene) forge(request [32]byte, code string) []byte {
	s.t.Helper()
	payload, err := usrfile.EncodeVerificationReplyData(usrfile.VerificationReplyData{Request: request, Code: code, Approved: true})
	s.must(err)
	return s.Office.Sign(usrfile.Message{
		Kind: usrfile.KindReply, Subject: synctest.Awa, Poste: [16]byte(s.site.Poste), Answers: request,
		Mode: usrfile.Sealed, Recipient: s.site.Key.Public(), Payload: payload,
	})
}

// Row 8: the reply that corrects a clock is taken whatever the clock says, and
// sets it to when head office has signed; others are judged by the clock.
func TestThreat08ClockCorrectionByFile(t *testing.T) {
	for name, wrong := range map[string]time.Duration{"in 2099": 73 * 366 * 24 * time.Hour, "ten years ago": -3660 * 24 * time.Hour} {
		t.Run(name, func(t *testing.T) {
			s := newScene(t)
			asked, factor := s.ask(mark.PurposeClock), s.ask(mark.PurposeFactor)
			s.pass(3 * 24 * time.Hour) // the file travels
			clockReply, factorReply := s.reply(asked), s.reply(factor)
			issued := s.Now
			s.site.Now = s.site.Now.Add(wrong)
			s.must(s.site.Update(func(tx *storage.Tx) error {
				return tx.SaveTimes(mark.Times{Signed: s.times().Signed, Observed: s.site.Now})
			}))
			if wrong > 0 {
				_, err := importReply(t, s.site, factorReply)
				s.refused(err, fault.Expired, "file.expired")
			}
			s.site.Now = issued.Add(time.Hour)
			out, err := importReply(t, s.site, clockReply)
			s.must(err)
			if !out.Now.Equal(s.site.Now) || out.Late || s.siteClock().Times.Jumped(s.site.Now) {
				t.Errorf("outcome %+v", out)
			}
		})
	}
}

// The nonce, not the date, ends a reply: kept for years it still corrects, and
// once another was asked for it never does.
func TestOldClockRepliesAreBoundToTheirNonce(t *testing.T) {
	s := newScene(t)
	reply := s.reply(s.ask(mark.PurposeClock))
	s.site.Now = s.site.Now.AddDate(1, 0, 0)
	s.must(s.site.Update(func(tx *storage.Tx) error {
		return tx.SaveTimes(mark.Times{Signed: s.times().Signed, Observed: s.site.Now})
	}))
	before := s.times()
	again := s.ask(mark.PurposeClock)
	_, err := importReply(t, s.site, reply)
	s.refused(err, fault.Conflict, "verification.other-request")
	if s.times() != before || again.Code == "" {
		t.Errorf("the marks moved from %+v to %+v", before, s.times())
	}
}

// A file is dated by the clock that the person has set right, and asks for that
// day.
func TestClockFileAsksForTheDayOfItsDate(t *testing.T) {
	s := newScene(t)
	s.site.Now = s.site.Now.AddDate(0, 0, 5)
	_, err := s.tryReceive(s.ask(mark.PurposeClock).Data)
	s.refused(err, fault.Expired, "file.not-yet")
}

// Two requests after the same message mean that the poste was copied.
func TestThreat18CopiedPosteAsks(t *testing.T) {
	s := newScene(t)
	twin := s.site.Copy()
	s.receive(s.ask(mark.PurposeFactor).Data)
	s.site = twin
	asked, err := s.tryAsk(wish(mark.PurposeFactor), rand.Reader)
	s.must(err)
	_, err = s.tryReceive(asked.Data)
	s.refused(err, fault.Conflict, "order.fork")
}
