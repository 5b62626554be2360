package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestValuesSuitTheTypeOfTheirField(t *testing.T) {
	choices := []string{"CDI", "CDD"}
	for _, c := range []struct {
		kind       directory.FieldType
		text, want string // empty want is refused
	}{
		{directory.FieldText, "  A  12 ", "A 12"}, {directory.FieldText, "a\u202eb", ""},
		{directory.FieldNumber, "1 234,50", "1234.5"}, {directory.FieldNumber, "-007", "-7"}, {directory.FieldNumber, "-0,0", "0"},
		{directory.FieldNumber, "12a", ""}, {directory.FieldNumber, "1e5", ""}, {directory.FieldNumber, "1234567890123456", ""},
		{directory.FieldDate, "2026-02-28", "2026-02-28"}, {directory.FieldDate, "2026-02-30", ""}, {directory.FieldDate, "28.2.26", ""},
		{directory.FieldChoice, "cdd", "CDD"}, {directory.FieldChoice, "stage", ""},
		{directory.FieldYesNo, "Oui", "yes"}, {directory.FieldYesNo, "0", "no"}, {directory.FieldYesNo, "peut-être", ""},
	} {
		f := directory.Field{Key: "x", NameFR: "X", Type: c.kind}
		if c.kind == directory.FieldChoice {
			f.Choices = choices
		}
		got, err := f.ParseValue(c.text)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s %q gives %q, %v", c.kind, c.text, got, err)
		}
	}
}

func TestValuesAreInOneOrder(t *testing.T) {
	a := directory.Values("").With("b", "2=3").With("a", "1").With("c", "x").With("c", "")
	b := directory.Values("").With("a", "1").With("b", "2=3")
	if a != b || a.Get("b") != "2=3" || a.Get("c") != "" || len(a.List()) != 2 {
		t.Errorf("%q and %q", a, b)
	}
}

// withField gives the house a field.
func (h *house) withField(f directory.Field) directory.Field {
	h.t.Helper()
	f, err := directory.AddField(h, h.founder, f, now)
	if err != nil {
		h.t.Fatal(err)
	}
	return f
}

func TestFieldsOfARecord(t *testing.T) {
	h := newHouse(t)
	staff := h.withField(directory.Field{Key: "staff", NameFR: "Matricule", Type: directory.FieldNumber, Required: true})
	if got := h.lastAct(); got != "field-added field=Matricule field-state=active" {
		t.Error(got)
	}
	someone := directory.User{ID: newID[ident.UserID](), FirstName: "Awa"}
	_, err := directory.AddUser(h, h.founder, someone, now)
	wantFault(t, err, fault.Invalid, "directory.field-empty")
	someone.Fields = directory.Values("").With("staff", "douze")
	_, err = directory.AddUser(h, h.founder, someone, now)
	wantFault(t, err, fault.Invalid, "directory.field-value")
	someone.Fields = directory.Values("").With("other", "12")
	_, err = directory.AddUser(h, h.founder, someone, now)
	wantFault(t, err, fault.Missing, "directory.no-field")
	someone.Fields = directory.Values("").With("staff", "012")
	awa, err := directory.AddUser(h, h.founder, someone, now)
	if err != nil || awa.Fields.Get("staff") != "12" {
		t.Fatalf("%+v, %v", awa, err)
	}
	awa.Fields = ""
	_, err = directory.EditUser(h, h.founder, awa, now)
	wantFault(t, err, fault.Invalid, "directory.field-empty")
	awa.Fields = directory.Values("").With("staff", "13")
	if awa, err = directory.EditUser(h, h.founder, awa, now); err != nil || h.lastAct() != "user-edited field=Matricule: 12 → 13" {
		t.Errorf("%s, %v", h.lastAct(), err)
	}
	staff.Active = false
	if _, err = directory.EditField(h, h.founder, staff, now); err != nil {
		t.Fatal(err)
	}
	awa.Job = "Caissière"
	if awa, err = directory.EditUser(h, h.founder, awa, now); err != nil || awa.Fields.Get("staff") != "13" {
		t.Errorf("a field that is off loses its value: %+v, %v", awa, err)
	}
	awa.Fields = directory.Values("").With("staff", "14")
	_, err = directory.EditUser(h, h.founder, awa, now)
	wantFault(t, err, fault.Missing, "directory.no-field")
}

// Who was there before a field became required can still be edited.
func TestRequiredFieldLeavesEarlierRecordsEditable(t *testing.T) {
	h := newHouse(t)
	u := h.add(directory.StatusEmployee).User
	h.withField(directory.Field{Key: "staff", NameFR: "Matricule", Type: directory.FieldText, Required: true})
	u.Job = "Chauffeur"
	if _, err := directory.EditUser(h, h.founder, u, now); err != nil {
		t.Error(err)
	}
}

func TestFieldsThatCanNotBe(t *testing.T) {
	usual := directory.Field{Key: "staff", NameFR: "Matricule", Type: directory.FieldText}
	for key, change := range map[string]func(*directory.Field){
		"directory.field-key":     func(f *directory.Field) { f.Key = "Matricule=1" },
		"directory.field-type":    func(f *directory.Field) { f.Type = "formula" },
		"directory.field-choices": func(f *directory.Field) { f.Type, f.Choices = directory.FieldChoice, []string{"CDI", "cdi"} },
		"directory.field-order":   func(f *directory.Field) { f.Order = -1 },
		"directory.text-empty":    func(f *directory.Field) { f.NameFR = " " },
	} {
		h, f := newHouse(t), usual
		change(&f)
		_, err := directory.AddField(h, h.founder, f, now)
		wantFault(t, err, fault.Invalid, key)
	}
	h := newHouse(t)
	f := h.withField(usual)
	_, err := directory.AddField(h, h.founder, usual, now)
	wantFault(t, err, fault.Conflict, "directory.field-taken")
	f.Version--
	_, err = directory.EditField(h, h.founder, f, now)
	wantFault(t, err, fault.Conflict, "directory.field-changed")
	auditor := h.add(directory.StatusActive, whole(directory.RoleAuditor))
	_, err = directory.AddField(h, auditor, usual, now)
	wantFault(t, err, fault.Denied, "directory.no-right")
	_, err = directory.EditField(h, auditor, f, now)
	wantFault(t, err, fault.Denied, "directory.no-right")
}
