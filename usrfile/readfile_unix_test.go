//go:build unix

package usrfile_test

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// A pipe without a writer would hang whoever opens it.
func TestReadFileDoesNotWaitForAPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe.usr")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	bounded(t, func() {
		_, err := usrfile.ReadFile(path)
		refused(t, err, usrfile.ErrNotRegular)
	})
}

func TestReadFileRefusesASocket(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s")
	fd, err := syscall.Socket(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer syscall.Close(fd)
	if err := syscall.Bind(fd, &syscall.SockaddrUnix{Name: path}); err != nil {
		t.Fatal(err)
	}
	_, err = usrfile.ReadFile(path)
	refused(t, err, usrfile.ErrNotRegular)
}

// The endless device of zeros, and a disk as it is.
func TestReadFileRefusesDevices(t *testing.T) {
	for _, path := range []string{"/dev/zero", "/dev/tty"} {
		if _, err := os.Lstat(path); err != nil {
			t.Logf("%s is not there: %v", path, err)
			continue
		}
		bounded(t, func() {
			_, err := usrfile.ReadFile(path)
			refused(t, err, usrfile.ErrNotRegular)
		})
	}
}
