package workspace_test

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

var wishAccounting = workspace.Wish{Module: directory.ModuleAccounting, Label: "Portable Awa", Location: "Kolda"}

// The task says which books an approval would grant, and it grants those.
func TestTaskSaysWhatAnApprovalGrants(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	for _, c := range []struct {
		module directory.Module
		want   int
	}{{directory.ModuleAccounting, 0}, {directory.ModuleCashbook, 1}} {
		wish := wishAccounting
		wish.Module = c.module
		asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wish, t.TempDir()))
		task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
		if len(task.Books) != c.want {
			t.Errorf("for %s it says %v", c.module, task.Books)
		}
		decided := must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
		if !slices.Equal(decided.Books, task.Books) {
			t.Errorf("for %s it grants %v", c.module, decided.Books)
		}
	}
}

// Somebody is erased at head office after they have asked, or while they sign
// for a till: what is left still opens.
func TestErasedPeopleLeaveNothingBroken(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wishAccounting, t.TempDir()))
	must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))

	ba := must[directory.User](t)(o.session.AddUser(ctx, directory.User{FirstName: "Moussa", LastName: "Ba"}))
	check(t, o.session.AssignBook(ctx, o.book.ID, ident.UserID{}, cashbook.Responsible))
	check(t, o.session.AssignBook(ctx, o.book.ID, ba.ID, cashbook.CounterSignatory))
	check(t, o.session.DeactivateUser(ctx, o.awa.ID))
	for _, gone := range []ident.UserID{o.awa.ID, ba.ID} {
		check(t, o.session.DeleteUser(ctx, gone))
	}

	tasks := must[[]workspace.Task](t)(o.session.Tasks(ctx, directory.RequestOpen))
	if len(tasks) != 1 || tasks[0].Person != "" {
		t.Errorf("tasks %+v", tasks)
	}
	cards := must[[]workspace.BookCard](t)(o.session.Books(ctx))
	if len(cards) != 1 || cards[0].CounterSignatory != "" {
		t.Errorf("books %+v", cards)
	}
	names := must[map[ident.UserID]string](t)(o.session.Names(ctx, ba.ID, o.session.UserID()))
	if len(names) != 1 {
		t.Errorf("names %v", names)
	}
}

// The reply brings a deputy of whom the site has not heard: the book opens.
func TestDeputyWhomTheSiteDoesNotKnow(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	ba := must[directory.User](t)(o.session.AddUser(ctx, directory.User{FirstName: "Moussa", LastName: "Ba"}))
	scope := directory.Scope{Level: directory.LevelAllProjects}
	must[directory.Grant](t)(o.session.GrantRole(ctx, ba.ID, directory.RoleCashier, scope))
	check(t, o.session.AssignBook(ctx, o.book.ID, ba.ID, cashbook.Deputy))
	o.register(t, site, awa)
	card := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1"))
	if card.Deputy != "" || card.Book.Deputy != ba.ID || !card.Here {
		t.Errorf("the book is %+v", card)
	}
	site.arrive(t, o.export(t))
	if card := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1")); card.Deputy != "Moussa Ba" {
		t.Errorf("with the next file the deputy is %q", card.Deputy)
	}
}

// A file about somebody else is imported while Awa is signed in: she goes on with
// what she may do, no more and no less.
func TestImportWhileSomebodyElseIsSignedIn(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	ba := must[directory.User](t)(o.session.AddUser(ctx, directory.User{Email: "ba@eauvive.example", FirstName: "Moussa", LastName: "Ba"}))
	must[directory.Grant](t)(o.session.GrantRole(ctx, ba.ID, directory.RoleFinanceManager, directory.Scope{Level: directory.LevelOrganisation}))
	must[string](t)(o.session.ActivateUser(ctx, ba.ID))
	poste := must[workspace.Condition](t)(site.Condition(ctx)).Poste.ID
	to := workspace.Recipients{Postes: []ident.PosteID{poste}}
	written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, ba.ID, to, t.TempDir()))
	site.arrive(t, written[0].Path)
	if err := awa.Can(ctx, directory.RightHistoryView, directory.Place{}); err == nil {
		t.Error("Awa got the other's rights")
	}
	card := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1"))
	must[cashbook.Recorded](t)(awa.Record(ctx, card.Book.ID, cashbook.Draft{Content: cashbook.Content{AmountMinor: 100, Text: "Approvisionnement"}}))
}

// A plain file reaches a registered poste when it ends an account, whatever head
// office has changed since.
func TestPlainFileEndsAnAccountOnARegisteredPoste(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleAssistant, directory.Scope{Level: directory.LevelAllProjects}))
	check(t, o.session.ArchiveUser(ctx, o.awa.ID))
	written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, o.awa.ID, plainFile, t.TempDir()))
	site.arrive(t, written[0].Path)
	_, err := awa.Books(ctx)
	synctest.Refused(t, err, fault.Denied, "directory.account-inactive")
}

// Row 10: a file that is sealed to one poste, at another, registered or not.
func TestSealedFileForAnotherPosteIsRefused(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	o.join(t)
	sealed := o.export(t)
	_, err := openFolder(t, t.TempDir()).Examine(ctx, nil, sealed)
	synctest.Refused(t, err, fault.Forged, "file.other-poste")
	other := openFolder(t, t.TempDir())
	written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, o.awa.ID, plainFile, t.TempDir()))
	other.arrive(t, written[0].Path)
	_, err = other.Examine(ctx, nil, sealed)
	synctest.Refused(t, err, fault.Forged, "file.other-poste")
}
