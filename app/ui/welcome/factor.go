package welcome

import (
	"context"

	"github.com/comptoir/comptoir/app/ui/factor"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// proceed leads somebody whose password was right to the first screen, by the
// second factor where one is needed.
func (h *Host) proceed(e *workspace.Entry) {
	way := &factor.Way{Services: h.Services, Entry: e, Show: h.showFactor, Back: h.Show}
	way.Done = func() { h.openEntry(e) }
	switch e.Step() {
	case workspace.StepCode:
		way.Prove()
	case workspace.StepEnrol:
		way.Enrol()
	default:
		h.openEntry(e)
	}
}

func (h *Host) openEntry(e *workspace.Entry) {
	var session *workspace.Session
	h.Tasks.Run(h.T("welcome.sign-in.running"), func(ctx context.Context, _ func(kit.Progress)) (err error) {
		session, err = e.Open(ctx)
		return err
	}, func(err error) {
		if h.Refuse(err) {
			return
		}
		h.SignedIn(session)
	})
}

func (h *Host) showFactor(p factor.Page) {
	h.show(page{name: p.Name, title: p.Title, content: p.Content, buttons: p.Buttons, focus: p.Focus, width: 600, back: h.Show})
}

// showForgotten says what to do without the password, which nobody can read or
// set for somebody else.
func (h *Host) showForgotten(name string) {
	next := kit.NewButton(h.T("welcome.to-activation"), "key", kit.Primary, func() { h.showActivation(name) })
	lines := kit.VStack(10)
	for _, step := range []string{"ask", "file", "code", "factor"} {
		lines.Add(kit.NewParagraph(h.T("welcome.forgotten."+step), kit.Body))
	}
	h.show(page{
		name: "forgotten", title: h.T("welcome.forgotten"), width: 600, back: h.Show, focus: next,
		content: kit.VStack(12, kit.NewParagraph(h.T("welcome.forgotten.what"), kit.Muted), kit.NewCard(lines)),
		buttons: []*kit.Button{kit.NewButton(h.T("welcome.back"), "", kit.Plain, h.Show), next},
	})
}
