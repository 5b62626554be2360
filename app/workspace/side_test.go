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

// The directory is kept at head office. What an administrator changed on a site
// would be known nowhere else, and the next file would undo it or fail on it.
func TestSiteDoesNotChangeTheDirectory(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	chef := must[directory.User](t)(o.session.AddUser(ctx, directory.User{Email: "chef@eauvive.example", FirstName: "Fatou", LastName: "Sarr"}))
	everywhere := directory.Scope{Level: directory.LevelOrganisation}
	for _, role := range directory.AdministratorRoles() {
		must[directory.Grant](t)(o.session.GrantRole(ctx, chef.ID, role, everywhere))
	}
	code := must[string](t)(o.session.ActivateUser(ctx, chef.ID))
	written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, chef.ID, plainFile, t.TempDir()))
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	site.arrive(t, written[0].Path)
	s := must[*workspace.Session](t)(site.ActivateAccount(ctx, "chef@eauvive.example", code, otherPassword))

	before := synctest.Dump(t, site.database())
	for name, change := range map[string]func() error{
		"add a user": func() error { _, err := s.AddUser(ctx, directory.User{FirstName: "X"}); return err },
		"edit a user": func() error {
			_, err := s.EditUser(ctx, directory.User{ID: o.awa.ID, Version: 1, FirstName: "X"})
			return err
		},
		"deactivate":    func() error { return s.DeactivateUser(ctx, o.awa.ID) },
		"archive":       func() error { return s.ArchiveUser(ctx, o.awa.ID) },
		"activate":      func() error { _, err := s.ActivateUser(ctx, o.awa.ID); return err },
		"grant a role":  func() error { _, err := s.GrantRole(ctx, o.awa.ID, directory.RoleAuditor, everywhere); return err },
		"make an admin": func() error { _, err := s.GrantRole(ctx, o.awa.ID, directory.RoleAdminUser, everywhere); return err },
		"add a project": func() error { _, err := s.AddProject(ctx, directory.Project{Code: "P09", Name: "X"}); return err },
		"add a book": func() error {
			_, err := s.AddBook(ctx, cashbook.Book{Project: o.book.Project, Type: cashbook.Cash, Name: "X", Currency: "XOF"})
			return err
		},
		"assign a book":    func() error { return s.AssignBook(ctx, o.book.ID, ident.UserID{}, cashbook.Responsible) },
		"list the tasks":   func() error { _, err := s.Tasks(ctx, directory.RequestOpen); return err },
		"export":           func() error { _, err := s.ExportUser(ctx, o.awa.ID, plainFile, t.TempDir()); return err },
		"ask, for greying": func() error { return s.Can(ctx, directory.RightUserManage, directory.Place{}) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Refused(t, change(), fault.Denied, "directory.head-office")
		})
	}
	if changed := synctest.Changed(before, synctest.Dump(t, site.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
	check(t, s.Can(ctx, directory.RightUserView, directory.Place{}))
}
