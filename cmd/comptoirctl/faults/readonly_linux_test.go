package faults

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/comptoir/comptoir/app/faultrun"
)

// nobody is the user of most systems who owns nothing.
const nobody = 65534

// A data folder, or a stick, on which nothing can be written: the file system says
// so, or the rights of the folder and its files do, or those of the database alone.
func TestReadOnlyFault(t *testing.T) {
	for _, lock := range []struct {
		name string
		what string // of the scene
		shut func(t *testing.T, path string) (open func())
	}{
		{"mount", "", mountReadOnly},
		{"folder", "", denyAll},
		{"database", "comptoir.db", denyAll},
		{"stick", "stick", mountReadOnly},
	} {
		t.Run(lock.name, func(t *testing.T) {
			count := 0
			for _, j := range some(slices.DeleteFunc(slices.Clone(jobs), func(j job) bool { return !j.writesInto(lock.what) }), rounds(1)) {
				x := sweep{job: j, master: j.prepare(t)}
				x.before = j.done(t, x.master)
				x.shut(t, lock.what, lock.shut)
				count++
			}
			faultrun.Counted(t, "read only: "+lock.name, count, "refused, and done afterwards")
		})
	}
}

// writesInto reports whether the work writes to that place, which is there before it.
func (j job) writesInto(what string) bool {
	if what == "stick" {
		return strings.Contains(j.line, "--out stick")
	}
	return j.who.data != "new"
}

// shut does the work while something is locked, and again afterwards.
func (x sweep) shut(t *testing.T, what string, shut func(*testing.T, string) func()) {
	t.Helper()
	path := x.master.path(what)
	if what != "stick" {
		path = x.master.path(x.who.data, what)
	}
	give(t, x.master.dir)
	open := shut(t, path)
	cmd := x.master.command(x.who, x.master.words(t, x.line)...)
	x.master.asNobody(cmd)
	r := end(t, cmd)
	open()
	if told := r.wantClear(t); !regexp.MustCompile(`écri|lecture seule`).MatchString(told) {
		t.Errorf("%s does not say that nothing can be written:\n%s", x.line, told)
	}
	if n := x.done(t, x.master); n != x.before {
		t.Errorf("%s: %d are done, there were %d", x.line, n, x.before)
	}
	x.master.must(t, x.who, x.master.words(t, x.line)...)
	if n := x.done(t, x.master); n == x.before {
		t.Errorf("%s is not done afterwards", x.line)
	}
	x.master.wantIntact(t, x.keeper())
}

// asNobody lets a command run as somebody for whom rights count, which they do not
// for root.
func (s scene) asNobody(cmd *exec.Cmd) {
	if os.Getuid() == 0 {
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	}
}

// give gives a scene to who is nobody, and lets them start the program.
func give(t *testing.T, dir string) {
	t.Helper()
	if os.Getuid() != 0 {
		return
	}
	for path := filepath.Dir(dir); path != os.TempDir() && path != "/"; path = filepath.Dir(path) {
		check(t, os.Chmod(path, 0o755))
	}
	check(t, os.Chmod(filepath.Dir(built), 0o755))
	check(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Lchown(path, nobody, nobody)
	}))
}

// mountReadOnly lets a folder be on a file system that is read only.
func mountReadOnly(t *testing.T, path string) func() {
	t.Helper()
	if os.Getuid() != 0 {
		t.Skip("only root may mount a folder read-only")
	}
	if err := syscall.Mount(path, path, "", syscall.MS_BIND, ""); err != nil {
		t.Skip("this machine mounts nothing here:", err)
	}
	open := func() { check(t, syscall.Unmount(path, syscall.MNT_DETACH)) }
	if err := syscall.Mount("", path, "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		open()
		t.Fatal(err)
	}
	return open
}

// denyAll takes the right to write from a folder and all in it.
func denyAll(t *testing.T, path string) func() {
	t.Helper()
	was := map[string]os.FileMode{}
	check(t, filepath.Walk(path, func(path string, info os.FileInfo, err error) error {
		if err == nil {
			was[path] = info.Mode().Perm()
		}
		return err
	}))
	for path, mode := range was {
		check(t, os.Chmod(path, mode&^0o222))
	}
	return func() {
		for path, mode := range was {
			check(t, os.Chmod(path, mode))
		}
	}
}
