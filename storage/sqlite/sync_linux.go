package sqlite

import (
	"errors"
	"syscall"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// fdatasync is replaced by tests.
var fdatasync = syscall.Fdatasync

// syncFrames waits until the disk has the write-ahead log: its bytes and its length, but
// not when it was written. So SQLite does by itself where it is compiled for Linux
// (HAVE_FDATASYNC in src/os_unix.c); this build of it has the disk write more for each
// commit. A new log is flushed as usual, with its name in the folder.
func syncFrames(tls *libc.TLS, file uintptr, flags int32) int32 {
	opened := at[sqlite3.TunixFile](file)
	if int32(opened.FctrlFlags)&sqlite3.UNIXFILE_DIRSYNC != 0 {
		return methodsOf(file).sync(tls, file, flags)
	}
	for {
		switch err := fdatasync(int(opened.Fh)); {
		case err == nil:
			return sqlite3.SQLITE_OK
		case !errors.Is(err, syscall.EINTR):
			return sqlite3.SQLITE_IOERR_FSYNC
		}
	}
}
