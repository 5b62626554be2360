//go:build !(linux && amd64)

package faults

import "testing"

// trapped needs to know the system calls of a processor and their registers.
func (s scene) trapped(t *testing.T, _ trap, _ person, _ ...string) (ran, int) {
	t.Helper()
	t.Skip("faults are put between a program and the disk on Linux with an AMD or Intel processor only")
	return ran{}, 0
}
