// Package exchanges has « Échanges »: what waits to be imported, what was written
// for others and how far it has come, what was refused and why, and how fresh the
// user data on this poste is.
package exchanges

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// screenName is that of the screen with the lists.
const screenName = "exchanges"

// section is what the screens of « Échanges » share.
type section struct {
	*desk.Desk
	picture
	tab string // in front
}

// picture is what the lists show.
type picture struct {
	found   workspace.InboxState
	sent    []workspace.Outgoing
	written int // files in all
	waiting int // to be carried
	refused []transit.Refused
	denied  int // refusals in all
	people  []workspace.PersonFreshness
	known   int // people in all
	watched []transit.Watched
	failed  error // why what is due to head office is not written, or nil
}

// Register gives the desk its way to the section.
func Register(d *desk.Desk) {
	s := &section{Desk: d, tab: tabFound}
	d.Route(desk.Exchanges, func() { s.bring("") })
	d.RouteWays(desk.Exchanges, s.ways)
	d.RouteFiles(s.importMany)
	for _, extension := range []string{".lot", ".clo", ".rec"} { // of books, journals and workstations; a person's own are in « Mon compte »
		d.RouteFile(extension, s.examine)
	}
	d.OnChange(func() {
		if d.Shell.Current().Name == screenName && d.Dialogs.Front() == nil {
			s.bring("")
		}
	})
}

// ways are what the screen offers, for the search everywhere.
func (s *section) ways() ([]desk.Way, error) {
	way := func(key string, open func()) desk.Way {
		return desk.Way{Text: s.T(key), Detail: s.T("exchanges.title"), Open: func() { s.bringThen("", open) }}
	}
	return []desk.Way{
		way("exchanges.look", s.look), way("exchanges.folder", s.chooseFolder), way("exchanges.carry", s.askCarry), way("exchanges.watched", s.showWatched),
	}, nil
}

func (s *section) read(found workspace.InboxState) (p picture, err error) {
	p.found = found
	if p.sent, p.written, p.waiting, err = s.Workspace.Outgoing(s.Context); err != nil {
		return p, err
	}
	if p.refused, p.denied, err = s.Workspace.Refused(s.Context); err != nil {
		return p, err
	}
	if p.people, p.known, err = s.Session.FreshnessOfAll(s.Context); err != nil {
		return p, err
	}
	p.failed = s.Workspace.DueFailure()
	p.watched, err = s.Workspace.WatchedFolders(s.Context)
	return p, err
}

// bring reads the lists and shows them, with a word about what was done.
func (s *section) bring(done string) { s.bringThen(done, func() {}) }

// bringThen goes on once they are shown.
func (s *section) bringThen(done string, then func()) {
	found := s.Arrivals.State()
	kit.Load(s.Tasks, func() (picture, error) { return s.read(found) }, func(p picture, err error) {
		if s.Refuse(err) {
			return
		}
		s.picture = p
		s.show()
		if done != "" {
			s.Done(done)
		}
		then()
	})
}

// Tabs of the screen.
const (
	tabFound   = "found"
	tabSent    = "sent"
	tabRefused = "refused"
	tabPeople  = "people"
)

func (s *section) show() {
	title := kit.NewHead(s.T("exchanges.title"), kit.NewText(s.where(), kit.Muted))
	tools := kit.HStack(8,
		kit.NewButton(s.T("exchanges.look"), "refresh", kit.Primary, s.look),
		kit.NewButton(s.T("exchanges.folder"), "import", kit.Plain, s.chooseFolder),
		kit.NewButton(s.T("exchanges.carry"), "drive", kit.Plain, s.askCarry),
		kit.Space(), kit.NewButton(s.T("exchanges.watched"), "folder", kit.Plain, s.showWatched))
	head := kit.VStack(8, title, tools)
	if s.failed != nil {
		why, hint := s.Explain(s.failed)
		head.Add(kit.NewNotice(s.Printer, kit.Refused, s.T("exchanges.due-failed", fault.Args{"Why": why}), hint))
	}
	var focus fyne.Focusable
	tabs := kit.NewTabs([]kit.Tab{
		{ID: tabFound, Title: s.T("exchanges.tab.found", fault.Args{"Number": s.found.Waiting}), Build: s.tabbed(tabFound, s.foundList, &focus)},
		{ID: tabSent, Title: s.T("exchanges.tab.sent", fault.Args{"Number": s.waiting}), Build: s.tabbed(tabSent, s.sentList, &focus)},
		{ID: tabRefused, Title: s.T("exchanges.tab.refused", fault.Args{"Number": s.denied}), Build: s.tabbed(tabRefused, s.refusedList, &focus)},
		{ID: tabPeople, Title: s.T("exchanges.tab.people", fault.Args{"Number": s.known}), Build: s.tabbed(tabPeople, s.peopleList, &focus)},
	}, s.tab)
	s.Shell.Show(kit.Screen{
		Name: screenName, Section: string(desk.Exchanges), Crumbs: []kit.Crumb{{Text: s.T("exchanges.title")}},
		Content: kit.NewPage(head, tabs), Focus: focus,
		Keys: kit.Handlers{kit.ActionRefresh: s.look},
	})
}

// tabbed builds a list, and remembers that it is in front.
func (s *section) tabbed(id string, build func() (fyne.CanvasObject, fyne.Focusable), focus *fyne.Focusable) func() fyne.CanvasObject {
	return func() fyne.CanvasObject {
		s.tab = id
		list, takesKeys := build()
		*focus = takesKeys
		return list
	}
}

// where says how many folders and media are looked at.
func (s *section) where() string {
	media := 0
	for _, p := range s.found.Places {
		if p.Medium {
			media++
		}
	}
	return s.T("exchanges.media", fault.Args{"Count": media})
}

// look has the places looked at now; what it finds comes by itself.
func (s *section) look() {
	s.Arrivals.Look()
	s.bring(s.T("exchanges.looked"))
}
