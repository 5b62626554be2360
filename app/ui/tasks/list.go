package tasks

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// showList shows the open requests, and then follows.
func (s *section) showList(then func()) {
	kit.Load(s.Tasks, s.read, func(open []workspace.Task, err error) {
		if s.Refuse(err) {
			return
		}
		s.present(open)
		if then != nil {
			then()
		}
	})
}

func (s *section) read() ([]workspace.Task, error) {
	return s.Session.Tasks(s.Context, directory.RequestOpen)
}

func (s *section) present(open []workspace.Task) {
	grid := kit.NewGrid(s.Services, "tasks", s.columns(), kit.Rows[workspace.Task](open))
	grid.OnOpen = s.open
	grid.Empty = kit.NewEmpty("tasks", s.T("tasks.none"), s.T("tasks.none.hint"), s.importButton(kit.Primary))
	title := kit.NewHead(s.T("tasks.title"), kit.NewText(s.T("tasks.count", fault.Args{"Count": len(open)}), kit.Muted))
	tools := kit.HStack(8, kit.NewText(s.T("tasks.about"), kit.Muted), kit.Space())
	tools.Add(kit.NewButton(s.T("tasks.qr"), "copy", kit.Plain, s.paste))
	if len(open) > 0 {
		tools.Add(kit.NewButton(s.T("tasks.show"), "eye", kit.Plain, func() { s.openCurrent(grid) }))
		tools.Add(s.importButton(kit.Primary))
	}
	s.Shell.Show(kit.Screen{
		Name: "tasks", Section: string(desk.Tasks), Crumbs: []kit.Crumb{{Text: s.T("tasks.title")}},
		Content: kit.NewPage(kit.VStack(8, title, tools), grid), Focus: grid.Focus(),
		Keys: kit.Handlers{kit.ActionRefresh: func() { s.showList(nil) }, kit.ActionNew: s.choose},
	})
	grid.Reload()
}

func (s *section) importButton(weight kit.Weight) *kit.Button {
	return kit.NewButton(s.T("tasks.import"), "import", weight, s.choose)
}

func (s *section) openCurrent(grid *kit.Grid[workspace.Task]) {
	if t, here := grid.Current(); here {
		s.open(t)
	}
}

func (s *section) columns() []kit.Column[workspace.Task] {
	t, p := s.T, s.Printer
	muted := func(workspace.Task) kit.Style { return kit.Muted }
	column := func(id, title string, width float32, text func(workspace.Task) string) kit.Column[workspace.Task] {
		return kit.Column[workspace.Task]{ID: id, Title: title, Width: width, Text: text}
	}
	columns := []kit.Column[workspace.Task]{
		column("person", t("tasks.column.person"), 190, func(k workspace.Task) string { return k.Person }),
		column("label", t("tasks.column.label"), 190, func(k workspace.Task) string { return k.Request.Label }),
		column("location", t("tasks.column.location"), 150, func(k workspace.Task) string { return k.Request.Location }),
		column("module", t("tasks.column.module"), 150, func(k workspace.Task) string { return t("module." + string(k.Request.Module)) }),
		column("made", t("tasks.column.made"), 170, func(k workspace.Task) string { return p.Time(k.Request.Made) }),
		column("received", t("tasks.column.received"), 170, func(k workspace.Task) string { return p.Time(k.Request.Received) }),
	}
	columns[0].Grow, columns[1].Grow = true, true
	columns[4].Style, columns[5].Style = muted, muted
	return columns
}

// fact is a value with its label, for a dialog.
func fact(label, value string) fyne.CanvasObject {
	return kit.VStack(2, kit.NewText(label, kit.Small), kit.NewParagraph(value, kit.Body))
}
