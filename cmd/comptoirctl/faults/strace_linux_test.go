package faults

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"testing"
)

// The same as TestDiskFault by the hand of strace, which knows nothing of us: the
// n-th write or flush of each thread is refused, wherever it goes.
func TestStraceFault(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		t.Skip("strace is missing")
	}
	const farthest = 40 // calls of one thread
	all := map[string]*tally{"pwrite64": {}, "fsync,fdatasync,syncfs": {}}
	for _, j := range some(jobs, rounds(1)) {
		t.Run(j.name, func(t *testing.T) {
			x := j.swept(t)
			for call, n := range all {
				for range max(1, rounds(0)/60) {
					s := x.master.copy(t)
					cmd := s.command(x.who, s.words(t, x.line)...)
					inject := fmt.Sprintf("inject=%s:error=EIO:when=%d", call, 1+rand.IntN(farthest))
					cmd.Args = append([]string{strace, "-f", "-o", "/dev/null", "-e", "trace=" + call, "-e", inject, cmd.Path}, cmd.Args[1:]...)
					cmd.Path = strace
					r := end(t, cmd)
					t.Run(inject, func(t *testing.T) { x.judge(t, s, r, n) })
					s.remove(t)
				}
			}
		})
	}
	for call, n := range all {
		n.counted(t, "strace: "+call)
	}
}
