package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// people adds so many employees, P000 and on, and gives everybody with Awa last.
func (o *office) people(t *testing.T, count int) []ident.UserID {
	t.Helper()
	var ids []ident.UserID
	for i := range count {
		u := must[directory.User](t)(o.session.AddUser(t.Context(), directory.User{LastName: fmt.Sprintf("P%03d", i), Login: fmt.Sprintf("p%03d", i)}))
		ids = append(ids, u.ID)
	}
	return append(ids, o.awa.ID)
}

func (o *office) acts(t *testing.T) int {
	t.Helper()
	_, total, err := o.session.History(t.Context(), directory.HistoryFilter{Limit: 1})
	check(t, err)
	return total
}

func allProjects() directory.Scope { return directory.Scope{Level: directory.LevelAllProjects} }

func errsOf(outcomes []workspace.Outcome) (keys []string) {
	for _, o := range outcomes {
		var f *fault.Error
		if errors.As(o.Err, &f) {
			keys = append(keys, f.Key)
		} else {
			keys = append(keys, "")
		}
	}
	return keys
}

func TestBulkActsOnWhomItCanAndSaysWhyOnOthers(t *testing.T) {
	o := found(t)
	ctx := t.Context()
	ids := o.people(t, 3)
	check(t, o.session.ArchiveUser(ctx, ids[2]))
	stranger := ident.UserID{9}
	for _, step := range []struct {
		bulk workspace.Bulk
		want []string
	}{
		{workspace.Bulk{Action: workspace.BulkGrant, Role: directory.RoleCashier, Scope: allProjects()}, []string{"", "", "directory.archived", "", "storage.user"}},
		{workspace.Bulk{Action: workspace.BulkGrant, Role: directory.RoleCashier, Scope: allProjects()}, []string{"directory.role-held", "directory.role-held", "directory.archived", "directory.role-held", "storage.user"}},
		{workspace.Bulk{Action: workspace.BulkActivate}, []string{"", "", "directory.cannot-activate", "directory.cannot-activate", "storage.user"}},
		{workspace.Bulk{Action: workspace.BulkDeactivate}, []string{"", "", "directory.cannot-deactivate", "", "storage.user"}},
		{workspace.Bulk{Action: workspace.BulkArchive}, []string{"", "", "directory.cannot-archive", "", "storage.user"}},
		{workspace.Bulk{Action: "erase"}, []string{"workspace.action", "workspace.action", "workspace.action", "workspace.action", "workspace.action"}},
	} {
		step.bulk.Users = append(slices.Clone(ids), stranger)
		before := o.acts(t)
		preview := must[[]workspace.Outcome](t)(o.session.PreviewBulk(ctx, step.bulk))
		if got := errsOf(preview); !slices.Equal(got, step.want) || o.acts(t) != before {
			t.Fatalf("%s previews %q and leaves %d acts; want %q", step.bulk.Action, got, o.acts(t)-before, step.want)
		}
		told := 0
		done := must[[]workspace.Outcome](t)(o.session.Bulk(ctx, step.bulk, func(n, _ int) { told = n }))
		if got := errsOf(done); !slices.Equal(got, step.want) || told != len(step.want) {
			t.Fatalf("%s does %q, told of %d; want %q", step.bulk.Action, got, told, step.want)
		}
		for i, outcome := range done {
			if active := step.bulk.Action == workspace.BulkActivate && outcome.Err == nil; (outcome.Code != "") != active || preview[i].Code != "" {
				t.Errorf("%s gives %s the code %q, and in the preview %q", step.bulk.Action, outcome.User.Name(), outcome.Code, preview[i].Code)
			}
		}
	}
}

func TestCodesOfABulkActivationOpenAccounts(t *testing.T) {
	o := found(t)
	ids := o.people(t, 2)
	done := must[[]workspace.Outcome](t)(o.session.Bulk(t.Context(), workspace.Bulk{Action: workspace.BulkActivate, Users: ids[:2]}, func(int, int) {}))
	if done[0].Code == done[1].Code {
		t.Fatal("two people have one code")
	}
	must[*workspace.Session](t)(o.ActivateAccount(t.Context(), "p001", done[1].Code, awaPassword))
}

func TestBulkNeedsTheRight(t *testing.T) {
	o := found(t)
	_, awa := o.join(t)
	preview, err := awa.PreviewBulk(t.Context(), workspace.Bulk{Action: workspace.BulkArchive, Users: []ident.UserID{o.awa.ID}})
	if err != nil || len(preview) != 1 || !errors.Is(preview[0].Err, fault.Denied) {
		t.Errorf("%+v, %v", preview, err)
	}
}

func TestFilesOfManyAreWritten(t *testing.T) {
	o := found(t)
	ids := o.people(t, 1)
	dir := t.TempDir()
	want := []string{"directory.cannot-download", ""}
	if got := errsOf(must[[]workspace.Outcome](t)(o.session.PreviewExport(t.Context(), ids))); !slices.Equal(got, want) {
		t.Errorf("the preview has %q, want %q", got, want)
	}
	done := must[[]workspace.Outcome](t)(o.session.ExportUsers(t.Context(), ids, dir, func(int, int) {}))
	files := must[[]os.DirEntry](t)(os.ReadDir(dir))
	if got := errsOf(done); !slices.Equal(got, want) || len(done[1].Written) != 2 || len(files) != 2 || filepath.Dir(done[1].Written[0].Path) != dir {
		t.Errorf("%q, %d files", got, len(files))
	}
}

// Somebody whose data no file can carry, because it was edited past the program, is
// left out of the group whole; the others of the group have their files all the same.
func TestFilesOfManyWithoutWhoseCanNotBeMade(t *testing.T) {
	o := found(t)
	ids := o.people(t, 6)
	done := must[[]workspace.Outcome](t)(o.session.Bulk(t.Context(), workspace.Bulk{Action: workspace.BulkActivate, Users: ids}, func(int, int) {}))
	if len(done) != len(ids) {
		t.Fatalf("%q", errsOf(done))
	}
	synctest.Edit(t, o.database(), `UPDATE person SET phone = 'a'||char(10)||'b' WHERE login = 'p002'`)
	dir := t.TempDir()
	before := synctest.Dump(t, o.database())
	exported := must[[]workspace.Outcome](t)(o.session.ExportUsers(t.Context(), ids, dir, func(int, int) {}))
	files := must[[]string](t)(filepath.Glob(filepath.Join(dir, "*.usr")))
	for _, outcome := range exported {
		spoilt := outcome.User.Login == "p002"
		if spoilt != (outcome.Err != nil) || spoilt != (len(outcome.Written) == 0) {
			t.Errorf("%s: %v, %d files", outcome.User.Login, outcome.Err, len(outcome.Written))
		}
		if told := slices.Contains(o.told(t, outcome.User.ID), string(directory.VerbDataExported)); told == spoilt {
			t.Errorf("%s: told of an export: %v", outcome.User.Login, told)
		}
	}
	if len(files) != len(exported)-1 {
		t.Errorf("%d files for %d people", len(files), len(exported))
	}
	if orders := len(synctest.Dump(t, o.database())["mark_order"]) - len(before["mark_order"]); orders != len(files) {
		t.Errorf("%d places in the order for %d files", orders, len(files))
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) != len(files)+1 {
		t.Errorf("%d names in the folder", len(left))
	}
}

// Several groups: the files of each have their names before the next is recorded, who
// is told of lies in the folder, and every file is listed. What was recorded when the
// person stops is there whole.
func TestFilesOfSeveralGroupsAreWrittenAndListed(t *testing.T) {
	o := found(t)
	ids := o.people(t, 1100)
	must[[]workspace.Outcome](t)(o.session.Bulk(t.Context(), workspace.Bulk{Action: workspace.BulkActivate, Users: ids}, func(int, int) {}))
	listed := func() int {
		return len(synctest.Dump(t, o.database())["sent_file"])
	}
	before := listed()
	dir, told := t.TempDir(), []int{}
	done := must[[]workspace.Outcome](t)(o.session.ExportUsers(t.Context(), ids, dir, func(done, total int) {
		told = append(told, done)
		files := must[[]string](t)(filepath.Glob(filepath.Join(dir, "*.usr")))
		if len(files) != done || total != len(ids) {
			t.Errorf("told of %d of %d, and %d files are there", done, total, len(files))
		}
	}))
	paths := map[string]bool{}
	for _, outcome := range done {
		for _, w := range outcome.Written {
			paths[w.Path] = true
			if _, err := os.Stat(w.Path); err != nil {
				t.Error(err)
			}
		}
	}
	if !slices.Equal(told, []int{512, 1024, len(ids)}) || len(done) != len(ids) || len(paths) != len(ids)+1 {
		t.Errorf("told %v, %d outcomes, %d paths", told, len(done), len(paths))
	}
	if more := listed() - before; more != len(paths) {
		t.Errorf("%d of %d files are listed", more, len(paths))
	}
	before = listed()
	stopped := t.TempDir()
	ctx, stop := context.WithCancel(t.Context())
	done, err := o.session.ExportUsers(ctx, ids, stopped, func(int, int) { stop() })
	files := must[[]string](t)(filepath.Glob(filepath.Join(stopped, "*.usr")))
	if !errors.Is(err, context.Canceled) || len(done) != len(files) || len(files) == 0 || len(files) == len(ids) {
		t.Errorf("%d outcomes and %d files: %v", len(done), len(files), err)
	}
	if more := listed() - before; more != len(files) { // the chain is listed once
		t.Errorf("%d of %d files are listed", more, len(files))
	}
}

func TestRosterKnowsRolesAndFiles(t *testing.T) {
	o := found(t)
	p := must[roster.People](t)(o.session.Roster(t.Context()))
	if len(p.Users) != 2 || len(p.Grants[o.awa.ID]) != 1 || len(p.Files) != 0 || !p.Now.Equal(start) {
		t.Errorf("%d users, %d grants of Awa, %d files, at %s", len(p.Users), len(p.Grants[o.awa.ID]), len(p.Files), p.Now)
	}
	o.export(t)
	if p = must[roster.People](t)(o.session.Roster(t.Context())); !p.Files[o.awa.ID].Equal(start.AddDate(0, 0, 14)) {
		t.Errorf("Awa's file ends %s", p.Files[o.awa.ID])
	}
	_, awa := o.join(t)
	if _, err := awa.Roster(t.Context()); !errors.Is(err, fault.Denied) {
		t.Error(err)
	}
}

func TestViewsAreKeptForTheirPerson(t *testing.T) {
	o := found(t)
	ctx := t.Context()
	v := roster.SavedView{Name: " Les  caissiers ", View: roster.View{Group: "role"}}
	must[roster.SavedView](t)(o.session.SaveView(ctx, v))
	views := must[[]roster.SavedView](t)(o.session.Views(ctx))
	if len(views) != 1 || views[0].Name != "Les caissiers" || views[0].View.Group != "role" {
		t.Errorf("%+v", views)
	}
	if _, err := o.session.SaveView(ctx, roster.SavedView{Name: "x", View: roster.View{Sort: "secret"}}); !errors.Is(err, fault.Invalid) {
		t.Error(err)
	}
	for i := len(views); i < roster.ViewsMax; i++ {
		must[roster.SavedView](t)(o.session.SaveView(ctx, roster.SavedView{Name: fmt.Sprint("v", i)}))
	}
	if _, err := o.session.SaveView(ctx, roster.SavedView{Name: "one more"}); !errors.Is(err, fault.Invalid) {
		t.Error(err)
	}
	must[roster.SavedView](t)(o.session.SaveView(ctx, roster.SavedView{Name: "v7"}))
	check(t, o.session.DeleteView(ctx, "Les caissiers"))
	if err := o.session.DeleteView(ctx, "Les caissiers"); !errors.Is(err, fault.Missing) {
		t.Error(err)
	}
}

func TestImportIsAllOrNothing(t *testing.T) {
	o := found(t)
	ctx := t.Context()
	titles := []string{"Nom", "E-mail"}
	read := func(rows ...[]string) []roster.Newcomer {
		return roster.NewCatalogue(nil).Newcomers(rows, 2, roster.NewCatalogue(nil).Guess(titles), calendar.Of(start, time.UTC), 0)
	}
	bad := read([]string{"Fall", "ibou@eauvive.example"}, []string{"Sow", "IBOU@eauvive.example"}, []string{"Diop", awaName}, []string{"Ba", "no address"}, []string{"Traoré"}, []string{"Traore"})
	want := []string{"", "workspace.row-twice", "directory.address-taken", "directory.email", "", ""}
	preview := must[[]workspace.Checked](t)(o.session.PreviewUsers(ctx, bad))
	for i, row := range preview {
		var f *fault.Error
		if errors.As(row.Err, &f) && f.Key != want[i] || (row.Err == nil) != (want[i] == "") {
			t.Errorf("line %d: %v, want %q", row.Line, row.Err, want[i])
		}
	}
	if preview[5].Doubt == nil || preview[4].Doubt != nil {
		t.Errorf("doubts: %v, %v", preview[4].Doubt, preview[5].Doubt)
	}
	rows, err := o.session.ImportUsers(ctx, bad, titles, roster.NewCatalogue(nil).Guess(titles), func(int, int) {})
	if !errors.Is(err, fault.Conflict) || len(rows) != len(bad) {
		t.Errorf("%v, %d rows", err, len(rows))
	}
	if p := must[roster.People](t)(o.session.Roster(ctx)); len(p.Users) != 2 {
		t.Errorf("%d users after a refused import", len(p.Users))
	}

	other := roster.Mapping{"login": 1, "last-name": 0}
	good := read([]string{"Fall", "ibou@eauvive.example"}, []string{"Traoré"})
	must[[]workspace.Checked](t)(o.session.ImportUsers(ctx, good, titles, other, func(int, int) {}))
	u := must[directory.User](t)(o.session.FindUser(ctx, "ibou@eauvive.example"))
	if u.LastName != "Fall" || u.Status != directory.StatusEmployee {
		t.Errorf("%+v", u)
	}
	if m := must[roster.Mapping](t)(o.session.Mapping(ctx, titles)); m["login"] != 1 {
		t.Errorf("the mapping %v was not remembered", m)
	}
	if m := must[roster.Mapping](t)(o.session.Mapping(ctx, []string{"Courriel"})); m["email"] != 0 || len(m) != 1 {
		t.Errorf("new titles are read as %v", m)
	}
}
