//go:build unix

package usrfile

import (
	"errors"
	"os"
	"syscall"
)

// syncDir makes the new name survive a power cut. File systems that cannot
// (some FUSE and network ones) say EINVAL or ENOTSUP, and do what they can.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, syscall.ENOTSUP) {
		err = nil
	}
	return errors.Join(err, d.Close())
}
