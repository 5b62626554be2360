package uitest

import (
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
)

// People of every test and their passwords.
const (
	AdminName     = "admin@eauvive.example"
	AdminPassword = "une phrase pour le siège"
	AwaName       = "awa@eauvive.example"
	AwaPassword   = "une phrase pour Kolda"
)

// Folder is a data folder under a clock that the test sets.
type Folder struct {
	*workspace.Workspace
	Now time.Time
	t   *testing.T
}

// NewFolder opens an empty data folder on the day of the tests.
func NewFolder(t *testing.T) *Folder {
	t.Helper()
	f := &Folder{Now: Day.Time().Add(9*time.Hour + 14*time.Minute), t: t}
	dir := t.TempDir()
	w, err := workspace.Open(t.Context(), dir, workspace.Options{
		Now: func() time.Time { return f.Now }, Keys: vault.FileKeyStore(dir),
		Effort: access.FloorEffort,
	})
	if err != nil {
		t.Fatal(err)
	}
	f.Workspace = w
	t.Cleanup(func() { _ = w.Close() })
	return f
}

// SignIn signs a person in.
func (f *Folder) SignIn(name, password string) *workspace.Session {
	f.t.Helper()
	return Must(f.Workspace.SignIn(f.t.Context(), name, password))(f.t)
}

// Office is a head office with Awa, cashier of P01/1, whose account waits for its
// activation by the code.
type Office struct {
	*Folder
	Session     *workspace.Session
	Fingerprint workspace.Fingerprint
	Awa         directory.User
	Book        cashbook.Book
	Project     directory.Project
	Code        string
}

// NewOffice founds a head office.
func NewOffice(t *testing.T) *Office {
	t.Helper()
	ctx := t.Context()
	o := &Office{Folder: NewFolder(t)}
	o.Fingerprint = Must(o.Found(ctx, workspace.NewOrganisation{
		Name: "Eau Vive", Country: "SN", Currency: "XOF", Admin: AdminName, FirstName: "Moussa", LastName: "Traoré", Password: AdminPassword,
	}))(t)
	o.Session = o.SignIn(AdminName, AdminPassword)
	o.Project = Must(o.Session.AddProject(ctx, directory.Project{Code: "P01", Name: "Forages Kolda"}))(t)
	o.Book = Must(o.Session.AddBook(ctx, cashbook.Book{Project: o.Project.ID, Type: cashbook.Cash, Name: "Caisse Kolda", Currency: "XOF"}))(t)
	o.Awa = Must(o.Session.AddUser(ctx, directory.User{Email: AwaName, FirstName: "Awa", LastName: "Diop", Job: "Caissière"}))(t)
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{o.Project.ID}}
	Must(o.Session.GrantRole(ctx, o.Awa.ID, directory.RoleCashier, scope))(t)
	Check(t, o.Session.AssignBook(ctx, o.Book.ID, o.Awa.ID, cashbook.Responsible))
	o.Code = Must(o.Session.ActivateUser(ctx, o.Awa.ID))(t)
	return o
}

// Export writes Awa's file, with the trust chain beside it, and gives its path.
func (o *Office) Export() string {
	o.t.Helper()
	to := Must(o.Session.UsualRecipients(o.t.Context(), o.Awa.ID))(o.t)
	return Must(o.Session.ExportUser(o.t.Context(), o.Awa.ID, to, o.t.TempDir()))(o.t)[0].Path
}

// Join makes a site where Awa has an active account, and gives her session.
func (o *Office) Join() (*Folder, *workspace.Session) {
	o.t.Helper()
	ctx := o.t.Context()
	site := NewFolder(o.t)
	arrival := Must(site.Examine(ctx, nil, o.Export()))(o.t)
	Check(o.t, site.Apply(ctx, nil, arrival, o.Fingerprint))
	return site, Must(site.ActivateAccount(ctx, AwaName, o.Code, AwaPassword))(o.t)
}

// Answer lets Awa ask for the registration of her poste and head office approve
// it, and gives the path of the reply.
func (o *Office) Answer(awa *workspace.Session) string {
	o.t.Helper()
	ctx := o.t.Context()
	wish := workspace.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}
	asked := Must(awa.RequestModule(ctx, wish, o.t.TempDir()))(o.t)
	task := Must(o.Session.ReceiveRequest(ctx, asked.Path))(o.t)
	return Must(o.Session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, o.t.TempDir()))(o.t).Path
}

// Must gives the value of a call that must not fail.
func Must[T any](value T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		Check(t, err)
		return value
	}
}

// Check ends the test with an error that must not be.
func Check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
