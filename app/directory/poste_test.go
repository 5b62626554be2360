package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestRevokePoste(t *testing.T) {
	h := newHouse(t)
	r := request(h)
	receive(t, h, r)
	poste := approve(t, h, r)
	_, err := directory.RevokePoste(h, h.founder, poste.ID, "", now)
	wantFault(t, err, fault.Invalid, "directory.text-empty")
	got, err := directory.RevokePoste(h, h.founder, poste.ID, "Volé à Kolda", now)
	if err != nil || got.Status != directory.PosteRevoked || h.postes[poste.ID].Status != directory.PosteRevoked {
		t.Errorf("poste %+v, %v", got, err)
	}
	if want := "poste-revoked poste=1 label=Portable Awa reason=Volé à Kolda"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	_, err = directory.RevokePoste(h, h.founder, poste.ID, "Encore", now)
	wantFault(t, err, fault.Conflict, "directory.poste-revoked")
}

func TestRevokePosteRefuses(t *testing.T) {
	h := newHouse(t)
	h.postes[h.home.Poste] = directory.Poste{ID: h.home.Poste, Number: 1, Status: directory.PosteActive}
	_, err := directory.RevokePoste(h, h.founder, h.home.Poste, "x", now)
	wantFault(t, err, fault.Conflict, "directory.own-poste")
	_, err = directory.RevokePoste(h, h.founder, newID[ident.PosteID](), "x", now)
	wantFault(t, err, fault.Missing, "test.missing")
	_, err = directory.RevokePoste(h, h.add(directory.StatusActive, whole(directory.RoleAuditor)), h.home.Poste, "x", now)
	wantFault(t, err, fault.Denied, "directory.no-right")
}
