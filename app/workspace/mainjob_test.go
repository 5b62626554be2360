package workspace_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

const (
	adminName     = "admin@eauvive.example"
	adminPassword = "une phrase pour le siège"
	awaName       = "awa@eauvive.example"
	awaPassword   = "une phrase pour Kolda"
)

var start = time.Date(2026, time.November, 21, 9, 14, 0, 0, time.UTC)

// folder is a data folder under a clock that the test sets.
type folder struct {
	*workspace.Workspace
	dir   string
	now   time.Time
	facts workspace.CodeFacts // of closings and restores, or nil
}

func openFolder(t testing.TB, dir string) *folder {
	t.Helper()
	f := &folder{dir: dir, now: start}
	f.reopen(t)
	return f
}

func (f *folder) reopen(t testing.TB) {
	t.Helper()
	if f.Workspace != nil {
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
	w, err := workspace.Open(t.Context(), f.dir, f.options())
	if err != nil {
		t.Fatal(err)
	}
	f.Workspace = w
	t.Cleanup(func() { _ = w.Close() })
}

func (f *folder) options() workspace.Options {
	return workspace.Options{
		Now: func() time.Time { return f.now }, Keys: vault.FileKeyStore(f.dir), Effort: access.FloorEffort, Facts: f.facts,
	}
}

func must[T any](t testing.TB) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}

func check(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// office is a head office with Awa, cashier of P01/1, and the code to activate
// her account.
type office struct {
	*folder
	session *workspace.Session
	awa     directory.User
	book    cashbook.Book
	code    string
	print   usrfile.Fingerprint
}

func found(t testing.TB) *office {
	t.Helper()
	return foundIn(t, "XOF")
}

// foundIn founds it with another currency of its accounts.
func foundIn(t testing.TB, currency string) *office {
	t.Helper()
	ctx := t.Context()
	o := &office{folder: openFolder(t, t.TempDir())}
	o.print = must[usrfile.Fingerprint](t)(o.Found(ctx, workspace.NewOrganisation{
		Name: "Eau Vive", Country: "SN", Currency: currency, Admin: adminName, Password: adminPassword,
	}))
	o.session = must[*workspace.Session](t)(o.SignIn(ctx, adminName, adminPassword))
	project := must[directory.Project](t)(o.session.AddProject(ctx, directory.Project{Code: "P01", Name: "Forages Kolda"}))
	o.book = must[cashbook.Book](t)(o.session.AddBook(ctx, cashbook.Book{
		Project: project.ID, Type: cashbook.Cash, Name: "Caisse Kolda", Currency: "XOF",
	}))
	o.awa = must[directory.User](t)(o.session.AddUser(ctx, directory.User{
		Email: awaName, FirstName: "Awa", LastName: "Diop", Job: "Caissière",
	}))
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{project.ID}}
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleCashier, scope))
	check(t, o.session.AssignBook(ctx, o.book.ID, o.awa.ID, cashbook.Responsible))
	o.code = must[string](t)(o.session.ActivateUser(ctx, o.awa.ID))
	return o
}

// export writes Awa's file and gives its path.
func (o *office) export(t testing.TB) string {
	t.Helper()
	to := must[workspace.Recipients](t)(o.session.UsualRecipients(t.Context(), o.awa.ID))
	written := must[[]workspace.Written](t)(o.session.ExportUser(t.Context(), o.awa.ID, to, t.TempDir()))
	return written[0].Path
}

// join imports Awa's first file at a site, activates her account, registers the
// poste and gives her session.
func (o *office) join(t testing.TB) (*folder, *workspace.Session) {
	t.Helper()
	ctx := t.Context()
	site := openFolder(t, t.TempDir())
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, o.export(t)))
	check(t, site.Apply(ctx, nil, arrival, o.print))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	o.register(t, site, awa)
	return site, awa
}

func (o *office) register(t testing.TB, site *folder, awa *workspace.Session) {
	t.Helper()
	ctx := t.Context()
	wish := registration.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wish, t.TempDir()))
	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))
	if task.Fingerprint != asked.Fingerprint {
		t.Fatalf("head office shows %s, the site %s", task.Fingerprint, asked.Fingerprint)
	}
	decided := must[workspace.Decided](t)(o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))
	reply := must[*workspace.Arrival](t)(site.Examine(ctx, nil, decided.Path))
	check(t, site.Apply(ctx, awa, reply, usrfile.Fingerprint{}))
}

func TestUserDataFromHeadOfficeOpensACashBookAtASite(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)

	card := must[workspace.BookCard](t)(awa.Book(ctx, "P01/1"))
	if !card.Here || card.Responsible != "Awa Diop" {
		t.Fatalf("the book is not Awa's on this poste: %+v", card)
	}
	in := must[cashbook.Recorded](t)(awa.Record(ctx, card.Book.ID, cashbook.Draft{Day: card.Today, Content: cashbook.Content{AmountMinor: 250_000, Text: "Approvisionnement"}}))
	must[cashbook.Recorded](t)(awa.Record(ctx, card.Book.ID, cashbook.Draft{Day: card.Today, Content: cashbook.Content{AmountMinor: -12_500, Text: "Carburant mission Vélingara"}}))
	if in.Voucher.Entry.Number != 1 {
		t.Errorf("the first voucher has number %d", in.Voucher.Entry.Number)
	}
	if _, err := awa.Record(ctx, card.Book.ID, cashbook.Draft{Day: card.Today, Content: cashbook.Content{AmountMinor: -999_999_999, Text: "trop"}}); !errors.Is(err, fault.Invalid) {
		t.Errorf("a negative till gives %v", err)
	}

	site.reopen(t)
	awa = must[*workspace.Session](t)(site.SignIn(ctx, awaName, awaPassword))
	card = must[workspace.BookCard](t)(awa.Book(ctx, "P01/1"))
	if card.BalanceMinor != 237_500 || card.Vouchers != 2 {
		t.Errorf("after a restart the balance is %d after %d vouchers", card.BalanceMinor, card.Vouchers)
	}
	if report, err := awa.VerifyBook(ctx, card.Book.ID); err != nil {
		t.Errorf("the chain does not verify: %v %+v", err, report)
	}
}

func TestImportKeepsToTheTwoWeeksOfAFile(t *testing.T) {
	for name, c := range map[string]struct {
		after time.Duration
		want  error
	}{
		"a second before": {usrfile.UserDataWindow - time.Second, nil},
		"to the second":   {usrfile.UserDataWindow, fault.Expired},
		"a second after":  {usrfile.UserDataWindow + time.Second, fault.Expired},
		"a day early":     {-24 * time.Hour, nil},
		"too early":       {-24*time.Hour - time.Second, fault.Expired},
	} {
		t.Run(name, func(t *testing.T) {
			path := found(t).export(t)
			site := openFolder(t, t.TempDir())
			site.now = start.Add(c.after)
			_, err := site.Examine(t.Context(), nil, path)
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

func TestOlderFileIsRefusedAndTheSameAgainIsNot(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	older := o.export(t)
	o.now = o.now.Add(time.Minute)
	site.now = o.now
	newer := o.export(t)
	check(t, site.Apply(ctx, awa, must[*workspace.Arrival](t)(site.Examine(ctx, nil, newer)), usrfile.Fingerprint{}))
	if _, err := site.Examine(ctx, nil, older); !errors.Is(err, fault.Conflict) {
		t.Errorf("an older file gives %v", err)
	}
	again := must[*workspace.Arrival](t)(site.Examine(ctx, nil, newer))
	if !again.Repeated || len(again.UserData.Changes) != 0 {
		t.Errorf("the same file again: repeated %v, changes %v", again.Repeated, again.UserData.Changes)
	}
}

func TestRegisteredPosteRefusesAPlainFileThatWidens(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, _ := o.join(t)
	project := must[directory.Project](t)(o.session.AddProject(ctx, directory.Project{Code: "P02", Name: "Latrines"}))
	scope := directory.Scope{Level: directory.LevelProjects, Projects: []ident.ProjectID{project.ID}}
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleAssistant, scope))
	written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, o.awa.ID, workspace.Recipients{Plain: true}, t.TempDir()))
	if _, err := site.Examine(ctx, nil, written[0].Path); !errors.Is(err, fault.Forged) {
		t.Errorf("a plain file with a new role gives %v", err)
	}
}

func TestEndOfAccessTravels(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	check(t, o.session.DeactivateUser(ctx, o.awa.ID))
	check(t, site.Apply(ctx, nil, must[*workspace.Arrival](t)(site.Examine(ctx, nil, o.export(t))), usrfile.Fingerprint{}))
	if _, err := awa.Books(ctx); !errors.Is(err, fault.Denied) {
		t.Errorf("an open session of a deactivated account gives %v", err)
	}
	if _, err := site.SignIn(ctx, awaName, awaPassword); !errors.Is(err, fault.Denied) {
		t.Errorf("signing in to a deactivated account gives %v", err)
	}
}

func TestFirstContactNeedsTheFingerprint(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	path := o.export(t)
	site := openFolder(t, t.TempDir())
	arrival := must[*workspace.Arrival](t)(site.Examine(ctx, nil, path))
	if !arrival.FirstContact || arrival.Fingerprint != o.print {
		t.Fatalf("first contact %v, fingerprint %s, want %s", arrival.FirstContact, arrival.Fingerprint, o.print)
	}
	if err := site.Apply(ctx, nil, arrival, usrfile.Fingerprint{1}); !errors.Is(err, fault.Forged) {
		t.Errorf("another fingerprint gives %v", err)
	}
	if c := must[workspace.Condition](t)(site.Condition(ctx)); !c.Empty {
		t.Error("a refused first contact left something behind")
	}
}

func TestFirstContactNeedsTheTrustChain(t *testing.T) {
	o := found(t)
	alone := filepath.Join(t.TempDir(), "awa.usr")
	file := must[[]byte](t)(os.ReadFile(o.export(t)))
	check(t, os.WriteFile(alone, file, 0o600))
	site := openFolder(t, t.TempDir())
	_, err := site.Examine(t.Context(), nil, alone)
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != "file.no-chain" {
		t.Errorf("without a .key file beside it: %v", err)
	}
}

func TestSignInSlowsDownButNeverLocksOut(t *testing.T) {
	ctx := context.Background()
	o := found(t)
	for range 4 {
		if _, err := o.SignIn(ctx, adminName, "faux"); !errors.Is(err, fault.Denied) {
			t.Fatalf("a wrong password gives %v", err)
		}
	}
	var f *fault.Error
	if _, err := o.SignIn(ctx, adminName, adminPassword); !errors.As(err, &f) || f.Key != "access.wait" {
		t.Errorf("right after four failures: %v", err)
	}
	o.now = o.now.Add(10 * time.Minute)
	if _, err := o.SignIn(ctx, adminName, adminPassword); err != nil {
		t.Errorf("ten minutes later: %v", err)
	}
}

func TestFileForAnotherPosteCanNotTakeANewerOneBack(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	check(t, o.session.DeactivateUser(ctx, o.awa.ID))
	narrowing := must[[]workspace.Written](t)(o.session.ExportUser(ctx, o.awa.ID, workspace.Recipients{Plain: true}, t.TempDir()))
	o.code = must[string](t)(o.session.ActivateUser(ctx, o.awa.ID))
	check(t, site.Apply(ctx, awa, must[*workspace.Arrival](t)(site.Examine(ctx, nil, o.export(t))), usrfile.Fingerprint{}))
	if _, err := site.Examine(ctx, nil, narrowing[0].Path); !errors.Is(err, fault.Conflict) {
		t.Errorf("an older plain file that narrows gives %v", err)
	}
}

func TestChangedFileIsRefusedAndChangesNothing(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	path := o.export(t)
	file := must[[]byte](t)(os.ReadFile(path))
	before := must[[]directory.Act](t)(acts(ctx, awa))
	for at := 0; at < len(file); at += len(file) / 40 {
		changed := append([]byte(nil), file...)
		changed[at] ^= 1
		check(t, os.WriteFile(path, changed, 0o600))
		if _, err := site.Examine(ctx, nil, path); !errors.Is(err, fault.Forged) {
			t.Errorf("byte %d changed: %v", at, err)
		}
	}
	if after := must[[]directory.Act](t)(acts(ctx, awa)); len(after) != len(before) {
		t.Errorf("refused files added %d acts to the user's history", len(after)-len(before))
	}
}

func acts(ctx context.Context, s *workspace.Session) ([]directory.Act, error) {
	acts, _, err := s.History(ctx, directory.HistoryFilter{Subject: s.UserID()})
	return acts, err
}
