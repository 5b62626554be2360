package workspace_test

import (
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// faultsVariable is how often something of each kind is killed.
const faultsVariable = "COMPTOIR_FAULTS"

// rounds is that: a few times in every run of the tests, and often enough to meet
// every moment in the long run of `make faults ROUNDS=…`.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv(faultsVariable)); err == nil && n > 0 {
		return n
	}
	return 2 // one at a moment, one at a system call
}

// tally counts kills by the kind of work, how many of them were at a system call,
// and what the victims had told before.
type tally map[string]struct{ rounds, atCall, told int }

var kills = tally{}

func (k tally) note(work string, told int, atCall bool) {
	n := k[work]
	n.rounds, n.told = n.rounds+1, n.told+told
	if atCall {
		n.atCall++
	}
	k[work] = n
}

func (k tally) print(to io.Writer) {
	if len(k) == 0 {
		return
	}
	var rounds, atCall int
	fmt.Fprintf(to, "\n%-36s %8s %16s %18s\n", "killed while", "rounds", "of them at write", "pieces told done")
	for _, work := range slices.SortedFunc(maps.Keys(k), func(a, b string) int { return strings.Compare(victims[a].what, victims[b].what) }) {
		n := k[work]
		rounds, atCall = rounds+n.rounds, atCall+n.atCall
		fmt.Fprintf(to, "%-36s %8d %16d %18d\n", victims[work].what, n.rounds, n.atCall, n.told)
	}
	fmt.Fprintf(to, "%-36s %8d %16d\n\n", "in all", rounds, atCall)
}

// unseen gives the age files of a folder that were not given before; each is looked at
// once. A name that was reserved is an empty file, which is none.
func unseen(t *testing.T, dir string, looked map[string]bool) (paths []string) {
	t.Helper()
	for _, path := range must[[]string](t)(filepath.Glob(filepath.Join(dir, "[^.]*.age"))) {
		info := must[os.FileInfo](t)(os.Stat(path))
		seen := path + info.ModTime().String()
		if info.Size() > 0 && !looked[seen] {
			looked[seen] = true
			paths = append(paths, path)
		}
	}
	return paths
}
