package inbox_test

import (
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/comptoir/comptoir/sync/inbox"
)

var extensions = []string{".usr", ".rep"}

func put(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
}

// rest looks twice and gives what rests, relative to the folder.
func rest(t *testing.T, l *inbox.Looker, dir string) []string {
	t.Helper()
	places := []inbox.Place{{Path: dir}}
	l.Look(places)
	return names(t, dir, l.Look(places))
}

func names(t *testing.T, dir string, s inbox.Sighting) (names []string) {
	t.Helper()
	for _, c := range s.Resting {
		name, err := filepath.Rel(dir, c.Path)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, filepath.ToSlash(name))
	}
	return names
}

func TestLookFindsWhatIsWantedAtEveryLevelThatCounts(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{
		"awa.usr", "BINTA.USR", "reply.rep", "a/b/c/deep.usr", // taken
		"a/b/c/d/deeper.usr", ".hidden/x.usr", ".awa.usr.tmp", ".x.usr", "photo.jpg", "usr", "$RECYCLE.BIN/x.usr", "own/x.usr",
	} {
		put(t, filepath.Join(dir, name), "x")
	}
	l := &inbox.Looker{Extensions: extensions, Except: []string{filepath.Join(dir, "own")}}
	want(t, rest(t, l, dir), "BINTA.USR", "a/b/c/deep.usr", "awa.usr", "reply.rep")
}

func want(t *testing.T, got []string, wanted ...string) {
	t.Helper()
	if len(got) != len(wanted) {
		t.Fatalf("got %q, want %q", got, wanted)
	}
	for i := range got {
		if got[i] != wanted[i] {
			t.Fatalf("got %q, want %q", got, wanted)
		}
	}
}

// Row 15: a file that grows is left alone until it looks the same twice.
func TestThreat15GrowingFileRestsBeforeItIsTaken(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "awa.usr")
	l := &inbox.Looker{Extensions: extensions}
	places := []inbox.Place{{Path: dir}}
	for n := range 4 {
		put(t, path, string(make([]byte, n)))
		if s := l.Look(places); len(s.Resting) != 0 || s.Moving != 1 {
			t.Fatalf("look %d sees %+v", n, s)
		}
	}
	if s := l.Look(places); len(s.Resting) != 1 || s.Moving != 0 || s.Resting[0].Stamp.Size != 3 {
		t.Fatalf("the finished file is %+v", s)
	}
	if err := os.Chtimes(path, time.Time{}, time.Unix(1e9, 0)); err != nil {
		t.Fatal(err)
	}
	if s := l.Look(places); len(s.Resting) != 0 || s.Moving != 1 {
		t.Errorf("a file of another time is %+v", s)
	}
}

// Row 15: a stick that is pulled out is not there, and may come back.
func TestThreat15StickPulledOutBetweenLooks(t *testing.T) {
	here, stick := t.TempDir(), filepath.Join(t.TempDir(), "stick")
	put(t, filepath.Join(here, "awa.usr"), "x")
	put(t, filepath.Join(stick, "binta.usr"), "x")
	l := &inbox.Looker{Extensions: extensions}
	places := []inbox.Place{{Path: here}, {Path: stick, Medium: true}}
	l.Look(places)
	if s := l.Look(places); len(s.Resting) != 2 || len(s.Places) != 2 {
		t.Fatalf("with the stick: %+v", s)
	}
	away := stick + "-away"
	if err := os.Rename(stick, away); err != nil {
		t.Fatal(err)
	}
	if s := l.Look(places); len(s.Resting) != 1 || len(s.Places) != 1 {
		t.Errorf("without the stick: %+v", s)
	}
	if err := os.Rename(away, stick); err != nil {
		t.Fatal(err)
	}
	if s := l.Look(places); s.Moving != 1 {
		t.Errorf("a stick that came back must be looked at twice: %+v", s)
	}
	if s := l.Look(places); len(s.Resting) != 2 || !s.Resting[1].Place.Medium {
		t.Errorf("with the stick again: %+v", s)
	}
}

func TestPlaceWithinAPlaceCountsOnce(t *testing.T) {
	dir := t.TempDir()
	put(t, filepath.Join(dir, "in", "awa.usr"), "x")
	l := &inbox.Looker{Extensions: extensions}
	places := []inbox.Place{{Path: dir}, {Path: filepath.Join(dir, "in")}}
	l.Look(places)
	want(t, names(t, dir, l.Look(places)), "in/awa.usr")
}

// Row 15: a folder without end does not make anybody wait.
func TestThreat15LookIsBounded(t *testing.T) {
	dir := t.TempDir()
	for n := range 40 {
		put(t, filepath.Join(dir, strconv.Itoa(n)+".usr"), "x")
	}
	l := inbox.Bounded(extensions, 25)
	l.Look([]inbox.Place{{Path: dir}})
	s := l.Look([]inbox.Place{{Path: dir}, {Path: t.TempDir()}})
	if !s.Truncated || len(s.Resting)+s.Moving != 25 {
		t.Errorf("saw %d and %d, truncated %v", len(s.Resting), s.Moving, s.Truncated)
	}
	if inbox.MostEntries != 100_000 {
		t.Errorf("a look reads %d names; the format says 100 000", inbox.MostEntries)
	}
}
