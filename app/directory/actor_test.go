package directory_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

var (
	kolda   = newID[ident.ProjectID]()
	thies   = newID[ident.ProjectID]()
	awaID   = newID[ident.UserID]()
	moussa  = newID[ident.UserID]()
	holders = []ident.UserID{moussa, awaID}
)

func awa(grants ...directory.Grant) directory.Actor {
	return directory.Actor{
		User:   directory.User{ID: awaID, FirstName: "Awa", LastName: "Diop", Status: directory.StatusActive},
		Grants: grants, Zone: time.UTC,
	}
}

func scoped(role directory.RoleID, level directory.Level, country string) directory.Grant {
	return directory.Grant{Role: role, Scope: directory.Scope{Level: level, Country: country}}
}

func TestCanByScope(t *testing.T) {
	const view = directory.RightBookView
	atKolda := directory.Place{Project: kolda, Country: "SN"}
	for name, c := range map[string]struct {
		grants []directory.Grant
		right  directory.Right
		at     directory.Place
		key    string // of the refusal; empty when allowed
	}{
		"no role":                            {nil, view, atKolda, "directory.no-right"},
		"a role without the right":           {[]directory.Grant{in(directory.RoleStaff, kolda)}, view, atKolda, "directory.no-right"},
		"an unknown role":                    {[]directory.Grant{in("king", kolda)}, view, atKolda, "directory.no-right"},
		"the project":                        {[]directory.Grant{in(directory.RoleController, thies, kolda)}, view, atKolda, ""},
		"another project":                    {[]directory.Grant{in(directory.RoleController, thies)}, view, atKolda, "directory.not-here"},
		"a project, for the organisation":    {[]directory.Grant{in(directory.RoleController, kolda)}, view, directory.Place{}, "directory.not-here"},
		"no project at all":                  {[]directory.Grant{in(directory.RoleController)}, view, directory.Place{}, "directory.not-here"},
		"the zero project":                   {[]directory.Grant{in(directory.RoleController, ident.ProjectID{})}, view, directory.Place{}, "directory.not-here"},
		"all projects":                       {[]directory.Grant{scoped(directory.RoleController, directory.LevelAllProjects, "")}, view, atKolda, ""},
		"all projects, for the organisation": {[]directory.Grant{scoped(directory.RoleController, directory.LevelAllProjects, "")}, view, directory.Place{}, "directory.not-here"},
		"the country":                        {[]directory.Grant{scoped(directory.RoleController, directory.LevelCountry, "SN")}, view, atKolda, ""},
		"another country":                    {[]directory.Grant{scoped(directory.RoleController, directory.LevelCountry, "ML")}, view, atKolda, "directory.not-here"},
		"no country, nowhere":                {[]directory.Grant{scoped(directory.RoleController, directory.LevelCountry, "")}, view, directory.Place{Project: kolda}, "directory.not-here"},
		"the country, for the organisation":  {[]directory.Grant{scoped(directory.RoleController, directory.LevelCountry, "SN")}, view, directory.Place{Country: "SN"}, "directory.not-here"},
		"the organisation":                   {[]directory.Grant{whole(directory.RoleController)}, view, directory.Place{}, ""},
		"the organisation, in a project":     {[]directory.Grant{whole(directory.RoleController)}, view, atKolda, ""},
		"an unknown level":                   {[]directory.Grant{scoped(directory.RoleController, "galaxy", "")}, view, atKolda, "directory.not-here"},
		"the second role":                    {[]directory.Grant{in(directory.RoleStaff, kolda), in(directory.RoleAssistant, kolda)}, view, atKolda, ""},
		"assigned":                           {[]directory.Grant{in(directory.RoleCashier, kolda)}, view, directory.Place{Project: kolda, Holders: holders}, ""},
		"not assigned":                       {[]directory.Grant{in(directory.RoleCashier, kolda)}, view, directory.Place{Project: kolda, Holders: []ident.UserID{moussa}}, "directory.not-assigned"},
		"assigned to nobody":                 {[]directory.Grant{in(directory.RoleCashier, kolda)}, view, atKolda, "directory.not-assigned"},
		"assigned elsewhere":                 {[]directory.Grant{in(directory.RoleCashier, thies)}, view, directory.Place{Project: kolda, Holders: holders}, "directory.not-here"},
		"the nearest reason":                 {[]directory.Grant{in(directory.RoleCashier, thies), in(directory.RoleCashier, kolda)}, view, atKolda, "directory.not-assigned"},
	} {
		t.Run(name, func(t *testing.T) {
			err := directory.Can(awa(c.grants...), c.right, c.at, now)
			if c.key == "" {
				if err != nil {
					t.Errorf("refused: %v", err)
				}
				return
			}
			wantFault(t, err, fault.Denied, c.key)
		})
	}
}

func TestCanSomewhere(t *testing.T) {
	cashier := awa(in(directory.RoleStaff, kolda), in(directory.RoleCashier, thies))
	for right, want := range map[directory.Right]bool{
		directory.RightModuleRequest: true,
		directory.RightVoucherRecord: true, // though assigned only
		directory.RightUserView:      false,
	} {
		if err := directory.CanSomewhere(cashier, right, now); (err == nil) != want {
			t.Errorf("%s: %v", right, err)
		}
	}
	cashier.Status = directory.StatusPending
	wantFault(t, directory.CanSomewhere(cashier, directory.RightModuleRequest, now), fault.Denied, "directory.account-inactive")
}

func TestExternalUsersHaveThePartnersRoleOnly(t *testing.T) {
	partner := awa(in(directory.RolePartner, kolda), whole(directory.RoleAdminOrganisation), whole(directory.RoleAuditor))
	partner.External = true
	at := directory.Place{Project: kolda, Holders: holders}
	if err := directory.Can(partner, directory.RightPartnerSubmit, at, now); err != nil {
		t.Errorf("own partner book: %v", err)
	}
	wantFault(t, directory.Can(partner, directory.RightBookView, at, now), fault.Denied, "directory.no-right")
	wantFault(t, directory.Can(partner, directory.RightOrganisationManage, directory.Place{}, now), fault.Denied, "directory.no-right")
	wantFault(t, directory.CanSomewhere(partner, directory.RightUserView, now), fault.Denied, "directory.no-right")
}

func TestOnlyActiveAccountsMayAnything(t *testing.T) {
	for status, allowed := range map[directory.Status]bool{
		directory.StatusEmployee: false, directory.StatusPending: false, directory.StatusActive: true,
		directory.StatusArchived: false, "": false, "king": false,
	} {
		a := awa(whole(directory.RoleAuditor))
		a.Status = status
		err := directory.Can(a, directory.RightBookView, directory.Place{}, now)
		if allowed && err != nil {
			t.Errorf("%s: %v", status, err)
		}
		if !allowed {
			wantFault(t, err, fault.Denied, "directory.account-inactive")
			wantFault(t, directory.CanSignIn(a, now), fault.Denied, "directory.account-inactive")
		}
	}
	wantFault(t, directory.Can(directory.Actor{}, directory.RightBookView, directory.Place{}, now), fault.Denied, "directory.account-inactive")
}

func TestAccessEndsAfterTheLastDayInTheOrganisationsZone(t *testing.T) {
	antananarivo, err := calendar.Zone("Indian/Antananarivo") // UTC+3
	if err != nil {
		t.Fatal(err)
	}
	end := calendar.New(2026, time.November, 21)
	for _, c := range []struct {
		zone    *time.Location
		at      time.Time
		allowed bool
	}{
		{time.UTC, time.Date(2026, 11, 21, 23, 59, 59, 999, time.UTC), true},
		{time.UTC, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), false},
		{antananarivo, time.Date(2026, 11, 21, 20, 59, 59, 0, time.UTC), true},
		{antananarivo, time.Date(2026, 11, 21, 21, 0, 0, 0, time.UTC), false},
		{antananarivo, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC), true}, // before is the trusted clock's business
		{nil, time.Date(2026, 11, 21, 23, 0, 0, 0, time.UTC), true},
		{nil, time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), false},
	} {
		a := awa(whole(directory.RoleAuditor))
		a.AccessUntil, a.Zone = end, c.zone
		err := directory.Can(a, directory.RightBookView, directory.Place{}, c.at)
		if c.allowed && err != nil {
			t.Errorf("%s: %v", c.at, err)
		}
		if !c.allowed {
			wantFault(t, err, fault.Denied, "directory.access-ended")
			if f := new(fault.Error); errors.As(err, &f) && f.Args["Day"] != end {
				t.Errorf("the refusal names %v", f.Args["Day"])
			}
		}
	}
}

func TestLoadActor(t *testing.T) {
	h := newHouse(t)
	a := h.actor(h.founder.ID)
	if a.Zone.String() != "Africa/Dakar" || len(a.Grants) != 5 || a.Email != "admin@eauvive.example" {
		t.Errorf("actor %+v", a)
	}
	if _, err := directory.LoadActor(h, newID[ident.UserID]()); !errors.Is(err, fault.Missing) {
		t.Errorf("a stranger: %v", err)
	}
}

func TestNames(t *testing.T) {
	for _, c := range []struct {
		user          directory.User
		name, address string
	}{
		{directory.User{FirstName: "Awa", LastName: "Diop", Email: "awa@b.example", Login: "awa"}, "Awa Diop", "awa@b.example"},
		{directory.User{LastName: "Diop", Login: "awa"}, "Diop", "awa"},
		{directory.User{Email: "awa@b.example"}, "awa@b.example", "awa@b.example"},
		{directory.User{}, "", ""},
	} {
		if got := c.user.Name(); got != c.name {
			t.Errorf("name %q, want %q", got, c.name)
		}
		if got := c.user.Address(); got != c.address {
			t.Errorf("address %q, want %q", got, c.address)
		}
	}
}

func TestPlaceOf(t *testing.T) {
	h := newHouse(t)
	mali := h.addProject("P02", "ML")
	for project, country := range map[ident.ProjectID]string{h.project.ID: "SN", mali.ID: "ML"} {
		at, err := directory.PlaceOf(h, project, awaID)
		if err != nil || at.Country != country || at.Project != project || len(at.Holders) != 1 {
			t.Errorf("place %+v, %v; want %s", at, err, country)
		}
	}
	if _, err := directory.PlaceOf(h, kolda); !errors.Is(err, fault.Missing) {
		t.Errorf("a project from elsewhere: %v", err)
	}
}
