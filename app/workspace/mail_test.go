package workspace_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

var server = mail.Server{Host: "mail.eauvive.example", Security: mail.StartTLS, User: "siege", From: "siege@eauvive.example"}

const mailPassword = "un mot de passe pour le courrier"

// post is a server as it answers, and what it was given.
type post struct {
	answer error
	took   []mail.Facts
}

func (p *post) hand(_ context.Context, s mail.Server, password string, _ mail.Letter, facts mail.Facts) error {
	if p.answer != nil {
		return p.answer
	}
	if s.Host != server.Host || password != mailPassword {
		return errors.New("another server or password")
	}
	p.took = append(p.took, facts)
	return nil
}

// The code of an activation reaches the user by e-mail, over a restart and a
// server that was away, and is nowhere to be read before or after.
func TestActivationTravelsByMail(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	must[mail.Server](t)(o.session.SetMailServer(ctx, server, mailPassword))
	invitation := must[workspace.Invitation](t)(o.session.MailActivation(ctx, o.awa.ID, "awa.diop@eauvive.example", o.code))
	if invitation.Renewed || invitation.Letter.Address != "awa.diop@eauvive.example" || invitation.Letter.Language != "fr" {
		t.Errorf("the letter is %+v", invitation)
	}
	if p := must[workspace.Person](t)(o.session.Person(ctx, o.awa.ID)); p.User.Email != "awa.diop@eauvive.example" {
		t.Errorf("the record has %s", p.User.Email)
	}
	away := &post{answer: fault.New(fault.Missing, "mail.unreachable", fault.Args{"Host": "x"})}
	if m, err := o.session.SendMail(ctx, away.hand); err != nil || m.Failed != 1 || m.Sent != 0 || !errors.Is(m.Refused, fault.Missing) {
		t.Errorf("%+v, %v", m, err)
	}
	o.reopen(t)
	o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
	there := &post{}
	if m := must[workspace.Mailed](t)(o.session.SendMail(ctx, there.hand)); m.Sent != 0 {
		t.Error("it is tried again at once")
	}
	o.now = o.now.Add(2 * time.Minute)
	if m := must[workspace.Mailed](t)(o.session.SendMail(ctx, there.hand)); m.Sent != 1 || there.took[0]["Code"] != o.code {
		t.Errorf("%+v: %v", m, there.took)
	}
	letters, total, err := o.session.Letters(ctx, mail.Filter{})
	if err != nil || total != 1 || letters[0].Status != mail.Sent || letters[0].Sealed != nil || letters[0].Attempts != 1 {
		t.Errorf("%+v, %v", letters, err)
	}
	check(t, o.Close())
	for _, name := range []string{o.database(), o.database() + "-wal"} {
		content, err := os.ReadFile(name)
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		check(t, err)
		for _, secret := range []string{o.code, mailPassword} {
			if bytes.Contains(content, []byte(secret)) {
				t.Errorf("%s tells %s", name, secret)
			}
		}
	}
}

// A code that is not at hand any more is replaced, and the old one is refused.
func TestInvitationWithoutCodeRenewsIt(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	must[mail.Server](t)(o.session.SetMailServer(ctx, server, mailPassword))
	invitation := must[workspace.Invitation](t)(o.session.MailActivation(ctx, o.awa.ID, "", ""))
	there := &post{}
	must[workspace.Mailed](t)(o.session.SendMail(ctx, there.hand))
	code := there.took[0]["Code"]
	if !invitation.Renewed || code == o.code {
		t.Errorf("renewed %v", invitation.Renewed)
	}
	_, err := o.session.MailActivation(ctx, o.awa.ID, "", o.code)
	synctest.Refused(t, err, fault.Invalid, "mail.other-code")
	site := openFolder(t, t.TempDir())
	a := must[*workspace.Arrival](t)(site.Examine(ctx, nil, o.export(t)))
	check(t, site.Apply(ctx, nil, a, o.print))
	must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, code, awaPassword))
}

// What the server refuses for good is given up, and told in the history.
func TestLetterRefusedForGoodIsGivenUp(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	must[mail.Server](t)(o.session.SetMailServer(ctx, server, mailPassword))
	must[workspace.Invitation](t)(o.session.MailActivation(ctx, o.awa.ID, "", o.code))
	rejecting := &post{answer: fault.New(fault.Denied, "mail.rejected", fault.Args{"Host": "x"})}
	must[workspace.Mailed](t)(o.session.SendMail(ctx, rejecting.hand))
	letters, _, err := o.session.Letters(ctx, mail.Filter{Status: mail.Abandoned})
	if err != nil || len(letters) != 1 || letters[0].Reason != "mail.rejected" || letters[0].Sealed != nil {
		t.Errorf("%+v, %v", letters, err)
	}
	if acts := o.history(t); acts[0].Verb != directory.VerbLetterAbandoned {
		t.Errorf("the history says %s", acts[0].Verb)
	}
	synctest.Refused(t, o.session.CancelLetter(ctx, letters[0].ID), fault.Conflict, "mail.gone")
}

// Without a server a letter waits.
func TestLetterWaitsWithoutServer(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	invitation := must[workspace.Invitation](t)(o.session.MailActivation(ctx, o.awa.ID, "", o.code))
	_, err := o.session.SendMail(ctx, (&post{}).hand)
	synctest.Refused(t, err, fault.Missing, "mail.no-server")
	letters, _, err := o.session.Letters(ctx, mail.Filter{Status: mail.Waiting})
	if err != nil || len(letters) != 1 || letters[0].ID != invitation.Letter.ID {
		t.Errorf("%+v, %v", letters, err)
	}
}

// The password of one server is not shown to another.
func TestMailPasswordStaysWithItsServer(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	must[mail.Server](t)(o.session.SetMailServer(ctx, server, mailPassword))
	same := server
	same.FromName = "Eau Vive"
	must[mail.Server](t)(o.session.SetMailServer(ctx, same, ""))
	must[mail.Letter](t)(o.session.TryMailServer(ctx))
	there := &post{}
	if m := must[workspace.Mailed](t)(o.session.SendMail(ctx, there.hand)); m.Sent != 1 {
		t.Errorf("the password is gone: %v", m.Refused)
	}
	other := server
	other.Host = "mail.thief.example"
	must[mail.Server](t)(o.session.SetMailServer(ctx, other, ""))
	must[mail.Letter](t)(o.session.TryMailServer(ctx))
	must[workspace.Mailed](t)(o.session.SendMail(ctx, func(_ context.Context, s mail.Server, password string, _ mail.Letter, _ mail.Facts) error {
		if s.Host != other.Host || password != "" {
			t.Errorf("%s is shown %q", s.Host, password)
		}
		return nil
	}))
	check(t, o.session.ForgetMailServer(ctx))
	if _, err := o.session.MailServer(ctx); !errors.Is(err, fault.Missing) {
		t.Errorf("%v", err)
	}
}

// Nobody else reads, sends or sets anything.
func TestMailIsForAdministrators(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	letter := must[workspace.Invitation](t)(o.session.MailActivation(ctx, o.awa.ID, "", o.code)).Letter
	_, awa := o.join(t)
	for name, do := range map[string]func() error{
		"list":   func() error { _, _, err := awa.Letters(ctx, mail.Filter{}); return err },
		"send":   func() error { _, err := awa.SendMail(ctx, (&post{}).hand); return err },
		"invite": func() error { _, err := awa.MailActivation(ctx, o.awa.ID, "", ""); return err },
		"cancel": func() error { return awa.CancelLetter(ctx, letter.ID) },
		"server": func() error { _, err := awa.MailServer(ctx); return err },
		"set":    func() error { _, err := awa.SetMailServer(ctx, server, ""); return err },
	} {
		if err := do(); !errors.Is(err, fault.Denied) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
