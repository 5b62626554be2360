package workspace_test

import (
	"bytes"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/sqlite"
	"github.com/comptoir/comptoir/sync/synctest"
)

// rootOf gives the first page of a table, or of an index of it.
func (f *folder) rootOf(t *testing.T, kind, table string) (page int64) {
	t.Helper()
	db := must[*sql.DB](t)(sql.Open("sqlite", "file:"+f.database()+"?mode=ro&vfs="+sqlite.VFS))
	defer db.Close()
	check(t, db.QueryRow(`SELECT rootpage FROM sqlite_master WHERE type = ? AND tbl_name = ? LIMIT 1`, kind, table).Scan(&page))
	return page
}

// spoil flips a bit of a page and gives the file as it is then.
func (f *folder) spoil(t *testing.T, page int64) []byte {
	t.Helper()
	content := must[[]byte](t)(os.ReadFile(f.database()))
	content[(page-1)*4096+2000] ^= 4
	check(t, os.WriteFile(f.database(), content, 0o600))
	return content
}

// shut closes a folder so that all of it is in its file.
func (f *folder) shut(t *testing.T) {
	t.Helper()
	check(t, f.Close())
	f.Workspace = nil
}

// wantAside wants what was damaged to lie beside the backups, byte for byte.
func wantAside(t *testing.T, r workspace.Repaired, damaged []byte) {
	t.Helper()
	if !bytes.Equal(must[[]byte](t)(os.ReadFile(filepath.Join(r.Aside, "comptoir.db"))), damaged) {
		t.Error("what was damaged is not what it was")
	}
}

// An index is damaged: everything is in the tables, and nothing is lost.
func TestRepairLosesNothingWhereTheTablesAreWhole(t *testing.T) {
	o := found(t)
	site, _ := o.join(t)
	site.shut(t)
	before := synctest.Dump(t, site.database())
	damaged := site.spoil(t, site.rootOf(t, "index", "person"))
	d := must[workspace.Diagnosis](t)(workspace.Diagnose(t.Context(), site.dir))
	if !errors.Is(d.Problem, fault.Forged) {
		t.Fatalf("the damage is taken for %v", d.Problem)
	}
	r := must[workspace.Repaired](t)(workspace.Repair(t.Context(), site.dir, site.options()))
	if r.Lost || r.NewPoste {
		t.Errorf("the repair says %+v", r)
	}
	wantAside(t, r, damaged)
	changed := synctest.Changed(before, synctest.Dump(t, site.database()))
	if !slices.Equal(changed, []string{"act", "schema_migration"}) && !slices.Equal(changed, []string{"act"}) {
		t.Errorf("%v changed", changed)
	}
	site.reopen(t)
	must[*workspace.Session](t)(site.SignIn(t.Context(), awaName, awaPassword))
	check(t, site.CheckWhole(t.Context()))
	site.shut(t)
	_, err := workspace.Repair(t.Context(), site.dir, site.options())
	synctest.Refused(t, err, fault.Conflict, "workspace.repair-needless")
}

// A table is damaged: only a backup helps. It makes another poste of a site, and
// marks that were set after it stay.
func TestRepairFromABackupKeepsTheMarksThatCanBeRead(t *testing.T) {
	o := found(t)
	site, awa := o.trusted(t)
	path := backUp(t, awa)
	site.now = site.now.Add(time.Hour)
	site.shut(t)
	site.reopen(t)
	site.shut(t)
	damaged := site.spoil(t, site.rootOf(t, "table", "person"))
	before := must[[]byte](t)(os.ReadFile(path))

	_, err := workspace.Repair(t.Context(), site.dir, site.options())
	synctest.Refused(t, err, fault.Forged, "workspace.repair-tables")
	if !bytes.Equal(must[[]byte](t)(os.ReadFile(site.database())), damaged) {
		t.Error("the attempt changed what is damaged")
	}
	d := must[workspace.Diagnosis](t)(workspace.Diagnose(t.Context(), site.dir))
	if len(d.Backups) != 1 || d.Backups[0].Path != path {
		t.Fatalf("%+v is offered", d.Backups)
	}
	_, err = workspace.RepairFrom(t.Context(), site.dir, site.options(), path, workspace.Unlock{Passphrase: "une autre phrase de passe"}, o.print, nil)
	if !errors.Is(err, fault.Denied) && !errors.Is(err, fault.Forged) {
		t.Errorf("another passphrase gives %v", err)
	}
	r := must[workspace.Repaired](t)(workspace.RepairFrom(t.Context(), site.dir, site.options(), path, byPhrase, o.print, nil))
	if !r.Lost || !r.NewPoste {
		t.Errorf("the repair says %+v", r)
	}
	wantAside(t, r, damaged)
	if !bytes.Equal(must[[]byte](t)(os.ReadFile(path)), before) {
		t.Error("the backup is not what it was")
	}
	site.reopen(t)
	site.look(t, func(tx *storage.Tx) error {
		times, err := tx.Times()
		if times.Observed.Before(site.now) {
			t.Errorf("time has gone back to %s", times.Observed)
		}
		return err
	})
	check(t, site.CheckWhole(t.Context()))
}

// Commits are missing from the log: what is there is taken, and the folder is
// another poste.
func TestRepairAfterDamageToTheLogMakesAnotherPoste(t *testing.T) {
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 1_000_000_000)
	site.shut(t)
	_, end := working(t, "enter", site.dir)
	time.Sleep(100 * time.Millisecond)
	end()
	logged := must[[]byte](t)(os.ReadFile(site.database() + "-wal"))
	logged[32+24+100] ^= 1 // in the first frame: those of earlier rounds of the log may stand behind the last
	check(t, os.WriteFile(site.database()+"-wal", logged, 0o600))
	_, err := workspace.Open(t.Context(), site.dir, site.options())
	synctest.Refused(t, err, fault.Forged, "storage.log")
	r := must[workspace.Repaired](t)(workspace.Repair(t.Context(), site.dir, site.options()))
	if !r.Lost || !r.NewPoste {
		t.Errorf("the repair says %+v", r)
	}
	if !bytes.Equal(must[[]byte](t)(os.ReadFile(filepath.Join(r.Aside, "comptoir.db-wal"))), logged) {
		t.Error("the damaged log is not what it was")
	}
	site.reopen(t)
	awa = must[*workspace.Session](t)(site.SignIn(t.Context(), awaName, awaPassword))
	pageOf(t, awa, o.book.ID)
	if _, err := awa.Record(t.Context(), o.book.ID, advance(1)); !errors.Is(err, fault.Denied) && !errors.Is(err, fault.Conflict) {
		t.Errorf("another poste enters in the book: %v", err)
	}
}

// A repair that was decided is finished by whoever opens the folder next, wherever
// it was killed.
func TestFaultARepairThatWasDecidedIsFinished(t *testing.T) {
	for stage := range 4 {
		o := found(t)
		o.shut(t)
		whole := must[[]byte](t)(os.ReadFile(o.database()))
		damaged := o.spoil(t, 1)
		ready, aside := filepath.Join(o.dir, "repair"), filepath.Join(filepath.Join(o.dir, "backups"), "endommage_x")
		check(t, errors.Join(os.Mkdir(ready, 0o700), os.WriteFile(filepath.Join(ready, "aside"), []byte("endommage_x"), 0o600)))
		if stage < 3 {
			check(t, os.WriteFile(filepath.Join(ready, "comptoir.db"), whole, 0o600))
		}
		check(t, os.WriteFile(o.database()+"-wal", []byte("old"), 0o600))
		move := func(ending string) {
			check(t, errors.Join(os.MkdirAll(aside, 0o700), os.Rename(o.database()+ending, filepath.Join(aside, "comptoir.db"+ending))))
		}
		if stage > 0 {
			move("-wal")
		}
		if stage > 1 {
			move("")
		}
		if stage > 2 {
			check(t, os.WriteFile(o.database(), whole, 0o600))
		}
		o.reopen(t)
		check(t, o.CheckWhole(t.Context()))
		must[*workspace.Session](t)(o.SignIn(t.Context(), adminName, adminPassword))
		wantAside(t, workspace.Repaired{Aside: aside}, damaged)
		if _, err := os.Stat(ready); err == nil {
			t.Errorf("stage %d: the repair is left", stage)
		}
	}
}

// A folder that only has the name of a repair is somebody's own, and is left alone.
func TestAFolderNamedLikeARepairIsNoRepair(t *testing.T) {
	o := found(t)
	o.shut(t)
	theirs := filepath.Join(o.dir, "repair", "photos", "a.jpg")
	check(t, errors.Join(os.MkdirAll(filepath.Dir(theirs), 0o700), os.WriteFile(theirs, []byte("x"), 0o600)))
	o.reopen(t)
	must[*workspace.Session](t)(o.SignIn(t.Context(), adminName, adminPassword))
	if _, err := os.Stat(theirs); err != nil {
		t.Error(err)
	}
}
