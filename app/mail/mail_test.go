package mail_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
)

var now = time.Date(2026, time.November, 22, 9, 0, 0, 0, time.UTC)

func waiting() mail.Letter {
	return mail.Letter{Status: mail.Waiting, Next: now, Sealed: []byte("what it says")}
}

// A server that never answers is tried for two to four days, ever more rarely.
func TestLetterIsTriedMoreAndMoreRarelyAndThenGivenUp(t *testing.T) {
	l, at := waiting(), now
	var last time.Duration
	for l.Status == mail.Waiting {
		if !l.Due(at) || l.Due(at.Add(-time.Second)) {
			t.Fatalf("attempt %d is not due just then", l.Attempts)
		}
		l = l.Failed(at, "mail.unreachable", false)
		if l.Status != mail.Waiting {
			break
		}
		pause := l.Next.Sub(at)
		if pause < last || pause < time.Minute || pause > 24*time.Hour {
			t.Errorf("attempt %d is followed by a pause of %s", l.Attempts, pause)
		}
		last, at = pause, l.Next
	}
	if took := at.Sub(now); took < 48*time.Hour || took > 96*time.Hour {
		t.Errorf("it was tried for %s", took)
	}
	if l.Status != mail.Abandoned || l.Sealed != nil || l.Reason != "mail.unreachable" || l.Due(at.AddDate(1, 0, 0)) {
		t.Errorf("what is left is %+v", l)
	}
}

func TestWhatIsRefusedForGoodIsNotTriedAgain(t *testing.T) {
	l := waiting().Failed(now, "mail.rejected", true)
	if l.Status != mail.Abandoned || l.Sealed != nil || l.Attempts != 1 {
		t.Errorf("it is %+v", l)
	}
}

// A letter that has left says nothing any more, and is neither cancelled nor sent
// again.
func TestALetterThatHasLeftKeepsNoSecret(t *testing.T) {
	for name, gone := range map[string]mail.Letter{
		"sent": waiting().Delivered(now), "exported": waiting().HandedOut(now), "given up": waiting().Failed(now, "x", true),
	} {
		if gone.Sealed != nil || gone.Due(now) {
			t.Errorf("%s: %+v", name, gone)
		}
		if _, err := gone.Cancel(); !errors.Is(err, fault.Conflict) {
			t.Errorf("%s: cancelling gives %v", name, err)
		}
		if _, err := gone.Again(now); !errors.Is(err, fault.Conflict) {
			t.Errorf("%s: trying again gives %v", name, err)
		}
	}
	cancelled, err := waiting().Cancel()
	if err != nil || cancelled.Status != mail.Abandoned || cancelled.Sealed != nil {
		t.Errorf("cancelled it is %+v, %v", cancelled, err)
	}
	late := waiting().Failed(now, "x", false)
	if again, err := late.Again(now); err != nil || !again.Due(now) {
		t.Errorf("%+v, %v", again, err)
	}
}

func TestServerIsCleaned(t *testing.T) {
	good := mail.Server{Host: " mail.eauvive.example ", Security: mail.StartTLS, User: "siege", From: "Siege@EauVive.example", FromName: "Eau Vive"}
	cleaned, err := good.Cleaned()
	want := mail.Server{
		Host: "mail.eauvive.example", Port: 587, Security: mail.StartTLS, User: "siege", From: "siege@eauvive.example", FromName: "Eau Vive",
	}
	if err != nil || cleaned != want {
		t.Errorf("%+v, %v", cleaned, err)
	}
	for key, edit := range map[string]func(*mail.Server){
		"mail.host":              func(s *mail.Server) { s.Host = "mail.example/../x" },
		"mail.security":          func(s *mail.Server) { s.Security = "ssl3" },
		"mail.port":              func(s *mail.Server) { s.Port = 70000 },
		"mail.text":              func(s *mail.Server) { s.FromName = "Eau\r\nBcc: x" },
		"mail.from":              func(s *mail.Server) { s.From = "" },
		"directory.email":        func(s *mail.Server) { s.From = "Eau Vive <siege@eauvive.example>" },
		"mail.password-in-clear": func(s *mail.Server) { s.Security = mail.Open },
	} {
		bad := good
		edit(&bad)
		_, err := bad.Cleaned()
		var f *fault.Error
		if !errors.As(err, &f) || f.Key != key {
			t.Errorf("%s: %v", key, err)
		}
	}
	for security, port := range map[mail.Security]int{mail.TLS: 465, mail.Open: 25} {
		s := good
		s.Security, s.User = security, ""
		if cleaned, err := s.Cleaned(); err != nil || cleaned.Port != port {
			t.Errorf("%s: port %d, %v", security, cleaned.Port, err)
		}
	}
}
