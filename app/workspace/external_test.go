package workspace_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// An external user has the one role of partners, sees no cash book and nobody of
// the organisation, opens no section of Cashbook or Accounting, and asks for no
// module.
func TestExternalUserIsKeptToPartnerBooks(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	other := must[directory.Project](t)(o.session.AddProject(ctx, directory.Project{Code: "P02", Name: "Latrines"}))
	const name = "koffi@puits.example"
	koffi := must[directory.User](t)(o.session.AddUser(ctx, directory.User{
		Email: name, FirstName: "Koffi", LastName: "Mensah", External: true, Partner: "Puits d'Or",
	}))
	here := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{o.book.Project}}
	for _, role := range directory.Roles() {
		if role.ID == directory.RolePartner {
			continue
		}
		scope := here
		if role.Administrative() {
			scope = directory.Scope{Level: directory.LevelOrganisation}
		}
		_, err := o.session.GrantRole(ctx, koffi.ID, role.ID, scope)
		synctest.Refused(t, err, fault.Conflict, "directory.external-role")
	}
	must[directory.Grant](t)(o.session.GrantRole(ctx, koffi.ID, directory.RolePartner, here))
	err := o.session.AssignBook(ctx, o.book.ID, koffi.ID, cashbook.Responsible)
	if kind, _ := fault.KindOf(err); kind != fault.Denied && kind != fault.Invalid {
		t.Errorf("a cash book is given to a partner: %v", err)
	}
	code := must[string](t)(o.session.ActivateUser(ctx, koffi.ID))
	s := must[*workspace.Session](t)(o.ActivateAccount(ctx, name, code, otherPassword))

	if books := must[[]workspace.BookCard](t)(s.Books(ctx)); len(books) != 0 {
		t.Errorf("a partner sees %d cash books", len(books))
	}
	for _, p := range must[[]directory.Project](t)(s.Projects(ctx)) {
		if p.ID == other.ID {
			t.Error("a partner sees a project that is not theirs")
		}
	}
	_, err = s.ProjectByCode(ctx, "P02")
	synctest.Refused(t, err, fault.Denied, "directory.no-right")
	_, err = s.Book(ctx, "P01/1")
	synctest.Refused(t, err, fault.Denied, "directory.no-right")
	_, err = s.Person(ctx, o.awa.ID)
	synctest.Refused(t, err, fault.Denied, "directory.no-right")
	for _, right := range []directory.Right{ // those that open sections of the window, and a registration
		directory.RightBookView, directory.RightJournalView, directory.RightUserView, directory.RightPosteView,
		directory.RightVoucherRecord, directory.RightBatchPost, directory.RightModuleRequest,
	} {
		synctest.Refused(t, s.CanSomewhere(ctx, right), fault.Denied, "directory.no-right")
	}
	check(t, s.CanSomewhere(ctx, directory.RightPartnerBookView))
}
