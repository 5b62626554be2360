//go:build !linux

package usrfile

// renameFree renames a file unless the new name is taken, which is fs.ErrExist.
func renameFree(from, to string) error { return reserveAndRename(from, to) }
