package workspace_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

func TestRevokePosteEndsTheTrustAndTellsTheHistory(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	o.join(t)
	postes := must[[]directory.Poste](t)(o.session.Postes(ctx))
	awas := postes[len(postes)-1]

	revoked, err := o.session.RevokePoste(ctx, awas.ID, directory.CauseStolen, "à Kolda")
	if err != nil || revoked.Status != directory.PosteRevoked {
		t.Fatalf("revoked %+v, %v", revoked, err)
	}
	if _, err := o.session.RevokePoste(ctx, awas.ID, directory.CauseStolen, "Encore"); !errors.Is(err, fault.Conflict) {
		t.Errorf("a second time gives %v, want a conflict", err)
	}
	acts, _, err := o.session.History(ctx, directory.HistoryFilter{Subject: o.awa.ID, Limit: 1})
	if err != nil || len(acts) != 1 || acts[0].Verb != directory.VerbPosteRevoked {
		t.Errorf("the last act is %+v, %v", acts, err)
	}
}

func TestNamesLeavesOutWhoHasBeenErased(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	gone := must[directory.User](t)(o.session.AddUser(ctx, directory.User{FirstName: "Ibou"}))
	check(t, o.session.DeleteUser(ctx, gone.ID))

	names, err := o.session.Names(ctx, o.awa.ID, gone.ID, ident.UserID{}, o.awa.ID)
	if err != nil || len(names) != 1 || names[o.awa.ID] != "Awa Diop" {
		t.Errorf("names %v, %v", names, err)
	}
}
