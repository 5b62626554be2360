package directory_test

import (
	"cmp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// memory is a directory.Store for tests.
type memory struct {
	organisation *directory.Organisation
	home         *directory.Home
	projects     map[ident.ProjectID]directory.Project
	users        map[ident.UserID]directory.User
	grants       map[ident.GrantID]directory.Grant
	holdings     map[ident.UserID][]directory.Holding
	postes       map[ident.PosteID]directory.Poste
	requests     map[[32]byte]directory.Request
	former       []directory.FormerKey
	revocations  []directory.Revocation
	licences     map[directory.Module]directory.Licence
	acts         []directory.Act
	fields       map[string]directory.Field
	derived      map[ident.DerivedRoleID]directory.DerivedRole
	units        map[ident.UnitID]directory.Unit
	unitOf       map[ident.ProjectID]ident.UnitID
}

var _ directory.Store = (*memory)(nil)

func newMemory() *memory {
	return &memory{
		fields: map[string]directory.Field{}, units: map[ident.UnitID]directory.Unit{}, unitOf: map[ident.ProjectID]ident.UnitID{},
		projects: map[ident.ProjectID]directory.Project{}, users: map[ident.UserID]directory.User{},
		grants: map[ident.GrantID]directory.Grant{}, holdings: map[ident.UserID][]directory.Holding{},
		postes: map[ident.PosteID]directory.Poste{}, requests: map[[32]byte]directory.Request{},
		licences: map[directory.Module]directory.Licence{}, derived: map[ident.DerivedRoleID]directory.DerivedRole{},
	}
}

var missing = fault.New(fault.Missing, "test.missing", nil)

func get[K comparable, V any](m map[K]V, key K) (V, error) {
	value, there := m[key]
	if !there {
		return value, missing
	}
	return value, nil
}

func (m *memory) Organisation() (o directory.Organisation, err error) {
	if m.organisation == nil {
		return o, missing
	}
	return *m.organisation, nil
}

func (m *memory) SaveOrganisation(o directory.Organisation) error {
	m.organisation = &o
	return nil
}

func (m *memory) Project(id ident.ProjectID) (directory.Project, error) { return get(m.projects, id) }

func (m *memory) ProjectByCode(code string) (directory.Project, error) {
	for _, p := range m.projects {
		if p.Code == code {
			return p, nil
		}
	}
	return directory.Project{}, missing
}

func (m *memory) Projects() (all []directory.Project, err error) {
	for _, p := range m.projects {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b directory.Project) int { return cmp.Compare(a.Code, b.Code) })
	return all, nil
}

func (m *memory) SaveProject(p directory.Project) error {
	m.projects[p.ID] = p
	return nil
}

func (m *memory) User(id ident.UserID) (directory.User, error) { return get(m.users, id) }

func (m *memory) UserByName(name string) (directory.User, error) {
	for _, u := range m.users {
		if name != "" && (u.Email == name || u.Login == name) {
			return u, nil
		}
	}
	return directory.User{}, missing
}

func (m *memory) Users(f directory.UserFilter) (users []directory.User, total int, err error) {
	for _, u := range m.users {
		if slices.Contains(f.Statuses, u.Status) {
			users = append(users, u)
		}
	}
	return users, len(users), nil
}

func (m *memory) SaveUser(u directory.User) (directory.User, error) {
	if m.users[u.ID].Version != u.Version {
		return u, fault.New(fault.Conflict, "test.stale", nil)
	}
	u.Version++
	m.users[u.ID] = u
	return u, nil
}

func (m *memory) DeleteUser(id ident.UserID) error {
	delete(m.users, id)
	for _, g := range m.grants {
		if g.User == id {
			delete(m.grants, g.ID)
		}
	}
	return nil
}

func (m *memory) Grants(user ident.UserID) (grants []directory.Grant, err error) {
	for _, g := range m.grants {
		if g.User == user {
			if g.Scope.Level == directory.LevelUnit {
				unit, _ := m.Unit(g.Scope.Unit.ID)
				g.Scope.Unit, g.Scope.Projects = unit.Ref(), unit.Projects
			}
			grants = append(grants, g)
		}
	}
	slices.SortFunc(grants, func(a, b directory.Grant) int { return strings.Compare(a.ID.String(), b.ID.String()) })
	return grants, nil
}

func (m *memory) SaveGrant(g directory.Grant) error {
	m.grants[g.ID] = g
	return nil
}

func (m *memory) DeleteGrant(id ident.GrantID) error {
	delete(m.grants, id)
	return nil
}

func (m *memory) DerivedRole(id ident.DerivedRoleID) (directory.DerivedRole, error) {
	return get(m.derived, id)
}

func (m *memory) DerivedRoles() (all []directory.DerivedRole, err error) {
	for _, d := range m.derived {
		all = append(all, d)
	}
	slices.SortFunc(all, func(a, b directory.DerivedRole) int { return cmp.Compare(a.Name, b.Name) })
	return all, nil
}

func (m *memory) SaveDerivedRole(d directory.DerivedRole) (directory.DerivedRole, error) {
	if m.derived[d.ID].Version != d.Version {
		return d, fault.New(fault.Conflict, "test.stale", nil)
	}
	d.Version++
	m.derived[d.ID] = d
	for id, g := range m.grants {
		if g.Derived.ID == d.ID {
			g.Derived.Name, g.Derived.Rights = d.Name, d.Rights
			m.grants[id] = g
		}
	}
	return d, nil
}

func (m *memory) DerivedHolders(id ident.DerivedRoleID) (holders []ident.UserID, err error) {
	for _, g := range m.grants {
		if g.Derived.ID == id && !slices.Contains(holders, g.User) {
			holders = append(holders, g.User)
		}
	}
	slices.SortFunc(holders, func(a, b ident.UserID) int { return strings.Compare(a.String(), b.String()) })
	return holders, nil
}

func (m *memory) Unit(id ident.UnitID) (directory.Unit, error) {
	u, err := get(m.units, id)
	for project, unit := range m.unitOf {
		if unit == id {
			u.Projects = append(u.Projects, project)
		}
	}
	slices.SortFunc(u.Projects, func(a, b ident.ProjectID) int { return slices.Compare(a[:], b[:]) })
	return u, err
}

func (m *memory) Units() (all []directory.Unit, err error) {
	for id := range m.units {
		u, _ := m.Unit(id)
		all = append(all, u)
	}
	slices.SortFunc(all, func(a, b directory.Unit) int { return cmp.Compare(a.Code, b.Code) })
	return all, nil
}

func (m *memory) SaveUnit(u directory.Unit) (directory.Unit, error) {
	if m.units[u.ID].Version != u.Version {
		return u, fault.New(fault.Conflict, "test.stale", nil)
	}
	u.Version++
	m.units[u.ID] = u
	return u, nil
}

func (m *memory) DeleteUnit(id ident.UnitID) error {
	delete(m.units, id)
	return nil
}

func (m *memory) UnitOf(project ident.ProjectID) (directory.Unit, error) {
	return m.Unit(m.unitOf[project])
}

func (m *memory) SaveUnitOf(project ident.ProjectID, unit ident.UnitID) error {
	m.unitOf[project] = unit
	return nil
}

func (m *memory) UnitHolders(id ident.UnitID) (holders []ident.UserID, err error) {
	for _, g := range m.grants {
		if g.Scope.Unit.ID == id && !slices.Contains(holders, g.User) {
			holders = append(holders, g.User)
		}
	}
	slices.SortFunc(holders, func(a, b ident.UserID) int { return strings.Compare(a.String(), b.String()) })
	return holders, nil
}

func (m *memory) Fields() (all []directory.Field, err error) {
	for _, f := range m.fields {
		all = append(all, f)
	}
	slices.SortFunc(all, func(a, b directory.Field) int { return cmp.Compare(a.Key, b.Key) })
	return all, nil
}

func (m *memory) SaveField(f directory.Field) (directory.Field, error) {
	f.Version++
	m.fields[f.Key] = f
	return f, nil
}

func (m *memory) Holdings(user ident.UserID) ([]directory.Holding, error) {
	return m.holdings[user], nil
}

func (m *memory) Poste(id ident.PosteID) (directory.Poste, error) { return get(m.postes, id) }

func (m *memory) Postes() (all []directory.Poste, err error) {
	for _, p := range m.postes {
		all = append(all, p)
	}
	slices.SortFunc(all, func(a, b directory.Poste) int { return a.Number - b.Number })
	return all, nil
}

func (m *memory) NextPosteNumber() (int, error) {
	next := 1
	for _, p := range m.postes {
		next = max(next, p.Number+1)
	}
	return next, nil
}

func (m *memory) SavePoste(p directory.Poste) error {
	m.postes[p.ID] = p
	return nil
}

func (m *memory) FormerKeys() ([]directory.FormerKey, error) { return m.former, nil }

func (m *memory) SaveFormerKey(k directory.FormerKey) error {
	m.former = append(m.former, k)
	return nil
}

func (m *memory) Revocations() ([]directory.Revocation, error) { return m.revocations, nil }

func (m *memory) SaveRevocation(r directory.Revocation) error {
	m.revocations = append(m.revocations, r)
	return nil
}

func (m *memory) Licence(module directory.Module) (directory.Licence, error) {
	return get(m.licences, module)
}

func (m *memory) SaveLicence(l directory.Licence) error {
	m.licences[l.Module] = l
	return nil
}

func (m *memory) Home() (h directory.Home, err error) {
	if m.home == nil {
		return h, missing
	}
	return *m.home, nil
}

func (m *memory) SaveHome(h directory.Home) error {
	m.home = &h
	return nil
}

func (m *memory) Request(digest [32]byte) (directory.Request, error) {
	return get(m.requests, digest)
}

func (m *memory) Requests(status directory.RequestStatus) (all []directory.Request, err error) {
	for _, r := range m.requests {
		if status == "" || r.Status == status {
			all = append(all, r)
		}
	}
	return all, nil
}

func (m *memory) SaveRequest(r directory.Request) error {
	m.requests[r.Digest] = r
	return nil
}

func (m *memory) AppendAct(a directory.Act) error {
	a.Seq = int64(len(m.acts) + 1)
	m.acts = append(m.acts, a)
	return nil
}

func (m *memory) Acts(directory.HistoryFilter) ([]directory.Act, int, error) {
	return m.acts, len(m.acts), nil
}

// now is the instant of the tests: 21 November 2026, noon in Dakar.
var now = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// counter gives identifiers that are different and look like what they are.
var counter uint16

func newID[T ~[16]byte]() T {
	counter++
	return T{0: 0xc0, 14: byte(counter >> 8), 15: byte(counter)}
}

// house is a head office with its founder and one project.
type house struct {
	*memory
	t       *testing.T
	founder directory.Actor
	project directory.Project
}

func newHouse(t *testing.T) *house {
	t.Helper()
	h := &house{memory: newMemory(), t: t}
	founder, err := directory.Found(h, founding(), now)
	if err != nil {
		t.Fatal(err)
	}
	h.founder = founder
	h.project = h.addProject("P01", "")
	h.acts = nil
	return h
}

func founding() directory.Founding {
	f := directory.Founding{
		Organisation: directory.Organisation{
			ID: newID[ident.OrganisationID](), Name: "Eau Vive", Country: "SN", Currency: "XOF", Language: "fr", LeaseDays: 180,
		},
		Administrator: directory.User{ID: newID[ident.UserID](), Email: "Admin@EauVive.example"},
		Poste:         newID[ident.PosteID](),
	}
	for range directory.AdministratorRoles() {
		f.Grants = append(f.Grants, newID[ident.GrantID]())
	}
	return f
}

func (h *house) addProject(code, country string) directory.Project {
	h.t.Helper()
	p, err := directory.AddProject(h, h.founder, directory.Project{ID: newID[ident.ProjectID](), Code: code, Name: "Forages " + code, Country: country}, now)
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

// add puts a user of that status into the store, by-passing the rules.
func (h *house) add(status directory.Status, roles ...directory.Grant) directory.Actor {
	h.t.Helper()
	u := directory.User{ID: newID[ident.UserID](), FirstName: "Awa", LastName: "Diop", Status: status, Version: 1}
	u.Email = "awa" + u.ID.String() + "@eauvive.example"
	h.users[u.ID] = u
	for _, g := range roles {
		g.ID, g.User = newID[ident.GrantID](), u.ID
		h.grants[g.ID] = g
	}
	return h.actor(u.ID)
}

func (h *house) actor(id ident.UserID) directory.Actor {
	h.t.Helper()
	a, err := directory.LoadActor(h, id)
	if err != nil {
		h.t.Fatal(err)
	}
	return a
}

// whole grants a role for the organisation.
func whole(role directory.RoleID) directory.Grant {
	return directory.Grant{Role: role, Scope: directory.Scope{Level: directory.LevelOrganisation}}
}

// in grants a role in projects.
func in(role directory.RoleID, projects ...ident.ProjectID) directory.Grant {
	return directory.Grant{Role: role, Scope: directory.Scope{Level: directory.LevelProjects, Projects: projects}}
}

// wantFault checks the key and the kind of an error.
func wantFault(t *testing.T, err error, kind fault.Kind, key string) {
	t.Helper()
	f, is := err.(*fault.Error)
	if !is || f.Kind != kind || f.Key != key {
		t.Errorf("error %v, want %s: %s", err, kind, key)
	}
}

// lastAct gives the newest line of the history as "verb name=value …".
func (h *house) lastAct() string {
	if len(h.acts) == 0 {
		return ""
	}
	act := h.acts[len(h.acts)-1]
	line := string(act.Verb)
	for _, d := range act.Details {
		line += " " + d.Name + "=" + d.Value
	}
	return line
}
