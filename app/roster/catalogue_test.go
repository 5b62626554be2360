package roster_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/roster"
)

// ownFields are one of each type, and one that is off.
func ownFields() []directory.Field {
	return []directory.Field{
		{Key: "number", NameFR: "Matricule", NameEN: "Staff number", Type: directory.FieldNumber, Order: 1, Active: true},
		{Key: "contract", NameFR: "Contrat", Type: directory.FieldChoice, Choices: []string{"CDI", "CDD"}, Order: 2, Active: true},
		{Key: "hired", NameFR: "Embauche", Type: directory.FieldDate, Order: 3, Active: true},
		{Key: "driver", NameFR: "Permis", Type: directory.FieldYesNo, Order: 4, Active: true},
		{Key: "note", NameFR: "Remarque", Type: directory.FieldText, Order: 5, Active: true},
		{Key: "old", NameFR: "Ancien", Type: directory.FieldText, Order: 6},
	}
}

// with are Awa, Ibou, Khady and Zoé with values.
func with() roster.People {
	p := four()
	p.Fields = ownFields()
	for i, pairs := range []string{
		"contract=CDD\nhired=2024-03-01\nnumber=9\n", "note=Équipe\n", "contract=CDI\ndriver=yes\nhired=2023-12-31\nnumber=10.5\n", "driver=no\nnumber=-3\n",
	} {
		p.Users[i].Fields = directory.Values(pairs)
	}
	return p
}

func TestOwnFieldsAreColumnsFiltersAndGroups(t *testing.T) {
	r := roster.New(with(), keys{})
	for _, test := range []struct {
		name string
		view roster.View
		want string
	}{
		{"numbers by their size", roster.View{Sort: "field:number"}, "Zoé Awa Khady"},
		{"reversed", roster.View{Sort: "field:number", Descending: true}, "Khady Awa Zoé"},
		{"choices as they are listed", roster.View{Sort: "field:contract"}, "Khady Awa Zoé"},
		{"days", roster.View{Sort: "field:hired"}, "Khady Awa Zoé"},
		{"by the key alone", roster.View{Sort: "hired"}, "Khady Awa Zoé"},
		{"filter by a choice", roster.View{Filters: []roster.Filter{{"field:contract", "=cdd"}}}, "Awa"},
		{"filter by a day", roster.View{Filters: []roster.Filter{{"field:hired", "2023"}}}, "Khady"},
		{"filter by an answer", roster.View{Filters: []roster.Filter{{"field:driver", "answer.no"}}}, "Zoé"},
		{"filter for nothing", roster.View{Filters: []roster.Filter{{"field:driver", "="}}}, "Awa"},
		{"filter of accents", roster.View{Archived: true, Filters: []roster.Filter{{"field:note", "EQUIPE"}}}, "Ibou"},
		{"group by choice", roster.View{Group: "field:contract"}, "[CDI 1] Khady [CDD 1] Awa [roster.none.field 1] Zoé"},
		{"group by answer", roster.View{Group: "field:driver"}, "[roster.answer.yes 1] Khady [roster.answer.no 1] Zoé [roster.none.field 1] Awa"},
		{"group by day", roster.View{Group: "field:hired"}, "[2023-12-31 1] Khady [2024-03-01 1] Awa [roster.none.field 1] Zoé"},
	} {
		if got := shown(r.Arrange(test.view, nil)); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, got, test.want)
		}
		if err := r.Check(test.view); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	awa := r.Arrange(roster.View{Search: "awa"}, nil).Lines[0].Entry
	for id, want := range map[string]any{"field:hired": calendar.New(2024, 3, 1), "field:number": "9", "field:driver": ""} {
		c, known := r.Column(id)
		if got := r.Value(awa, c); !known || got != want {
			t.Errorf("%s is %v, want %v", id, got, want)
		}
	}
	var titles []string
	for _, c := range r.Shown(roster.View{Columns: []string{"name", "field:number", "field:note", "field:old"}}) {
		titles = append(titles, c.Title(keys{}))
	}
	if got := strings.Join(titles, " "); got != "roster.column.name Matricule Remarque" {
		t.Errorf("the columns are %s", got)
	}
}

// A view that was saved while a field was in use is shown without it later.
func TestViewsOutliveTheirFields(t *testing.T) {
	c := roster.NewCatalogue(ownFields())
	v := roster.View{Columns: []string{"name", "field:old"}, Sort: "field:old", Descending: true, Group: "field:old", Filters: []roster.Filter{{"field:old", "x"}, {"job", "y"}}}
	if err := c.Check(v); !errors.Is(err, fault.Invalid) {
		t.Errorf("a field that is off: %v", err)
	}
	want := roster.View{Columns: []string{"name"}, Filters: []roster.Filter{{"job", "y"}}}
	if got := c.Trim(v); !reflect.DeepEqual(got, want) || c.Check(got) != nil {
		t.Errorf("%+v, want %+v", got, want)
	}
	short := roster.View{Columns: []string{"number"}, Sort: "hired", Group: "contract", Filters: []roster.Filter{{"note", "x"}}}
	full := roster.View{Columns: []string{"field:number"}, Sort: "field:hired", Group: "field:contract", Filters: []roster.Filter{{"field:note", "x"}}}
	if got := c.Named(short); !reflect.DeepEqual(got, full) {
		t.Errorf("%+v, want %+v", got, full)
	}
}

// An own role is told by its own name, behind the role that it derives from.
func TestOwnRolesAndUnitsAreTold(t *testing.T) {
	p := four()
	own := directory.Derivation{ID: ident.DerivedRoleID{1}, Name: "Trésorier"}
	p.Grants[userID(2)] = append(p.Grants[userID(2)], directory.Grant{Role: directory.RoleCashier, Derived: own, Scope: directory.Scope{
		Level: directory.LevelUnit, Unit: directory.UnitRef{ID: ident.UnitID{1}, Code: "SUD", Name: "Sud"}, Projects: []ident.ProjectID{projectID(2)}}})
	r := roster.New(p, keys{})
	khady := r.Arrange(roster.View{Search: "khady"}, nil).Lines[0].Entry
	for id, want := range map[string]string{"roles": "role.cashier, Trésorier", "units": "SUD", "projects": "roster.all-projects"} {
		if c, _ := r.Column(id); r.Text(khady, c) != want {
			t.Errorf("%s: %q, want %q", id, r.Text(khady, c), want)
		}
	}
	for v, want := range map[*roster.View]string{
		{Filters: []roster.Filter{{"roles", "tresorier"}}}: "Khady",
		{Group: "role"}: "[role.cashier 2] Awa Khady [Trésorier 1] Khady [role.auditor 1] Awa [roster.none.role 1] Zoé",
		{Group: "unit"}: "[SUD 1] Khady [roster.none.unit 2] Awa Zoé",
	} {
		if got := shown(r.Arrange(*v, nil)); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestOwnFieldsAreReadFromSpreadsheets(t *testing.T) {
	c := roster.NewCatalogue(ownFields())
	m := c.Guess([]string{"Nom", "matricule", "CONTRAT", "hired", "Staff number", "Permis", "Ancien"})
	want := roster.Mapping{"last-name": 0, "field:number": 1, "field:contract": 2, "field:hired": 3, "field:driver": 5}
	if !reflect.DeepEqual(m, want) {
		t.Fatalf("guessed %v, want %v", m, want)
	}
	if c.CheckMapping(m, 7) != nil || roster.NewCatalogue(nil).CheckMapping(m, 7) == nil {
		t.Error("a mapping is checked by other fields than there are")
	}
	got := c.Newcomers([][]string{
		{"Diop", "00 12", "cdi", "46387", "", "oui"}, {"Sow", "", "", "31.12.2026", "", ""}, {"Ba", "douze"}, {"Fall", "1", "stage"}, {"Sarr", "", "", "bientôt"}, {"Ly", "", "", "", "", "peut-être"},
	}, 2, m, today, 0)
	if fields := got[0].User.Fields; got[0].Err != nil || fields != "contract=CDI\ndriver=yes\nhired=2026-12-31\nnumber=12\n" {
		t.Errorf("the first row has %q, %v", fields, got[0].Err)
	}
	if fields := got[1].User.Fields; got[1].Err != nil || fields != "hired=2026-12-31\n" {
		t.Errorf("the second row has %q, %v", fields, got[1].Err)
	}
	for i, key := range map[int]string{2: "directory.field-value", 3: "directory.field-value", 4: "roster.day", 5: "directory.field-value"} {
		var f *fault.Error
		if !errors.As(got[i].Err, &f) || f.Key != key {
			t.Errorf("row %d: %v, want %s", i, got[i].Err, key)
		}
	}
	if c.Field("number") != "field:number" || c.Field("email") != "email" || c.Label("field:number", keys{}) != "Matricule" {
		t.Error("fields go by other names")
	}
}
