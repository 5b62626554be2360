package postes

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/history"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// maxName is what the directory keeps of a label or a location.
const maxName = 80

// edit changes the label and the location of a poste.
func (l *list) edit(p directory.Poste) {
	label, location := kit.NewTextField(l.Services, "label"), kit.NewTextField(l.Services, "location")
	label.Required, label.MaxRunes, location.MaxRunes = true, maxName, maxName
	label.SetText(p.Label)
	location.SetText(p.Location)
	var dialog *kit.OpenDialog
	dialog = l.Dialogs.Open(kit.Dialog{
		Name: "poste-edit", Title: l.T("postes.edit.title", numberArgs(p)), Width: 520,
		Content: kit.VStack(12, kit.NewLabelled(l.T("postes.column.label"), label), kit.NewLabelled(l.T("postes.column.location"), location),
			kit.NewParagraph(l.T("postes.edit.text"), kit.Muted)),
		Confirm: l.T("postes.edit.confirm"), Focus: label,
		OnConfirm: func() error {
			if label.Check()+location.Check() != "" {
				dialog.Fit()
				return kit.ErrStay
			}
			return dialog.Await(l.T("postes.editing"), func() error {
				_, err := l.Session.EditPoste(l.Context, p.ID, label.Text, location.Text)
				return err
			}, func() {
				l.Changed()
				l.bring(l.T("postes.edited", fault.Args{"Number": p.Number, "Label": label.Text}))
			})
		},
	})
}

// history shows what was done on a poste and about it.
func (l *list) history(p directory.Poste) {
	grid := history.OfPoste(l.Desk, p.Number)
	back := func() { l.bring("") }
	l.Shell.Show(kit.Screen{
		Name: "postes.history", Section: string(desk.Postes),
		Crumbs:  []kit.Crumb{{Text: l.T("postes.title"), Open: back}, {Text: l.T("postes.poste", numberArgs(p))}},
		Content: kit.NewPage(kit.NewHead(l.T("postes.history.title", numberArgs(p)), nil), grid), Focus: grid.Focus(),
		Keys: kit.Handlers{kit.ActionRefresh: grid.Reload},
	})
}
