package exchanges

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// examine shows a file and imports it, as screens of the section. It may be about
// anybody of this poste.
func (s *section) examine(path string) {
	back := func() { s.bring("") }
	flow := &importing.Flow{
		Services: s.Services, Workspace: s.Workspace, Session: s.Session, Context: s.Context, Anybody: true,
		Leave: back, Changed: s.Changed,
		Applied: func(*workspace.Arrival) []*kit.Button {
			return []*kit.Button{kit.NewButton(s.T("exchanges.back"), "", kit.Primary, back)}
		},
		Stage: s.stage,
	}
	flow.Examine(path)
}

func (s *section) stage(step importing.Step) {
	buttons := kit.HStack(8, kit.Space())
	for _, b := range step.Buttons {
		buttons.Add(b)
	}
	s.Shell.Show(kit.Screen{
		Name: "exchanges." + step.Name, Section: string(desk.Exchanges),
		Crumbs:  []kit.Crumb{{Text: s.T("exchanges.title"), Open: func() { s.bring("") }}, {Text: step.Title}},
		Content: kit.NewPage(kit.NewHead(step.Title, nil), kit.VStack(0, kit.NewCard(kit.VStack(16, step.Content, buttons)))), Focus: step.Focus,
		Keys: kit.Handlers{kit.ActionRefresh: step.Refresh, kit.ActionCancel: func() { s.bring("") }},
	})
}

// askCarry asks where what waits is copied to: the stick that is plugged in, if
// there is one.
func (s *section) askCarry() {
	to := kit.NewFolderField(s.Services, "carry-folder", s.stick())
	var open *kit.OpenDialog
	open = s.Dialogs.Open(kit.Dialog{
		Name: "carry", Title: s.T("exchanges.carry.title"), Focus: to, Confirm: s.T("exchanges.carry.confirm"), Width: 560,
		Content: kit.VStack(12, kit.NewParagraph(s.T("exchanges.carry.what", fault.Args{"Count": s.waiting}), kit.Body),
			kit.NewLabelled(s.T("exchanges.carry.to"), to)),
		OnConfirm: func() error {
			if to.Check() != "" {
				open.Fit()
				return kit.ErrStay
			}
			s.carry(to.Folder())
			return nil
		},
	})
}

// stick gives the first medium, or the last folder that a person would look in.
func (s *section) stick() string {
	for _, p := range s.found.Places {
		if p.Medium {
			return p.Path
		}
	}
	return ""
}

func (s *section) carry(dir string) {
	var paths []string
	s.Tasks.Run(s.T("exchanges.carrying"), func(ctx context.Context, tell func(kit.Progress)) (err error) {
		if _, err = s.Workspace.WriteDue(ctx, s.Session, workspace.Carrying); err != nil {
			return err
		}
		paths, err = s.Workspace.CarryOut(ctx, dir, func(done, total int) { tell(kit.Progress{Done: done, Total: total}) })
		return err
	}, func(err error) {
		if s.Refuse(err) {
			return
		}
		s.tab = tabSent
		s.bring(s.T("exchanges.carried", fault.Args{"Count": len(paths), "Path": dir}))
		s.Changed()
	})
}

// showWatched lists the folders that are looked at, and lets a person choose.
func (s *section) showWatched() {
	lines := kit.VStack(8, kit.NewParagraph(s.T("exchanges.watched.what"), kit.Body), place(s.T("exchanges.watched.inbox"), s.Workspace.Inbox(), nil))
	var open *kit.OpenDialog
	again := func(err error) {
		open.Close()
		if !s.Refuse(err) {
			s.Arrivals.Look()
			s.reloadWatched()
		}
	}
	for _, w := range s.watched {
		lines.Add(place("", w.Path, kit.NewButton(s.T("exchanges.watched.remove"), "remove", kit.Quiet, func() {
			s.Tasks.Quietly(func() error { return s.Session.UnwatchFolder(s.Context, w.Path) }, again)
		})))
	}
	for _, path := range s.Workspace.Media() {
		lines.Add(place(s.T("exchanges.watched.medium"), path, nil))
	}
	lines.Add(kit.HStack(0, kit.NewButton(s.T("exchanges.watched.add"), "add", kit.Plain, func() {
		open.Close()
		s.Dialogs.ChooseFolder(kit.FileChoice{Title: s.T("exchanges.watched.add")}, func(path string) {
			s.Tasks.Quietly(func() error { return s.Session.WatchFolder(s.Context, path) }, again)
		})
	})))
	open = s.Dialogs.Open(kit.Dialog{Name: "watched", Title: s.T("exchanges.watched.title"), Content: lines, Width: 600})
}

// reloadWatched shows the folders again after one was added or removed.
func (s *section) reloadWatched() {
	found := s.Arrivals.State()
	kit.Load(s.Tasks, func() (picture, error) { return s.read(found) }, func(p picture, err error) {
		if s.Refuse(err) {
			return
		}
		s.picture = p
		s.show()
		s.showWatched()
	})
}

func place(label, path string, end *kit.Button) fyne.CanvasObject {
	name := kit.NewParagraph(path, kit.Body)
	row := kit.VStack(0, name)
	if label != "" {
		row = kit.VStack(0, name, kit.NewText(label, kit.Small))
	}
	if end == nil {
		return kit.Leading(8, kit.NewIcon("folder", kit.ColorMuted), row)
	}
	return kit.Beside(8, kit.Leading(8, kit.NewIcon("folder", kit.ColorMuted), row), kit.HStack(0, kit.Space(), end))
}

// chooseFolder asks for a folder of which everything is imported.
func (s *section) chooseFolder() {
	s.Dialogs.ChooseFolder(kit.FileChoice{Title: s.T("exchanges.folder")}, func(path string) { s.importMany([]string{path}) })
}

// importMany tries to import files, tells what would become of them and imports
// them when the person agrees.
func (s *section) importMany(paths []string) {
	s.many(paths, workspace.Many{By: s.Session, Try: true}, func(files []string, tried []workspace.Import) {
		c := count(tried)
		s.Dialogs.Open(kit.Dialog{
			Name: "many", Title: s.T("exchanges.many.title", fault.Args{"Name": filepath.Base(paths[0])}), Width: 560,
			Content: c.lines(s), Confirm: s.T("exchanges.many.confirm", fault.Args{"Number": c.taken}),
			OnConfirm: func() error { s.reallyMany(files); return nil },
		})
	})
}

func (s *section) reallyMany(files []string) {
	s.many(files, workspace.Many{By: s.Session}, func(_ []string, imports []workspace.Import) {
		c := count(imports)
		kit.Trace("many imported")
		s.bring(s.T("exchanges.many.done", fault.Args{"Taken": c.taken, "Known": c.known, "Refused": c.refused}))
		s.Changed()
	})
}

func (s *section) many(paths []string, m workspace.Many, then func([]string, []workspace.Import)) {
	var files []string
	var imports []workspace.Import
	s.Tasks.Run(s.T("exchanges.many.running"), func(ctx context.Context, tell func(kit.Progress)) (err error) {
		if files, _, err = workspace.FilesOf(paths); err != nil {
			return err
		}
		m.Progress = func(done, total int) { tell(kit.Progress{Done: done, Total: total}) }
		imports, err = s.Workspace.ImportMany(ctx, files, m)
		return err
	}, func(err error) {
		if desk.NeedsProof(err) {
			desk.AskProof(s.Services, s.Session, func() { s.many(paths, m, then) })
			return
		}
		if err == nil && len(files) == 0 {
			err = fault.New(fault.Missing, "exchanges.nothing", nil)
		}
		if !s.Refuse(err) {
			then(files, imports)
		}
	})
}

// counts are how many files became what.
type counts struct{ taken, known, refused, elsewhere int }

func count(imports []workspace.Import) (c counts) {
	for _, i := range imports {
		switch i.Standing {
		case workspace.Taken:
			c.taken++
		case workspace.Known:
			c.known++
		case workspace.Elsewhere:
			c.elsewhere++
		default:
			c.refused++
		}
	}
	return c
}

func (c counts) lines(s *section) fyne.CanvasObject {
	lines := kit.VStack(8)
	for _, line := range []struct {
		key   string
		count int
	}{{"taken", c.taken}, {"known", c.known}, {"elsewhere", c.elsewhere}, {"refused", c.refused}} {
		lines.Add(kit.NewText(s.T("exchanges.many."+line.key, fault.Args{"Count": line.count}), kit.Body))
	}
	return lines
}
