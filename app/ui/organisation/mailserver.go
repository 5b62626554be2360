package organisation

import (
	"context"
	"errors"
	"strconv"

	"github.com/comptoir/comptoir/app/courier"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// serverForm is « Serveur de courrier ».
type serverForm struct {
	*section
	set                              bool // there is one
	host, port, user, from, fromName *kit.TextField
	password                         *kit.PasswordField
	security                         *kit.PickerField
	form                             *kit.Form
	save, trial                      *kit.Button
}

func (s *section) mailServer() { s.showMailServer("") }

func (s *section) showMailServer(done string) {
	set := true
	kit.Load(s.Tasks, func() (mail.Server, error) {
		server, err := s.Session.MailServer(s.Context)
		if errors.Is(err, fault.Missing) {
			set, err = false, nil
			server.Security = mail.StartTLS
		}
		return server, err
	}, func(server mail.Server, err error) {
		if s.Refuse(err) {
			return
		}
		(&serverForm{section: s, set: set}).open(server)
		if done != "" {
			s.Done(done)
		}
	})
}

func (f *serverForm) open(server mail.Server) {
	f.fields(server)
	f.form = kit.NewForm().Add(f.T("organisation.mail.host"), f.host).Add(f.T("organisation.mail.security"), f.security).
		Add(f.T("organisation.mail.port"), f.port).Add(f.T("organisation.mail.user"), f.user).Add(f.T("organisation.mail.password"), f.password).
		Add(f.T("organisation.mail.from"), f.from).Add(f.T("organisation.mail.from-name"), f.fromName)
	f.save = kit.NewButton(f.T("organisation.company.save"), "check", kit.Primary, f.try)
	buttons := kit.HStack(8, kit.Space())
	if f.set {
		f.trial = kit.NewButton(f.T("organisation.mail.trial"), "mail", kit.Plain, f.sendTrial)
		buttons.Add(f.trial)
		buttons.Add(kit.NewButton(f.T("organisation.mail.forget"), "delete", kit.Plain, f.forget))
	}
	buttons.Add(f.save)
	content := kit.VStack(12, kit.NewParagraph(f.T("organisation.mail.what"), kit.Body), f.form,
		kit.NewParagraph(f.T("organisation.mail.password.hint"), kit.Small), buttons)
	title := f.T("organisation.part.mail-server")
	f.show(screen{
		name: "mail-server", title: title, head: kit.NewHead(title, nil), focus: f.host, keys: kit.Handlers{kit.ActionSave: f.try},
		body: kit.VStack(0, kit.HStack(0, kit.Width(licenceWidth, kit.NewCard(content)))),
	})
}

func (f *serverForm) fields(server mail.Server) {
	text := func(name, value string) *kit.TextField {
		field := kit.NewTextField(f.Services, name)
		field.MaxRunes = 254
		field.SetText(value)
		return field
	}
	port := ""
	if server.Port > 0 {
		port = strconv.Itoa(server.Port)
	}
	f.host, f.port, f.user = text("host", server.Host), text("port", port), text("server-user", server.User)
	f.from, f.fromName = text("from", server.From), text("from-name", server.FromName)
	f.host.Required, f.from.Required = true, true
	f.port.MaxRunes = 5
	f.port.Verify = func(text string) error {
		if n, err := strconv.Atoi(text); text != "" && (err != nil || n < 1 || n > 65535) {
			return fault.New(fault.Invalid, "mail.port", nil)
		}
		return nil
	}
	f.password = kit.NewPasswordField(f.Services, "server-password")
	var choices []kit.Choice
	for _, s := range []mail.Security{mail.StartTLS, mail.TLS, mail.Open} {
		choices = append(choices, kit.Choice{ID: string(s), Text: f.T("mail.security." + string(s))})
	}
	f.security = f.choice("security", choices, string(server.Security))
	f.security.Required = true
}

func (f *serverForm) try() {
	if f.save.Disabled() || !f.form.Check() {
		return
	}
	port, _ := strconv.Atoi(f.port.Text) // the form has checked it; empty is the usual one
	server := mail.Server{
		Host: f.host.Text, Port: port, Security: mail.Security(f.security.Chosen().ID), User: f.user.Text, From: f.from.Text, FromName: f.fromName.Text,
	}
	password := f.password.Text
	f.save.SetEnabled(false)
	f.Tasks.Run(f.T("organisation.saving"), func(ctx context.Context, _ func(kit.Progress)) error {
		_, err := f.Session.SetMailServer(ctx, server, password)
		return err
	}, func(err error) {
		f.save.SetEnabled(true)
		if !f.Refuse(err) {
			kit.Trace("mail server saved")
			f.showMailServer(f.T("organisation.mail.saved"))
		}
	})
}

// sendTrial writes a letter to who is there and hands it in at once.
func (f *serverForm) sendTrial() {
	f.trial.SetEnabled(false)
	var mailed workspace.Mailed
	f.Tasks.Run(f.T("organisation.mail.sending"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		if _, err = f.Session.TryMailServer(ctx); err != nil {
			return err
		}
		mailed, err = f.Session.SendMail(ctx, courier.Courier{}.Send)
		return err
	}, func(err error) {
		f.trial.SetEnabled(true)
		switch {
		case f.Refuse(err), f.Refuse(mailed.Refused):
			kit.Trace("trial failed")
		default:
			kit.Trace("trial sent")
			f.Done(f.T("organisation.mail.tried"))
		}
	})
}

func (f *serverForm) forget() {
	f.Dialogs.Confirm(f.T("organisation.mail.forget.title"), f.T("organisation.mail.forget.text"), f.T("organisation.mail.forget.confirm"), func() {
		kit.Load(f.Tasks, func() (bool, error) { return true, f.Session.ForgetMailServer(f.Context) }, func(_ bool, err error) {
			if !f.Refuse(err) {
				kit.Trace("mail server forgotten")
				f.showMailServer(f.T("organisation.mail.forgotten"))
			}
		})
	})
}
