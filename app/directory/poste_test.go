package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestEditPoste(t *testing.T) {
	h := newHouse(t)
	poste := register(t, h, 1, directory.ModuleCashbook)
	got, err := directory.EditPoste(h, h.founder, poste.ID, " Portable  de la caisse", "", now)
	if err != nil || got.Label != "Portable de la caisse" || got.Location != "" || h.postes[poste.ID].Label != got.Label {
		t.Errorf("poste %+v, %v", got, err)
	}
	want := "poste-edited poste=1 label=Portable de la caisse location="
	if h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	acts := len(h.acts)
	if _, err := directory.EditPoste(h, h.founder, poste.ID, got.Label, "", now); err != nil || len(h.acts) != acts {
		t.Errorf("nothing changed: %v, %d acts more", err, len(h.acts)-acts)
	}
}

func TestEditPosteRefuses(t *testing.T) {
	h := newHouse(t)
	poste := register(t, h, 1, directory.ModuleCashbook)
	_, err := directory.EditPoste(h, h.founder, poste.ID, " ", "Kolda", now)
	wantFault(t, err, fault.Invalid, "directory.text-empty")
	_, err = directory.EditPoste(h, h.founder, poste.ID, "Portable", "Kolda\u202e", now)
	wantFault(t, err, fault.Invalid, "directory.text-forbidden")
	_, err = directory.EditPoste(h, h.founder, newID[ident.PosteID](), "Portable", "", now)
	wantFault(t, err, fault.Missing, "test.missing")
	_, err = directory.EditPoste(h, h.add(directory.StatusActive, whole(directory.RoleAuditor)), poste.ID, "Portable", "", now)
	wantFault(t, err, fault.Denied, "directory.no-right")
	if h.postes[poste.ID].Label != "Portable Awa" {
		t.Errorf("the label is %q", h.postes[poste.ID].Label)
	}
}
