package account

import (
	"errors"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/welcome"
	"github.com/comptoir/comptoir/app/workspace"
)

// profile is what the first screen of the section shows.
type profile struct {
	person    workspace.Person
	condition workspace.Condition
	fresh     workspace.Freshness
	register  bool // may ask for the registration of this poste
}

func (s *section) read() (p profile, err error) {
	if p.person, err = s.Session.Person(s.Context, s.Session.UserID()); err != nil {
		return p, err
	}
	if p.condition, err = s.Workspace.Condition(s.Context); err != nil {
		return p, err
	}
	if p.fresh, err = s.Session.Freshness(s.Context); err != nil {
		return p, err
	}
	actor, err := s.Session.Actor(s.Context)
	if err != nil {
		return p, err
	}
	refused := directory.CanSomewhere(actor, directory.RightModuleRequest, p.condition.Now)
	if refused != nil && !errors.Is(refused, fault.Denied) {
		return p, refused
	}
	p.register = refused == nil && p.condition.Side == directory.Site
	return p, nil
}

func (s *section) open() { s.openThen(func() {}) }

// openThen goes on once the screen is there: what is told before it comes goes
// with the one before.
func (s *section) openThen(then func()) {
	kit.Load(s.Tasks, s.read, func(p profile, err error) {
		if !s.Refuse(err) {
			s.showProfile(p)
			then()
		}
	})
}

func (s *section) showProfile(p profile) {
	lock := kit.NewButton(s.T("account.lock"), "lock", kit.Plain, s.window.Lock)
	leave := kit.NewButton(s.T("account.sign-out"), "sign-out", kit.Plain, s.window.SignOut)
	var tiles []*kit.Tile
	for _, f := range s.functions(p) {
		tiles = append(tiles, kit.NewTile("tile "+f.name, f.icon, s.title(f), f.text, f.open))
	}
	left := kit.VStack(12, card(s.T("account.profile"), factList(profileFacts(s.Printer, p))),
		card(s.T("account.roles"), textList(roleLines(s.Printer, p.person), s.T("account.roles.none"))),
		card(s.T("account.books"), textList(bookLines(s.Printer, p.person), s.T("account.books.none"))))
	right := kit.VStack(8)
	for _, tile := range tiles {
		right.Add(tile)
	}
	s.show(screen{
		head: kit.NewHead(s.T("account.title"), kit.NewText(p.person.User.Name(), kit.Muted), lock, leave),
		body: kit.Columns(2, 16, left, right), focus: tiles[0], keys: kit.Handlers{kit.ActionRefresh: s.open},
	})
}

// function is what the person can do for themselves: a tile of the section, and a
// way that the search finds. It is called "account.function."+name.
type function struct {
	name, icon, text string
	open             func()
}

func (s *section) title(f function) string { return s.T("account.function." + f.name) }

// functions are those that the person has here.
func (s *section) functions(p profile) []function {
	var all []function
	add := func(name, icon, text string, open func()) { all = append(all, function{name, icon, text, open}) }
	if p.condition.Side == directory.Site {
		add("import", "import", freshnessText(s.Printer, p.fresh), s.update)
	}
	if p.register {
		add("register", "poste", registerText(s.Printer, p.condition), s.askModule)
	}
	if p.condition.Side == directory.Site && p.condition.Poste.Number > 0 {
		add("code", "key", s.T("account.function.code.what"), s.askCode)
	}
	add("own", "person", s.T("account.function.own.what"), s.ownData)
	add("postes", "poste", s.T("account.function.postes.what"), s.postes)
	add("password", "lock", s.T("account.function.password.what"), s.changePassword)
	add("second-factor", "shield", s.T("account.function.second-factor.what"), s.factor)
	add("sign-ins", "history", s.T("account.function.sign-ins.what"), s.signIns)
	add("preferences", "settings", s.T("account.function.preferences.what"), s.preferences)
	add("history", "history", s.T("account.function.history.what"), s.history)
	add("fingerprint", "shield", s.T("account.function.fingerprint.what"), s.fingerprint)
	return all
}

// ways are the functions, for the search everywhere.
func (s *section) ways() ([]desk.Way, error) {
	p, err := s.read()
	if err != nil {
		return nil, err
	}
	var ways []desk.Way
	for _, f := range s.functions(p) {
		ways = append(ways, desk.Way{Text: s.title(f), Detail: s.T("account.title"), Open: f.open})
	}
	return ways, nil
}

func freshnessText(p *translation.Printer, f workspace.Freshness) string {
	if f.Until.IsZero() {
		return p.T("account.fresh.never")
	}
	return p.T("account.fresh.until", fault.Args{"Made": f.Issued, "Until": f.Until})
}

func registerText(p *translation.Printer, c workspace.Condition) string {
	switch {
	case c.Requested:
		return p.T("account.register.waiting")
	case c.Poste.Number > 0:
		return p.T("account.register.done", fault.Args{"Number": c.Poste.Number})
	}
	return p.T("account.register.open")
}

// fact is a property of the person with its value.
type fact struct{ label, value string }

// profileFacts gives what is known of the person, without what is empty.
func profileFacts(p *translation.Printer, pr profile) []fact {
	u := pr.person.User
	all := []fact{
		{"account.name", u.Name()}, {"account.email", u.Email}, {"account.login", u.Login},
		{"account.own.email", u.EmailWish}, {"account.phone", u.Phone}, {"account.job", u.Job}, {"account.partner", u.Partner},
		{"account.status", p.T(string(u.Status.Label()))}, {"account.until", p.Day(u.AccessUntil)},
		{"account.organisation", pr.condition.Organisation.Name}, {"account.poste", welcome.Whereabouts(p, pr.condition)},
	}
	var facts []fact
	for _, f := range all {
		if f.value != "" {
			facts = append(facts, fact{p.T(f.label), f.value})
		}
	}
	return facts
}

// roleLines gives the roles of the person with their places.
func roleLines(p *translation.Printer, who workspace.Person) []string {
	var lines []string
	for _, g := range who.Grants {
		role := g.Label()
		if g.Scope.Level != directory.LevelProjects {
			place := g.Scope.Country
			if place != "" {
				place = p.Country(place)
			}
			if g.Scope.Level == directory.LevelUnit {
				place = g.Scope.Unit.String()
			}
			lines = append(lines, p.T("account.role."+string(g.Scope.Level), fault.Args{"Role": role, "Place": place}))
			continue
		}
		for _, id := range g.Scope.Projects {
			lines = append(lines, p.T("account.role.projects", fault.Args{"Role": role, "Place": projectName(who.Projects, id)}))
		}
	}
	return lines
}

func projectName(projects []directory.Project, id ident.ProjectID) string {
	for _, project := range projects {
		if project.ID == id {
			return project.Code + " " + project.Name
		}
	}
	return ""
}

// bookLines gives the books and journals that the person answers for.
func bookLines(p *translation.Printer, who workspace.Person) []string {
	var lines []string
	for _, h := range who.Holdings {
		lines = append(lines, p.T("account.holding", fault.Args{"Book": h.Ref + " " + h.Name, "Duty": h.Label()}))
	}
	return lines
}

func card(title string, content fyne.CanvasObject) fyne.CanvasObject {
	return kit.NewCard(kit.VStack(8, kit.NewText(title, kit.Strong), content))
}

func factList(facts []fact) fyne.CanvasObject {
	lines := kit.VStack(6)
	for _, f := range facts {
		lines.Add(kit.Leading(8, kit.Width(150, kit.NewText(f.label, kit.Muted)), kit.NewParagraph(f.value, kit.Body)))
	}
	return lines
}

func textList(texts []string, none string) fyne.CanvasObject {
	lines := kit.VStack(6)
	for _, text := range texts {
		lines.Add(kit.NewParagraph(text, kit.Body))
	}
	if len(texts) == 0 {
		lines.Add(kit.NewParagraph(none, kit.Muted))
	}
	return lines
}
