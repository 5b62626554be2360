package exchange_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
)

var (
	p01 = directory.Project{ID: ident.ProjectID{1}, Code: "P01", Name: "Forages Kolda"}
	p03 = directory.Project{ID: ident.ProjectID{3}, Code: "P03", Name: "Latrines"}
)

func role(id directory.RoleID, projects ...ident.ProjectID) directory.Grant {
	return directory.Grant{Role: id, Scope: directory.Scope{Level: directory.LevelProjects, Projects: projects}}
}

// inUnit is a cashier of a unit that has these projects.
func inUnit(projects ...ident.ProjectID) directory.Grant {
	g := role(directory.RoleCashier, projects...)
	g.Scope.Level, g.Scope.Unit = directory.LevelUnit, directory.UnitRef{ID: ident.UnitID{1}, Code: "SUD", Name: "Sud"}
	return g
}

// Projects that come into a unit or leave it are gained or lost.
func TestCompareTellsTheProjectsOfUnits(t *testing.T) {
	with := func(projects ...ident.ProjectID) exchange.Snapshot {
		return snapshot(func(s *exchange.Snapshot) { s.Grants[0] = inUnit(projects...) })
	}
	for name, c := range map[string]struct {
		before, after exchange.Snapshot
		want          []exchange.Change
	}{
		"the same": {with(p01.ID, p03.ID), with(p01.ID, p03.ID), nil},
		"one comes": {with(p01.ID), with(p01.ID, p03.ID), []exchange.Change{{exchange.Gain, "role.unit-project", fault.Args{
			"Role": directory.RoleCashier.Label(), "Place": "SUD Sud", "Project": "P03 Latrines"}}}},
		"one goes": {with(p01.ID, p03.ID), with(p03.ID), []exchange.Change{{exchange.Loss, "role.unit-project", fault.Args{
			"Role": directory.RoleCashier.Label(), "Place": "SUD Sud", "Project": "P01 Forages Kolda"}}}},
		"the role goes": {with(p01.ID, p03.ID), snapshot(func(s *exchange.Snapshot) { s.Grants = nil }), []exchange.Change{
			{exchange.Loss, "role.unit", fault.Args{"Role": directory.RoleCashier.Label(), "Place": "SUD Sud"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			got := exchange.Compare(c.before, c.after)
			if !slices.EqualFunc(got, c.want, exchange.Change.Equal) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// treasurer is a cashier with no more than these rights.
func treasurer(rights ...directory.Right) directory.Grant {
	g := role(directory.RoleCashier, p01.ID)
	g.Derived = directory.Derivation{ID: ident.DerivedRoleID{1}, Name: "Trésorier", Rights: rights}
	return g
}

// An own role is told by its name, and by the rights that it gains and loses.
func TestCompareTellsRolesOfTheOrganisation(t *testing.T) {
	with := func(g directory.Grant) exchange.Snapshot {
		return snapshot(func(s *exchange.Snapshot) { s.Grants[0] = g })
	}
	const view, count, record = directory.RightBookView, directory.RightCashCount, directory.RightVoucherRecord
	standard, few, other := role(directory.RoleCashier, p01.ID), treasurer(view, count), treasurer(view, record)
	spread := treasurer(view, count, record)
	spread.Scope.Projects = append(spread.Scope.Projects, p03.ID)
	for name, c := range map[string]struct {
		before, after directory.Grant
		want          []string
		widens        bool
	}{
		"the same":                  {few, few, nil, false},
		"an own role instead":       {standard, few, []string{"− role.projects role.cashier", "+ role.projects Trésorier"}, true},
		"one right for another":     {few, other, []string{"− role-right Trésorier right.cash-count", "+ role-right Trésorier right.voucher-record"}, true},
		"a right less":              {treasurer(view, count, record), few, []string{"− role-right Trésorier right.voucher-record"}, false},
		"a right and a place more":  {few, spread, []string{"+ role.projects Trésorier", "+ role-right Trésorier right.voucher-record"}, true},
		"the standard role instead": {few, standard, []string{"− role.projects Trésorier", "+ role.projects role.cashier"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			changes := exchange.Compare(with(c.before), with(c.after))
			var got []string
			for _, change := range changes {
				line := fmt.Sprint(change.Sign, " ", change.Key, " ", change.Args["Role"])
				if right := change.Args["Right"]; right != nil {
					line += fmt.Sprint(" ", right)
				}
				got = append(got, line)
			}
			if !slices.Equal(got, c.want) || exchange.Widens(changes) != c.widens {
				t.Errorf("got %q, widens %v; want %q, %v", got, exchange.Widens(changes), c.want, c.widens)
			}
		})
	}
}

func snapshot(edit func(*exchange.Snapshot)) exchange.Snapshot {
	s := exchange.Snapshot{
		Organisation: directory.Organisation{ID: ident.OrganisationID{1}, Name: "Eau Vive", LeaseDays: 180},
		User: directory.User{
			ID: ident.UserID{1}, FirstName: "Awa", Status: directory.StatusActive, AccessUntil: calendar.New(2027, 6, 30),
			External: true, Activation: directory.Activation{ID: ident.ActivationID{1}},
		},
		Grants:   []directory.Grant{role(directory.RoleCashier, p01.ID)},
		Projects: []directory.Project{p01, p03},
		Books:    []exchange.OwnedBook{{Book: cashbook.Book{ID: ident.BookID{1}, ProjectCode: "P01", Number: 1, Name: "Caisse Kolda"}}},
	}
	edit(&s)
	return s
}

func TestCompareSaysWhatChanges(t *testing.T) {
	before := snapshot(func(*exchange.Snapshot) {})
	for name, c := range map[string]struct {
		edit   func(*exchange.Snapshot)
		want   []string
		widens bool
	}{
		"nothing":            {func(*exchange.Snapshot) {}, nil, false},
		"archived":           {func(s *exchange.Snapshot) { s.User.Status = directory.StatusArchived }, []string{"− status"}, false},
		"access shortened":   {func(s *exchange.Snapshot) { s.User.AccessUntil-- }, []string{"− access-until"}, false},
		"access prolonged":   {func(s *exchange.Snapshot) { s.User.AccessUntil++ }, []string{"+ access-until"}, true},
		"access unlimited":   {func(s *exchange.Snapshot) { s.User.AccessUntil = 0 }, []string{"+ access-unlimited"}, true},
		"role lost":          {func(s *exchange.Snapshot) { s.Grants = nil }, []string{"− role.projects"}, false},
		"role gained":        {func(s *exchange.Snapshot) { s.Grants = append(s.Grants, role(directory.RoleAssistant, p03.ID)) }, []string{"+ role.projects"}, true},
		"role moved":         {func(s *exchange.Snapshot) { s.Grants[0] = role(directory.RoleCashier, p03.ID) }, []string{"− role.projects", "+ role.projects"}, true},
		"role spread":        {func(s *exchange.Snapshot) { s.Grants[0] = role(directory.RoleCashier, p01.ID, p03.ID) }, []string{"+ role.projects"}, true},
		"role everywhere":    {func(s *exchange.Snapshot) { s.Grants[0].Scope = directory.Scope{Level: directory.LevelAllProjects} }, []string{"− role.projects", "+ role.all-projects"}, true},
		"role in a unit":     {func(s *exchange.Snapshot) { s.Grants[0] = inUnit(p01.ID) }, []string{"− role.projects", "+ role.unit"}, true},
		"book withdrawn":     {func(s *exchange.Snapshot) { s.Books = nil }, []string{"− book"}, false},
		"book changed":       {func(s *exchange.Snapshot) { s.Books[0].Book.CeilingMinor = 1 }, []string{"· book-definition"}, false},
		"project renamed":    {func(s *exchange.Snapshot) { s.Projects[0].Name = "Forages" }, nil, false},
		"lease prolonged":    {func(s *exchange.Snapshot) { s.Organisation.LeaseDays++ }, []string{"+ lease"}, true},
		"lease without end":  {func(s *exchange.Snapshot) { s.Organisation.LeaseDays = 0 }, []string{"+ lease-unlimited"}, true},
		"lease shortened":    {func(s *exchange.Snapshot) { s.Organisation.LeaseDays-- }, []string{"− lease"}, false},
		"another name":       {func(s *exchange.Snapshot) { s.Organisation.Name = "Eau" }, []string{"· organisation"}, false},
		"no longer external": {func(s *exchange.Snapshot) { s.User.External = false }, []string{"+ internal"}, true},
		"new code":           {func(s *exchange.Snapshot) { s.Unspent = ident.ActivationID{9} }, []string{"+ activation"}, true},
		"the same code":      {func(s *exchange.Snapshot) { s.Unspent = s.User.Activation.ID }, nil, false},
		"off, with a role": {func(s *exchange.Snapshot) {
			s.User.Status = "employee"
			s.Grants = append(s.Grants, role(directory.RoleAssistant, p03.ID))
		}, []string{"− status", "· role.projects"}, false},
		"another first name": {func(s *exchange.Snapshot) { s.User.FirstName = "Awa Marie" }, []string{"· profile"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			changes := exchange.Compare(before, snapshot(c.edit))
			var got []string
			for _, change := range changes {
				got = append(got, string(change.Sign)+" "+change.Key)
			}
			if len(got) != len(c.want) {
				t.Fatalf("got %v, want %v", got, c.want)
			}
			for i := range got {
				if got[i] != c.want[i] {
					t.Errorf("got %v, want %v", got, c.want)
				}
			}
			if exchange.Widens(changes) != c.widens {
				t.Errorf("widens: %v, want %v", !c.widens, c.widens)
			}
		})
	}
}

func TestNewUserGainsEverything(t *testing.T) {
	changes := exchange.Compare(exchange.Snapshot{}, snapshot(func(*exchange.Snapshot) {}))
	for _, c := range changes {
		if c.Sign == exchange.Note {
			t.Errorf("%s is told as a mere note", c.Key)
		}
	}
	if !exchange.Widens(changes) {
		t.Error("a first file widens nothing")
	}
}
