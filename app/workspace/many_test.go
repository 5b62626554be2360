package workspace_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/synctest"
)

// importMany imports what a folder holds.
func (f *folder) importMany(t *testing.T, dir string, m workspace.Many) []workspace.Import {
	t.Helper()
	paths := must[[]string](t)(workspace.SignedFiles(dir))
	return must[[]workspace.Import](t)(f.ImportMany(t.Context(), paths, m))
}

// becameOf gives what became of each file but the trust chain.
func becameOf(imports []workspace.Import) map[string]workspace.Standing {
	all := map[string]workspace.Standing{}
	for _, i := range imports {
		if filepath.Ext(i.Path) != ".key" {
			all[filepath.Base(i.Path)] = i.Standing
		}
	}
	return all
}

func count(imports []workspace.Import, standing workspace.Standing) (n int) {
	for _, s := range becameOf(imports) {
		if s == standing {
			n++
		}
	}
	return n
}

func TestManyFilesAreImportedInTheOrderInWhichTheyWereMade(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	for n := 1; n <= 30; n++ {
		put(t, stick, fmt.Sprintf("%02d.usr", 99-n), numberedFile(o, n))
		put(t, stick, fmt.Sprintf("m%02d.usr", 99-n), o.UserData(synctest.For(synctest.ID(fmt.Sprint("p", n)))))
	}
	damaged := numberedFile(o, 31)
	damaged[300] ^= 1
	put(t, stick, "00.usr", damaged)
	put(t, stick, "01.rep", []byte("x"))
	put(t, stick, "photo.jpg", []byte("x"))
	told := 0
	imports := site.importMany(t, stick, workspace.Many{Progress: func(done, total int) { told = done*1000 + total }})
	if taken := count(imports, workspace.Taken); taken != 60 {
		t.Errorf("%d files were imported: %v", taken, becameOf(imports))
	}
	if s := becameOf(imports); s["00.usr"] != workspace.NotTaken || s["01.rep"] != workspace.NotTaken || s["first.usr"] != workspace.Known || len(s) != 63 {
		t.Errorf("the outcomes are %v", s)
	}
	if told != len(imports)*1001 {
		t.Errorf("told last: %d", told)
	}
	if n := site.state(t); n != 30 {
		t.Errorf("the state is that of file %d", n)
	}
	refused, total, err := site.Refused(t.Context())
	if err != nil || total != 2 {
		t.Errorf("refused are %+v, %v", refused, err)
	}

	again := site.importMany(t, stick, workspace.Many{})
	if count(again, workspace.Taken) != 0 || count(again, workspace.Known) != 31 { // the newest of each person, and older ones are refused
		t.Errorf("a second time: %v", becameOf(again))
	}
}

func TestManyFilesCanBeTried(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	put(t, stick, "next.usr", numberedFile(o, 1))
	put(t, stick, "bad.usr", []byte("x"))
	before := synctest.Dump(t, site.database())
	tried := site.importMany(t, stick, workspace.Many{Try: true})
	if s := becameOf(tried); s["next.usr"] != workspace.Taken || s["bad.usr"] != workspace.NotTaken {
		t.Errorf("the outcomes are %v", s)
	}
	for _, i := range tried {
		if filepath.Base(i.Path) == "next.usr" && (i.Gains == 0 || i.Person != "Awa Diop") {
			t.Errorf("the outcome is %+v", i)
		}
	}
	if changed := synctest.Changed(before, synctest.Dump(t, site.database())); len(changed) > 0 {
		t.Errorf("%v changed", changed)
	}
}

func TestManyFilesIntoAnEmptyFolderNeedTheFingerprint(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	stick := t.TempDir()
	put(t, stick, "eau.key", o.KeyFile())
	for n := range 3 {
		put(t, stick, fmt.Sprint(n, ".usr"), o.UserData(synctest.For(synctest.ID(fmt.Sprint("p", n)))))
	}
	empty := openFolder(t, t.TempDir())
	if refused := empty.importMany(t, stick, workspace.Many{}); count(refused, workspace.NotTaken) != 3 {
		t.Errorf("without a fingerprint: %v", becameOf(refused))
	}
	if c := must[workspace.Condition](t)(empty.Condition(t.Context())); !c.Empty {
		t.Fatal("the folder is not empty any more")
	}
	first := must[*workspace.Arrival](t)(empty.Examine(t.Context(), nil, filepath.Join(stick, "0.usr")))
	if taken := empty.importMany(t, stick, workspace.Many{Compared: first.Fingerprint}); count(taken, workspace.Taken) != 3 {
		t.Errorf("with the fingerprint: %v", becameOf(taken))
	}
}

func TestManyFilesAreCancelledBetweenGroupsAndGoOn(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	const files = 600
	for n := 1; n <= files; n++ {
		put(t, stick, numbered("", n, ".usr"), numberedFile(o, n))
	}
	ctx, cancel := context.WithCancel(t.Context())
	paths := must[[]string](t)(workspace.SignedFiles(stick))
	done, err := site.ImportMany(ctx, paths, workspace.Many{Progress: func(int, int) { cancel() }})
	if !errors.Is(err, context.Canceled) || len(done) == 0 || len(done) >= files {
		t.Fatalf("%d outcomes, %v", len(done), err)
	}
	taken := count(done, workspace.Taken)
	if n := site.state(t); n != taken {
		t.Errorf("the state is that of file %d, told of %d", n, taken)
	}
	rest := site.importMany(t, stick, workspace.Many{})
	if count(rest, workspace.Taken) != files-taken || site.state(t) != files {
		t.Errorf("then %d, in all %d", count(rest, workspace.Taken), site.state(t))
	}
}

func TestSignedFilesOfWhatIsNoFolder(t *testing.T) {
	file := put(t, t.TempDir(), "awa.usr", []byte("x"))
	for _, path := range []string{file, filepath.Join(filepath.Dir(file), "none")} {
		if _, err := workspace.SignedFiles(path); !errors.Is(err, fault.Missing) {
			t.Errorf("%s: %v", path, err)
		}
	}
	files, folders, err := workspace.FilesOf([]string{file, filepath.Dir(file)})
	if err != nil || !folders || len(files) != 2 || files[0] != file || files[1] != file {
		t.Errorf("files are %v, %v, %v", files, folders, err)
	}
}

// Row 26: killed in the middle of many files, at any moment; done again, it goes
// on.
func TestThreat26FaultKilledImportOfManyGoesOn(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	const files = 600
	_, stick := newSite(t, o)
	for n := 1; n <= files; n++ {
		put(t, stick, numbered("", n, ".usr"), numberedFile(o, n))
	}
	for range rounds() {
		site := openFolder(t, t.TempDir())
		site.arrive(t, filepath.Join(stick, "first.usr"))
		told := site.killed(t, "many", stick, 1)
		done := site.state(t)
		if done < told-2 { // the trust chain and the first file are told of too
			t.Fatalf("%d files were told of, the state is that of %d", told, done)
		}
		rest := site.importMany(t, stick, workspace.Many{})
		if taken := count(rest, workspace.Taken); taken != files-done || site.state(t) != files {
			t.Errorf("after %d files another %d were imported; the state is that of %d", done, taken, site.state(t))
		}
		check(t, site.Close())
		site.Workspace = nil
	}
}

// manyAll imports a folder and tells how far it is.
func manyAll(w *workspace.Workspace, stick string, _ int) error {
	paths, err := workspace.SignedFiles(stick)
	if err != nil {
		return err
	}
	_, err = w.ImportMany(context.Background(), paths, workspace.Many{Progress: func(done, _ int) { fmt.Println(done) }})
	return err
}

// A storm of files that are all refused leaves as many lines, and no more when it
// comes again.
func TestManyRefusedFilesAreToldOnce(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	for n := range 50 {
		put(t, stick, fmt.Sprint(n, ".usr"), []byte(fmt.Sprint("\x89CPT", n)))
	}
	for range 2 {
		if refused := count(site.importMany(t, stick, workspace.Many{}), workspace.NotTaken); refused != 50 {
			t.Errorf("%d files were refused", refused)
		}
	}
	lines := 0
	for _, a := range site.history(t) {
		if a.Verb == directory.VerbFileRefused {
			lines++
		}
	}
	if lines != 50 {
		t.Errorf("the history has %d lines", lines)
	}
	site.look(t, func(tx *storage.Tx) error { _, err := tx.User(ident.UserID(synctest.Awa)); return err })
	if entries := must[[]os.DirEntry](t)(os.ReadDir(stick)); len(entries) != 52 {
		t.Errorf("the stick has %d files", len(entries))
	}
}

// A file whose fault shows only while it is written leaves nothing, and the files
// around it are taken all the same.
func TestManyFilesAreKeptFromOneThatFailsWhileItIsWritten(t *testing.T) {
	o := synctest.NewOffice(t, "Eau Vive")
	site, stick := newSite(t, o)
	person := func(n int, role uuid.UUID) []byte {
		o.Now = o.Now.Add(time.Second)
		return o.UserData(synctest.For(synctest.ID(fmt.Sprint("p", n))), func(f *synctest.File) {
			r := synctest.Role("cashier", synctest.P01)
			r.ID = role
			f.Roles = append(f.Roles, r)
		})
	}
	for n := range 20 {
		role := synctest.ID(fmt.Sprint("role", n))
		if n%5 == 4 {
			role = synctest.ID("role0") // which is somebody else's
		}
		put(t, stick, fmt.Sprintf("%02d.usr", n), person(n, role))
	}
	imports := site.importMany(t, stick, workspace.Many{})
	if taken, refused := count(imports, workspace.Taken), count(imports, workspace.NotTaken); taken != 16 || refused != 4 {
		t.Errorf("%d were taken, %d refused: %v", taken, refused, becameOf(imports))
	}
	site.look(t, func(tx *storage.Tx) error {
		for n := range 20 {
			_, err := tx.User(ident.UserID(synctest.ID(fmt.Sprint("p", n))))
			_, _, applied := tx.AppliedFile(ident.UserID(synctest.ID(fmt.Sprint("p", n))))
			if refused := n%5 == 4; refused != errors.Is(err, fault.Missing) || refused != errors.Is(applied, fault.Missing) {
				t.Errorf("person %d: %v, %v", n, err, applied)
			}
		}
		return nil
	})
	refused, total, err := site.Refused(t.Context())
	if err != nil || total != 4 || refused[0].Why.Key != "storage.immutable" {
		t.Errorf("refused are %+v, %v", refused, err)
	}
}
