package workspace_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/transit"
	"github.com/comptoir/comptoir/app/workspace"
)

// outgoing lists the outbox and checks that the counts are those of the list.
func (f *folder) outgoing(t *testing.T) []workspace.Outgoing {
	t.Helper()
	files, total, waiting, err := f.Outgoing(t.Context())
	check(t, err)
	count := 0
	for _, o := range files {
		if o.Stage() == transit.Waiting {
			count++
		}
	}
	if total != len(files) || waiting != count || waiting != must[int](t)(f.Waiting(t.Context())) {
		t.Errorf("%d files, %d wait; told %d and %d", len(files), count, total, waiting)
	}
	return files
}

// exportInto writes Awa's plain file into a folder.
func (o *office) exportInto(t *testing.T, dir string) {
	t.Helper()
	must[[]workspace.Written](t)(o.session.ExportUser(t.Context(), o.awa.ID, plainFile, dir))
}

func TestOutboxListsWhatWasWrittenAndWhere(t *testing.T) {
	o := found(t)
	stick := t.TempDir()
	o.exportInto(t, o.Outbox())
	o.exportInto(t, stick)
	kinds := map[string]int{}
	for _, f := range o.outgoing(t) {
		kinds[f.Kind+" "+string(f.Stage())]++
		if f.Kind == "usr" && f.Person != "Awa Diop" {
			t.Errorf("the file of %q", f.Person)
		}
		if f.Kind == "usr" && f.Stage() == transit.Carried && (f.CarriedTo != stick || !strings.HasPrefix(f.Path, stick)) {
			t.Errorf("%s was carried to %s", f.Path, f.CarriedTo)
		}
	}
	if kinds["usr waiting"] != 1 || kinds["usr carried"] != 1 || kinds["key waiting"]+kinds["key carried"] < 1 {
		t.Errorf("the list has %v", kinds)
	}
}

func TestCarryOutCopiesOnceAndNeverOverwrites(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	stick := t.TempDir()
	o.exportInto(t, o.Outbox())
	waiting := o.outgoing(t)
	taken := put(t, stick, filepath.Base(waiting[0].Path), []byte("somebody else's"))
	steps := 0
	paths := must[[]string](t)(o.CarryOut(ctx, stick, func(done, total int) {
		if done != steps || total != len(waiting) {
			t.Errorf("step %d of %d", done, total)
		}
		steps++
	}))
	if len(paths) != len(waiting) || steps != len(waiting) {
		t.Fatalf("carried %v in %d steps", paths, steps)
	}
	for i, path := range paths {
		there, here := must[[]byte](t)(os.ReadFile(path)), must[[]byte](t)(os.ReadFile(waiting[i].Path))
		if path == taken || !bytes.Equal(there, here) {
			t.Errorf("%s is not %s", path, waiting[i].Path)
		}
	}
	if content := must[[]byte](t)(os.ReadFile(taken)); string(content) != "somebody else's" {
		t.Error("a file was overwritten")
	}
	for _, f := range o.outgoing(t) {
		if f.Stage() != transit.Carried || f.CarriedTo != stick {
			t.Errorf("%s is %s", f.Path, f.Stage())
		}
	}
	if again := must[[]string](t)(o.CarryOut(ctx, stick, nil)); len(again) != 0 {
		t.Errorf("carried again: %v", again)
	}
}

// A copy that was broken off before it was noted is found on the medium.
func TestCarryOutFindsWhatIsThereAlready(t *testing.T) {
	o := found(t)
	stick := t.TempDir()
	o.exportInto(t, o.Outbox())
	for _, f := range o.outgoing(t) {
		put(t, stick, filepath.Base(f.Path), must[[]byte](t)(os.ReadFile(f.Path)))
	}
	paths := must[[]string](t)(o.CarryOut(t.Context(), stick, nil))
	if entries := must[[]os.DirEntry](t)(os.ReadDir(stick)); len(entries) != len(paths) {
		t.Errorf("%d files for %d", len(entries), len(paths))
	}
}

func TestCarryOutSaysWhyNot(t *testing.T) {
	o := found(t)
	o.exportInto(t, o.Outbox())
	before := len(o.outgoing(t))
	for dir, want := range map[string]fault.Kind{filepath.Join(t.TempDir(), "none"): fault.Missing, o.Outbox(): fault.Invalid} {
		if _, err := o.CarryOut(t.Context(), dir, nil); !errors.Is(err, want) {
			t.Errorf("to %s: %v", dir, err)
		}
	}
	if waiting := must[int](t)(o.Waiting(t.Context())); waiting != before {
		t.Errorf("%d wait, want %d", waiting, before)
	}
}

// What lies in the outbox counts, whatever the list says.
func TestOutboxIsReconciledWithTheFolder(t *testing.T) {
	o := found(t)
	stick := t.TempDir()
	o.exportInto(t, stick)
	files := o.outgoing(t)
	for _, f := range files { // as after a copy of the data folder
		put(t, o.Outbox(), "by-hand-"+filepath.Base(f.Path), must[[]byte](t)(os.ReadFile(f.Path)))
	}
	put(t, o.Outbox(), "broken.usr", []byte("x"))
	if n := len(o.outgoing(t)); n != len(files) {
		t.Errorf("the same files count %d times", n)
	}

	o.now = o.now.Add(time.Hour)
	o.exportInto(t, o.Outbox())
	for _, f := range o.outgoing(t) {
		if f.Stage() == transit.Waiting {
			check(t, os.Rename(f.Path, filepath.Join(stick, "carried-"+filepath.Base(f.Path))))
		}
	}
	for _, f := range o.outgoing(t) {
		if f.Stage() == transit.Waiting {
			t.Errorf("%s waits and is not there", f.Path)
		}
	}
}
