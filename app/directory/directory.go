// Package directory knows who may do what, where and until when: the
// organisation, its projects, users, roles, workstations (postes) and history.
package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
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
	Policy    Policy
	Company   Company
	Logo      Logo
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
	Fields      Values       // of the organisation's own fields
	Notices     Notices      // open tasks that the person wants to be told of by e-mail
	EmailWish   string       // the address that the person would like to have instead
	Exported    bool         // a `.usr` has been written since the user exists
	Activation  Activation
	Factor      FactorMethod // second factor that an administrator asked for
	FactorReset int64        // counts « Réinitialiser le second facteur »
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
	LevelUnit         Level = "unit"         // the projects of one unit, as head office groups them
	LevelProjects     Level = "projects"     // selected projects
)

// Scope is where a role holds.
type Scope struct {
	Level    Level
	Country  string            // LevelCountry only
	Unit     UnitRef           // LevelUnit only
	Projects []ident.ProjectID // LevelProjects: selected; LevelUnit: those of the unit; sorted, no duplicates
}

// Grant gives a role to a user within a scope.
type Grant struct {
	ID      ident.GrantID
	User    ident.UserID
	Role    RoleID     // the standard role, also where one of the organisation's own derives from it
	Derived Derivation // zero for the standard role as it is
	Scope   Scope
	Granted time.Time
	By      ident.UserID
}

// Holding is a cash book or a journal that a user answers for; it keeps the roles it
// needs alive.
type Holding struct {
	Book    ident.BookID
	Ref     string // "P01/1", of a journal "P01/BQ1"
	Name    string
	Project ident.ProjectID
	Deputy  bool // deputy or, of a journal, authorised besides; else responsible
	Journal bool
}

// Label is the key of what the person is there: responsible, deputy or authorised.
func (h Holding) Label() fault.Key {
	switch {
	case !h.Deputy:
		return "duty.responsible"
	case h.Journal:
		return "duty.authorised"
	}
	return "duty.deputy"
}

// right gives what a person must be allowed to do to keep it.
func (h Holding) right() Right {
	if h.Journal {
		return RightPostingRecord
	}
	return RightVoucherRecord
}
