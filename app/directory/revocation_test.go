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
	_, err := directory.RevokePoste(h, h.founder, poste.ID, directory.CauseStolen, "", now)
	wantFault(t, err, fault.Invalid, "directory.text-empty")
	_, err = directory.RevokePoste(h, h.founder, poste.ID, "bored", "x", now)
	wantFault(t, err, fault.Invalid, "directory.cause")
	got, err := directory.RevokePoste(h, h.founder, poste.ID, directory.CauseStolen, "à Kolda", now)
	if err != nil || got.Status != directory.PosteRevoked || h.postes[poste.ID].Status != directory.PosteRevoked {
		t.Errorf("poste %+v, %v", got, err)
	}
	why := directory.Revocation{Poste: poste.ID, Cause: directory.CauseStolen, Reason: "à Kolda", At: now, By: h.founder.ID}
	if len(h.revocations) != 1 || h.revocations[0] != why {
		t.Errorf("revocations %+v, want %+v", h.revocations, why)
	}
	if want := "poste-revoked poste=1 label=Portable Awa cause=stolen reason=à Kolda"; h.lastAct() != want {
		t.Errorf("act %q, want %q", h.lastAct(), want)
	}
	_, err = directory.RevokePoste(h, h.founder, poste.ID, directory.CauseStolen, "Encore", now)
	wantFault(t, err, fault.Conflict, "directory.poste-revoked")
}

func TestRevokePosteRefuses(t *testing.T) {
	h := newHouse(t)
	h.postes[h.home.Poste] = directory.Poste{ID: h.home.Poste, Number: 1, Status: directory.PosteActive}
	_, err := directory.RevokePoste(h, h.founder, h.home.Poste, directory.CauseLost, "x", now)
	wantFault(t, err, fault.Conflict, "directory.own-poste")
	_, err = directory.RevokePoste(h, h.founder, newID[ident.PosteID](), directory.CauseLost, "x", now)
	wantFault(t, err, fault.Missing, "test.missing")
	_, err = directory.RevokePoste(h, h.add(directory.StatusActive, whole(directory.RoleAuditor)), h.home.Poste, directory.CauseLost, "x", now)
	wantFault(t, err, fault.Denied, "directory.no-right")
}
