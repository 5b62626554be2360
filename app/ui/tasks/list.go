package tasks

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// item is one open task, whatever it is about.
type item struct {
	nature string // what kind of task it is
	person string // whom it concerns
	poste  string // where
	what   string
	since  time.Time
	open   func()
}

// group is one kind of open tasks, for those who have the right to act on them.
type group struct {
	right     directory.Right
	read      func() ([]item, error)
	somewhere bool // it is for who has the right in any project, not in all
}

// groups are the kinds of tasks in the order of the list.
func (s *section) groups() []group {
	return []group{
		{directory.RightAlarmHandle, s.alarms, false},
		{directory.RightBackupFull, s.backups, false},
		{directory.RightModuleApprove, s.requests, false},
		{directory.RightCodeApprove, s.codesToApprove, false},
		{directory.RightModuleApprove, s.codesToRead, false},
		{directory.RightFundsRelease, s.fundsToDecide, false},
		{directory.RightBatchPost, s.vouchersToPost, true},
		{directory.RightClosingDecide, s.closingsToDecide, true},
	}
}

// Rights gives those of which any one opens the section.
func Rights() []directory.Right {
	var rights []directory.Right
	for _, g := range (&section{}).groups() {
		rights = append(rights, g.right)
	}
	return rights
}

// showList shows the open tasks, and then follows.
func (s *section) showList(then func()) {
	kit.Load(s.Tasks, s.read, func(open []item, err error) {
		if s.Refuse(err) {
			return
		}
		s.present(open)
		if then != nil {
			then()
		}
	})
}

// read gives the tasks of every group that is the person's business.
func (s *section) read() ([]item, error) {
	var all []item
	for _, g := range s.groups() {
		if !s.mine(g) {
			continue
		}
		items, err := g.read()
		if err != nil {
			return nil, err
		}
		all = slices.Concat(all, items)
	}
	return all, nil
}

func (s *section) mine(g group) bool {
	if g.somewhere {
		return s.Session.CanSomewhere(s.Context, g.right) == nil
	}
	return s.Session.Can(s.Context, g.right, directory.Place{}) == nil
}

func (s *section) present(open []item) {
	grid := kit.NewGrid(s.Services, "tasks", s.columns(), kit.Rows[item](open))
	grid.OnOpen = func(i item) { i.open() }
	grid.Empty = kit.NewEmpty("tasks", s.T("tasks.none"), s.T("tasks.none.hint"), s.importButton(kit.Primary))
	about := joined(s.T("tasks.count", fault.Args{"Count": len(open)}), s.T("tasks.about"))
	title := kit.NewHead(s.T("tasks.title"), kit.NewText(about, kit.Muted))
	tools := kit.HStack(8)
	if len(open) > 0 && (s.decides() || s.releases()) {
		tools.Add(s.importButton(kit.Primary))
	}
	if s.handlesCodes() {
		tools.Add(kit.NewButton(s.T("tasks.call"), "key", kit.Plain, s.takeCall))
	}
	if s.decides() {
		tools.Add(kit.NewButton(s.T("tasks.qr"), "copy", kit.Plain, s.paste))
	}
	if len(open) > 0 {
		tools.Add(kit.Space())
		tools.Add(kit.NewButton(s.T("tasks.show"), "eye", kit.Plain, func() { openCurrent(grid) }))
	}
	s.Shell.Show(kit.Screen{
		Name: "tasks", Section: string(desk.Tasks), Crumbs: []kit.Crumb{{Text: s.T("tasks.title")}},
		Content: kit.NewPage(kit.VStack(8, title, tools), grid), Focus: grid.Focus(),
		Keys: kit.Handlers{kit.ActionRefresh: func() { s.showList(nil) }, kit.ActionNew: s.choose},
	})
	grid.Reload()
}

// decides reports whether the person decides on registrations.
func (s *section) decides() bool {
	return s.Session.Can(s.Context, directory.RightModuleApprove, directory.Place{}) == nil
}

// releases reports whether the person decides on the release of funds.
func (s *section) releases() bool {
	return s.Session.Can(s.Context, directory.RightFundsRelease, directory.Place{}) == nil
}

func (s *section) importButton(weight kit.Weight) *kit.Button {
	return kit.NewButton(s.T("tasks.import"), "import", weight, s.choose)
}

func openCurrent(grid *kit.Grid[item]) {
	if i, here := grid.Current(); here {
		i.open()
	}
}

func (s *section) columns() []kit.Column[item] {
	column := func(id string, width float32, text func(item) string) kit.Column[item] {
		return kit.Column[item]{ID: id, Title: s.T("tasks.column." + id), Width: width, Text: text}
	}
	columns := []kit.Column[item]{
		column("nature", 160, func(i item) string { return i.nature }),
		column("what", 240, func(i item) string { return i.what }),
		column("person", 150, func(i item) string { return i.person }),
		column("poste", 190, func(i item) string { return i.poste }),
		column("since", 150, func(i item) string { return s.Printer.Time(i.since) }),
	}
	columns[1].Grow = true
	columns[4].Style = func(item) kit.Style { return kit.Muted }
	return columns
}

// fact is a value with its label, for a dialog.
func fact(label, value string) fyne.CanvasObject {
	return kit.VStack(2, kit.NewText(label, kit.Small), kit.NewParagraph(value, kit.Body))
}
