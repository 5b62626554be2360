package e2e

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

const (
	admin         = "admin@eauvive.example"
	adminPassword = "une phrase pour le siege"
	awa           = "awa@eauvive.example"
	awaPassword   = "une phrase pour kolda"
)

// secret writes a password file, as comptoirctl wants it.
func secret(t *testing.T, password string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(path, []byte(password+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// office is a head office made from the command line.
type office struct {
	t        *testing.T
	dir      string
	password string // file
	branches int
}

func newOffice(t *testing.T) *office {
	o := &office{t: t, dir: filepath.Join(t.TempDir(), "siege"), password: secret(t, adminPassword)}
	ctl(t, o.dir, "org", "create", "--name", "Eau Vive", "--country", "SN", "--currency", "XOF",
		"--admin", admin, "--password-file", o.password)
	return o
}

// newOldOffice is a head office that was founded some time ago, and made a file
// for Awa there and then. Only a test can do that: the programs follow the
// system's clock.
func newOldOffice(t *testing.T, age time.Duration) (o *office, file string) {
	o = &office{t: t, dir: filepath.Join(t.TempDir(), "siege"), password: secret(t, adminPassword)}
	p := &past{t: t}
	p.open(o.dir, time.Now().Add(-age))
	defer p.close()
	file = p.furnish()
	return o, file
}

// past works in a data folder under a clock of its own.
type past struct {
	t *testing.T
	w *workspace.Workspace
	s *workspace.Session
}

func (p *past) open(dir string, now time.Time) {
	w, err := workspace.Open(p.t.Context(), dir, workspace.Options{Now: func() time.Time { return now }})
	p.check(err)
	_, err = w.Found(p.t.Context(), workspace.NewOrganisation{
		Name: "Eau Vive", Country: "SN", Currency: "XOF", Admin: admin, Password: adminPassword, FirstName: "Mariama", LastName: "Sow",
	})
	p.check(err)
	p.w = w
	p.s, err = w.SignIn(p.t.Context(), admin, adminPassword)
	p.check(err)
}

func (p *past) close() { p.check(p.w.Close()) }

func (p *past) check(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

// furnish makes Awa and her book, exports her file and takes the activation
// back, so that a new one is made today.
func (p *past) furnish() (file string) {
	ctx := p.t.Context()
	project, err := p.s.AddProject(ctx, directory.Project{Code: "P01", Name: "Forages Kolda"})
	p.check(err)
	book, err := p.s.AddBook(ctx, cashbook.Book{Project: project.ID, Type: cashbook.Cash, Name: "Caisse Kolda", Currency: "XOF"})
	p.check(err)
	u, err := p.s.AddUser(ctx, directory.User{Email: awa, FirstName: "Awa", LastName: "Diop", Job: "Caissière"})
	p.check(err)
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{project.ID}}
	_, err = p.s.GrantRole(ctx, u.ID, directory.RoleCashier, scope)
	p.check(err)
	p.check(p.s.AssignBook(ctx, book.ID, u.ID, cashbook.Responsible))
	_, err = p.s.ActivateUser(ctx, u.ID)
	p.check(err)
	written, err := p.s.ExportUser(ctx, u.ID, workspace.Recipients{Plain: true}, p.t.TempDir())
	p.check(err)
	p.check(p.s.DeactivateUser(ctx, u.ID))
	return written[0].Path
}

// ctl runs a command as the administrator.
func (o *office) ctl(args ...string) string {
	o.t.Helper()
	return ctl(o.t, o.dir, append([]string{"--as", admin, "--password-file", o.password}, args...)...)
}

// prepare makes Awa the cashier of P01/1 and gives her activation code.
func (o *office) prepare() (code string) {
	o.t.Helper()
	o.ctl("project", "add", "--code", "P01", "--name", "Forages Kolda")
	o.ctl("book", "add", "--project", "P01", "--type", "cash", "--name", "Caisse Kolda", "--currency", "XOF")
	o.ctl("user", "add", "--email", awa, "--first-name", "Awa", "--last-name", "Diop", "--job", "Caissière")
	o.ctl("role", "grant", awa, "cashier", "--project", "P01")
	o.ctl("book", "assign", "P01/1", awa)
	return codeIn(o.t, o.ctl("user", "activate", awa))
}

// codeIn finds the activation code in what was printed.
func codeIn(t *testing.T, text string) string {
	t.Helper()
	for _, word := range strings.Fields(text) {
		if len(word) == 19 && strings.Count(word, "-") == 3 {
			return word
		}
	}
	t.Fatalf("no code in %q", text)
	return ""
}

// export writes Awa's file into a folder and gives its path.
func (o *office) export(stick string) string {
	o.t.Helper()
	o.ctl("usr", "export", "--user", awa, "--out", stick)
	return newest(o.t, stick, ".usr")
}

// newest gives the newest file of an extension.
func newest(t *testing.T, dir, extension string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"+extension))
	if err != nil || len(files) == 0 {
		t.Fatalf("no %s file in %s", extension, dir)
	}
	best := files[0]
	for _, f := range files[1:] {
		if modified(t, f) > modified(t, best) {
			best = f
		}
	}
	return best
}

func modified(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.ModTime().UnixNano()
}
