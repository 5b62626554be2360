package welcome

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
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
	recovery *kit.TextField // asked for once it turns out to be needed
	form     *kit.Form
	card     *fyne.Container
	activate *kit.Button
	running  bool
}

func (h *Host) showActivation(name string) {
	kit.Load(h.Tasks, func() (workspace.Condition, error) { return h.Workspace.Condition(h.Context) }, func(c workspace.Condition, err error) {
		if !h.Refuse(err) {
			h.showActivationUnder(c.Organisation.Policy, name)
		}
	})
}

func (h *Host) showActivationUnder(policy directory.Policy, name string) {
	a := &activation{host: h, name: kit.NewTextField(h.Services, "email"), code: newCodeField(h.Services)}
	a.name.Required, a.name.MaxRunes = true, 254
	a.name.SetText(name)
	a.password = newPasswords(h.Services, access.Policy{MinLength: policy.PasswordMin}, func() []string { return []string{a.name.Text} })
	a.password.again.Commit = a.try
	a.recovery = kit.NewTextField(h.Services, "recovery")
	a.recovery.Required, a.recovery.MaxRunes, a.recovery.TextStyle.Monospace = true, 20, true
	a.recovery.SetPlaceHolder("XXXX-XXXX-XXXX")
	a.recovery.Commit = a.try
	a.card = container.NewStack()
	a.arrange(false)
	a.activate = kit.NewButton(h.T("welcome.activation.do"), "check", kit.Primary, a.try)
	focus := a.code
	if name == "" {
		focus = a.name
	}
	h.show(page{
		name: "activation", title: h.T("welcome.activation.title"), width: 600, back: h.Show, focus: focus,
		content: kit.VStack(12, kit.NewParagraph(h.T("welcome.activation.what"), kit.Muted), a.card),
		buttons: []*kit.Button{kit.NewButton(h.T("welcome.back"), "", kit.Plain, h.Show), a.activate},
	})
}

// arrange sets the fields below each other, with the one for a recovery code where
// there is a second factor that the code must not get round.
func (a *activation) arrange(withFactor bool) {
	h := a.host
	a.form = kit.NewForm().Add(h.T("welcome.name"), a.name).Add(h.T("welcome.activation.code"), a.code)
	a.password.addTo(a.form)
	if withFactor {
		a.form.Add(h.T("welcome.activation.recovery"), a.recovery)
	}
	a.card.Objects = []fyne.CanvasObject{kit.NewCard(a.form)}
	a.card.Refresh()
}

func (a *activation) try() {
	if a.running || !a.form.Check() {
		return
	}
	a.setRunning(true)
	h := a.host
	typed := workspace.Activation{Name: a.name.Text, Code: a.code.Text, Password: a.password.first.Text, Recovery: a.recovery.Text}
	var e *workspace.Entry
	h.Tasks.Run(h.T("welcome.activation.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		e, err = h.Workspace.Activate(ctx, typed)
		return err
	}, func(err error) {
		a.setRunning(false)
		if err != nil {
			a.refuse(err)
			return
		}
		h.remember(typed.Name)
		kit.Trace("account activated")
		h.proceed(e)
	})
}

// refuse says what is wrong and puts the keyboard where it can be mended.
func (a *activation) refuse(err error) {
	a.host.Refuse(err)
	if f := new(fault.Error); errors.As(err, &f) && (f.Key == "access.activation-factor" || f.Key == "access.recovery-wrong") {
		a.arrange(true)
		a.host.Window.Canvas().Focus(a.recovery)
		return
	}
	if errors.Is(err, fault.Denied) || errors.Is(err, fault.Forged) {
		a.host.Window.Canvas().Focus(a.code)
	}
}

func (a *activation) setRunning(running bool) {
	a.running = running
	a.activate.SetEnabled(!running)
}
