package account

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// shownSignIns is how many sign-ins the screen tells of; the history has them all.
const shownSignIns = 100

// signIns is « Mes connexions »: when, on which poste, and what was refused.
func (s *section) signIns() {
	kit.Load(s.Tasks, func() ([]workspace.SignIn, error) { return s.Session.SignIns(s.Context) }, func(list []workspace.SignIn, err error) {
		if !s.Refuse(err) {
			s.showSignIns(list)
		}
	})
}

func (s *section) showSignIns(list []workspace.SignIn) {
	lines := kit.VStack(6)
	for _, one := range list[:min(len(list), shownSignIns)] {
		lines.Add(signInLine(s.Printer, one))
	}
	s.show(screen{
		name: "sign-ins", title: s.T("account.function.sign-ins"), keys: kit.Handlers{kit.ActionRefresh: s.signIns},
		body: sheet(kit.VStack(12, kit.NewParagraph(s.T("account.sign-ins.what"), kit.Body), kit.Rule(), lines)),
	})
}

func signInLine(p *translation.Printer, one workspace.SignIn) fyne.CanvasObject {
	badge := kit.NewBadge(kit.Fine, p.T("account.sign-ins.right"))
	if one.Refused {
		badge = kit.NewBadge(kit.Refused, p.T("account.sign-ins.refused"))
	}
	return kit.Leading(12, kit.Width(170, kit.NewText(p.Time(one.At), kit.Body)),
		kit.Leading(12, kit.Width(110, kit.HStack(0, badge)), kit.NewText(PosteText(p, one), kit.Muted)))
}

// PosteText names the poste of a sign-in.
func PosteText(p *translation.Printer, one workspace.SignIn) string {
	if one.Poste.Number == 0 {
		return p.T("account.sign-ins.here")
	}
	return p.T("account.sign-ins.poste", fault.Args{"Number": one.Poste.Number, "Label": one.Poste.Label, "Location": one.Poste.Location})
}
