package usrfile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/comptoir/comptoir/usrfile"
)

func put(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.usr")
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestReadFileGivesTheBytes(t *testing.T) {
	for _, g := range genuineFiles(t) {
		if got, err := usrfile.ReadFile(put(t, g.file)); err != nil || !bytes.Equal(got, g.file) {
			t.Errorf("%s: %d bytes of %d, %v", g.name, len(got), len(g.file), err)
		}
	}
}

func TestReadFileOfTheLargestSize(t *testing.T) {
	file := encode(t, sealedUser(make([]byte, 4<<20-228-72)), issuerKey)
	if got, err := usrfile.ReadFile(put(t, file)); err != nil || !bytes.Equal(got, file) {
		t.Errorf("%d bytes of %d, %v", len(got), len(file), err)
	}
}

// bounded runs f and fails when it takes long or much memory: the limit-breakers
// of row 15 are refused within a second.
func bounded(t *testing.T, f func()) {
	t.Helper()
	before, start := allocated(), time.Now()
	f()
	if taken := time.Since(start); taken > time.Second {
		t.Errorf("took %v", taken)
	}
	if taken := allocated() - before; taken > 1<<20 {
		t.Errorf("took %d bytes of memory", taken)
	}
}

func TestReadFileRefusesByContent(t *testing.T) {
	file := encode(t, plainUser([]byte("{}")), issuerKey)
	huge := bytes.Clone(file)
	copy(huge[20:24], []byte{0xff, 0xff, 0xff, 0xff})
	greatest := bytes.Clone(file)
	copy(greatest[20:24], []byte{0, 0x40, 0, 0}) // 4 MiB, which is allowed
	tests := []struct {
		name string
		data []byte
		want usrfile.Reason
	}{
		{"empty", nil, usrfile.ErrEmpty},
		{"one byte", file[:1], usrfile.ErrTruncated},
		{"half a header", file[:12], usrfile.ErrTruncated},
		{"header only", file[:24], usrfile.ErrTruncated},
		{"cut", file[:len(file)-1], usrfile.ErrTruncated},
		{"appended", append(bytes.Clone(file), 0), usrfile.ErrTrailing},
		{"huge declared length", huge, usrfile.ErrTooLarge},
		{"greatest declared length", greatest, usrfile.ErrTruncated},
		{"text", []byte("Bonjour,\nvoici le fichier."), usrfile.ErrMagic},
		{"an archive", []byte("PK\x03\x04 and more bytes than a header has"), usrfile.ErrMagic},
		{"3 MiB of zeros", make([]byte, 3<<20), usrfile.ErrMagic},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			path := put(t, test.data)
			bounded(t, func() {
				_, err := usrfile.ReadFile(path)
				refused(t, err, test.want)
			})
		})
	}
}

// sparse makes a file of that size that starts like a genuine one and takes no
// room on the disk.
func sparse(t *testing.T, size int64) string {
	t.Helper()
	path := put(t, encode(t, plainUser([]byte("{}")), issuerKey))
	if err := os.Truncate(path, size); err != nil {
		t.Fatalf("the file system of %s has no sparse files: %v", path, err)
	}
	return path
}

func TestReadFileRefusesGiants(t *testing.T) {
	for name, c := range map[string]struct {
		size int64
		want usrfile.Reason
	}{
		"4 GB": {4_000_000_000, usrfile.ErrTooLarge}, "one byte too many": {64<<20 + 1, usrfile.ErrTooLarge},
		"as large as a file may be": {64 << 20, usrfile.ErrTrailing},
	} {
		t.Run(name, func(t *testing.T) {
			path := sparse(t, c.size)
			bounded(t, func() {
				_, err := usrfile.ReadFile(path)
				refused(t, err, c.want)
			})
		})
	}
}

func TestReadFileRefusesWhatIsNoFile(t *testing.T) {
	dir := t.TempDir()
	bounded(t, func() {
		_, err := usrfile.ReadFile(dir)
		refused(t, err, usrfile.ErrNotRegular)
		_, err = usrfile.ReadFile(os.DevNull)
		refused(t, err, usrfile.ErrNotRegular)
	})
	if _, err := usrfile.ReadFile(filepath.Join(dir, "none.usr")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestReadFileFollowsNoSymbolicLink(t *testing.T) {
	target := put(t, encode(t, plainUser([]byte("{}")), issuerKey))
	link := filepath.Join(t.TempDir(), "link.usr")
	if err := os.Symlink(target, link); err != nil {
		if runtime.GOOS == "windows" {
			t.Skipf("Windows lets only administrators make symbolic links: %v", err)
		}
		t.Fatal(err)
	}
	_, err := usrfile.ReadFile(link)
	refused(t, err, usrfile.ErrNotRegular)
}
