package workspace_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
)

const settle = time.Millisecond

func say(err error) string { return "Refusé : " + err.Error() + "\n" }

// scan has the folder look at a stick.
func (f *folder) scan(t *testing.T, by *workspace.Session, inbox *workspace.Inbox, dirs ...string) workspace.InboxState {
	t.Helper()
	return must[workspace.InboxState](t)(inbox.Scan(t.Context(), by, dirs, settle))
}

// standings gives what became of each file, by its name.
func standings(state workspace.InboxState) map[string]workspace.Standing {
	all := map[string]workspace.Standing{}
	for _, f := range state.Files {
		if filepath.Ext(f.Path) != ".key" || f.Standing == workspace.NotTaken {
			all[filepath.Base(f.Path)] = f.Standing
		}
	}
	return all
}

func wantStandings(t *testing.T, state workspace.InboxState, want map[string]workspace.Standing) {
	t.Helper()
	got := standings(state)
	for name, standing := range want {
		if got[name] != standing {
			t.Errorf("%s is %q, want %q", name, got[name], standing)
		}
	}
	if len(got) != len(want) {
		t.Errorf("found %v, want %v", got, want)
	}
}

// archived is a file that ends Awa's access.
func archived(f *synctest.File) { f.User.Status = string(directory.StatusArchived) }

func (f *folder) statusOfAwa(t *testing.T) (status directory.Status) {
	t.Helper()
	f.look(t, func(tx *storage.Tx) error {
		u, err := tx.User(ident.UserID(synctest.Awa))
		status = u.Status
		return err
	})
	return status
}

// Row 24: a file that takes away needs nobody to let it in, from wherever it is
// found; what gives something waits for a person.
func TestThreat24InboxAppliesOnlyWhatNarrows(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	inbox := site.NewInbox(say)
	put(t, stick, "wider.usr", o.UserData(func(f *synctest.File) { f.Roles = append(f.Roles, synctest.Role("assistant", synctest.P02)) }))
	state := site.scan(t, nil, inbox, stick)
	wantStandings(t, state, map[string]workspace.Standing{"first.usr": workspace.Known, "wider.usr": workspace.Awaited})
	if state.Waiting != 1 || state.Taken != 0 || state.Files[0].Person != "Awa Diop" || state.Files[0].Gains != 1 {
		t.Errorf("the state is %+v", state)
	}

	put(t, site.Inbox(), "gone.usr", o.UserData(archived))
	if state = site.scan(t, nil, inbox); state.Taken != 1 {
		t.Fatalf("%d files were taken: %v", state.Taken, standings(state))
	}
	if status := site.statusOfAwa(t); status != directory.StatusArchived {
		t.Errorf("the account is %s", status)
	}
	if acts := site.history(t); acts[0].Verb != directory.VerbDataImported || !acts[0].By.IsZero() {
		t.Errorf("the history says %+v", acts[0])
	}
	state = site.scan(t, nil, inbox, stick) // what waited is older now
	wantStandings(t, state, map[string]workspace.Standing{"first.usr": workspace.NotTaken, "wider.usr": workspace.NotTaken})
	if left := must[[]os.DirEntry](t)(os.ReadDir(stick)); len(left) != 3 {
		t.Errorf("the stick has %v", left)
	}
}

// Row 24: what takes with one hand and gives with the other waits for a person.
func TestThreat24InboxAsksAboutWhatAlsoWidens(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	put(t, stick, "other.usr", o.UserData(func(f *synctest.File) {
		f.Roles = append(f.Roles[:0:0], synctest.Role("assistant", synctest.P02))
	}))
	state := site.scan(t, nil, site.NewInbox(say), stick)
	wantStandings(t, state, map[string]workspace.Standing{"first.usr": workspace.Known, "other.usr": workspace.Awaited})
	if state.Files[0].Gains == 0 || state.Files[0].Losses == 0 {
		t.Errorf("the file has %d gains and %d losses", state.Files[0].Gains, state.Files[0].Losses)
	}
}

// Row 24: files of several dates are taken in their order, whatever their names.
func TestThreat24InboxKeepsTheOrder(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	put(t, stick, "z-older.usr", o.UserData(func(f *synctest.File) { f.Roles = nil }))
	put(t, stick, "a-newer.usr", o.UserData(archived))
	state := site.scan(t, nil, site.NewInbox(say), stick)
	wantStandings(t, state, map[string]workspace.Standing{
		"first.usr": workspace.Known, "z-older.usr": workspace.Taken, "a-newer.usr": workspace.Taken,
	})
}

// Row 1: a refused file is told once for each content, in words beside its copy.
func TestThreat01InboxKeepsRefusedFilesWithTheReason(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	damaged := o.UserData()
	damaged[300] ^= 1
	bad := put(t, stick, "bad.usr", damaged)
	put(t, stick, "same.usr", damaged)
	put(t, stick, "ssh.key", []byte("-----BEGIN OPENSSH PRIVATE KEY-----"))
	put(t, stick, "music.rec", []byte("RIFF"))
	put(t, stick, "reserved.usr", nil)
	inbox := site.NewInbox(say)
	for range 3 {
		state := site.scan(t, nil, inbox, stick)
		if s := standings(state); s["bad.usr"] != workspace.NotTaken || s["reserved.usr"] != workspace.Elsewhere {
			t.Errorf("found %v", s)
		}
	}
	refused, total, err := site.Refused(t.Context())
	check(t, err)
	if total != 1 || refused[0].Name != "bad.usr" || refused[0].Folder != stick || refused[0].Why.Key != "file.signature" {
		t.Fatalf("refused are %+v", refused)
	}
	kept := must[[]byte](t)(os.ReadFile(filepath.Join(site.Quarantine(), refused[0].Copy)))
	reason := must[[]byte](t)(os.ReadFile(filepath.Join(site.Quarantine(), refused[0].Copy+".txt")))
	if string(kept) != string(damaged) || !strings.HasPrefix(string(reason), bad+"\n\nRefusé : forged: file.signature") {
		t.Errorf("kept %d bytes with %q", len(kept), reason)
	}
	if entries := must[[]os.DirEntry](t)(os.ReadDir(site.Quarantine())); len(entries) != 2 {
		t.Errorf("the quarantine has %v", entries)
	}
	lines := 0
	for _, a := range site.history(t) {
		if a.Verb == directory.VerbFileRefused {
			lines++
		}
	}
	if lines != 1 {
		t.Errorf("%d lines were added to the history", lines)
	}
	if content := must[[]byte](t)(os.ReadFile(bad)); string(content) != string(damaged) {
		t.Error("the file on the stick was touched")
	}
}

// Row 15: nothing that lies about can stop the inbox.
func TestThreat15InboxPassesWhatBreaksReaders(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	breakers(t, stick, ".usr")
	put(t, stick, "gone.usr", o.UserData(archived))
	inbox := site.NewInbox(say)
	var state workspace.InboxState
	check(t, inTime(t, "the inbox", func() (err error) {
		state, err = inbox.Scan(t.Context(), nil, []string{stick}, settle)
		return err
	}))
	if state.Taken != 1 || site.statusOfAwa(t) != directory.StatusArchived {
		t.Errorf("found %v", standings(state))
	}
}

// Row 15: a stick that is pulled out while it is read is tried again.
func TestThreat15InboxTriesAgainWhatItCouldNotRead(t *testing.T) {
	if os.Getuid() == 0 {
		t.Log("everything can be read here: the file is taken away instead")
	}
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	path := put(t, stick, "gone.usr", o.UserData(archived))
	inbox := site.NewInbox(say)
	watcher := inbox.Watcher(t.Context(), nil)
	places := watcher.Places()
	places[0].Path = stick
	watcher.Looker.Look(places)
	seen := watcher.Looker.Look(places)
	check(t, os.Rename(path, path+".away")) // after the look, before the file is read
	state := must[workspace.InboxState](t)(inbox.Take(t.Context(), nil, seen, false))
	if s := standings(state); s["gone.usr"] != "" {
		t.Errorf("the file is %s", s["gone.usr"])
	}
	check(t, os.Rename(path+".away", path))
	if state = must[workspace.InboxState](t)(inbox.Take(t.Context(), nil, seen, false)); state.Taken != 1 {
		t.Errorf("found %v", standings(state))
	}
	if _, total, err := site.Refused(t.Context()); err != nil || total != 0 {
		t.Errorf("%d refusals, %v", total, err)
	}
}

func TestInboxOfHeadOfficeTakesRequestsOfWhoMayDecide(t *testing.T) {
	o := found(t)
	site, session := o.join(t)
	stick := t.TempDir()
	asked := must[workspace.Asked](t)(session.RequestModule(t.Context(), wishAccounting, stick))
	inbox := o.NewInbox(say)
	if state := o.scan(t, nil, inbox, stick); len(state.Files) != 0 {
		t.Errorf("nobody has the keys, and finds %v", standings(state))
	}
	state := o.scan(t, o.session, inbox, stick)
	wantStandings(t, state, map[string]workspace.Standing{filepath.Base(asked.Path): workspace.Taken})
	tasks := must[[]workspace.Task](t)(o.session.Tasks(t.Context(), directory.RequestOpen))
	if len(tasks) != 1 || tasks[0].Person != "Awa Diop" {
		t.Errorf("the tasks are %+v", tasks)
	}
	if state := site.scan(t, session, site.NewInbox(say), stick); len(state.Files) != 0 {
		t.Errorf("a site finds its own request: %v", standings(state))
	}
}

func TestInboxOfAnEmptyFolderWaitsForThePerson(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	empty, stick := openFolder(t, t.TempDir()), t.TempDir()
	put(t, stick, "eau.key", o.KeyFile())
	put(t, stick, "awa.usr", o.UserData(archived))
	state := empty.scan(t, nil, empty.NewInbox(say), stick)
	if s := standings(state); s["awa.usr"] != workspace.Awaited || !state.Files[0].FirstContact {
		t.Errorf("found %+v", state.Files)
	}
	if c := must[workspace.Condition](t)(empty.Condition(t.Context())); !c.Empty {
		t.Error("the folder is not empty any more")
	}
}

func TestWatchedFoldersAreLookedAt(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	dir := t.TempDir()
	check(t, o.session.WatchFolder(ctx, dir))
	check(t, o.session.WatchFolder(ctx, dir))
	watched := must[[]transit.Watched](t)(o.WatchedFolders(ctx))
	if len(watched) != 1 || watched[0].Path != dir || watched[0].By != o.session.UserID() {
		t.Errorf("watched are %+v", watched)
	}
	places := o.Places(ctx)
	if len(places) < 2 || places[0].Path != o.Inbox() || places[1].Path != dir {
		t.Errorf("the places are %+v", places)
	}
	check(t, o.session.UnwatchFolder(ctx, dir))
	if err := o.session.UnwatchFolder(ctx, dir); !errors.Is(err, fault.Missing) {
		t.Errorf("a second time: %v", err)
	}
	if err := o.session.WatchFolder(ctx, filepath.Join(dir, "none")); !errors.Is(err, fault.Missing) {
		t.Errorf("a folder that is not there: %v", err)
	}
}

// Row 4: that a file came again is told once.
func TestThreat04RepetitionIsToldOnce(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	lines := len(site.history(t))
	for range 3 {
		if a := must[*workspace.Arrival](t)(site.Examine(t.Context(), nil, filepath.Join(stick, "first.usr"))); !a.Repeated {
			t.Error("the file is not known")
		}
	}
	acts := site.history(t)
	if len(acts) != lines+1 || acts[0].Verb != directory.VerbFileRepeated || acts[0].Details[0].Value != "first.usr" {
		t.Errorf("the history says %+v", acts[0])
	}
}

// A stick passes its own maker: what was written here for others is not refused,
// and no alarm.
func TestOwnFilesOnAStickAreNotRefused(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	stick := t.TempDir()
	report := must[string](t)(site.WriteRecord(ctx, stick))
	state := o.scan(t, o.session, o.NewInbox(say), stick)
	wantStandings(t, state, map[string]workspace.Standing{filepath.Base(report): workspace.Taken})
	must[[]string](t)(o.CarryOut(ctx, stick, nil)) // the answer

	for name, at := range map[string]struct {
		*folder
		by *workspace.Session
	}{"the site": {site, awa}, "head office": {o.folder, o.session}} {
		at.scan(t, at.by, at.NewInbox(say), stick)
		if refused, _, err := at.Refused(ctx); err != nil || len(refused) > 0 {
			t.Errorf("%s refuses %+v, %v", name, refused, err)
		}
	}
	wantAlarms(t, o)
}
