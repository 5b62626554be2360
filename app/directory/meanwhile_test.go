package directory_test

import (
	"errors"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

func TestTheSecondOfTwoEditorsIsToldWhatChanged(t *testing.T) {
	h := newHouse(t)
	u, err := directory.AddUser(h, h.founder, directory.User{ID: awaID, Login: "ibou", LastName: "Fall"}, now)
	if err != nil {
		t.Fatal(err)
	}
	first, second := u, u
	first.Job, first.Phone = "Chauffeur", "77"
	later := now.Add(time.Minute)
	if _, err := directory.EditUser(h, h.founder, first, later); err != nil {
		t.Fatal(err)
	}
	second.Job = "Comptable"
	_, err = directory.EditUser(h, h.founder, second, later.Add(time.Minute))
	var f *fault.Error
	if !errors.As(err, &f) || f.Kind != fault.Conflict || f.Key != "directory.changed-meanwhile" || f.Args["By"] != h.founder.Name() {
		t.Fatalf("%v", err)
	}
	changes := f.Args["Changes"].([]fault.Phrase)
	if len(changes) != 2 || changes[0].Args["Field"] != fault.Key("detail.phone") || changes[1].Args["Value"] != "– → Chauffeur" {
		t.Errorf("told %v", changes)
	}
	if stored := h.users[u.ID]; stored.Job != "Chauffeur" {
		t.Errorf("the job is %q now", stored.Job)
	}
}
