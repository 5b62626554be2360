package workspace_test

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/synctest"
	"github.com/comptoir/comptoir/usrfile"
)

// put writes a file on a stick.
func put(t *testing.T, dir, name string, data []byte) string {
	t.Helper()
	path := filepath.Join(dir, name)
	check(t, os.WriteFile(path, data, 0o600))
	return path
}

// arrive examines and applies a file as nobody in particular.
func (f *folder) arrive(t *testing.T, path string) {
	t.Helper()
	a := must[*workspace.Arrival](t)(f.Examine(t.Context(), nil, path))
	check(t, f.Apply(t.Context(), nil, a, a.Fingerprint))
}

func (f *folder) database() string { return filepath.Join(f.dir, "comptoir.db") }

// look reads the database beside the workspace.
func (f *folder) look(t *testing.T, do func(*storage.Tx) error) {
	t.Helper()
	store := must[*storage.Store](t)(sqlite.OpenReadOnly(t.Context(), f.database()))
	defer store.Close()
	check(t, store.View(t.Context(), do))
}

// newSite is a site of a signing organisation, with Awa's first file.
func newSite(t *testing.T, o *synctest.Office) (site *folder, stick string) {
	t.Helper()
	site, stick = openFolder(t, t.TempDir()), t.TempDir()
	put(t, stick, "eau.key", o.KeyFile())
	site.arrive(t, put(t, stick, "first.usr", o.UserData()))
	return site, stick
}

// changedTables names what differs since a dump, but for the lines that a refusal
// or repetition adds to the history and to its list, and the time that it was.
func (f *folder) changedTables(t *testing.T, before map[string][]string) (tables []string) {
	t.Helper()
	after := synctest.Dump(t, f.database())
	for _, name := range synctest.Changed(before, after) {
		if name == "mark_time" || name == "refused_file" || name == "repeated_file" || name == "act" && len(after[name]) == len(before[name])+1 {
			continue
		}
		tables = append(tables, name)
	}
	return tables
}

// A refusal leaves one line in the history, and nothing else.
func TestRefusalIsOneLineOfTheHistory(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	bois := synctest.NewOffice(t, "Bois Sec")
	put(t, stick, "bois.key", bois.KeyFile())
	damaged := o.UserData()
	damaged[200] ^= 1
	old, closing := o.UserData(), o.UserData()
	closing[8] = byte(usrfile.KindClosing)
	site.arrive(t, put(t, stick, "newer.usr", o.UserData()))
	for reason, data := range map[string][]byte{
		"file.signature":     damaged,
		"file.organisation":  bois.UserData(),
		"order.rollback":     old,
		"file.unknown-value": o.UserData(func(d *synctest.File) { d.Roles[0].Role = "treasurer" }),
		"file.magic":         []byte("bonjour"),
		"file.other-kind":    closing,
	} {
		t.Run(reason, func(t *testing.T) {
			before := synctest.Dump(t, site.database())
			_, err := site.Examine(t.Context(), nil, put(t, stick, "bad.usr", data))
			if _, foreseen := fault.KindOf(err); !foreseen {
				t.Fatalf("it gives %v", err)
			}
			if changed := site.changedTables(t, before); len(changed) > 0 {
				t.Errorf("%v changed", changed)
			}
			site.look(t, func(tx *storage.Tx) error {
				acts, total, err := tx.Acts(directory.HistoryFilter{Limit: 1})
				details := acts[0].Details
				if acts[0].Verb != directory.VerbFileRefused || details[0].Value != "bad.usr" || details[1].Value != reason {
					t.Errorf("the history says %+v", acts[0])
				}
				if total != len(before["act"])+1 {
					t.Errorf("%d lines were added", total-len(before["act"]))
				}
				return err
			})
		})
	}
}

// An empty folder has no history, and stays empty.
func TestRefusalLeavesAnEmptyFolderEmpty(t *testing.T) {
	site := openFolder(t, t.TempDir())
	before := synctest.Dump(t, site.database())
	path := put(t, t.TempDir(), "bad.usr", []byte("bonjour"))
	if _, err := site.Examine(t.Context(), nil, path); !errors.Is(err, fault.Forged) {
		t.Errorf("it gives %v", err)
	}
	if changed := synctest.Changed(before, synctest.Dump(t, site.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

// Two files are examined in an empty folder, then both applied: the folder gets
// one identity.
func TestSecondFirstContactKeepsTheIdentity(t *testing.T) {
	ctx := t.Context()
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := openFolder(t, t.TempDir()), t.TempDir()
	put(t, stick, "eau.key", o.KeyFile())
	one := must[*workspace.Arrival](t)(site.Examine(ctx, nil, put(t, stick, "awa.usr", o.UserData())))
	two := must[*workspace.Arrival](t)(site.Examine(ctx, nil, put(t, stick, "moussa.usr", o.UserData(synctest.For(synctest.Moussa)))))
	check(t, site.Apply(ctx, nil, one, one.Fingerprint))
	before := must[workspace.Condition](t)(site.Condition(ctx)).Poste.ID
	if err := site.Apply(ctx, nil, two, two.Fingerprint); err != nil && !errors.Is(err, fault.Conflict) {
		t.Error(err)
	}
	if after := must[workspace.Condition](t)(site.Condition(ctx)).Poste.ID; after != before {
		t.Error("the poste has another identity")
	}
}

// What was shown is what is applied, or nothing is.
func TestWhatWasShownIsWhatIsApplied(t *testing.T) {
	ctx := t.Context()
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	narrow := o.UserData(func(d *synctest.File) { d.Roles = nil })
	seen := must[*workspace.Arrival](t)(site.Examine(ctx, nil, put(t, stick, "back.usr", o.UserData())))
	if len(seen.UserData.Changes) != 0 {
		t.Fatalf("it shows %v", seen.UserData.Changes)
	}
	site.arrive(t, put(t, stick, "narrow.usr", narrow))
	before := synctest.Dump(t, site.database())
	err := site.Apply(ctx, nil, seen, usrfile.Fingerprint{})
	synctest.Refused(t, err, fault.Conflict, "workspace.changed-meanwhile")
	if changed := site.changedTables(t, before); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

// The same arrival applied twice, as an impatient double click does.
func TestArrivalAppliedTwice(t *testing.T) {
	ctx := t.Context()
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	a := must[*workspace.Arrival](t)(site.Examine(ctx, nil, put(t, stick, "next.usr", o.UserData(func(d *synctest.File) { d.Roles = nil }))))
	answers := make(chan error, 2)
	for range 2 {
		go func() { answers <- site.Apply(ctx, nil, a, usrfile.Fingerprint{}) }()
	}
	for range 2 {
		check(t, <-answers)
	}
	site.look(t, func(tx *storage.Tx) error {
		acts, _, err := tx.Acts(directory.HistoryFilter{Subject: ident.UserID(synctest.Awa)})
		if len(acts) != 2 { // the first file, and this one
			t.Errorf("%d lines in the history", len(acts))
		}
		return err
	})
}

// The folder beside the file may be anybody's: full of other things, and with
// more keys than anyone needs.
func TestKeyFileIsFoundInACrowdedFolder(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	stick := t.TempDir()
	for i := range 3_000 {
		put(t, stick, fmt.Sprintf("photo-%04d.jpg", i), nil)
	}
	for i := range 40 {
		put(t, stick, fmt.Sprintf("a-server-%02d.key", i), []byte("-----BEGIN PRIVATE KEY-----"))
		put(t, stick, fmt.Sprintf("b-usr-%02d.key", i), o.UserData())
	}
	for i := range 20 {
		put(t, stick, fmt.Sprintf("c-org-%02d.key", i), synctest.NewOffice(t, fmt.Sprint("org ", i)).KeyFile())
	}
	put(t, stick, "z.KEY", o.KeyFile())
	site := openFolder(t, t.TempDir())
	site.arrive(t, put(t, stick, "awa.usr", o.UserData()))
}

// DaysLeft counts from the time by which the file was judged.
func TestDaysLeftAfterALongPause(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	o.Now = start.AddDate(0, 3, 0)
	site.now = o.Now.Add(time.Hour)
	a := must[*workspace.Arrival](t)(site.Examine(t.Context(), nil, put(t, stick, "next.usr", o.UserData())))
	if a.DaysLeft != 13 {
		t.Errorf("%d days left", a.DaysLeft)
	}
}

// An empty folder does not remember a wrong clock.
func TestEmptyFolderForgetsAWrongClock(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	dir, stick := t.TempDir(), t.TempDir()
	f := &folder{dir: dir, now: time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)}
	f.reopen(t)
	put(t, stick, "eau.key", o.KeyFile())
	path := put(t, stick, "awa.usr", o.UserData())
	if _, err := f.Examine(t.Context(), nil, path); !errors.Is(err, fault.Expired) {
		t.Errorf("in 2099: %v", err)
	}
	f.now = start
	f.arrive(t, path)
}

// Head office makes files about people and takes none in: its own would bring
// back an older state of the directory.
func TestHeadOfficeImportsNoUserData(t *testing.T) {
	o := found(t)
	path := o.export(t)
	before := synctest.Dump(t, o.database())
	_, err := o.Examine(t.Context(), nil, path)
	synctest.Refused(t, err, fault.Forged, "workspace.import-at-head-office")
	if changed := o.changedTables(t, before); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

// Before sign-in head office takes nothing, and says so rather than whose right
// it would be.
func TestHeadOfficeTakesNothingBeforeSignIn(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 250_000)
	fresh := openFolder(t, t.TempDir())
	written := must[[]workspace.Written](t)(o.session.ExportUser(ctx, o.awa.ID, plainFile, t.TempDir()))
	a := must[*workspace.Arrival](t)(fresh.Examine(ctx, nil, written[0].Path))
	check(t, fresh.Apply(ctx, nil, a, o.print))
	there := must[*workspace.Session](t)(fresh.ActivateAccount(ctx, awaName, o.code, awaPassword))
	wish := workspace.Wish{Module: directory.ModuleCashbook, Label: "Portable", Location: "Kolda"}
	for name, path := range map[string]string{
		"record":  must[string](t)(site.WriteRecord(ctx, t.TempDir())),
		"copy":    sendsCopy(t, awa, o.book.ID)[0],
		"chain":   must[string](t)(o.session.WriteKeyFile(ctx, t.TempDir())),
		"request": must[workspace.Asked](t)(there.RequestModule(ctx, wish, t.TempDir())).Path,
	} {
		_, err := o.Examine(ctx, nil, path)
		t.Run(name, func(t *testing.T) { synctest.Refused(t, err, fault.Denied, "workspace.sign-in-first") })
	}
}
