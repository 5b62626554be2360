package faults

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"syscall"
	"testing"

	"github.com/comptoir/comptoir/app/faultrun"
)

// diskFault is a way in which a disk or a stick fails.
type diskFault struct {
	name  string
	under string        // which part of the scene fails
	error syscall.Errno // 0 for a program that is killed there
	calls kind
	once  bool // only one call; otherwise all from then on
}

var diskFaults = []diskFault{
	{"full", "", syscall.ENOSPC, writes | creates, false},
	{"write", "", syscall.EIO, writes | creates | names, true},
	{"fsync", "", syscall.EIO, syncs, true},
	{"dead", "", syscall.EIO, writes | creates | names | syncs, false},
	{"read", "", syscall.EIO, reads, true},
	{"pulled", "stick", syscall.EIO, writes | creates | names | syncs | reads, false},
	{"killed", "", 0, writes | creates | names | syncs, true},
}

// The disk of the data folder and of the stick fails at every call that writes,
// flushes, makes, renames or reads something, for every kind of work, or the stick
// alone is pulled out: whoever works is told so and what to do, what was
// acknowledged is there, what was not is there in full or not at all, and without
// the fault the same command does its work. So it does after a kill at every call.
func TestDiskFault(t *testing.T) {
	each := max(1, rounds(0)/30)
	all := map[string]*tally{}
	for _, f := range diskFaults {
		all[f.name] = &tally{}
	}
	for _, j := range some(jobs, rounds(2)) {
		t.Run(j.name, func(t *testing.T) {
			x := sweep{job: j, master: j.prepare(t)}
			x.before = j.done(t, x.master)
			for _, f := range some(diskFaults, rounds(1)) {
				t.Run(f.name, func(t *testing.T) { all[f.name].add(x.faults(t, f, each)) })
			}
		})
	}
	for _, f := range diskFaults {
		all[f.name].counted(t, "disk: "+f.name)
	}
}

// sweep is one kind of work in which a fault is moved from call to call.
type sweep struct {
	job
	master        scene
	before, after int // how much is done before and after the work
}

// swept prepares a sweep by doing the work once without a fault.
func (j job) swept(t *testing.T) sweep {
	t.Helper()
	x := sweep{job: j, master: j.prepare(t)}
	x.before = j.done(t, x.master)
	clean := x.master.copy(t)
	defer clean.remove(t)
	clean.must(t, x.who, clean.words(t, x.line)...)
	x.after = x.done(t, clean)
	return x
}

// tally counts what became of the rounds of a sweep.
type tally struct{ rounds, refused, done, late int }

func (n *tally) add(m tally) {
	n.rounds, n.refused, n.done, n.late = n.rounds+m.rounds, n.refused+m.refused, n.done+m.done, n.late+m.late
}

func (n tally) String() string {
	return fmt.Sprintf("%d refused, %d done all the same, %d done though refused or killed", n.refused, n.done, n.late)
}

// counted puts it into the table of the run.
func (n tally) counted(t *testing.T, what string) {
	t.Helper()
	if n.rounds > 0 {
		faultrun.Counted(t, what, n.rounds, "%v", n)
	}
}

// faults moves a fault to so many calls, all where there are fewer.
func (x sweep) faults(t *testing.T, f diskFault, moves int) (n tally) {
	tr := trap{calls: f.calls, error: f.error, once: f.once}
	s := x.master.copy(t)
	tr.under = s.path(f.under)
	_, calls := s.trapped(t, tr, x.who, s.words(t, x.line)...)
	x.after = x.done(t, s)
	s.remove(t)
	if x.after == x.before {
		t.Fatalf("%s: what it does is not counted", x.line)
	}
	if calls == 0 {
		return n // the stick has no part in it
	}
	for _, at := range some(numbers(calls), moves) {
		tr.at = at
		x.round(t, f.under, tr, &n)
	}
	t.Logf("%s, %s: %d calls, %d rounds, %v", x.name, f.name, calls, n.rounds, n)
	return n
}

// round is one fault at one call.
func (x sweep) round(t *testing.T, under string, tr trap, n *tally) {
	t.Helper()
	s := x.master.copy(t)
	defer s.remove(t)
	tr.under = s.path(under)
	r, calls := s.trapped(t, tr, x.who, s.words(t, x.line)...)
	if calls < tr.at {
		return // what depends on chance did not come so far
	}
	t.Run(strconv.Itoa(tr.at), func(t *testing.T) { x.judge(t, s, r, n) })
}

// judge looks at what a fault has left when it is gone.
func (x sweep) judge(t *testing.T, s scene, r ran, n *tally) {
	t.Helper()
	n.rounds++
	done := x.done(t, s)
	x.wantFiles(t, s, r, done)
	switch {
	case r.status == 0 && done == x.after:
		n.done++
	case r.status == 0:
		t.Errorf("%d are done after success, want %d\n%s", done, x.after, r.stdout)
	case done == x.before:
		n.refused++
	case done == x.after:
		n.late++
		x.makeUp(t, s, r)
	default:
		t.Errorf("%d are done, want %d or %d", done, x.before, x.after)
	}
	if r.status > 0 {
		r.wantClear(t)
	}
	defer func() {
		if t.Failed() {
			t.Log(r.stderr)
		}
	}()
	if done == x.before {
		s.must(t, x.who, s.words(t, x.line)...)
		if again := x.done(t, s); again != x.after {
			t.Errorf("without the fault %d are done, want %d", again, x.after)
		}
	}
	s.wantIntact(t, x.keeper())
	if x.checked != nil {
		x.checked(t, s)
	}
}

// wantFiles wants no file of work that is not done, since it would be believed all
// the same, and one of work that was acknowledged; where the stick was pulled out, in
// the outbox.
func (x sweep) wantFiles(t *testing.T, s scene, r ran, done int) {
	t.Helper()
	if x.brings == "" {
		return
	}
	var found []string
	for _, folder := range []string{"stick", x.who.data + "/outbox"} {
		paths, err := filepath.Glob(s.path(folder, x.brings))
		check(t, err)
		for _, path := range paths {
			info, err := os.Stat(path)
			check(t, err)
			if info.Size() > 0 { // a name that was reserved when the fault came is taken for nothing
				found = append(found, path)
			}
		}
	}
	if done == x.before && len(found) > 0 || r.status == 0 && len(found) != 1 {
		t.Errorf("status %d, %d are done, there are the files %v", r.status, done, found)
	}
}

// keeper is somebody who can verify what the work is about.
func (x sweep) keeper() person {
	for _, p := range []person{x.counted.who, x.who} {
		if p.name != "" {
			return p
		}
	}
	return awa
}

// makeUp wants who is refused something that is done all the same to be told that it
// is, or may be, so that nobody does it twice, and how to make up for what is
// missing to be true.
func (x sweep) makeUp(t *testing.T, s scene, r ran) {
	t.Helper()
	if r.status > 0 && !regexp.MustCompile(`est (peut-être )?(enregistrée|faite), `).MatchString(r.stderr) {
		t.Errorf("refused though done\n%s", r.stderr)
	}
	if x.again != "" {
		s.must(t, x.who, s.words(t, x.again)...)
	}
}

// numbers gives the numbers from 1 to n.
func numbers(n int) []int {
	all := make([]int, n)
	for i := range all {
		all[i] = i + 1
	}
	return all
}

// some gives so many of them, whichever; all where they are fewer.
func some[T any](all []T, n int) []T {
	if n >= len(all) {
		return all
	}
	picked := slices.Clone(all)
	rand.Shuffle(len(picked), func(i, j int) { picked[i], picked[j] = picked[j], picked[i] })
	return picked[:n]
}
