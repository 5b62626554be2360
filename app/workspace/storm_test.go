package workspace_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/faultrun"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// storm drops so many files into a folder, in no order, and tells what must become
// of each by its name.
func storm(t *testing.T, o *office, dir string, files int) map[string]workspace.Standing {
	t.Helper()
	stranger := synctest.NewOffice(t, "Autre ONG")
	foreign, want := stranger.UserData(), map[string]workspace.Standing{}
	var genuine [][]byte
	for range files / 4 {
		genuine = append(genuine, must[[]byte](t)(os.ReadFile(o.export(t))))
	}
	o.narrow(t)
	last := must[[]byte](t)(os.ReadFile(o.export(t)))
	for n := range files {
		file := slices.Clone(genuine[n%len(genuine)])
		name, standing := fmt.Sprintf("%04d-%d.usr", rand.IntN(10_000), n), workspace.NotTaken
		switch n % 4 {
		case 0: // older than the last, once that is in
		case 1:
			file[rand.IntN(len(file))] ^= 1
		case 2:
			file = file[:rand.IntN(len(file))]
			if len(file) == 0 {
				standing = workspace.Elsewhere // a name that somebody has reserved
			}
		case 3:
			file = append(slices.Clone(foreign), byte(n), byte(n>>8))
		}
		put(t, dir, name, file)
		want[name] = standing
	}
	put(t, dir, "zz-last.usr", last)
	want["zz-last.usr"] = workspace.Taken
	return want
}

// narrow takes a role from Awa that she does not need for her book.
func (o *office) narrow(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	for _, g := range must[workspace.Person](t)(o.session.Person(ctx, o.awa.ID)).Grants {
		if g.Role == directory.RoleAssistant {
			check(t, o.session.RevokeRole(ctx, o.awa.ID, g.ID))
		}
	}
}

// A storm of files, most of them bad, is dropped into the inbox while somebody
// enters vouchers: what counts gets through, each bad file is refused once with a
// copy, and the work goes on meanwhile.
func TestFaultStormOfFilesWhileSomebodyWorks(t *testing.T) {
	ctx := t.Context()
	o := found(t)
	must[directory.Grant](t)(o.session.GrantRole(ctx, o.awa.ID, directory.RoleAssistant, allProjects()))
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 1_000_000)
	files := 40 * rounds()
	want := storm(t, o, site.Inbox(), files)

	inbox, stop, worked := site.NewInbox(say), make(chan bool), make(chan int)
	go func() {
		entered := 0
		defer func() { worked <- entered }()
		for {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := awa.Record(ctx, o.book.ID, said("Don", 10)); err != nil {
				t.Error(err)
				return
			}
			entered++
		}
	}()
	began := time.Now()
	state := site.scan(t, nil, inbox)
	first := time.Since(began)
	close(stop)
	entered := <-worked
	wantStandings(t, state, want)
	if state.Taken < 1 || entered < 1 {
		t.Errorf("%d files were taken, %d vouchers entered", state.Taken, entered)
	}

	lines, acts := 0, site.history(t)
	for _, a := range acts {
		if a.Verb == directory.VerbFileRefused {
			lines++
		}
	}
	_, listed, err := site.Refused(ctx)
	check(t, err)
	copies := must[[]string](t)(filepath.Glob(filepath.Join(site.Quarantine(), "*.refused")))
	began = time.Now()
	again := site.scan(t, nil, inbox)
	second := time.Since(began)
	if after := site.history(t); len(after) != len(acts) || again.Taken != 0 {
		t.Errorf("looking again, %d files are taken, and %d lines of history written", again.Taken, len(after)-len(acts))
	}
	if lines != listed || len(copies) > listed || len(copies) < listed-listed/20 { // no copy of one that says to be huge
		t.Errorf("%d lines of history, %d refused files, %d copies", lines, listed, len(copies))
	}
	report := must[cashbook.Report](t)(awa.VerifyBook(ctx, o.book.ID))
	if report.Vouchers != int64(entered+1) || report.Lost != 0 {
		t.Errorf("%d vouchers were entered, there are %+v", entered+1, report)
	}
	site.wantHistory(t)
	if left := must[[]os.DirEntry](t)(os.ReadDir(site.Inbox())); len(left) != files+1 {
		t.Errorf("%d files are left of %d", len(left), files+1)
	}
	faultrun.Counted(t, "storm of .usr files", files+1, "in %s, %d refused, %d vouchers entered meanwhile; looked at again in %s", first.Round(time.Millisecond), listed, entered, second.Round(time.Millisecond))
}
