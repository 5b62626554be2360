package workspace_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/faultrun"
)

// rounds is how often something of each kind is broken: a few times in every run of
// the tests, one kill at a moment and one at a system call.
func rounds() int { return faultrun.Or(2) }

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

// list adds each kind to the table of the run.
func (k tally) list() error {
	for _, work := range slices.Sorted(maps.Keys(k)) {
		n := k[work]
		came := fmt.Sprintf("%d at a system call, %d pieces told done", n.atCall, n.told)
		if err := faultrun.Note("killed while "+victims[work].what, n.rounds, came); err != nil {
			return err
		}
	}
	return nil
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
