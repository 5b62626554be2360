package e2e

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// day is the length of one.
const day = 24 * time.Hour

// newCrew is a head office of three projects and a dozen people in every status,
// founded some weeks ago: a file that was made then has expired.
func newCrew(t *testing.T) *office {
	o := &office{t: t, dir: filepath.Join(t.TempDir(), "siege"), password: secret(t, adminPassword)}
	p := &past{t: t}
	p.open(o.dir, time.Now().Add(-20*day))
	defer p.close()
	c := &crew{past: p, projects: map[string]ident.ProjectID{}, people: map[string]ident.UserID{}}
	c.found()
	c.hire()
	c.book()
	return o
}

// crew furnishes the head office under the clock of that time.
type crew struct {
	*past
	projects map[string]ident.ProjectID
	people   map[string]ident.UserID // by the last name
}

func (c *crew) found() {
	for _, project := range []directory.Project{
		{Code: "P01", Name: "Forages Kolda", Country: "SN"}, {Code: "P02", Name: "Puits de Zinder", Country: "NE"},
		{Code: "P03", Name: "Latrines scolaires", Country: "SN"},
	} {
		added, err := c.s.AddProject(c.t.Context(), project)
		c.check(err)
		c.projects[project.Code] = added.ID
	}
}

// hire adds everybody: who works where, and how far the account is.
func (c *crew) hire() {
	in := func(code string) directory.Scope {
		return directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{c.projects[code]}}
	}
	everywhere := directory.Scope{Level: directory.LevelOrganisation}
	c.add("Awa", "Diop", "Caissière")
	c.add("Moussa", "Ba", "Directeur financier")
	c.add("Ibou", "Fall", "Comptable")
	c.add("Fatou", "Ndiaye", "Contrôleuse")
	c.add("Oumar", "Sy", "Chauffeur")
	c.add("Aïssatou", "Barry", "Caissière")
	c.add("Salif", "Traore", "Puisatier")
	c.add("Amadou", "Sarr", "Foreur")
	c.add("Rokhaya", "Diouf", "Animatrice")
	c.add("Cheikh", "Ndao", "Logisticien")
	c.give("Diop", directory.RoleCashier, in("P01"))
	c.give("Ba", directory.RoleFinanceManager, everywhere)
	c.give("Fall", directory.RoleAccountant, in("P03"))
	c.give("Ndiaye", directory.RoleController, directory.Scope{Level: directory.LevelCountry, Country: "NE"})
	c.give("Barry", directory.RoleCashier, in("P02"))
	c.open("Diop", true)
	c.open("Ba", true)
	c.open("Ndiaye", true)
	c.open("Fall", false)
	c.open("Barry", false)
	c.check(c.s.ArchiveUser(c.t.Context(), c.people["Traore"]))
	_, err := c.s.ExportUser(c.t.Context(), c.people["Diop"], workspace.Recipients{Plain: true}, c.t.TempDir())
	c.check(err)
}

func (c *crew) add(first, last, job string) {
	u := directory.User{FirstName: first, LastName: last, Job: job, Email: addressOf(last), Phone: "+221 33 800 00 00"}
	if last == "Ndiaye" { // her access ends soon
		u.AccessUntil = calendar.Of(time.Now().Add(20*day), time.UTC)
	}
	added, err := c.s.AddUser(c.t.Context(), u)
	c.check(err)
	c.people[last] = added.ID
}

func (c *crew) give(last string, role directory.RoleID, where directory.Scope) {
	_, err := c.s.GrantRole(c.t.Context(), c.people[last], role, where)
	c.check(err)
}

// open prepares an account, and has it confirmed when the person says so.
func (c *crew) open(last string, confirmed bool) {
	_, err := c.s.ActivateUser(c.t.Context(), c.people[last])
	c.check(err)
	if confirmed {
		c.check(c.s.ConfirmActivation(c.t.Context(), c.people[last]))
	}
}

// book gives Awa a cash book of the first project.
func (c *crew) book() {
	book, err := c.s.AddBook(c.t.Context(), cashbook.Book{Project: c.projects["P01"], Type: cashbook.Cash, Name: "Caisse Kolda", Currency: "XOF"})
	c.check(err)
	c.check(c.s.AssignBook(c.t.Context(), book.ID, c.people["Diop"], cashbook.Responsible))
}

// addressOf is the address of somebody of the crew.
func addressOf(last string) string { return strings.ToLower(last) + "@eauvive.example" }
