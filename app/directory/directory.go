// Package directory knows who may do what, where and until when: the
// organisation, its projects, users, roles, workstations (postes) and history.
package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Organisation owns everything in a data folder; a folder has one or none.
type Organisation struct {
	ID        ident.OrganisationID
	Name      string
	Country   string // ISO 3166-1 alpha-2, or empty
	Currency  money.Currency
	TimeZone  string // IANA name; default of its books
	Language  string // "fr" or "en"; default of its users
	Training  bool   // irrevocable; only such an organisation can erase financial data
	LeaseDays int    // « bail hors ligne »: days that imported data stands; 0 for no limit
	Created   time.Time
	Revision  int64 // counts changes, for files
}

// Project groups books and people. Code is immutable and unique, for instance "P01".
type Project struct {
	ID      ident.ProjectID
	Code    string
	Name    string
	Country string // ISO 3166-1 alpha-2, or empty for the organisation's
	Created time.Time
}

// Status is « Statut d'utilisateur ».
type Status string

const (
	StatusEmployee Status = "employee" // 1: employee without account
	StatusPending  Status = "pending"  // 2: waits for the user's own activation
	StatusActive   Status = "active"   // 3: may sign in
	StatusArchived Status = "archived" // 4: has left
)

// User is a person of the organisation, with or without an account.
type User struct {
	ID          ident.UserID
	Email       string // either Email or Login names the user, both case-folded
	Login       string
	FirstName   string
	LastName    string
	Phone       string
	Job         string // « Fonction professionnelle »
	External    bool   // belongs to a partner organisation
	Partner     string // that organisation's name
	Status      Status
	AccessUntil calendar.Day // « Date de fin de session »: the last permitted day; zero for none
	Language    string       // interface language: "fr" or "en"; empty for the organisation's
	Format      string       // number and date format, likewise
	Exported    bool         // a `.usr` has been written since the user exists
	Activation  Activation
	Created     time.Time
	CreatedBy   ident.UserID
	Modified    time.Time
	ModifiedBy  ident.UserID
	Version     int64 // counts saves; a save with an old one is a fault.Conflict
}

// Activation is the open activation of an account: the code itself is shown
// once and never stored.
type Activation struct {
	ID     ident.ActivationID // zero when none is open
	Digest [32]byte           // usrfile.ActivationDigest of the code
	Until  time.Time
}

// Level says how far a role reaches.
type Level string

const (
	LevelOrganisation Level = "organisation" // the organisation and all its projects, future ones too
	LevelAllProjects  Level = "all-projects" // all projects, future ones too
	LevelCountry      Level = "country"      // the projects of one country
	LevelProjects     Level = "projects"     // selected projects
)

// Scope is where a role holds.
type Scope struct {
	Level    Level
	Country  string            // LevelCountry only
	Projects []ident.ProjectID // LevelProjects only; sorted, no duplicates
}

// Grant gives a role to a user within a scope.
type Grant struct {
	ID      ident.GrantID
	User    ident.UserID
	Role    RoleID
	Scope   Scope
	Granted time.Time
	By      ident.UserID
}

// Module is an installable part of Comptoir.
type Module string

const (
	ModuleCashbook   Module = "cashbook"
	ModuleAccounting Module = "accounting"
)

// PosteStatus says whether a workstation is trusted.
type PosteStatus string

const (
	PosteActive  PosteStatus = "active"
	PosteRevoked PosteStatus = "revoked"
)

// Poste is a registered workstation.
type Poste struct {
	ID         ident.PosteID
	Number     int // given by head office, from 1
	Label      string
	Location   string
	Modules    []Module
	User       ident.UserID // who asked for the registration
	SignKey    [32]byte     // Ed25519 public key
	BoxKey     [32]byte     // X25519 public key
	Registered time.Time
	By         ident.UserID
	LastHeard  time.Time
	Status     PosteStatus
}

// Holding is a book that a user answers for; it keeps the roles it needs alive.
type Holding struct {
	Book    ident.BookID
	Ref     string // "P01/1"
	Name    string
	Project ident.ProjectID
	Deputy  bool // deputy, else responsible
}

// Side says what a data folder is for.
type Side string

const (
	HeadOffice Side = "head-office" // holds the directory and issues files
	Site       Side = "site"        // holds what was exported to it
)

// Home is what this data folder is.
type Home struct {
	Side    Side
	Poste   ident.PosteID // own identity; its entry in Postes exists once registered
	Request [32]byte      // digest of the open registration request, or zero
}

// RequestStatus says what became of a request.
type RequestStatus string

const (
	RequestOpen     RequestStatus = "open"
	RequestApproved RequestStatus = "approved"
	RequestRefused  RequestStatus = "refused"
)

// Request is a registration of a module that a poste asked for.
type Request struct {
	Digest    [32]byte // SHA-256 of the request's message; names the request
	Poste     ident.PosteID
	User      ident.UserID
	Module    Module
	Label     string // as wished
	Location  string // as wished
	SignKey   [32]byte
	BoxKey    [32]byte
	Schema    uint32 // newest payload schema that the poste reads
	Made      time.Time
	Received  time.Time
	Status    RequestStatus
	Decided   time.Time
	DecidedBy ident.UserID
	Reason    string // of a refusal
}

// Act is one line of the history: who did what to whom, where and when.
type Act struct {
	Seq     int64 // given by the store
	At      time.Time
	By      ident.UserID // zero for the program itself
	ByName  string       // as it was then
	Subject ident.UserID // the user concerned, or zero
	Poste   int          // number of the poste it was done on; 0 at head office
	Verb    Verb
	Details []Detail
}

// Verb names an act; its sentence is the translation of "act."+Verb.
type Verb string

// Detail is one fact of an act, in the order in which it is told.
type Detail struct{ Name, Value string }

// UserFilter selects users; zero fields select all but archived ones.
type UserFilter struct {
	Search   string // part of a name, e-mail or login
	Statuses []Status
	Archived bool   // include archived users when Statuses is empty
	Sort     string // "name" (default), "email", "status", "modified"; "-" in front reverses
	Offset   int
	Limit    int // 0 for no limit
}

// HistoryFilter selects acts, newest first.
type HistoryFilter struct {
	Subject ident.UserID
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

	User(ident.UserID) (User, error)
	UserByName(emailOrLogin string) (User, error)
	Users(UserFilter) (users []User, total int, err error)
	// SaveUser inserts a user of version 0 and else updates one of the same
	// version; it returns the stored user with the next version.
	SaveUser(User) (User, error)
	DeleteUser(ident.UserID) error

	Grants(ident.UserID) ([]Grant, error)
	SaveGrant(Grant) error
	DeleteGrant(ident.GrantID) error

	// Holdings lists the books of a user that are not finalised.
	Holdings(ident.UserID) ([]Holding, error)

	Poste(ident.PosteID) (Poste, error)
	Postes() ([]Poste, error)
	NextPosteNumber() (int, error)
	SavePoste(Poste) error

	// Home returns fault.Missing in an empty folder.
	Home() (Home, error)
	SaveHome(Home) error

	Request(digest [32]byte) (Request, error)
	Requests(RequestStatus) ([]Request, error)
	SaveRequest(Request) error

	AppendAct(Act) error
	Acts(HistoryFilter) (acts []Act, total int, err error)
}
