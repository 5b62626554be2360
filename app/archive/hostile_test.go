package archive_test

import (
	"archive/tar"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"

	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/fault"
)

// sparse gives the entries of a tar archive for a file of zeros of which next to
// nothing stands in the archive (GNU tar, "PAX format version 1.0").
func sparse(t *testing.T, name string, size int64) []byte {
	t.Helper()
	records := ""
	for _, r := range []string{"GNU.sparse.major=1", "GNU.sparse.minor=0", "GNU.sparse.name=" + name, fmt.Sprintf("GNU.sparse.realsize=%d", size)} {
		line := fmt.Sprintf(" %s\n", r)
		records += fmt.Sprintf("%d%s", len(line)+2, line)
	}
	extents := make([]byte, 512)
	copy(extents, fmt.Sprintf("1\n%d\n0\n", size))
	var b bytes.Buffer
	for _, part := range []struct {
		kind    byte
		content []byte
	}{{tar.TypeXHeader, []byte(records)}, {tar.TypeReg, extents}} {
		var one bytes.Buffer
		w := tar.NewWriter(&one)
		mustBe(t, w.WriteHeader(&tar.Header{Name: "x", Typeflag: tar.TypeReg, Size: int64(len(part.content)), Mode: 0o600, Format: tar.FormatUSTAR}))
		if _, err := w.Write(part.content); err != nil {
			t.Fatal(err)
		}
		mustBe(t, w.Flush())
		head := one.Bytes()
		head[156] = part.kind
		copy(head[148:], "        ")
		sum := 0
		for _, c := range head[:512] {
			sum += int(c)
		}
		copy(head[148:], fmt.Sprintf("%06o\x00 ", sum))
		b.Write(head)
	}
	return b.Bytes()
}

func mustBe(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// A file with holes would fill the disk out of nothing. It is refused before anything
// of it is written.
func TestFilesWithHolesAreRefused(t *testing.T) {
	const size = 1 << 20
	zeros := sha256.Sum256(make([]byte, size))
	m := manifest(t)
	m.Format = "backup/v1"
	m.Files = []archive.File{{Name: "comptoir.db", Size: size, SHA256: hex.EncodeToString(zeros[:])}}
	content, err := json.MarshalIndent(m, "", "  ")
	mustBe(t, err)
	var packed bytes.Buffer
	w := tar.NewWriter(&packed)
	mustBe(t, w.WriteHeader(&tar.Header{Name: "manifest.json", Typeflag: tar.TypeReg, Size: int64(len(content)), Mode: 0o600}))
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	mustBe(t, w.Flush())
	packed.Write(sparse(t, "comptoir.db", size))
	packed.Write(make([]byte, 1024))

	holes := tar.NewReader(bytes.NewReader(packed.Bytes())) // what a reader makes of it
	for range 2 {
		if _, err := holes.Next(); err != nil {
			t.Fatal(err)
		}
	}
	if n, err := io.Copy(io.Discard, holes); n != size || err != nil {
		t.Fatalf("the file with holes has %d bytes, %v", n, err)
	}

	var file bytes.Buffer
	recipient, err := age.NewScryptRecipient(seal.Passphrase)
	mustBe(t, err)
	recipient.SetWorkFactor(10)
	sealed, err := age.Encrypt(&file, recipient)
	mustBe(t, err)
	if _, err := sealed.Write(packed.Bytes()); err != nil {
		t.Fatal(err)
	}
	mustBe(t, sealed.Close())
	dir := t.TempDir()
	_, err = opens(seal.Passphrase).Read(t.Context(), &file, func(archive.Manifest) (archive.Sink, error) { return archive.IntoFolder(dir), nil }, nil)
	wantFault(t, err, fault.Forged, "archive.damaged")
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v was written", left)
	}
}

// The characters of a folder's name mean nothing.
func TestWhatIsLeftIsSweptInAnyFolder(t *testing.T) {
	for _, name := range []string{"[2026", "[é]", "a*b", "q?", `back\slash`, "100%"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.Mkdir(dir, 0o700); err != nil {
			t.Logf("no folder %q here: %v", name, err)
			continue
		}
		scratch, err := archive.Scratch(dir)
		mustBe(t, err)
		mustBe(t, os.WriteFile(filepath.Join(dir, "stays.age"), nil, 0o600))
		mustBe(t, archive.Sweep(dir))
		if _, err := os.Stat(scratch); err == nil {
			t.Errorf("%q: what was left is there still", name)
		}
		if _, err := os.Stat(filepath.Join(dir, "stays.age")); err != nil {
			t.Error(err)
		}
	}
	mustBe(t, archive.Sweep(filepath.Join(t.TempDir(), "none")))
}
