// Package faults breaks what the built comptoirctl stands on – the disk, the
// folder, the stick, the files themselves – and asks it afterwards, in a process of
// its own, what is left: nothing that was acknowledged is lost, nothing is half
// done, and once the fault is gone the same command does its work. The files are
// tests only. `make faults ROUNDS=…` takes many rounds, `make test` a few.
package faults

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/faultrun"
)

// built is comptoirctl, made once for the run: its own tests, which under that name
// are the program that ships but for passwords that are stretched less. Each round
// is several processes in which somebody signs in, and would do little else.
var built string

// sceneDir holds the scene that every round copies; see scene.
var sceneDir string

func TestMain(m *testing.M) {
	status, err := prepareAnd(m.Run)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		status = 1
	}
	os.Exit(status)
}

func prepareAnd(run func() int) (status int, err error) {
	dir, err := os.MkdirTemp("", "comptoir-faults-*")
	if err != nil {
		return 1, err
	}
	defer func() { _ = os.RemoveAll(dir) }() // the operating system clears what is left
	built, sceneDir = filepath.Join(dir, "comptoirctl"), filepath.Join(dir, "scene")
	build := exec.Command("go", "test", "-c", "-o", built, "..")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if output, err := build.CombinedOutput(); err != nil {
		return 1, fmt.Errorf("building comptoirctl: %w\n%s", err, output)
	}
	return run(), nil
}

// rounds is how often each kind of work is broken: few times in `make test`, as many as
// are asked for by `make faults ROUNDS=…`.
func rounds(few int) int { return faultrun.Or(few) }
