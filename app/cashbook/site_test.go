package cashbook_test

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

var (
	project = ident.ProjectID{1}
	other   = ident.ProjectID{2}
	admin   = ident.UserID{1} // sets up books, keeps none
	awa     = ident.UserID{2} // cashier, responsible
	binta   = ident.UserID{3} // cashier of the project
	moussa  = ident.UserID{4} // employee without account
	kolda   = ident.PosteID{1}
	spare   = ident.PosteID{2}
	till    = ident.BookID{1}
)

// noon of the day on which the tests happen.
var noon = time.Date(2026, 11, 21, 12, 0, 0, 0, time.UTC)

// site is a poste that keeps the till P01/1, with everything it knows.
type site struct {
	*memory
	now time.Time
}

func newSite() *site {
	grant := func(role directory.RoleID, level directory.Level) []directory.Grant {
		scope := directory.Scope{Level: level}
		if level == directory.LevelProjects {
			scope.Projects = []ident.ProjectID{project}
		}
		return []directory.Grant{{Role: role, Scope: scope}}
	}
	person := func(id ident.UserID, name string, status directory.Status) directory.User {
		return directory.User{ID: id, FirstName: name, Status: status}
	}
	modules := []directory.Module{directory.ModuleCashbook}
	m := &memory{
		organisation: directory.Organisation{Name: "Eau Vive", Country: "SN", Currency: "XOF", TimeZone: "Africa/Dakar"},
		home:         directory.Home{Side: directory.HeadOffice},
		projects: map[ident.ProjectID]directory.Project{
			project: {ID: project, Code: "P01"}, other: {ID: other, Code: "P02", Country: "ML"},
		},
		users: map[ident.UserID]directory.User{
			admin: person(admin, "Fatou", directory.StatusActive), awa: person(awa, "Awa", directory.StatusActive),
			binta: person(binta, "Binta", directory.StatusPending), moussa: person(moussa, "Moussa", directory.StatusEmployee),
		},
		grants: map[ident.UserID][]directory.Grant{
			admin: grant(directory.RoleAdminProject, directory.LevelOrganisation),
			awa:   grant(directory.RoleCashier, directory.LevelProjects),
			binta: grant(directory.RoleCashier, directory.LevelProjects),
		},
		postes: map[ident.PosteID]directory.Poste{
			kolda: {ID: kolda, Number: 12, Location: "Kolda", Modules: modules, Status: directory.PosteActive},
			spare: {ID: spare, Number: 13, Location: "Dakar", Modules: modules, Status: directory.PosteActive},
		},
		books: map[ident.BookID]cashbook.Book{till: {
			ID: till, Project: project, ProjectCode: "P01", Number: 1, Type: cashbook.Cash, Name: "Caisse Kolda",
			Currency: "XOF", TimeZone: "Africa/Dakar", Responsible: awa, Status: cashbook.Open, Revision: 1,
		}},
		owners: map[ident.BookID][]ledger.Ownership{
			till: {{Book: till, Epoch: 1, Poste: kolda, FirstNumber: 1}},
		},
		entries:      map[ident.BookID][]cashbook.Voucher{},
		provisionals: map[ident.BookID][]cashbook.Provisional{},
		copied:       map[ident.BookID]cashbook.CopyState{},
		branches:     map[ident.BookID][]cashbook.Voucher{},
		counts:       map[ident.BookID][]cashbook.Count{},
		signatures:   map[ident.BookID][]cashbook.CountSignature{},
		countCopies:  map[ident.BookID]cashbook.CountCopy{},
	}
	return &site{memory: m, now: noon}
}

// edit changes the definition of the till behind the rules' back.
func (s *site) edit(change func(*cashbook.Book)) *site {
	b := s.books[till]
	change(&b)
	s.books[till] = b
	return s
}

func (s *site) actor(id ident.UserID) directory.Actor {
	actor, err := directory.LoadActor(s, id)
	if err != nil {
		panic(err)
	}
	return actor
}

func (s *site) record(draft cashbook.Draft) (cashbook.Recorded, error) {
	return cashbook.Record(s, s.actor(awa), kolda, till, draft, s.now)
}

func (s *site) change(number int64, draft cashbook.Draft) (cashbook.Recorded, error) {
	return cashbook.Change(s, s.actor(awa), kolda, till, number, draft, s.now)
}

func (s *site) reverse(number int64) (cashbook.Recorded, error) {
	return cashbook.Reverse(s, s.actor(awa), kolda, till, number, "Annulation", s.now)
}

// accept takes the till over, where that is wanted.
func (s *site) accept(poste ident.PosteID) *site {
	if _, err := cashbook.Accept(s, s.actor(awa), poste, till, s.now); err != nil && !errors.Is(err, fault.Conflict) {
		panic(err)
	}
	return s
}

// must records amounts on days relative to today: day, amount, day, amount …
func (s *site) must(t *testing.T, daysAndAmounts ...int64) *site {
	t.Helper()
	for pair := range slices.Chunk(daysAndAmounts, 2) {
		if _, err := s.record(voucher(pair[0], pair[1])); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// today is the day of noon.
var today = calendar.New(2026, time.November, 21)

// voucher is a draft so many days from today.
func voucher(days, amount int64) cashbook.Draft {
	return cashbook.Draft{Day: today + calendar.Day(days), Content: cashbook.Content{AmountMinor: amount, Text: "Carburant"}}
}

// wantFault fails unless err is the fault of the key and nothing has been
// written.
func wantFault(t *testing.T, s *site, written int, err error, kind fault.Kind, key string) *fault.Error {
	t.Helper()
	var found *fault.Error
	if !errors.As(err, &found) || found.Kind != kind || found.Key != key {
		t.Fatalf("%v, want %s %s", err, kind, key)
	}
	if now := len(s.entries[till]); now != written {
		t.Fatalf("refused with %s, but there are %d entries instead of %d", key, now, written)
	}
	return found
}
