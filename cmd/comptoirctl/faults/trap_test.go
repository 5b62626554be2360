package faults

import (
	"path/filepath"
	"strings"
	"syscall"
)

// kind is a sort of system calls that a fault meets.
type kind int

// Kinds of calls, which add up.
const (
	writes  kind = 1 << iota // what writes into a file, or changes how long it is
	syncs                    // what waits until the disk has it
	creates                  // what makes a file or a folder
	names                    // what renames, removes or marks what is there
	reads                    // what opens, lists or reads
)

// trap is a fault that lies in wait for system calls of a process and its threads.
// What strace injects it counts for each thread, and Go moves from one thread to
// another as it likes; here the calls are counted over all of them, so that every
// single one can be met.
type trap struct {
	under string // only calls on what lies in this folder, or is it
	calls kind
	error syscall.Errno // what a call that is met gives, without being done; 0 kills the process instead
	at    int           // which call, from 1; none where 0, which only counts
	once  bool          // only that call; otherwise all that follow, too
}

// meets tells whether the n-th call meets the fault.
func (tr trap) meets(n int) bool {
	return tr.at > 0 && (n == tr.at || n > tr.at && !tr.once)
}

// covers tells whether a path lies in the folder of the trap. What was removed while
// it is open lies where it lay.
func (tr trap) covers(path string) bool {
	path = strings.TrimSuffix(path, " (deleted)")
	below, err := filepath.Rel(tr.under, path)
	return err == nil && below != ".." && !strings.HasPrefix(below, "../")
}
