// Package postes has « Postes »: the registered workstations, and the end of the
// trust in one that was lost or stolen.
package postes

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Register gives the desk its way to the section.
func Register(d *desk.Desk) {
	l := &list{Desk: d}
	d.Route(desk.Postes, func() { l.bring("") })
	d.RouteWays(desk.Postes, func() ([]desk.Way, error) {
		p, err := read(d.Context, d.Session)
		if err != nil || !p.register {
			return nil, err
		}
		return []desk.Way{{Text: d.T("postes.register"), Detail: d.T("postes.title"), Open: func() { l.bringThen("", l.registerHere) }}}, nil
	})
}

// postes are the workstations with what is needed to show them.
type postes struct {
	all    []directory.Poste
	names  map[ident.UserID]string
	why    map[ident.PosteID]directory.Revocation
	here   ident.PosteID // the one that this folder is
	manage bool
	tell   bool // the person may read the history of others

	register bool // the person may register head office's own installation, and a module is left
	keysLost bool // of that installation
}

func read(ctx context.Context, s *workspace.Session) (p postes, err error) {
	if p.all, err = s.Postes(ctx); err != nil {
		return p, err
	}
	condition, err := s.Workspace().Condition(ctx)
	if err != nil {
		return p, err
	}
	p.here = condition.Poste.ID
	err = s.Can(ctx, directory.RightPosteManage, directory.Place{})
	if err != nil && !errors.Is(err, fault.Denied) {
		return p, err
	}
	p.manage = err == nil
	if p.why, err = s.Revocations(ctx); err != nil && !errors.Is(err, fault.Denied) {
		return p, err
	}
	err = s.Can(ctx, directory.RightHistoryView, directory.Place{})
	if err != nil && !errors.Is(err, fault.Denied) {
		return p, err
	}
	p.tell = err == nil
	if err := p.readHere(ctx, s); err != nil {
		return p, err
	}
	var people []ident.UserID
	for _, poste := range p.all {
		people = append(people, poste.User, poste.By)
	}
	p.names, err = s.Names(ctx, people...)
	return p, err
}

// readHere reads what can be done about head office's own installation.
func (p *postes) readHere(ctx context.Context, s *workspace.Session) (err error) {
	err = s.MayRegisterHere(ctx)
	if _, foreseen := fault.KindOf(err); err != nil {
		if foreseen {
			return nil
		}
		return err
	}
	p.keysLost, err = s.KeysLost(ctx)
	p.register = p.keysLost || len(p.own().Modules) < len(directory.Modules())
	return err
}

// mayRevoke reports whether the person may end the trust in a poste.
func (p postes) mayRevoke(poste directory.Poste) bool {
	return p.manage && poste.Status == directory.PosteActive && poste.ID != p.here
}

// list is the table of the postes.
type list struct {
	*desk.Desk
	postes
	grid *kit.Grid[directory.Poste]
}

// bring reads the postes and shows them, with a word about what was done.
func (l *list) bring(done string) { l.bringThen(done, func() {}) }

// bringThen goes on once they are shown.
func (l *list) bringThen(done string, then func()) {
	kit.Load(l.Tasks, func() (postes, error) { return read(l.Context, l.Session) }, func(p postes, err error) {
		if l.Refuse(err) {
			return
		}
		l.postes = p
		l.show()
		if done != "" {
			l.Done(done)
		}
		then()
	})
}

func (l *list) show() {
	l.grid = kit.NewGrid(l.Services, "postes", l.columns(), kit.Rows[directory.Poste](l.all))
	l.grid.OnOpen = l.open
	l.grid.Empty = kit.NewEmpty("poste", l.T("postes.none"), l.T("postes.none.hint"), nil)
	title := kit.NewHead(l.T("postes.title"), kit.NewText(l.T("postes.count", fault.Args{"Count": len(l.all)}), kit.Muted))
	tools := kit.HStack(8, kit.NewText(l.T("postes.about"), kit.Muted), kit.Space(), kit.NewButton(l.T("postes.show"), "eye", kit.Plain, func() { l.withCurrent(l.open) }))
	if l.register {
		tools.Add(kit.NewButton(l.T("postes.register"), "add", kit.Plain, l.registerHere))
	}
	if l.manage {
		edit := kit.NewButton(l.T("postes.edit"), "edit", kit.Plain, func() { l.withCurrent(l.edit) })
		revoke := kit.NewButton(l.T("postes.revoke"), "lock", kit.Plain, func() { l.withCurrent(l.ask) })
		tools.Add(edit)
		tools.Add(revoke)
		l.grid.OnCursor = func() {
			poste, here := l.grid.Current()
			edit.SetEnabled(here)
			revoke.SetEnabled(here && l.mayRevoke(poste))
		}
	}
	l.Shell.Show(kit.Screen{
		Name: "postes", Section: string(desk.Postes), Crumbs: []kit.Crumb{{Text: l.T("postes.title")}},
		Content: kit.NewPage(kit.VStack(8, title, tools), l.grid), Focus: l.grid.Focus(),
		Keys: kit.Handlers{kit.ActionRefresh: func() { l.bring("") }},
	})
	l.grid.Reload()
}

func (l *list) withCurrent(do func(directory.Poste)) {
	if poste, here := l.grid.Current(); here {
		do(poste)
	}
}

func (l *list) columns() []kit.Column[directory.Poste] {
	t := l.T
	return []kit.Column[directory.Poste]{
		{ID: "number", Title: t("postes.column.number"), Width: 70, Align: fyne.TextAlignTrailing, Text: func(p directory.Poste) string { return strconv.Itoa(p.Number) }},
		{ID: "label", Title: t("postes.column.label"), Width: 170, Grow: true, Text: l.label},
		{ID: "location", Title: t("postes.column.location"), Width: 130, Text: func(p directory.Poste) string { return p.Location }},
		{ID: "modules", Title: t("postes.column.modules"), Width: 150, Text: l.modules},
		{ID: "user", Title: t("postes.column.user"), Width: 140, Text: func(p directory.Poste) string { return l.names[p.User] }},
		{ID: "registered", Title: t("postes.column.registered"), Width: 150, Style: muted,
			Text: func(p directory.Poste) string { return l.Printer.Time(p.Registered) }},
		{ID: "heard", Title: t("postes.column.heard"), Width: 150, Style: muted, Text: func(p directory.Poste) string { return l.Printer.Time(p.LastHeard) }},
		{ID: "status", Title: t("postes.column.status"), Width: 130, Style: statusStyle, Icon: statusIcon, Text: l.status},
	}
}

func muted(directory.Poste) kit.Style { return kit.Muted }

// status gives the word for the trust in a poste, and why it has ended.
func (l *list) status(p directory.Poste) string {
	if why, known := l.why[p.ID]; known {
		return l.T("postes.status.why", fault.Args{"Status": fault.Key("poste.status." + string(p.Status)), "Cause": why.Cause.Label()})
	}
	return l.T("poste.status." + string(p.Status))
}

// label marks the poste that the person sits at.
func (l *list) label(p directory.Poste) string {
	if p.ID == l.here {
		return l.T("postes.here", fault.Args{"Label": p.Label})
	}
	return p.Label
}

func (l *list) modules(p directory.Poste) string {
	var names []string
	for _, m := range p.Modules {
		names = append(names, l.T("module."+string(m)))
	}
	return strings.Join(names, ", ")
}

func statusStyle(p directory.Poste) kit.Style {
	if p.Status == directory.PosteActive {
		return kit.Style{Color: kit.ColorFine}
	}
	return kit.Style{Color: kit.ColorRefused}
}

func statusIcon(p directory.Poste) string {
	if p.Status == directory.PosteActive {
		return "fine"
	}
	return "refused"
}
