package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/factor"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// lookEvery is how often the window asks whether anybody is there.
const lookEvery = 5 * time.Second

// watch locks the window once nobody has used it for too long.
func (p *person) watch() {
	ticker := time.NewTicker(lookEvery)
	defer ticker.Stop()
	for {
		select {
		case <-p.desk.Context.Done():
			return
		case <-ticker.C:
		}
		longest, err := p.desk.Session.LockAfter(p.desk.Context)
		if err != nil { // whoever may not work here any more learns it at the next step
			longest = 0
		}
		fyne.Do(func() { p.lockIfIdle(longest) })
	}
}

func (p *person) lockIfIdle(longest time.Duration) {
	after := p.chosen().LockAfter(longest)
	if p.window.person == p && after > 0 && kit.Idle() >= after {
		p.lock()
	}
}

// lockScreen covers the window until the person has shown who they are.
type lockScreen struct {
	*person
	password *kit.PasswordField
	code     *kit.TextField // asked for once it turns out to be needed
	form     *kit.Form
	fields   *fyne.Container
	problem  *fyne.Container
	open     *kit.Button
	other    *kit.Button
	warned   bool
}

// lock covers the window; what was typed stays.
func (p *person) lock() {
	if p.desk.Shell.Covered() {
		return
	}
	l := &lockScreen{person: p, fields: container.NewStack(), problem: container.NewStack()}
	l.password = kit.NewPasswordField(p.desk.Services, "lock-password")
	l.password.Required, l.password.Commit = true, l.try
	l.code = factor.NewCodeField(p.desk.Services, "lock-code")
	l.code.Commit = l.try
	l.open = kit.NewButton(p.desk.T("ui.lock.open"), "", kit.Primary, l.try)
	l.other = kit.NewButton(p.desk.T("ui.lock.other"), "sign-out", kit.Quiet, l.leave)
	l.arrange(false)
	body := kit.VStack(16, kit.NewText(p.desk.T("ui.lock.title"), kit.Title),
		kit.NewParagraph(p.desk.T("ui.lock.what", fault.Args{"Name": p.actor.Name()}), kit.Muted), l.problem,
		kit.NewCard(kit.VStack(12, l.fields, kit.HStack(8, kit.Space(), l.open))), container.NewCenter(l.other))
	p.desk.Shell.Cover(kit.Screen{Name: "lock", Content: container.NewCenter(kit.Width(480, body)), Focus: l.password})
	kit.Trace("locked")
}

// arrange sets the fields, with the one for the second factor where it is needed.
func (l *lockScreen) arrange(withCode bool) {
	l.form = kit.NewForm().Add(l.desk.T("ui.lock.password"), l.password)
	if withCode {
		l.form.Add(l.desk.T("factor.code"), l.code)
	}
	l.fields.Objects = []fyne.CanvasObject{l.form}
	l.fields.Refresh()
}

func (l *lockScreen) try() {
	if l.open.Disabled() || !l.form.Check() {
		return
	}
	l.open.SetEnabled(false)
	password, code := l.password.Text, l.code.Text
	l.desk.Tasks.Run(l.desk.T("ui.lock.running"), func(ctx context.Context, _ func(kit.Progress)) error {
		return l.desk.Session.Unlock(ctx, password, code)
	}, func(err error) {
		l.open.SetEnabled(true)
		if err != nil {
			l.refuse(err)
			return
		}
		l.desk.Shell.Uncover()
		kit.Trace("unlocked")
	})
}

// refuse says what is wrong on the cover itself.
func (l *lockScreen) refuse(err error) {
	focus := &l.password.TextField
	if f := new(fault.Error); errors.As(err, &f) && f.Key == "access.factor-needed" {
		l.arrange(true)
		focus = l.code
	} else {
		l.code.SetText("")
		l.password.SetText("")
		text, hint := l.desk.Explain(err)
		l.problem.Objects = []fyne.CanvasObject{kit.NewNotice(l.desk.Printer, kit.Refused, text, hint)}
		l.problem.Refresh()
	}
	l.window.window.Canvas().Focus(focus)
	kit.Trace("unlock refused")
}

// leave lets somebody else use the poste; what was not saved is said to be lost
// first.
func (l *lockScreen) leave() {
	if !l.warned && l.desk.Shell.Current().Leave != nil {
		l.warned = true
		l.other.SetText(l.desk.T("ui.lock.lose"))
		return
	}
	l.desk.Shell.Uncover()
	l.signOutNow()
}
