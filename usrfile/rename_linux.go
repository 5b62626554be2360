package usrfile

import (
	"errors"
	"os"

	system "golang.org/x/sys/unix"
)

// renameFree renames a file unless the new name is taken, which is fs.ErrExist. It
// is one step where the file system knows it; some of the network do not.
func renameFree(from, to string) error {
	err := system.Renameat2(system.AT_FDCWD, from, system.AT_FDCWD, to, system.RENAME_NOREPLACE)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, system.EINVAL), errors.Is(err, system.ENOSYS), errors.Is(err, system.ENOTSUP):
		return reserveAndRename(from, to)
	}
	return &os.LinkError{Op: "rename", Old: from, New: to, Err: err}
}
