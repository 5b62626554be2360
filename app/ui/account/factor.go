package account

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/factor"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// factorScreen is « Deuxième facteur »: what there is on this poste, and what can
// be changed with the password and the present factor.
type factorScreen struct {
	*section
	own      workspace.OwnFactor
	password *kit.PasswordField
	code     *kit.TextField // nil without a factor
	form     *kit.Form
	buttons  []*kit.Button
}

func (s *section) factor() { s.factorThen(func() {}) }

// factorThen goes on once the screen is there.
func (s *section) factorThen(then func()) {
	kit.Load(s.Tasks, func() (workspace.OwnFactor, error) { return s.Session.Factor(s.Context) }, func(own workspace.OwnFactor, err error) {
		if !s.Refuse(err) {
			(&factorScreen{section: s, own: own}).show()
			then()
		}
	})
}

func (f *factorScreen) enrolled() bool { return !f.own.Enrolled.IsZero() }

func (f *factorScreen) show() {
	lines := kit.VStack(12, kit.NewParagraph(f.T("account.factor.what"), kit.Body), f.state())
	if f.own.Policy == directory.FactorNone {
		f.section.show(screen{name: "factor", title: f.T("account.function.second-factor"), body: sheet(lines)})
		return
	}
	f.password = kit.NewPasswordField(f.Services, "password")
	f.password.Required = true
	f.form = kit.NewForm().Add(f.T("account.factor.password"), f.password)
	if f.enrolled() {
		f.code = factor.NewCodeField(f.Services, "factor")
		f.form.Add(f.T("factor.code"), f.code)
	}
	f.fillButtons()
	last := f.buttons[len(f.buttons)-1]
	f.password.Commit = func() { last.Tapped(nil) }
	if f.code != nil {
		f.password.Commit, f.code.Commit = nil, func() { last.Tapped(nil) }
	}
	lines.Add(kit.Rule())
	lines.Add(f.form)
	f.section.show(screen{name: "factor", title: f.T("account.function.second-factor"), focus: f.password, body: sheet(lines, f.buttons...)})
}

func (f *factorScreen) fillButtons() {
	if !f.enrolled() {
		f.offer("account.factor.enrol", kit.Primary, func(way *factor.Way) { way.Enrol() })
		return
	}
	if !f.own.Required {
		f.offer("account.factor.remove", kit.Plain, f.remove)
	}
	f.offer("account.factor.replace", kit.Plain, func(way *factor.Way) { way.Enrol() })
	f.offer("account.factor.codes", kit.Primary, f.renew)
}

func (f *factorScreen) offer(text string, weight kit.Weight, then func(*factor.Way)) {
	f.buttons = append(f.buttons, kit.NewButton(f.T(text), "", weight, func() { f.prove(then) }))
}

// state says what there is on this poste.
func (f *factorScreen) state() fyne.CanvasObject {
	switch {
	case f.own.Policy == directory.FactorNone:
		return kit.NewNotice(f.Printer, kit.Neutral, f.T("account.factor.policy-none"), "")
	case f.enrolled() && f.own.Left < 3:
		return kit.NewNotice(f.Printer, kit.Expiring, f.stateText(), f.T("account.factor.few"))
	case f.enrolled():
		return kit.NewNotice(f.Printer, kit.Fine, f.stateText(), "")
	}
	return kit.NewNotice(f.Printer, kit.Neutral, f.T("account.factor.absent"), f.T("account.factor.absent.hint"))
}

func (f *factorScreen) stateText() string {
	return f.T("account.factor.enrolled", fault.Args{"When": f.own.Enrolled, "Count": f.own.Left})
}

// prove takes password and code, and then leads on.
func (f *factorScreen) prove(then func(*factor.Way)) {
	if f.buttons[0].Disabled() || !f.form.Check() {
		return
	}
	f.rest(true)
	password, code := f.password.Text, ""
	if f.code != nil {
		code = f.code.Text
	}
	var e *workspace.Entry
	f.Tasks.Run(f.T("account.factor.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		if e, err = f.Session.Again(ctx, password); err == nil {
			err = e.Prove(ctx, code)
		}
		return err
	}, func(err error) {
		f.rest(false)
		if !f.Refuse(err) {
			then(f.way(e))
		}
	})
}

func (f *factorScreen) rest(resting bool) {
	for _, b := range f.buttons {
		b.SetEnabled(!resting)
	}
}

func (f *factorScreen) way(e *workspace.Entry) *factor.Way {
	return &factor.Way{Services: f.Services, Entry: e, Back: f.section.factor, Done: f.section.factor, Show: func(p factor.Page) {
		f.section.show(screen{name: p.Name, title: p.Title, focus: p.Focus, body: framed(p)})
	}}
}

// framed sets a page of the way under a breadcrumb.
func framed(p factor.Page) fyne.CanvasObject {
	line := kit.HStack(8, kit.Space())
	for _, b := range p.Buttons {
		line.Add(b)
	}
	return kit.VStack(0, kit.HStack(0, kit.Width(sheetWidth, kit.VStack(12, p.Content, line))))
}

func (f *factorScreen) remove(way *factor.Way) {
	f.Tasks.Run(f.T("account.factor.running"), func(ctx context.Context, _ func(kit.Progress)) error { return way.Entry.RemoveFactor(ctx) }, func(err error) {
		if !f.Refuse(err) {
			kit.Trace("factor removed")
			f.factorThen(func() { f.Done(f.T("account.factor.removed")) })
		}
	})
}

func (f *factorScreen) renew(way *factor.Way) {
	var codes []string
	f.Tasks.Run(f.T("account.factor.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		codes, err = way.Entry.NewRecoveryCodes(ctx)
		return err
	}, func(err error) {
		if !f.Refuse(err) {
			way.ShowCodes(codes)
		}
	})
}
