package organisation

import (
	"context"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// logoField shows the logo that is chosen, and lets another be chosen or none.
type logoField struct {
	*section
	chosen directory.Logo
	row    *fyne.Container
}

const logoHeight = 56

func newLogoField(s *section, chosen directory.Logo) *logoField {
	f := &logoField{section: s, chosen: chosen, row: kit.VStack(6)}
	f.show()
	return f
}

func (f *logoField) show() {
	shown := kit.NewLogo([]byte(f.chosen), logoHeight)
	choose := kit.NewButton(f.T("organisation.logo.choose"), "folder", kit.Plain, f.choose)
	line := kit.HStack(8, choose)
	if shown == nil {
		shown = kit.NewText(f.T("organisation.logo.none"), kit.Muted)
	} else {
		line.Add(kit.NewButton(f.T("organisation.logo.remove"), "delete", kit.Plain, func() { f.take("") }))
	}
	f.row.Objects = []fyne.CanvasObject{
		kit.NewText(f.T("detail.logo"), kit.Strong), kit.HStack(0, shown), line, kit.NewParagraph(f.T("organisation.logo.what"), kit.Small),
	}
	f.row.Refresh()
}

func (f *logoField) take(logo directory.Logo) {
	f.chosen = logo
	f.show()
	kit.Trace("logo chosen")
}

func (f *logoField) choose() {
	choice := kit.FileChoice{Title: f.T("organisation.logo.title"), Extensions: []string{".png", ".jpg", ".jpeg"}}
	f.Dialogs.ChooseFile(choice, func(path string) {
		var logo directory.Logo
		f.Tasks.Run(f.T("organisation.logo.reading"), func(context.Context, func(kit.Progress)) (err error) {
			logo, err = workspace.ReadLogo(path)
			return err
		}, func(err error) {
			if !f.Refuse(err) {
				f.take(logo)
			}
		})
	})
}
