package instance_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/instance"
)

func take(t *testing.T, dir string) *instance.Instance {
	t.Helper()
	i, err := instance.Take(dir)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestOneWindowForEachFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	first := take(t, dir)
	if _, err := instance.Take(dir); !errors.Is(err, fault.Conflict) || !instance.IsOpen(err) {
		t.Errorf("a second window gets %v", err)
	}
	other := take(t, t.TempDir())
	if err := errors.Join(first.Release(), other.Release()); err != nil {
		t.Fatal(err)
	}
	if err := take(t, dir).Release(); err != nil {
		t.Errorf("after the first window closed: %v", err)
	}
}

func TestALaterStartSummonsTheFirst(t *testing.T) {
	dir := t.TempDir()
	first := take(t, dir)
	if err := instance.Summon(dir, []string{"/stick/before.usr"}); err != nil {
		t.Fatal(err)
	}
	calls := make(chan []string, 4)
	if err := first.Listen(func(files []string) { calls <- files }); err != nil {
		t.Fatal(err)
	}
	want(t, calls, "/stick/before.usr")

	if err := instance.Summon(dir, nil); err != nil {
		t.Fatal(err)
	}
	want(t, calls)
	if err := instance.Summon(dir, []string{"/stick/a b.usr", "/stick/é.rep"}); err != nil {
		t.Fatal(err)
	}
	want(t, calls, "/stick/a b.usr", "/stick/é.rep")

	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*note*")); len(left) > 0 {
		t.Errorf("notes are left: %q", left)
	}
}

func want(t *testing.T, calls <-chan []string, files ...string) {
	t.Helper()
	select {
	case got := <-calls:
		if !slices.Equal(got, files) {
			t.Errorf("summoned with %q, want %q", got, files)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("not summoned")
	}
}

func TestAnAbsurdNoteIsNotRead(t *testing.T) {
	dir := t.TempDir()
	first := take(t, dir)
	if err := os.WriteFile(filepath.Join(dir, "window.note"), []byte(strings.Repeat("x", 1<<20)), 0o600); err != nil {
		t.Fatal(err)
	}
	calls := make(chan []string, 1)
	if err := first.Listen(func(files []string) { calls <- files }); err != nil {
		t.Fatal(err)
	}
	if err := first.Release(); err != nil {
		t.Fatal(err)
	}
	if len(calls) > 0 {
		t.Errorf("summoned with %d bytes", len((<-calls)[0]))
	}
}

func TestAFolderThatCanNotBeMadeIsRefused(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := instance.Take(filepath.Join(file, "below")); !errors.Is(err, fault.Invalid) {
		t.Errorf("a folder below a file gives %v", err)
	}
}
