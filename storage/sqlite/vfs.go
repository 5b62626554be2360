package sqlite

import (
	"errors"
	"sync"
	"unsafe"

	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"
)

// VFS is the name under which SQLite knows the way to files on which every page of
// a database is held against its sum when it is read, and gets its sum when it is
// written (https://www.sqlite.org/vfs.html). It is the usual one of the system
// but for these two moments, for reading whole pages only, for what it says of a disk
// that does not read, and for how it flushes the write-ahead log, see syncFrames. The
// log has sums of SQLite's own, see CheckLog.
const VFS = "comptoir"

// summing is why VFS is not there, or nil.
var summing = registerVFS()

type (
	opener   = func(tls *libc.TLS, vfs, name, file uintptr, flags int32, outFlags uintptr) int32
	flush    = func(tls *libc.TLS, file uintptr, flags int32) int32
	transfer = func(tls *libc.TLS, file, buffer uintptr, amount int32, offset int64) int32
	measure  = func(tls *libc.TLS, file, size uintptr) int32
	describe = func(tls *libc.TLS, file uintptr) int32
)

// methods is a table of what can be done with an open file: one of the usual VFS
// with our read and write in it, and its own behind.
type methods struct {
	sqlite3.Tsqlite3_io_methods
	read, write transfer
	sync        flush
	size        measure
	traits      describe
}

// SQLite holds addresses in these, so they stay where they are until the end.
var (
	usual     uintptr // the VFS of the system
	usualOpen opener
	ours      sqlite3.Tsqlite3_vfs
	oursName  = append([]byte(VFS), 0)

	tablesLock sync.Mutex
	tableOf    = map[uintptr]*methods{} // by the table of the usual VFS, of databases; there are one or two
	logTableOf = map[uintptr]*methods{} // the same of write-ahead logs
)

func registerVFS() error {
	tls := libc.NewTLS()
	defer tls.Close()
	if usual = sqlite3.Xsqlite3_vfs_find(tls, 0); usual == 0 {
		return errors.New("sqlite: no way to files")
	}
	ours = *at[sqlite3.Tsqlite3_vfs](usual)
	usualOpen = function[opener](ours.FxOpen)
	ours.FpNext, ours.FzName, ours.FxOpen = 0, address(&oursName[0]), pointer(openFile)
	if sqlite3.Xsqlite3_vfs_register(tls, address(&ours), 0) != sqlite3.SQLITE_OK {
		return errors.New("sqlite: the way to files was refused")
	}
	return nil
}

// openFile opens a file as usual, and gives one that is a database our methods.
func openFile(tls *libc.TLS, _, name, file uintptr, flags int32, outFlags uintptr) int32 {
	code := usualOpen(tls, usual, name, file, flags, outFlags)
	opened := at[sqlite3.Tsqlite3_file](file)
	switch {
	case code != sqlite3.SQLITE_OK:
	case flags&sqlite3.SQLITE_OPEN_MAIN_DB != 0:
		opened.FpMethods = ourTable(tableOf, opened.FpMethods, withSums)
	case flags&sqlite3.SQLITE_OPEN_WAL != 0:
		opened.FpMethods = ourTable(logTableOf, opened.FpMethods, withFrames)
	}
	return code
}

// ourTable gives our table for one of the usual VFS.
func ourTable(made map[uintptr]*methods, table uintptr, change func(*methods)) uintptr {
	tablesLock.Lock()
	defer tablesLock.Unlock()
	m := made[table]
	if m == nil {
		m = &methods{Tsqlite3_io_methods: *at[sqlite3.Tsqlite3_io_methods](table)}
		m.read, m.write = function[transfer](m.FxRead), function[transfer](m.FxWrite)
		m.sync = function[flush](m.FxSync)
		m.size, m.traits = function[measure](m.FxFileSize), function[describe](m.FxDeviceCharacteristics)
		change(m)
		made[table] = m
	}
	return address(m)
}

func withSums(m *methods) {
	m.FxRead, m.FxWrite = pointer(readPage), pointer(writePage)
	m.FxDeviceCharacteristics = pointer(wholePages)
	m.FiVersion = min(m.FiVersion, 2) // of 3 are the methods that map a file into memory, past any sum
}

// methodsOf gives the table that ourTable gave to an open file.
func methodsOf(file uintptr) *methods { return at[methods](at[sqlite3.Tsqlite3_file](file).FpMethods) }

// readPage reads, and refuses a page that is not the one that was written, or of which
// the file has a part only. What is shorter is a look at the header.
func readPage(tls *libc.TLS, file, buffer uintptr, amount int32, offset int64) int32 {
	m := methodsOf(file)
	code := refused(m.read(tls, file, buffer, amount, offset))
	switch {
	case amount < pageSize:
	case code == sqlite3.SQLITE_OK && !sealed(unsafe.Slice(at[byte](buffer), pageSize), numberAt(offset)):
		return sqlite3.SQLITE_IOERR_DATA
	case code == sqlite3.SQLITE_IOERR_SHORT_READ: // for SQLite the rest is zeros
		size := tls.Alloc(8)
		defer tls.Free(8)
		if found := m.size(tls, file, size); found != sqlite3.SQLITE_OK || *at[int64](size) > offset {
			return sqlite3.SQLITE_IOERR_DATA
		}
	}
	return code
}

// wholePages says of a file what it is like, but that parts of pages may be read: SQLite
// would fetch the rest of long values so, without their sums.
func wholePages(tls *libc.TLS, file uintptr) int32 {
	return methodsOf(file).traits(tls, file) &^ sqlite3.SQLITE_IOCAP_SUBPAGE_READ
}

func withFrames(m *methods) { m.FxRead, m.FxSync = pointer(readFrames), pointer(syncFrames) }

// readFrames reads a part of a write-ahead log.
func readFrames(tls *libc.TLS, file, buffer uintptr, amount int32, offset int64) int32 {
	return refused(methodsOf(file).read(tls, file, buffer, amount, offset))
}

// refused says of a disk that refuses to read that it did: SQLite would say that the
// database is damaged, and a disk that was pulled out refuses, too.
func refused(code int32) int32 {
	if code == sqlite3.SQLITE_IOERR_CORRUPTFS {
		return sqlite3.SQLITE_IOERR_READ
	}
	return code
}

// writePage writes a page with its sum; SQLite leaves the end of its buffer to us.
// It refuses to write a file that reserves no space for sums.
func writePage(tls *libc.TLS, file, buffer uintptr, amount int32, offset int64) int32 {
	page := unsafe.Slice(at[byte](buffer), int(amount))
	if len(page) != pageSize || offset == 0 && page[reservedAt] != reserved {
		return sqlite3.SQLITE_IOERR_DATA
	}
	seal(page, numberAt(offset))
	return methodsOf(file).write(tls, file, buffer, amount, offset)
}

func numberAt(offset int64) uint32 { return uint32(offset/pageSize) + 1 }

// The library is C made Go: it gives addresses as numbers, and functions as addresses
// of what a variable of a function type holds.

func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

func address[T any](p *T) uintptr { return uintptr(unsafe.Pointer(p)) }

func pointer[F any](f F) uintptr { return *(*uintptr)(unsafe.Pointer(&f)) }

func function[F any](pointer uintptr) F { return *(*F)(unsafe.Pointer(&pointer)) }
