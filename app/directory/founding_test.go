package directory_test

import (
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

func TestFound(t *testing.T) {
	m := newMemory()
	f := founding()
	f.Organisation.Name = "  Eau  Vive "
	founder, err := directory.Found(m, f, now)
	if err != nil {
		t.Fatal(err)
	}
	o := *m.organisation
	if o.Name != "Eau Vive" || o.TimeZone != "Africa/Dakar" || o.Revision != 1 || o.Created != now || o.LeaseDays != 180 {
		t.Errorf("organisation %+v", o)
	}
	if want := (directory.Home{Side: directory.HeadOffice, Poste: f.Poste}); *m.home != want {
		t.Errorf("home %+v", *m.home)
	}
	if founder.Status != directory.StatusActive || founder.Email != "admin@eauvive.example" || founder.CreatedBy != founder.ID {
		t.Errorf("founder %+v", founder.User)
	}
	for _, right := range []directory.Right{
		directory.RightOrganisationManage, directory.RightAdminGrant, directory.RightUserManage, directory.RightRoleGrant,
		directory.RightUsrExport, directory.RightProjectManage, directory.RightBookManage, directory.RightBookAssign,
		directory.RightBookGrant, directory.RightModuleApprove, directory.RightChartManage,
	} {
		if err := directory.Can(founder, right, directory.Place{}, now); err != nil {
			t.Errorf("the founder lacks %s: %v", right, err)
		}
	}
	if len(m.acts) != 1 || m.acts[0].Verb != directory.VerbFounded || m.acts[0].By != founder.ID {
		t.Errorf("history %+v", m.acts)
	}
	_, err = directory.Found(m, founding(), now)
	wantFault(t, err, fault.Conflict, "directory.not-empty")
}

func TestFoundRefuses(t *testing.T) {
	for key, spoil := range map[string]func(*directory.Founding){
		"directory.text-empty":     func(f *directory.Founding) { f.Organisation.Name = " " },
		"directory.text-forbidden": func(f *directory.Founding) { f.Organisation.Name = "Eau\u202eVive" },
		"directory.text-long":      func(f *directory.Founding) { f.Organisation.Name = strings.Repeat("x", 121) },
		"directory.country":        func(f *directory.Founding) { f.Organisation.Country = "sn" },
		"money.currency":           func(f *directory.Founding) { f.Organisation.Currency = "ECU" },
		"calendar.zone":            func(f *directory.Founding) { f.Organisation.TimeZone = "Africa/Atlantis" },
		"directory.language":       func(f *directory.Founding) { f.Organisation.Language = "" },
		"directory.lease":          func(f *directory.Founding) { f.Organisation.LeaseDays = -1 },
		"directory.no-address":     func(f *directory.Founding) { f.Administrator.Email, f.Administrator.FirstName = "", "Awa" },
		"directory.email":          func(f *directory.Founding) { f.Administrator.Email = "awa" },
		"directory.founder":        func(f *directory.Founding) { f.Administrator.AccessUntil = calendar.New(2030, time.January, 1) },
	} {
		f := founding()
		spoil(&f)
		_, err := directory.Found(newMemory(), f, now)
		wantFault(t, err, fault.Invalid, key)
	}
	f := founding()
	f.Grants = f.Grants[1:]
	if _, err := directory.Found(newMemory(), f, now); err == nil {
		t.Error("too few identifiers pass")
	}
}

func TestEveryZoneOfACountryExists(t *testing.T) {
	for a := 'A'; a <= 'Z'; a++ {
		for b := 'A'; b <= 'Z'; b++ {
			zone := directory.ZoneOf(string([]rune{a, b}))
			if _, err := calendar.Zone(zone); err != nil {
				t.Errorf("%c%c: %v", a, b, err)
			}
		}
	}
	for country, want := range map[string]string{"CM": "Africa/Douala", "SN": "Africa/Dakar", "": "UTC", "US": "UTC"} {
		if got := directory.ZoneOf(country); got != want {
			t.Errorf("zone of %q is %s", country, got)
		}
	}
}
