package faults

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

// Of ptrace(2) and wait(2), where package syscall is silent.
const (
	exitKill     = 0x100000   // PTRACE_O_EXITKILL: who is traced dies with who traces
	waitAll      = 0x40000000 // __WALL: threads, too
	waitOwn      = 0x20000000 // __WNOTHREAD: what this thread traces, so that two tests can
	syscallStop  = syscall.SIGTRAP | 0x80
	noSuchNumber = ^uint64(0) // a system call that the kernel does not do
)

// trapped carries a command out with a trap and tells how many calls there were
// that it lies in wait for.
func (s scene) trapped(t *testing.T, tr trap, p person, args ...string) (r ran, calls int) {
	t.Helper()
	cmd := s.command(p, args...)
	var files [2]*os.File
	for i := range files {
		f, err := os.CreateTemp(t.TempDir(), "")
		check(t, err)
		files[i] = f
	}
	cmd.Stdout, cmd.Stderr = files[0], files[1]
	x := tracer{trap: tr, dir: s.dir, pending: map[int]bool{}}
	failed := make(chan error)
	go func() { failed <- x.trace(cmd) }()
	check(t, <-failed)
	r = ran{args: cmd.Args[1:], status: -1}
	if x.end.Exited() {
		r.status = x.end.ExitStatus()
	}
	for i, to := range []*string{&r.stdout, &r.stderr} {
		content, err := os.ReadFile(files[i].Name())
		check(t, errors.Join(err, files[i].Close()))
		*to = string(content)
	}
	return r, x.calls
}

// tracer follows one process with all its threads.
type tracer struct {
	trap
	dir     string       // where relative paths begin
	pending map[int]bool // threads inside a system call, and whether it meets the fault
	calls   int
	end     syscall.WaitStatus
}

// trace starts a command and stays with it until its end. The thread that starts it
// is the only one that may look at it, hence is kept and thrown away.
func (x *tracer) trace(cmd *exec.Cmd) error {
	runtime.LockOSThread()
	cmd.SysProcAttr = &syscall.SysProcAttr{Ptrace: true}
	if err := cmd.Start(); err != nil {
		return err
	}
	pid := cmd.Process.Pid
	var first syscall.WaitStatus
	if _, err := wait(pid, &first); err != nil {
		return err
	}
	options := syscall.PTRACE_O_TRACESYSGOOD | syscall.PTRACE_O_TRACECLONE | syscall.PTRACE_O_TRACEFORK | exitKill
	if err := syscall.PtraceSetOptions(pid, options); err != nil {
		return err
	}
	if err := syscall.PtraceSyscall(pid, 0); err != nil {
		return err
	}
	for {
		var status syscall.WaitStatus
		thread, err := wait(-1, &status)
		if err != nil {
			return err
		}
		if status.Exited() || status.Signaled() {
			delete(x.pending, thread)
			if thread == pid {
				x.end = status
				return cmd.Process.Release()
			}
			continue
		}
		if err := x.stopped(thread, status); err != nil && !errors.Is(err, syscall.ESRCH) { // it was killed meanwhile
			return err
		}
	}
}

func wait(pid int, status *syscall.WaitStatus) (int, error) {
	for {
		thread, err := syscall.Wait4(pid, status, waitAll|waitOwn, nil)
		if !errors.Is(err, syscall.EINTR) {
			return thread, err
		}
	}
}

// stopped lets a thread go on that has stopped for us, or for a signal.
func (x *tracer) stopped(thread int, status syscall.WaitStatus) error {
	signal := 0
	switch stop := status.StopSignal(); stop {
	case syscallStop:
		if err := x.system(thread); err != nil {
			return err
		}
	case syscall.SIGTRAP, syscall.SIGSTOP: // a new thread
	default:
		signal = int(stop)
	}
	return syscall.PtraceSyscall(thread, signal)
}

// system looks at a system call that begins or ends.
func (x *tracer) system(thread int) error {
	var regs syscall.PtraceRegs
	if err := syscall.PtraceGetRegs(thread, &regs); err != nil {
		return err
	}
	met, inside := x.pending[thread]
	if inside {
		delete(x.pending, thread)
		if !met {
			return nil
		}
		regs.Rax = uint64(-int64(x.error))
		return syscall.PtraceSetRegs(thread, &regs)
	}
	x.pending[thread] = false
	if !x.awaits(thread, regs) {
		return nil
	}
	x.calls++
	if !x.meets(x.calls) {
		return nil
	}
	if x.error == 0 {
		return syscall.Kill(thread, syscall.SIGKILL)
	}
	x.pending[thread] = true
	regs.Orig_rax = noSuchNumber
	return syscall.PtraceSetRegs(thread, &regs)
}

// call says how a system call names the file that it is about.
type call struct {
	kind  kind
	named how
}

type how int

const (
	byDescriptor how = iota // first argument
	byPath                  // first argument
	byPathAt                // second argument, from the folder of the first
	byOpening               // first argument; the second says how it is opened
	byOpeningAt             // second argument, from the folder of the first; the third says how
)

// known are the system calls that a fault can meet.
var known = map[uint64]call{
	syscall.SYS_WRITE: {writes, byDescriptor}, syscall.SYS_PWRITE64: {writes, byDescriptor}, syscall.SYS_WRITEV: {writes, byDescriptor},
	syscall.SYS_FTRUNCATE: {writes, byDescriptor}, syscall.SYS_FALLOCATE: {writes, byDescriptor}, syscall.SYS_TRUNCATE: {writes, byPath},
	syscall.SYS_FSYNC: {syncs, byDescriptor}, syscall.SYS_FDATASYNC: {syncs, byDescriptor}, syscall.SYS_MSYNC: {syncs, byDescriptor},
	sysSyncfs: {syncs, byDescriptor}, syscall.SYS_SYNC_FILE_RANGE: {syncs, byDescriptor},
	syscall.SYS_MKDIR: {creates, byPath}, syscall.SYS_MKDIRAT: {creates, byPathAt},
	syscall.SYS_RENAME: {names, byPath}, syscall.SYS_RENAMEAT: {names, byPathAt}, sysRenameAt2: {names, byPathAt},
	syscall.SYS_LINK: {names, byPath}, syscall.SYS_LINKAT: {names, byPathAt},
	syscall.SYS_UNLINK: {names, byPath}, syscall.SYS_UNLINKAT: {names, byPathAt}, syscall.SYS_RMDIR: {names, byPath},
	syscall.SYS_CHMOD: {names, byPath}, syscall.SYS_FCHMODAT: {names, byPathAt}, syscall.SYS_FCHMOD: {names, byDescriptor}, syscall.SYS_UTIMENSAT: {names, byPathAt},
	syscall.SYS_OPEN: {reads, byOpening}, syscall.SYS_OPENAT: {reads, byOpeningAt},
	syscall.SYS_READ: {reads, byDescriptor}, syscall.SYS_PREAD64: {reads, byDescriptor}, syscall.SYS_GETDENTS64: {reads, byDescriptor},
	syscall.SYS_STAT: {reads, byPath}, syscall.SYS_LSTAT: {reads, byPath}, syscall.SYS_NEWFSTATAT: {reads, byPathAt}, syscall.SYS_FSTAT: {reads, byDescriptor},
	syscall.SYS_ACCESS: {reads, byPath}, syscall.SYS_FACCESSAT: {reads, byPathAt}, syscall.SYS_READLINK: {reads, byPath}, syscall.SYS_READLINKAT: {reads, byPathAt},
}

// Not in package syscall.
const sysRenameAt2, sysSyncfs = 316, 306

// awaits tells whether a system call is one that the trap lies in wait for.
func (x *tracer) awaits(thread int, regs syscall.PtraceRegs) bool {
	c, is := known[regs.Orig_rax]
	if !is || c.kind&x.trap.calls == 0 && c.kind != reads {
		return false
	}
	path := x.pathOf(thread, c.named, regs)
	if path == "" || !x.covers(path) {
		return false
	}
	return x.kindOf(c, path, regs)&x.trap.calls != 0
}

// kindOf tells what opening does: it makes a file only where none is.
func (x *tracer) kindOf(c call, path string, regs syscall.PtraceRegs) kind {
	flags := regs.Rsi
	if c.named == byOpeningAt {
		flags = regs.Rdx
	} else if c.named != byOpening {
		return c.kind
	}
	if _, err := os.Lstat(path); err != nil && flags&syscall.O_CREAT != 0 {
		return creates
	}
	if flags&syscall.O_TRUNC != 0 {
		return writes | reads
	}
	return reads
}

func (x *tracer) pathOf(thread int, named how, regs syscall.PtraceRegs) string {
	switch named {
	case byDescriptor:
		return descriptor(thread, regs.Rdi)
	case byPath, byOpening:
		return x.absolute(thread, syscall.PtraceRegs{}, text(thread, regs.Rdi))
	default:
		return x.absolute(thread, regs, text(thread, regs.Rsi))
	}
}

// absolute gives a path from where it begins.
func (x *tracer) absolute(thread int, regs syscall.PtraceRegs, path string) string {
	const currentFolder = -100 // AT_FDCWD
	switch folder := int32(regs.Rdi); {
	case filepath.IsAbs(path):
		return path
	case folder == 0 || folder == currentFolder:
		return filepath.Join(x.dir, path)
	default:
		return filepath.Join(descriptor(thread, regs.Rdi), path)
	}
}

// descriptor gives the path of what is open, "" of what is no file.
func descriptor(thread int, number uint64) string {
	path, err := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", thread, strconv.Itoa(int(int32(number)))))
	if err != nil || !filepath.IsAbs(path) {
		return ""
	}
	return path
}

// text reads what a process means by an address, up to its end.
func text(thread int, address uint64) string {
	var path []byte
	for len(path) < 4096 {
		piece := make([]byte, 64)
		n, err := syscall.PtracePeekData(thread, uintptr(address)+uintptr(len(path)), piece)
		if end := bytes.IndexByte(piece[:n], 0); end >= 0 {
			return string(append(path, piece[:end]...))
		}
		if path = append(path, piece[:n]...); err != nil {
			break
		}
	}
	return string(path)
}
