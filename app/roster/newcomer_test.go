package roster_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/roster"
)

func TestTitlesAreGuessed(t *testing.T) {
	for _, test := range []struct {
		titles []string
		want   roster.Mapping
	}{
		{[]string{"NOM", "Prénom(s)", "Adresse e-mail", "Téléphone", "Fonction"}, roster.Mapping{"last-name": 0, "first-name": 1, "email": 2, "phone": 3, "job": 4}},
		{[]string{"First Name", "Surname", "E-Mail", "", "End date"}, roster.Mapping{"first-name": 0, "last-name": 1, "email": 2, "access-until": 4}},
		{[]string{"first_name", "last_name", "access_until", "partner"}, roster.Mapping{"first-name": 0, "last-name": 1, "access-until": 2, "partner": 3}},
		{[]string{"Nom", "Nom", "Salaire"}, roster.Mapping{"last-name": 0}},
	} {
		if got := roster.NewCatalogue(nil).Guess(test.titles); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%q are read as %v, want %v", test.titles, got, test.want)
		}
	}
}

func TestMappingsThatCanNotBeAreRefused(t *testing.T) {
	for name, m := range map[string]roster.Mapping{
		"no field": {"salary": 0, "email": 1}, "no column": {"email": 5}, "before the first": {"email": -1},
		"twice": {"email": 1, "login": 1}, "of nobody": {"phone": 1},
	} {
		if err := roster.NewCatalogue(nil).CheckMapping(m, 5); !errors.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := roster.NewCatalogue(nil).CheckMapping(roster.Mapping{"email": 4, "phone": 0}, 5); err != nil {
		t.Error(err)
	}
}

func TestColumnsAreFoundByTitleLetterAndNumber(t *testing.T) {
	titles := []string{"Nom", "2", "E-mail"}
	for name, want := range map[string]int{"nom": 0, "E mail": 2, "c": 2, "B": 1, "3": 2, "2": 1, "4": -1, "D": -1, "": -1, "0": -1} {
		got, err := roster.ColumnNamed(titles, name)
		if want < 0 && !errors.Is(err, fault.Invalid) || want >= 0 && got != want {
			t.Errorf("%q is column %d, %v; want %d", name, got, err, want)
		}
	}
}

func TestNewcomersAreRead(t *testing.T) {
	m := roster.Mapping{"first-name": 0, "last-name": 1, "partner": 2, "access-until": 3}
	rows := [][]string{
		{" Awa ", "Diop", "", "31.12.2026"}, {}, {"", " ", ""}, {"Ibou"}, {"Khady", "Sow", "Comité", "46387"}, {"Zoé", "Ba", "", "demain"}, {"X", "Y", "", "2026-12-31"},
	}
	end := calendar.New(2026, 12, 31)
	got := roster.NewCatalogue(nil).Newcomers(rows, 2, m, today, 0)
	if len(got) != 5 {
		t.Fatalf("%d newcomers, want 5", len(got))
	}
	if u := got[0].User; u.FirstName != "Awa" || u.LastName != "Diop" || u.External || u.AccessUntil != end || got[0].Line != 2 {
		t.Errorf("line 2 is %+v", got[0])
	}
	if u := got[2].User; got[2].Line != 6 || !u.External || u.Partner != "Comité" || u.AccessUntil != end {
		t.Errorf("line 6 is %+v", got[2])
	}
	if !errors.Is(got[3].Err, fault.Invalid) || got[4].Err != nil || got[4].User.AccessUntil != end {
		t.Errorf("the days of %+v and %+v", got[3], got[4])
	}
	if u := roster.NewCatalogue(nil).Newcomers([][]string{{"", "", "", "44925"}}, 1, m, today, 1462)[0].User; u.AccessUntil != end {
		t.Errorf("a day counted from 1904 is %s", u.AccessUntil)
	}
}

func TestTheSameTitlesHaveOneDigest(t *testing.T) {
	a, b := roster.TitlesDigest([]string{"Nom", "E-mail"}), roster.TitlesDigest([]string{" nom", "E MAIL"})
	if a != b || a == roster.TitlesDigest([]string{"Nom E", "mail"}) || a == roster.TitlesDigest([]string{"E-mail", "Nom"}) {
		t.Error("digests of titles mix up spreadsheets, or tell equal ones apart")
	}
}
