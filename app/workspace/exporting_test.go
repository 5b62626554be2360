package workspace_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/sync/synctest"
)

var plainFile = workspace.Recipients{Plain: true}

// nowhere is a folder in which nothing can be written, also by the superuser.
func nowhere(t *testing.T) string {
	t.Helper()
	return filepath.Join(put(t, t.TempDir(), "a file", []byte("x")), "folder")
}

// What could not be written is not recorded, and takes no number.
func TestNothingIsRecordedThatCouldNotBeWritten(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site := openFolder(t, t.TempDir())
	site.arrive(t, o.export(t))
	awa := must[*workspace.Session](t)(site.ActivateAccount(ctx, awaName, o.code, awaPassword))
	wish := registration.Wish{Module: directory.ModuleCashbook, Label: "Portable Awa", Location: "Kolda"}
	asked := must[workspace.Asked](t)(awa.RequestModule(ctx, wish, t.TempDir()))
	task := must[workspace.Task](t)(o.session.ReceiveRequest(ctx, asked.Path))

	for name, c := range map[string]struct {
		folder *folder
		write  func(dir string) error
	}{
		"user data": {o.folder, func(dir string) error { _, err := o.session.ExportUser(ctx, o.awa.ID, plainFile, dir); return err }},
		"approval": {o.folder, func(dir string) error {
			_, err := o.session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, dir)
			return err
		}},
		"refusal": {o.folder, func(dir string) error {
			_, err := o.session.RefuseRequest(ctx, task.Request.Digest, "non", dir)
			return err
		}},
		"request": {site, func(dir string) error { _, err := awa.RequestModule(ctx, wish, dir); return err }},
	} {
		t.Run(name, func(t *testing.T) {
			before := synctest.Dump(t, c.folder.database())
			synctest.Refused(t, c.write(nowhere(t)), fault.Invalid, "workspace.unwritable")
			if changed := synctest.Changed(before, synctest.Dump(t, c.folder.database())); len(changed) > 0 {
				t.Errorf("%v changed", changed)
			}
		})
	}
}

// An export of several files is one: the second can not be made, so the first is
// not there either.
func TestExportOfSeveralFilesIsWhole(t *testing.T) {
	o := found(t)
	site, _ := o.join(t)
	dir := t.TempDir()
	known := must[workspace.Condition](t)(site.Condition(t.Context())).Poste.ID
	to := workspace.Recipients{Plain: true, Postes: []ident.PosteID{known, {9}}}
	if _, err := o.session.ExportUser(t.Context(), o.awa.ID, to, dir); err == nil {
		t.Error("a file for an unknown poste was written")
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	_, err := o.session.ExportUser(t.Context(), o.awa.ID, workspace.Recipients{}, dir)
	synctest.Refused(t, err, fault.Invalid, "workspace.no-recipient")
}

// hooked opens the office's folder again under a clock that calls a function
// each time; the last call of a transaction comes when all bytes are written.
func hooked(t *testing.T, o *office, look func()) *workspace.Session {
	t.Helper()
	check(t, o.Close())
	w := must[*workspace.Workspace](t)(workspace.Open(t.Context(), o.dir, workspace.Options{
		Now: func() time.Time { look(); return o.now }, Keys: vault.FileKeyStore(o.dir), Effort: access.FloorEffort,
	}))
	t.Cleanup(func() { _ = w.Close() })
	return must[*workspace.Session](t)(w.SignIn(t.Context(), adminName, adminPassword))
}

// A file has its name only once it is recorded: a power cut in between must not
// leave a genuine file of which head office knows nothing.
func TestFileAppearsOnlyOnceItIsRecorded(t *testing.T) {
	o := found(t)
	dir := t.TempDir()
	early := false
	session := hooked(t, o, func() {
		for _, e := range must[[]os.DirEntry](t)(os.ReadDir(dir)) {
			early = early || !strings.HasPrefix(e.Name(), ".")
		}
	})
	written := must[[]workspace.Written](t)(session.ExportUser(t.Context(), o.awa.ID, plainFile, dir))
	if early {
		t.Error("a name appeared before the transaction was done")
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) != 2 || len(written) != 2 || written[0].Path == "" {
		t.Errorf("written %v, in the folder %v", written, left)
	}
}

// The stick is pulled out between the bytes and the name: what is recorded lies
// in the outbox.
func TestStickPulledOutAtTheLastMoment(t *testing.T) {
	o := found(t)
	dir := filepath.Join(t.TempDir(), "stick")
	check(t, os.Mkdir(dir, 0o700))
	session := hooked(t, o, func() {
		if staged, _ := filepath.Glob(filepath.Join(dir, ".*")); len(staged) == 2 {
			check(t, os.Rename(dir, dir+" gone"))
		}
	})
	written := must[[]workspace.Written](t)(session.ExportUser(t.Context(), o.awa.ID, plainFile, dir))
	if filepath.Dir(written[0].Path) != session.Workspace().Outbox() {
		t.Fatalf("written to %s", written[0].Path)
	}
	check(t, copyFile(written[1].Path, filepath.Join(t.TempDir(), "eau.key")))
	openFolder(t, t.TempDir()).arrive(t, written[0].Path)
}

// Where the outbox fails at that moment, too, the refusal says that it is recorded:
// who thinks that nothing was done does it twice.
func TestStickAndOutboxGoneAtTheLastMoment(t *testing.T) {
	o := found(t)
	dir := filepath.Join(t.TempDir(), "stick")
	check(t, os.Mkdir(dir, 0o700))
	outbox := filepath.Join(o.dir, "outbox")
	session := hooked(t, o, func() {
		if staged, _ := filepath.Glob(filepath.Join(dir, ".*")); len(staged) == 2 {
			check(t, os.Rename(dir, dir+" gone"))
			check(t, os.Rename(outbox, outbox+" gone"))
		}
	})
	_, before, err := session.History(t.Context(), directory.HistoryFilter{Verb: directory.VerbDataExported, Limit: 1})
	check(t, err)
	_, err = session.ExportUser(t.Context(), o.awa.ID, plainFile, dir)
	synctest.Refused(t, err, fault.Conflict, "workspace.recorded-unwritten")
	_, after, err := session.History(t.Context(), directory.HistoryFilter{Verb: directory.VerbDataExported, Limit: 1})
	if err != nil || after != before+1 {
		t.Errorf("%d exports are recorded, want one more than %d: %v", after, before, err)
	}
}

func copyFile(from, to string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o600)
}

// After a month without use, what would be signed would be dated a month ago and
// have expired already; somebody confirms the clock first.
func TestNothingIsSignedWhileTheClockIsInDoubt(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	o.now = start.AddDate(0, 0, 40)
	_, err := o.session.ExportUser(ctx, o.awa.ID, plainFile, t.TempDir())
	synctest.Refused(t, err, fault.Expired, "workspace.clock-jumped")
	must[time.Time](t)(o.session.ConfirmClock(ctx))
	site := openFolder(t, t.TempDir())
	site.now = o.now
	site.arrive(t, o.export(t))
}
