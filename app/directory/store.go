package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/ident"
)

// UserFilter selects users; zero fields select all but archived ones.
type UserFilter struct {
	Search   string // part of a name, e-mail or login
	Statuses []Status
	Archived bool   // include archived users when Statuses is empty
	Sort     string // "name" (default), "email", "status", "modified"; "-" in front reverses
	Offset   int
	Limit    int // 0 for no limit
}

// HistoryFilter selects acts, newest first. What is zero selects all.
type HistoryFilter struct {
	Subject ident.UserID
	Person  ident.UserID  // who did it or whom it concerns
	Origin  ident.PosteID // what this poste has reported
	Verb    Verb
	Poste   int       // number of a poste: what was done on it or about it
	From    time.Time // the first instant
	Until   time.Time // the first instant after
	Search  string    // a part of a name or detail, in letters of any case; beside
	Verbs   []Verb    // those in whose sentence Search was found
	Offset  int
	Limit   int
}

// Store is what the rules need inside one transaction. Methods that look up one
// thing return fault.Missing when it is not there.
type Store interface {
	Organisation() (Organisation, error)
	SaveOrganisation(Organisation) error

	Project(ident.ProjectID) (Project, error)
	ProjectByCode(code string) (Project, error)
	Projects() ([]Project, error)
	SaveProject(Project) error

	// Unit gives a unit with its projects.
	Unit(ident.UnitID) (Unit, error)
	// Units lists them by code, those that are used no more included.
	Units() ([]Unit, error)
	// SaveUnit inserts a unit of version 0 and else updates code, name and state of
	// one of the same version; it returns the unit with the next version. Its
	// projects stay.
	SaveUnit(Unit) (Unit, error)
	DeleteUnit(ident.UnitID) error
	// UnitOf gives the unit that a project is in, or fault.Missing.
	UnitOf(ident.ProjectID) (Unit, error)
	// SaveUnitOf puts a project into a unit, and into none with the zero value.
	SaveUnitOf(ident.ProjectID, ident.UnitID) error
	// UnitHolders lists who has a role that holds in the unit.
	UnitHolders(ident.UnitID) ([]ident.UserID, error)

	User(ident.UserID) (User, error)
	UserByName(emailOrLogin string) (User, error)
	Users(UserFilter) (users []User, total int, err error)
	// SaveUser inserts a user of version 0 and else updates one of the same
	// version; it returns the stored user with the next version.
	SaveUser(User) (User, error)
	// DeleteUser erases a user, also in the history: names and what concerns the
	// person stay there as commitments.
	DeleteUser(ident.UserID) error

	Grants(ident.UserID) ([]Grant, error)
	SaveGrant(Grant) error
	DeleteGrant(ident.GrantID) error

	DerivedRole(ident.DerivedRoleID) (DerivedRole, error)
	// DerivedRoles lists them by name, those that are given no more included.
	DerivedRoles() ([]DerivedRole, error)
	// SaveDerivedRole inserts a role of version 0 and else updates one of the same
	// version, in the grants of everybody who has it too; it returns the role with
	// the next version.
	SaveDerivedRole(DerivedRole) (DerivedRole, error)
	// DerivedHolders lists who has the role.
	DerivedHolders(ident.DerivedRoleID) ([]ident.UserID, error)

	// Fields lists the organisation's own fields by key, inactive ones included.
	Fields() ([]Field, error)
	// SaveField inserts a field or changes the one of its key; it returns the field
	// with the next version.
	SaveField(Field) (Field, error)

	// Holdings lists the books of a user that are not finalised.
	Holdings(ident.UserID) ([]Holding, error)

	Poste(ident.PosteID) (Poste, error)
	Postes() ([]Poste, error)
	NextPosteNumber() (int, error)
	SavePoste(Poste) error

	// FormerKeys lists the keys that postes had before they were registered again.
	FormerKeys() ([]FormerKey, error)
	SaveFormerKey(FormerKey) error

	Revocations() ([]Revocation, error)
	SaveRevocation(Revocation) error

	// Licence returns fault.Missing where the seats of a module have no limit.
	Licence(Module) (Licence, error)
	SaveLicence(Licence) error

	// Home returns fault.Missing in an empty folder.
	Home() (Home, error)
	SaveHome(Home) error

	Request(digest [32]byte) (Request, error)
	Requests(RequestStatus) ([]Request, error)
	SaveRequest(Request) error

	AppendAct(Act) error
	Acts(HistoryFilter) (acts []Act, total int, err error)
}
