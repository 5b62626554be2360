package archive_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"testing/fstest"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/fault"
)

var (
	seal    = archive.Seal{Passphrase: "une phrase pour l'essai", Effort: access.Effort{MemoryKiB: 1}}
	content = fstest.MapFS{
		"comptoir.db":       {Data: bytes.Repeat([]byte("une page "), 20_000)},
		"attachments/a.pdf": {Data: []byte("%PDF")},
		"attachments/empty": {},
	}
	names = []string{"comptoir.db", "attachments/a.pdf", "attachments/empty"}
)

func source(name string) (fs.File, error) { return content.Open(name) }

func manifest(t *testing.T) archive.Manifest {
	t.Helper()
	files, err := archive.Describe(t.Context(), names, source)
	if err != nil {
		t.Fatal(err)
	}
	return archive.Manifest{Name: "Eau Vive", Side: "site", Number: 12, Made: time.Unix(1_780_000_000, 0).UTC(), Files: files}
}

func written(t *testing.T) []byte {
	t.Helper()
	var file bytes.Buffer
	if err := archive.Write(t.Context(), &file, seal, manifest(t), source, nil); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func opens(passphrase string) archive.Opener { return archive.Opener{Passphrase: passphrase} }

func wantFault(t *testing.T, err error, kind fault.Kind, key string) {
	t.Helper()
	if f := new(fault.Error); !errors.As(err, &f) || f.Kind != kind || string(f.Key) != key {
		t.Errorf("error %v, want %s: %s", err, kind, key)
	}
}

func TestWhatWasWrittenComesBack(t *testing.T) {
	dir := t.TempDir()
	var done, total int64
	m, err := opens(seal.Passphrase).Read(t.Context(), bytes.NewReader(written(t)), func(archive.Manifest) (archive.Sink, error) {
		return archive.IntoFolder(dir), nil
	}, func(d, n int64) { done, total = d, n })
	if err != nil || m.Name != "Eau Vive" || done != total || total != m.Total() {
		t.Fatalf("%+v, %d of %d, %v", m, done, total, err)
	}
	for _, name := range names {
		if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))); err != nil || !bytes.Equal(got, content[name].Data) {
			t.Errorf("%s is another: %v", name, err)
		}
	}
}

// Wherever a file ends too soon, has a bit flipped or something behind it, it is
// refused: at every place of its head and its end, and at many between.
func TestDamagedBackupsAreRefused(t *testing.T) {
	good := written(t)
	refused := func(what string, at int, file []byte) {
		t.Helper()
		if _, err := opens(seal.Passphrase).Read(t.Context(), bytes.NewReader(file), nil, nil); !errors.Is(err, fault.Forged) && !errors.Is(err, fault.Denied) {
			t.Errorf("%s at %d: %v", what, at, err)
		}
	}
	places := 0
	for at := 0; at < len(good); at++ {
		if at > 250 && at < len(good)-40 && at%9973 != 0 {
			continue
		}
		places++
		refused("truncated", at, good[:at])
		flipped := bytes.Clone(good)
		flipped[at] ^= 1
		refused("flipped", at, flipped)
	}
	refused("appended", len(good), append(bytes.Clone(good), 0))
	if places < 250 {
		t.Errorf("only %d places", places)
	}
}

func TestAnotherPassphraseIsDenied(t *testing.T) {
	_, err := opens("une autre phrase").Read(t.Context(), bytes.NewReader(written(t)), nil, nil)
	wantFault(t, err, fault.Denied, "archive.passphrase")
	_, err = opens("").Peek(bytes.NewReader(written(t)))
	wantFault(t, err, fault.Denied, "archive.passphrase")
}

// A name that leads out of the folder is written by nobody and read by nobody.
func TestNamesStayInTheFolder(t *testing.T) {
	for _, name := range []string{"../x", "/etc/passwd", "a/../../x", "", ".", `a\b`, "C:x", "manifest.json", "comptoir.db"} {
		m := manifest(t)
		m.Files[1].Name = name
		err := archive.Write(t.Context(), io.Discard, seal, m, source, nil)
		wantFault(t, err, fault.Forged, "archive.damaged")
	}
}

// A file that changes between the manifest and the writing is found when the
// backup is read back, and no backup appears.
func TestChangedFileIsFoundWhenReadBack(t *testing.T) {
	m, dir := manifest(t), t.TempDir()
	changed := fstest.MapFS{"comptoir.db": {Data: bytes.Repeat([]byte("eine page "), 18_000)}}
	from := func(name string) (fs.File, error) {
		if name == "comptoir.db" {
			return changed.Open(name)
		}
		return source(name)
	}
	_, err := archive.Create(t.Context(), dir, "x.age", seal, m, from, nil)
	wantFault(t, err, fault.Forged, "archive.damaged")
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

func TestCreateReplacesNothing(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []string{"x.age", "x-2.age", "x-3.age"} {
		path, err := archive.Create(t.Context(), dir, "x.age", seal, manifest(t), source, nil)
		if err != nil || filepath.Base(path) != want {
			t.Errorf("%s, %v; want %s", path, err, want)
		}
	}
}

func TestCancelledBackupLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	_, err := archive.Create(ctx, dir, "x.age", seal, manifest(t), source, func(int64, int64) { cancel() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v is left", left)
	}
}

// fullDisk takes some bytes and no more.
type fullDisk struct{ left int }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.left -= len(p); d.left < 0 {
		return 0, &fs.PathError{Op: "write", Path: "x", Err: syscall.ENOSPC}
	}
	return len(p), nil
}

func (*fullDisk) Close() error { return nil }

// However little fits on the disk, the error says so.
func TestFullDiskIsSaid(t *testing.T) {
	file := written(t)
	for room := 0; room < len(file); room += 10_000 {
		if err := archive.Write(t.Context(), &fullDisk{room}, seal, manifest(t), source, nil); !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("room for %d: %v", room, err)
		}
		_, err := opens(seal.Passphrase).Read(t.Context(), bytes.NewReader(file), func(archive.Manifest) (archive.Sink, error) {
			disk := &fullDisk{room}
			return func(archive.File) (io.WriteCloser, error) { return disk, nil }, nil
		}, nil)
		if !errors.Is(err, syscall.ENOSPC) {
			t.Errorf("read with room for %d: %v", room, err)
		}
	}
}

func TestWhatIsNoBackup(t *testing.T) {
	dir := t.TempDir()
	_, err := opens("x").PeekFile(filepath.Join(dir, "none"))
	wantFault(t, err, fault.Missing, "archive.none")
	_, err = opens("x").PeekFile(dir)
	wantFault(t, err, fault.Forged, "archive.damaged")
}
