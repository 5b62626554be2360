package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// faultOf gives the sentence of an error, an empty one where it has none.
func faultOf(err error) *fault.Error {
	if f, is := err.(*fault.Error); is {
		return f
	}
	return &fault.Error{}
}

// read gives the organisation as a person sees it now.
func read(t *testing.T, h *house) directory.Organisation {
	t.Helper()
	o, err := h.Organisation()
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestOrganisationIsEditedAndTheHistoryTellsWhat(t *testing.T) {
	h := newHouse(t)
	before := read(t, h)
	edited := before
	edited.Name, edited.LeaseDays = "  Eau   Vive Sahel ", 90
	edited.Company = directory.Company{Street: "12, rue Carnot", Place: "Dakar", Email: "Siege@EauVive.example", Website: "https://eauvive.example/a"}
	edited.Policy.PasswordMin, edited.Training, edited.Revision = 64, true, 99
	after, err := directory.EditOrganisation(h, h.founder, before, edited, 0, now)
	if err != nil {
		t.Fatal(err)
	}
	if after != read(t, h) || after.Name != "Eau Vive Sahel" || after.Company.Email != "siege@eauvive.example" || after.LeaseDays != 90 {
		t.Errorf("it is %+v", after)
	}
	if after.Revision != before.Revision+1 || after.Policy != before.Policy || after.Training != before.Training {
		t.Errorf("what is no setting has changed: %+v", after)
	}
	act := h.acts[len(h.acts)-1]
	if act.Verb != directory.VerbOrganisationEdited || len(act.Details) != 6 || act.Details[0].Value != before.Name+" → Eau Vive Sahel" {
		t.Errorf("the history says %+v", act)
	}
	lines := len(h.acts)
	if again, err := directory.EditOrganisation(h, h.founder, after, after, 0, now); err != nil || again != after || len(h.acts) != lines {
		t.Errorf("the same again gives %+v, %v", again, err)
	}
}

func TestSecondOfTwoAdministratorsLearnsWhatTheFirstChanged(t *testing.T) {
	h := newHouse(t)
	seen := read(t, h)
	first, second := seen, seen
	first.Company.Phone, second.Company.Website = "33 800", "eauvive.example"
	if _, err := directory.EditOrganisation(h, h.founder, seen, first, 0, now); err != nil {
		t.Fatal(err)
	}
	_, err := directory.EditOrganisation(h, h.founder, seen, second, 0, now)
	wantFault(t, err, fault.Conflict, "directory.organisation-meanwhile")
	f := faultOf(err)
	changes := f.Args["Changes"].([]fault.Phrase)
	if len(changes) != 1 || changes[0].Args["Value"] != "– → 33 800" || f.Args["By"] != h.founder.Name() {
		t.Errorf("it tells %+v", f.Args)
	}
	if read(t, h).Company.Website != "" {
		t.Error("it was done all the same")
	}
	// Another policy is no change of these data.
	if err := directory.SetPolicy(h, h.founder, directory.Policy{PasswordMin: 20, SecondFactor: directory.FactorNone, PreAssignment: directory.PreAssignmentOff}, now); err != nil {
		t.Fatal(err)
	}
	second = first
	second.Company.Website = "eauvive.example"
	if after, err := directory.EditOrganisation(h, h.founder, first, second, 0, now); err != nil || after.Policy.PasswordMin != 20 {
		t.Errorf("%+v, %v", after, err)
	}
}

func TestCurrencyAndCountryStayOnceOthersDependOnThem(t *testing.T) {
	h := newHouse(t)
	seen := read(t, h)
	other := seen
	other.Currency = "EUR"
	_, err := directory.EditOrganisation(h, h.founder, seen, other, 1, now)
	wantFault(t, err, fault.Conflict, "directory.currency-fixed")
	after, err := directory.EditOrganisation(h, h.founder, seen, other, 0, now)
	if err != nil || after.Currency != "EUR" {
		t.Fatalf("%+v, %v", after, err)
	}
	clear(h.projects)
	moved := after
	moved.Country = "FR"
	if after, err = directory.EditOrganisation(h, h.founder, after, moved, 3, now); err != nil || after.Country != "FR" {
		t.Fatalf("%+v, %v", after, err)
	}
	if _, err := directory.AddProject(h, h.founder, directory.Project{ID: ident.ProjectID{9}, Code: "P09", Name: "Puits"}, now); err != nil {
		t.Fatal(err)
	}
	moved.Country = "SN"
	_, err = directory.EditOrganisation(h, h.founder, after, moved, 0, now)
	wantFault(t, err, fault.Conflict, "directory.country-fixed")
}

func TestOrganisationRefusesWhatIsWrong(t *testing.T) {
	h := newHouse(t)
	seen := read(t, h)
	for key, edit := range map[string]func(*directory.Organisation){
		"directory.text-empty":     func(o *directory.Organisation) { o.Name = " " },
		"directory.text-long":      func(o *directory.Organisation) { o.Company.TaxNumber = "12345678901234567890123456789012345678901" },
		"directory.text-forbidden": func(o *directory.Organisation) { o.Company.Place = "Dakar\nKolda" },
		"directory.logo":           func(o *directory.Organisation) { o.Logo = "GIF89a" },
		"directory.email":          func(o *directory.Organisation) { o.Company.Email = "siege" },
		"directory.website":        func(o *directory.Organisation) { o.Company.Website = "javascript:alert(1)" },
		"directory.country":        func(o *directory.Organisation) { o.Country = "Sénégal" },
		"directory.language":       func(o *directory.Organisation) { o.Language = "" },
		"directory.lease":          func(o *directory.Organisation) { o.LeaseDays = 3651 },
		"money.currency":           func(o *directory.Organisation) { o.Currency = "X" },
		"calendar.zone":            func(o *directory.Organisation) { o.TimeZone = "Dakar" },
	} {
		edited := seen
		edit(&edited)
		_, err := directory.EditOrganisation(h, h.founder, seen, edited, 0, now)
		wantFault(t, err, fault.Invalid, key)
	}
	if read(t, h) != seen {
		t.Error("something of it was done")
	}
	_, err := directory.EditOrganisation(h, directory.Actor{Side: directory.HeadOffice}, seen, seen, 0, now)
	if err == nil {
		t.Error("anybody may")
	}
}
