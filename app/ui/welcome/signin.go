package welcome

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// signIn is the door of every later start.
type signIn struct {
	host       *Host
	name       *kit.TextField
	password   *kit.PasswordField
	form       *kit.Form
	enter      *kit.Button
	registered bool // has head office to ask for a code
	running    bool
}

func (h *Host) showSignIn(condition workspace.Condition) {
	s := &signIn{host: h, registered: condition.Side == directory.Site && condition.Poste.Number > 0, name: kit.NewTextField(h.Services, "name"), password: kit.NewPasswordField(h.Services, "password")}
	s.name.Required, s.name.MaxRunes, s.password.Required = true, 254, true
	s.name.SetText(h.Settings.LastName)
	s.password.Commit = s.try
	s.form = kit.NewForm().Add(h.T("welcome.name"), s.name).Add(h.T("welcome.password.own"), s.password)
	s.enter = kit.NewButton(h.T("welcome.sign-in.do"), "", kit.Primary, s.try)
	var focus fyne.Focusable = s.password
	if h.Settings.LastName == "" {
		focus = s.name
	}
	h.show(page{
		name: "sign-in", title: condition.Organisation.Name, width: 480, focus: focus,
		content: kit.VStack(12, h.whereabouts(condition), kit.NewCard(kit.VStack(12, s.form, kit.HStack(8, kit.Space(), s.enter))), s.others(), h.sampleNote()),
	})
}

// whereabouts says which poste this is, and what is wrong with its clock.
func (h *Host) whereabouts(c workspace.Condition) fyne.CanvasObject {
	lines := kit.VStack(6, kit.NewText(Whereabouts(h.Printer, c), kit.Muted))
	if c.Organisation.Training {
		lines.Add(kit.NewBadge(kit.Neutral, h.T("welcome.training")))
	}
	if c.ClockLate {
		lines.Add(kit.NewNotice(h.Printer, kit.Expiring, h.T("welcome.clock.late", fault.Args{"Now": c.Now}), h.T("welcome.clock.late.hint")))
	}
	if c.ClockJumped {
		lines.Add(kit.NewNotice(h.Printer, kit.Expiring, h.T("welcome.clock.jumped", fault.Args{"Now": c.Now}), h.T("welcome.clock.late.hint")))
	}
	return lines
}

// others are the ways on for those who can not sign in yet.
func (s *signIn) others() fyne.CanvasObject {
	h := s.host
	lines := kit.VStack(0,
		kit.HStack(0, kit.NewButton(h.T("welcome.forgotten"), "info", kit.Quiet, func() { h.showForgotten(s.name.Text) })),
		kit.HStack(0, kit.NewButton(h.T("welcome.to-activation"), "key", kit.Quiet, func() { h.showActivation(s.name.Text) })),
		kit.HStack(0, kit.NewButton(h.T("welcome.update"), "import", kit.Quiet, func() { h.importer(nil).Choose() })),
	)
	if s.registered {
		lines.Add(kit.HStack(0, kit.NewButton(h.T("codes.title"), "shield", kit.Quiet, func() { h.askCode(s.name.Text) })))
	}
	return container.NewCenter(lines)
}

func (s *signIn) try() {
	if s.running || !s.form.Check() {
		return
	}
	s.setRunning(true)
	h, name, password := s.host, s.name.Text, s.password.Text
	var e *workspace.Entry
	h.Tasks.Run(h.T("welcome.sign-in.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		e, err = h.Workspace.Enter(ctx, name, password)
		return err
	}, func(err error) {
		s.setRunning(false)
		if h.Refuse(err) {
			s.password.SetText("")
			h.Window.Canvas().Focus(s.password)
			return
		}
		h.remember(name)
		h.proceed(e)
	})
}

func (s *signIn) setRunning(running bool) {
	s.running = running
	s.enter.SetEnabled(!running)
}
