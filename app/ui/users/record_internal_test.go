package users

import (
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

func TestTickedColumnsKeepTheirPlaces(t *testing.T) {
	checks := map[string]*kit.Check{}
	for _, c := range roster.NewCatalogue(nil).Columns() {
		checks[c.ID] = kit.NewCheck(nil, c.ID, c.ID)
	}
	for _, id := range []string{"status", "file", "name", "phone"} {
		checks[id].SetTicked(true)
	}
	if got := tickedColumns(roster.NewCatalogue(nil).Columns(), []string{"phone", "job", "status"}, checks); !slices.Equal(got, []string{"phone", "status", "name", "file"}) {
		t.Errorf("the columns are %q", got)
	}
}

func TestColumnsOfSpreadsheetsHaveLetters(t *testing.T) {
	for n, want := range map[int]string{0: "A", 25: "Z", 26: "AA", 51: "AZ", 52: "BA", 99: "CV"} {
		if got := columnLetter(n); got != want {
			t.Errorf("column %d is %s, want %s", n, got, want)
		}
	}
}

func TestAccessStandingWarnsInTime(t *testing.T) {
	today := calendar.New(2026, time.November, 21)
	for until, want := range map[calendar.Day]kit.Standing{
		0: kit.Neutral, today - 1: kit.Refused, today: kit.Expiring, today + soon: kit.Expiring, today + soon + 1: kit.Neutral,
	} {
		if got := accessStanding(until, today); got != want {
			t.Errorf("an access until %s stands %q, want %q", until, got, want)
		}
	}
}

// all are the rights of an administrator of everything.
var all = rights{manage: true, export: true, grant: true, grantAdmin: true, history: true}

func TestRecordOffersWhatIsLegalAndPermitted(t *testing.T) {
	admin := []directory.Grant{{Role: directory.RoleAdminUser}}
	for name, test := range map[string]struct {
		status   directory.Status
		exported bool
		may      rights
		own      bool
		grants   []directory.Grant
		want     []directory.Function
	}{
		"employee": {status: directory.StatusEmployee, may: all, want: []directory.Function{"activate", "archive", "delete"}},
		"pending":  {status: directory.StatusPending, may: all, want: []directory.Function{"download", "invite", "confirm", "deactivate", "archive"}},
		"active":   {status: directory.StatusActive, may: all, want: []directory.Function{"download", "deactivate", "archive"}},
		"archived": {status: directory.StatusArchived, may: all, want: []directory.Function{"retrieve", "delete"}},
		"archived after an export": {status: directory.StatusArchived, exported: true, may: all,
			want: []directory.Function{"download", "retrieve", "delete"}},
		"only to look":              {status: directory.StatusActive, may: rights{history: true}},
		"only to export":            {status: directory.StatusActive, may: rights{export: true}, want: []directory.Function{"download"}},
		"an administrator's record": {status: directory.StatusActive, may: rights{manage: true}, grants: admin},
		"an administrator's own record": {status: directory.StatusActive, may: rights{manage: true}, grants: admin, own: true,
			want: []directory.Function{"deactivate", "archive"}},
	} {
		r := record{may: test.may, own: test.own, Person: workspace.Person{
			User: directory.User{Status: test.status, Exported: test.exported}, Grants: test.grants,
		}}
		if got := r.offered(); !slices.Equal(got, test.want) {
			t.Errorf("%s: offered %q, want %q", name, got, test.want)
		}
	}
}

func TestRecordGivesOnlyRolesThatThePersonMayGive(t *testing.T) {
	count := len(directory.Roles())
	administrators := len(directory.AdministratorRoles())
	for name, test := range map[string]struct {
		user directory.User
		may  rights
		want int
	}{
		"all":                  {directory.User{}, all, count},
		"roles of projects":    {directory.User{}, rights{grant: true}, count - administrators},
		"administrators":       {directory.User{}, rights{grantAdmin: true}, administrators},
		"none":                 {directory.User{}, rights{manage: true}, 0},
		"to an external user":  {directory.User{External: true}, all, 1},
		"to somebody archived": {directory.User{Status: directory.StatusArchived}, all, 0},
	} {
		r := record{may: test.may, Person: workspace.Person{User: test.user}}
		if got := len(r.grantable()); got != test.want {
			t.Errorf("%s: %d roles, want %d", name, got, test.want)
		}
	}
}
