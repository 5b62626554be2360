//go:build !unix

package usrfile

// syncDir does nothing: Windows has no way to flush a folder, and NTFS journals
// the names in it.
func syncDir(string) error { return nil }
