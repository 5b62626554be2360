package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// use is a function of the record, done through the service.
type use struct {
	function directory.Function
	do       func(context.Context, *workspace.Session, ident.UserID, string) error
}

var uses = []use{
	{directory.FunctionActivate, func(ctx context.Context, s *workspace.Session, id ident.UserID, _ string) error {
		_, err := s.ActivateUser(ctx, id)
		return err
	}},
	{directory.FunctionConfirm, func(ctx context.Context, s *workspace.Session, id ident.UserID, _ string) error {
		return s.ConfirmActivation(ctx, id)
	}},
	{directory.FunctionDeactivate, func(ctx context.Context, s *workspace.Session, id ident.UserID, _ string) error {
		return s.DeactivateUser(ctx, id)
	}},
	{directory.FunctionArchive, func(ctx context.Context, s *workspace.Session, id ident.UserID, _ string) error {
		return s.ArchiveUser(ctx, id)
	}},
	{directory.FunctionRetrieve, func(ctx context.Context, s *workspace.Session, id ident.UserID, _ string) error {
		return s.RetrieveUser(ctx, id)
	}},
	{directory.FunctionDelete, func(ctx context.Context, s *workspace.Session, id ident.UserID, _ string) error {
		return s.DeleteUser(ctx, id)
	}},
	{directory.FunctionDownload, func(ctx context.Context, s *workspace.Session, id ident.UserID, dir string) error {
		_, err := s.ExportUser(ctx, id, workspace.Recipients{Plain: true}, dir)
		return err
	}},
	{directory.FunctionInvite, func(ctx context.Context, s *workspace.Session, id ident.UserID, _ string) error {
		_, err := s.MailActivation(ctx, id, "", "")
		return err
	}},
}

// lives are the ways into each status, the last two after an export that lets the
// end of access travel.
var lives = []struct {
	name  string
	steps []directory.Function
}{
	{"employee", nil},
	{"pending", []directory.Function{directory.FunctionActivate}},
	{"active", []directory.Function{directory.FunctionActivate, directory.FunctionConfirm}},
	{"archived", []directory.Function{directory.FunctionArchive}},
	{"employee, exported", []directory.Function{directory.FunctionActivate, directory.FunctionDownload, directory.FunctionDeactivate}},
	{"archived, exported", []directory.Function{directory.FunctionActivate, directory.FunctionDownload, directory.FunctionArchive}},
}

// The table of states is printed as the service enforces it on a real folder: for
// each status and function what becomes of the user and what the history tells,
// or why it is refused. The second part is the same for somebody without the
// right.
func TestFunctionsOfARecordInEachStatus(t *testing.T) {
	o := found(t)
	auditor := o.auditor(t)
	var table strings.Builder
	for _, part := range []struct {
		title   string
		session *workspace.Session
	}{{"by an administrator", o.session}, {"by an auditor", auditor}} {
		fmt.Fprintf(&table, "# %s\n", part.title)
		for _, life := range lives {
			for _, use := range uses {
				fmt.Fprintf(&table, "%-20s %-11s %s\n", life.name, use.function, o.outcome(t, part.session, life.steps, use))
			}
		}
	}
	golden(t, filepath.Join("testdata", "states.txt"), table.String())
}

// auditor signs in somebody who may only look.
func (o *office) auditor(t *testing.T) *workspace.Session {
	t.Helper()
	ctx, u := t.Context(), o.hire(t, "controle@eauvive.example", "Sira", "Ba")
	must[directory.Grant](t)(o.session.GrantRole(ctx, u.ID, directory.RoleAuditor, directory.Scope{Level: directory.LevelOrganisation}))
	check(t, o.session.DeactivateUser(ctx, u.ID))
	code := must[string](t)(o.session.ActivateUser(ctx, u.ID))
	return must[*workspace.Session](t)(o.ActivateAccount(ctx, u.Email, code, "une phrase pour le contrôle"))
}

// outcome brings a new user into a status and tells what a function does there.
func (o *office) outcome(t *testing.T, by *workspace.Session, steps []directory.Function, what use) string {
	t.Helper()
	ctx, dir := t.Context(), t.TempDir()
	_, count, err := o.session.Users(ctx, directory.UserFilter{Archived: true})
	check(t, err)
	address := fmt.Sprintf("fatou%d@eauvive.example", count)
	u := must[directory.User](t)(o.session.AddUser(ctx, directory.User{FirstName: "Fatou", LastName: "Sow", Email: address}))
	for _, step := range steps {
		for _, use := range uses {
			if use.function == step {
				check(t, use.do(ctx, o.session, u.ID, dir))
			}
		}
	}
	before := o.told(t, u.ID)
	err = what.do(ctx, by, u.ID, dir)
	told := o.told(t, u.ID)
	told = told[:len(told)-len(before)]
	if err != nil {
		var f *fault.Error
		if !errors.As(err, &f) || len(told) > 0 {
			t.Errorf("%s: %v, but the history tells %q", what.function, err, told)
			return "?"
		}
		return "refused: " + f.Key
	}
	if len(told) == 0 {
		t.Errorf("%s: the history tells nothing", what.function)
	}
	person, err := o.session.Person(ctx, u.ID)
	if errors.Is(err, fault.Missing) {
		return "→ gone; " + strings.Join(told, ", ")
	}
	check(t, err)
	return fmt.Sprintf("→ %s; %s", person.User.Status, strings.Join(told, ", "))
}

// told gives the verbs of a user's history, newest first.
func (o *office) told(t *testing.T, id ident.UserID) (verbs []string) {
	t.Helper()
	acts, _, err := o.session.History(t.Context(), directory.HistoryFilter{Subject: id})
	check(t, err)
	for _, act := range acts {
		verbs = append(verbs, string(act.Verb))
	}
	return verbs
}

// golden compares a text with the file that it is held to; COMPTOIR_GOLDEN=write
// writes the file anew.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if os.Getenv("COMPTOIR_GOLDEN") == "write" {
		check(t, os.MkdirAll(filepath.Dir(path), 0o755))
		check(t, os.WriteFile(path, []byte(got), 0o644))
	}
	want, err := os.ReadFile(path)
	check(t, err)
	if got != string(want) {
		t.Errorf("%s is no longer what is enforced:\n%s", path, got)
	}
}
