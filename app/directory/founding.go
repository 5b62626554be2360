package directory

import (
	"errors"
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// DefaultLeaseDays is the usual « bail hors ligne ».
const DefaultLeaseDays = 180

// leaseDaysMax is ten years: longer than any promise made offline.
const leaseDaysMax = 3650

// Founding is what it takes to create an organisation.
type Founding struct {
	Organisation  Organisation    // without Created and Revision; an empty TimeZone becomes the country's
	Administrator User            // ID and profile
	Poste         ident.PosteID   // this first head-office poste
	Grants        []ident.GrantID // one for each of AdministratorRoles
}

// Found creates the organisation in an empty folder, with its first
// administrator, who is active and has every administrator role. A folder that
// holds something is fault.Conflict.
func Found(s Store, f Founding, now time.Time) (Actor, error) {
	if _, err := s.Home(); !errors.Is(err, fault.Missing) {
		if err == nil {
			err = fault.New(fault.Conflict, "directory.not-empty", nil)
		}
		return Actor{}, err
	}
	if len(f.Grants) != len(AdministratorRoles()) {
		return Actor{}, fmt.Errorf("directory: %d identifiers for the founder's roles", len(f.Grants))
	}
	organisation, err := f.organisation(now)
	if err != nil {
		return Actor{}, err
	}
	if err := s.SaveOrganisation(organisation); err != nil {
		return Actor{}, err
	}
	if err := s.SaveHome(Home{Side: HeadOffice, Poste: f.Poste}); err != nil {
		return Actor{}, err
	}
	founder, err := f.administrator(s, now)
	if err != nil {
		return Actor{}, err
	}
	by, err := LoadActor(s, founder.ID)
	if err != nil {
		return Actor{}, err
	}
	return by, Note(s, by, founder.ID, VerbFounded, now, Detail{"name", organisation.Name})
}

func (f Founding) organisation(now time.Time) (Organisation, error) {
	o := f.Organisation
	o.Created, o.Revision = now, 1
	if o.Policy == (Policy{}) {
		o.Policy = DefaultPolicy
	}
	if o.TimeZone == "" {
		o.TimeZone = ZoneOf(o.Country)
	}
	return o, cleanOrganisation(&o)
}

// cleanOrganisation brings the organisation into the form in which it is stored,
// or says in fault.Invalid what is wrong.
func cleanOrganisation(o *Organisation) error {
	c := cleaning{}
	c.required("name", &o.Name, titleMax)
	o.Company.clean(&c)
	if c.err != nil {
		return c.err
	}
	if _, err := money.ParseCurrency(string(o.Currency)); err != nil {
		return err
	}
	if _, err := calendar.Zone(o.TimeZone); err != nil {
		return err
	}
	switch {
	case !validCountry(o.Country):
		return badCountry(o.Country)
	case o.Language == "" || !words.MatchString(o.Language):
		return fault.New(fault.Invalid, "directory.language", fault.Args{"Text": fault.Excerpt(o.Language)})
	case o.LeaseDays < 0 || o.LeaseDays > leaseDaysMax:
		return fault.New(fault.Invalid, "directory.lease", fault.Args{"Max": leaseDaysMax})
	}
	if err := o.Logo.check(); err != nil {
		return err
	}
	return o.Policy.check()
}

func (f Founding) administrator(s Store, now time.Time) (User, error) {
	id := f.Administrator.ID
	u := User{ID: id, Status: StatusActive, Created: now, CreatedBy: id, Modified: now, ModifiedBy: id}.takeProfile(f.Administrator)
	if err := cleanProfile(&u); err != nil {
		return User{}, err
	}
	switch {
	case u.Address() == "":
		return User{}, fault.New(fault.Invalid, "directory.no-address", fault.Args{"Name": u.Name()})
	case u.External || !u.AccessUntil.IsZero():
		return User{}, fault.New(fault.Invalid, "directory.founder", nil)
	}
	u, err := s.SaveUser(u)
	if err != nil {
		return User{}, err
	}
	for i, role := range AdministratorRoles() {
		g := Grant{ID: f.Grants[i], User: id, Role: role, Scope: Scope{Level: LevelOrganisation}, Granted: now, By: id}
		if err := s.SaveGrant(g); err != nil {
			return User{}, err
		}
	}
	return u, nil
}
