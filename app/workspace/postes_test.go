package workspace_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
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

// The label and the location change at head office, reach the site with the next
// file, and are told by the history of the poste.
func TestEditedPosteTravels(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	own := must[[]directory.Poste](t)(awa.OwnPostes(ctx))
	if len(own) != 1 {
		t.Fatalf("own postes %+v", own)
	}
	must[directory.Poste](t)(o.session.EditPoste(ctx, own[0].ID, "Bureau", "Vélingara"))
	site.arrive(t, o.export(t))
	if p := must[workspace.Condition](t)(site.Condition(ctx)).Poste; p.Label != "Bureau" || p.Location != "Vélingara" {
		t.Errorf("the site says %s in %s", p.Label, p.Location)
	}
	acts, _, err := o.session.History(ctx, directory.HistoryFilter{Poste: own[0].Number})
	check(t, err)
	verbs := map[directory.Verb]bool{}
	for _, a := range acts {
		verbs[a.Verb] = true
	}
	for _, want := range []directory.Verb{directory.VerbPosteEdited, directory.VerbRequestApproved, directory.VerbDataExported} {
		if !verbs[want] {
			t.Errorf("the history of the poste does not tell %s", want)
		}
	}
}

// A revoked poste that learns of it, here by the end of somebody's account,
// records nothing more and shows its book.
func TestRevokedPosteLearnsOfIt(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	ba := must[directory.User](t)(o.session.AddUser(ctx, directory.User{Email: "ba@eauvive.example", FirstName: "Moussa", LastName: "Ba"}))
	must[string](t)(o.session.ActivateUser(ctx, ba.ID))
	must[[]workspace.Written](t)(o.session.ExportUser(ctx, ba.ID, plainFile, t.TempDir()))
	poste := must[workspace.Condition](t)(site.Condition(ctx)).Poste
	must[directory.Poste](t)(o.session.RevokePoste(ctx, poste.ID, directory.CauseLost, "dans le car"))
	check(t, o.session.ArchiveUser(ctx, ba.ID))
	site.arrive(t, must[[]workspace.Written](t)(o.session.ExportUser(ctx, ba.ID, plainFile, t.TempDir()))[0].Path)

	card := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1"))
	_, err := awa.Record(ctx, card.Book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 100, Text: "Trop tard"}})
	synctest.Refused(t, err, fault.Denied, "cashbook.poste-revoked")
	_, err = awa.RequestModule(ctx, wishAccounting, t.TempDir())
	synctest.Refused(t, err, fault.Denied, "workspace.revoked")
	why := must[map[ident.PosteID]directory.Revocation](t)(o.session.Revocations(ctx))
	if r := why[poste.ID]; r.Cause != directory.CauseLost || r.Reason != "dans le car" {
		t.Errorf("the reason is %+v", r)
	}
}
