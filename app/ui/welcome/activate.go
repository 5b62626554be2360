package welcome

import (
	"context"
	"errors"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// activation is the first sign-in of a person on a poste: with the code that
// came by another way than the file, and a password of their own.
type activation struct {
	host     *Host
	name     *kit.TextField
	code     *kit.TextField
	password passwords
	form     *kit.Form
	activate *kit.Button
	running  bool
}

func (h *Host) showActivation(name string) {
	a := &activation{host: h, name: kit.NewTextField(h.Services, "email"), code: newCodeField(h.Services)}
	a.name.Required, a.name.MaxRunes = true, 254
	a.name.SetText(name)
	a.password = newPasswords(h.Services, func() []string { return []string{a.name.Text} })
	a.password.again.Commit = a.try
	a.form = kit.NewForm().Add(h.T("welcome.name"), a.name).Add(h.T("welcome.activation.code"), a.code)
	a.password.addTo(a.form)
	a.activate = kit.NewButton(h.T("welcome.activation.do"), "check", kit.Primary, a.try)
	focus := a.code
	if name == "" {
		focus = a.name
	}
	h.show(page{
		name: "activation", title: h.T("welcome.activation.title"), width: 600, back: h.Show, focus: focus,
		content: kit.VStack(12, kit.NewParagraph(h.T("welcome.activation.what"), kit.Muted), kit.NewCard(a.form)),
		buttons: []*kit.Button{kit.NewButton(h.T("welcome.back"), "", kit.Plain, h.Show), a.activate},
	})
}

func (a *activation) try() {
	if a.running || !a.form.Check() {
		return
	}
	a.setRunning(true)
	h := a.host
	name, code, password := a.name.Text, a.code.Text, a.password.first.Text
	var session *workspace.Session
	h.Tasks.Run(h.T("welcome.activation.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		session, err = h.Workspace.ActivateAccount(ctx, name, code, password)
		return err
	}, func(err error) {
		a.setRunning(false)
		if err != nil {
			a.refuse(err)
			return
		}
		h.remember(name)
		kit.Trace("account activated")
		h.SignedIn(session)
	})
}

// refuse says what is wrong and puts the keyboard where it can be mended.
func (a *activation) refuse(err error) {
	a.host.Refuse(err)
	if errors.Is(err, fault.Denied) || errors.Is(err, fault.Forged) {
		a.host.Window.Canvas().Focus(a.code)
	}
}

func (a *activation) setRunning(running bool) {
	a.running = running
	a.activate.SetEnabled(!running)
}
