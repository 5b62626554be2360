package ui

import (
	"context"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/account"
	"github.com/comptoir/comptoir/app/ui/accounting"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
	"github.com/comptoir/comptoir/app/ui/dashboard"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/exchanges"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/organisation"
	"github.com/comptoir/comptoir/app/ui/postes"
	"github.com/comptoir/comptoir/app/ui/settings"
	"github.com/comptoir/comptoir/app/ui/tasks"
	"github.com/comptoir/comptoir/app/ui/users"
	"github.com/comptoir/comptoir/app/ui/welcome"
	"github.com/comptoir/comptoir/app/workspace"
)

// person is somebody at work in the window.
type person struct {
	window    *Window
	desk      *desk.Desk
	actor     directory.Actor
	condition workspace.Condition
	fresh     workspace.Freshness
	leave     context.CancelFunc
	backingUp bool // a backup makes itself
}

// state is what the frame of the window shows of a person.
type state struct {
	actor     directory.Actor
	condition workspace.Condition
	fresh     workspace.Freshness
	tasks     int
	send      int
}

// enter makes the window the person's.
func (win *Window) enter(session *workspace.Session) {
	kit.Load(win.tasks, func() (state, error) { return readState(win.context, session) }, func(s state, err error) {
		if win.services.Refuse(err) {
			return
		}
		if err := win.furnishFor(s); err != nil {
			win.services.Refuse(err)
			return
		}
		win.seat(session, s)
		win.person.desk.Open(desk.Dashboard)
		win.person.tellNews()
		win.writeDue(workspace.Working, func() {})
	})
}

// readState reads everything in few short transactions; it runs away from the
// goroutine that draws.
func readState(ctx context.Context, session *workspace.Session) (s state, err error) {
	if s.actor, err = session.Actor(ctx); err != nil {
		return s, err
	}
	if s.condition, err = session.Workspace().Condition(ctx); err != nil {
		return s, err
	}
	if s.fresh, err = session.Freshness(ctx); err != nil {
		return s, err
	}
	if s.tasks, err = session.CountTasks(ctx); err != nil {
		return s, err
	}
	s.send, err = session.Workspace().Waiting(ctx)
	return s, err
}

// furnishFor makes the frame in the language, format and time zone of the
// person: their own choice on this computer, their user data, what was chosen at
// the sign-in, the organisation's.
func (win *Window) furnishFor(s state) error {
	chosen := win.folder.Settings.People[s.actor.ID.String()]
	language := firstOf(chosen.Language, s.actor.Language, win.folder.Settings.Language, s.condition.Organisation.Language)
	zone, err := calendar.Zone(s.condition.Organisation.TimeZone)
	if err != nil {
		return err
	}
	return win.furnish(language, firstOf(chosen.Format, s.actor.Format), zone)
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if text != "" {
			return text
		}
	}
	return ""
}

// seat gives the person a desk and routes everything that they may open.
func (win *Window) seat(session *workspace.Session, s state) {
	ctx, leave := context.WithCancel(win.context)
	p := &person{window: win, leave: leave}
	p.desk = &desk.Desk{
		Services: win.services, Shell: win.shell, Workspace: win.folder.Workspace, Session: session, Context: ctx,
		Arrivals: win.arrivals,
	}
	win.person = p
	win.arrivals.enter(session)
	account.Register(p.desk, account.Window{
		SignOut: p.signOut, Lock: p.lock, Look: func() string { return win.folder.Settings.Look }, SetLook: win.setLook,
		Chosen: p.chosen, Choose: p.choose, App: win.app,
	})
	dashboard.Register(p.desk)
	cashbooks.Register(p.desk)
	accounting.Register(p.desk)
	users.Register(p.desk)
	tasks.Register(p.desk)
	postes.Register(p.desk)
	exchanges.Register(p.desk)
	organisation.Register(p.desk)
	p.desk.Shell.OnSearch(p.search)
	p.desk.Keys.Program(kit.ActionLock, p.lock)
	go p.watch()
	go p.watchDay(p.window.today())
	go p.watchBackups()
	p.desk.OnChange(p.refresh)
	p.show(s)
}

// show fills the frame.
func (p *person) show(s state) {
	p.actor, p.condition, p.fresh = s.actor, s.condition, s.fresh
	p.window.tell(s.condition.Now)
	p.window.window.SetTitle(p.desk.T("ui.title.organisation", fault.Args{"Name": s.condition.Organisation.Name}))
	p.desk.Shell.SetOrganisation(s.condition.Organisation.Name, []byte(s.condition.Organisation.Logo))
	p.showSections(s.tasks)
	p.desk.Shell.SetStatus(statusItems(p.desk.Printer, facts{
		condition: s.condition, person: s.actor.Name(), fresh: s.fresh, today: p.desk.Today(), zone: p.window.zone,
		send: s.send, take: p.window.arrivals.State().Waiting,
	}, p.ways()))
}

// refresh reads again what the frame shows.
func (p *person) refresh() {
	kit.Load(p.desk.Tasks, func() (state, error) { return readState(p.desk.Context, p.desk.Session) }, func(s state, err error) {
		if p.window.person == p && !p.desk.Refuse(err) {
			p.show(s)
			kit.Trace("status")
		}
	})
}

func (p *person) ways() ways {
	poste := func() { p.desk.Open(desk.Account) }
	if p.has(desk.Postes) {
		poste = func() { p.desk.Open(desk.Postes) }
	}
	return ways{
		poste: poste, person: func() { p.desk.Open(desk.Account) },
		freshness: func() { p.desk.OpenItem(desk.Account, account.ItemImport) }, clock: p.explainClock,
		exchanges: func() { p.desk.Open(desk.Exchanges) },
	}
}

// signOut ends the person's work in this window.
func (p *person) signOut() {
	if hold := p.desk.Shell.Current().Leave; hold != nil {
		hold(p.signOutNow)
		return
	}
	p.signOutNow()
}

func (p *person) signOutNow() {
	p.leave()
	p.desk.Session.Close()
	p.window.arrivals.enter(nil)
	p.window.person = nil
	kit.Trace("signed out")
	p.window.begin((*welcome.Host).Show)
}

// chosen gives what the person has chosen on this computer.
func (p *person) chosen() settings.Person {
	return p.window.folder.Settings.People[p.actor.ID.String()]
}

// choose keeps another choice and furnishes the window with it.
func (p *person) choose(c settings.Person) {
	win := p.window
	win.folder.Settings.People[p.actor.ID.String()] = c
	win.keep()
	session, s := p.desk.Session, state{actor: p.actor, condition: p.condition, fresh: p.fresh}
	if err := win.furnishFor(s); win.services.Refuse(err) {
		return
	}
	p.leave()
	win.seat(session, s)
	win.person.desk.Open(desk.Account)
	win.person.refresh()
}
