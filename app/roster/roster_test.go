package roster_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/roster"
)

// keys are words that show their key, so that tests need no translation.
type keys struct{}

func (keys) T(key string, _ ...fault.Args) string { return key }
func (keys) Language() string                     { return "fr" }
func (keys) DayShort(d calendar.Day) string       { return d.String() }
func (keys) Time(t time.Time) string              { return t.Format(time.DateTime) }

var (
	now   = time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)
	today = calendar.New(2026, 11, 21)
)

func userID(n int) (id ident.UserID) {
	id[0], id[1], id[15] = byte(n>>8), byte(n), 1
	return id
}

func projectID(n byte) (id ident.ProjectID) {
	id[15] = n
	return id
}

// four are Awa, Ibou, Khady and Zoé, of a status each.
func four() roster.People {
	users := []directory.User{
		{FirstName: "Awa", LastName: "Diop", Email: "awa@eauvive.example", Job: "Caissière", Status: directory.StatusPending, AccessUntil: today + 30},
		{FirstName: "Ibou", LastName: "Fall", Login: "ibou", Status: directory.StatusArchived},
		{FirstName: "Khady", LastName: "Diop", Email: "khady@eauvive.example", Status: directory.StatusActive, AccessUntil: today + 31},
		{FirstName: "Zoé", LastName: "Ébène", Status: directory.StatusEmployee, External: true, Partner: "Comité"},
	}
	for i := range users {
		users[i].ID = userID(i)
	}
	grant := func(role directory.RoleID, scope directory.Scope) directory.Grant {
		return directory.Grant{Role: role, Scope: scope}
	}
	return roster.People{
		Users: users, Now: now, Today: today, Country: "SN",
		Projects: []directory.Project{{ID: projectID(1), Code: "P01"}, {ID: projectID(2), Code: "P02", Country: "ML"}},
		Grants: map[ident.UserID][]directory.Grant{
			userID(0): {
				grant(directory.RoleAuditor, directory.Scope{Level: directory.LevelCountry, Country: "CM"}),
				grant(directory.RoleCashier, directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{projectID(2), projectID(1)}}),
			},
			userID(2): {grant(directory.RoleCashier, directory.Scope{Level: directory.LevelAllProjects})},
		},
		Files: map[ident.UserID]time.Time{userID(0): now.Add(-time.Second), userID(1): now.Add(-time.Second), userID(2): now.Add(time.Hour)},
	}
}

// shown gives the first names that a view shows, headings in brackets.
func shown(t roster.Table) string {
	var names []string
	for _, l := range t.Lines {
		if l.Entry == nil {
			names = append(names, fmt.Sprintf("[%s %d]", l.Heading, l.Count))
			continue
		}
		names = append(names, l.Entry.FirstName)
	}
	return strings.Join(names, " ")
}

func TestViewsSelectAndOrder(t *testing.T) {
	r := roster.New(four(), keys{})
	for _, test := range []struct {
		name string
		view roster.View
		want string
	}{
		{"everybody who has not left", roster.View{}, "Awa Khady Zoé"},
		{"archived", roster.View{Archived: true}, "Awa Khady Zoé Ibou"},
		{"search in any order of words", roster.View{Search: "diop  KHÁ"}, "Khady"},
		{"search in e-mail", roster.View{Search: "awa@"}, "Awa"},
		{"search finds nobody", roster.View{Search: "awa fall"}, ""},
		{"statuses bring the archived", roster.View{Statuses: []directory.Status{directory.StatusArchived, directory.StatusActive}}, "Khady Ibou"},
		{"expired file of live accounts", roster.View{FileExpired: true, Archived: true}, "Awa"},
		{"access within 30 days", roster.View{AccessEnding: true}, "Awa"},
		{"sort by first day of end", roster.View{Sort: "access"}, "Awa Khady Zoé"},
		{"reversed", roster.View{Sort: "access", Descending: true}, "Zoé Khady Awa"},
		{"sort by status", roster.View{Sort: "status", Archived: true}, "Zoé Awa Khady Ibou"},
		{"empty cells come last", roster.View{Sort: "job"}, "Awa Khady Zoé"},
		{"filter", roster.View{Filters: []roster.Filter{{"job", "CAISSIERE"}}}, "Awa"},
		{"filter for nothing", roster.View{Filters: []roster.Filter{{"job", "="}}}, "Khady Zoé"},
		{"filter for the whole", roster.View{Filters: []roster.Filter{{"email", "=khady@eauvive.example"}}}, "Khady"},
		{"two filters", roster.View{Filters: []roster.Filter{{"name", "diop"}, {"roles", "role.auditor"}}}, "Awa"},
		{"group by status", roster.View{Group: "status"}, "[roster.status.employee 1] Zoé [roster.status.pending 1] Awa [roster.status.active 1] Khady"},
		{"group by role", roster.View{Group: "role"}, "[role.cashier 2] Awa Khady [role.auditor 1] Awa [roster.none.role 1] Zoé"},
		{"group by project", roster.View{Group: "project"}, "[roster.all-projects 1] Khady [P01 1] Awa [P02 1] Awa [roster.none.project 1] Zoé"},
		{"group by country", roster.View{Group: "country"}, "[country.CM 1] Awa [country.ML 1] Awa [country.SN 1] Awa [roster.none.country 2] Khady Zoé"},
		{"group by partner", roster.View{Group: "partner"}, "[Comité 1] Zoé [roster.none.partner 2] Awa Khady"},
	} {
		if got := shown(r.Arrange(test.view, nil)); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
		if err := r.Check(test.view); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

func TestClosedGroupsKeepTheirHeading(t *testing.T) {
	r := roster.New(four(), keys{})
	table := r.Arrange(roster.View{Group: "status"}, map[string]bool{"1": true})
	if got, want := shown(table), "[roster.status.employee 1] Zoé [roster.status.pending 1] [roster.status.active 1] Khady"; got != want || table.People != 3 {
		t.Errorf("%s, %d people; want %s, 3", got, table.People, want)
	}
}

func TestEveryColumnHasText(t *testing.T) {
	r := roster.New(four(), keys{})
	awa := r.Arrange(roster.View{Search: "awa"}, nil).Lines[0].Entry
	want := map[string]string{
		"name": "Diop Awa", "email": "awa@eauvive.example", "job": "Caissière", "status": "roster.status.pending",
		"roles": "role.cashier, role.auditor", "access": "2026-12-21", "projects": "P01, P02",
		"countries": "country.CM, country.ML, country.SN", "type": "roster.type.internal", "file": "2026-11-21 09:13:59",
	}
	for _, c := range r.Columns() {
		if text, listed := want[c.ID]; listed && r.Text(awa, c) != text {
			t.Errorf("%s shows %q, want %q", c.ID, r.Text(awa, c), text)
		}
		order := shown(r.Arrange(roster.View{Sort: c.ID, Archived: true}, nil))
		back := strings.Fields(shown(r.Arrange(roster.View{Sort: c.ID, Archived: true, Descending: true}, nil)))
		slices.Reverse(back)
		if order != strings.Join(back, " ") {
			t.Errorf("%s sorts %s, and reversed %v", c.ID, order, back)
		}
	}
}

func TestViewsOfWhatThereIsNotAreRefused(t *testing.T) {
	long := strings.Repeat("x", 101)
	for name, v := range map[string]roster.View{
		"column": {Columns: []string{"secret"}}, "sort": {Sort: "secret"}, "filter": {Filters: []roster.Filter{{"secret", ""}}},
		"status": {Statuses: []directory.Status{"secret"}}, "group": {Group: "secret"}, "search": {Search: long},
		"long filter": {Filters: []roster.Filter{{"name", long}}}, "many columns": {Columns: slices.Repeat([]string{"name"}, 99)},
	} {
		if err := roster.NewCatalogue(nil).Check(v); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"", "  ", long} {
		if _, err := roster.NewCatalogue(nil).CheckSaved(roster.SavedView{Name: name}); !errors.Is(err, fault.Invalid) {
			t.Errorf("a view named %q: %v", name, err)
		}
	}
	if s, err := roster.NewCatalogue(nil).CheckSaved(roster.SavedView{Name: " mes  caissiers "}); err != nil || s.Name != "mes caissiers" {
		t.Errorf("%q, %v", s.Name, err)
	}
}

// many are as many users as an organisation of forty countries has.
func many(count int) roster.People {
	p := roster.People{Now: now, Today: today, Grants: map[ident.UserID][]directory.Grant{}, Files: map[ident.UserID]time.Time{}}
	for i := range count {
		u := directory.User{
			ID: userID(i), FirstName: fmt.Sprintf("Aïssatou %d", i%97), LastName: fmt.Sprintf("N'Diaye %d", i), Email: fmt.Sprintf("u%d@eauvive.example", i),
			Job: fmt.Sprintf("Fonction %d", i%40), Status: roster.Statuses()[i%4], Created: now.Add(time.Duration(i) * time.Minute), Modified: now,
		}
		p.Users = append(p.Users, u)
		p.Grants[u.ID] = []directory.Grant{{Role: directory.RoleCashier, Scope: directory.Scope{Level: directory.LevelCountry, Country: "SN"}}}
	}
	return p
}

func BenchmarkRosterOf10000(b *testing.B) {
	p := many(10_000)
	b.Run("new", func(b *testing.B) {
		for b.Loop() {
			roster.New(p, keys{})
		}
	})
	r := roster.New(p, keys{})
	for name, v := range map[string]roster.View{
		"keystroke": {Search: "diaye 9"}, "everybody": {Archived: true}, "by job": {Sort: "job"}, "filter": {Filters: []roster.Filter{{"created", "11-2"}}},
		"group": {Group: "role"},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r.Arrange(v, nil)
			}
		})
	}
}
