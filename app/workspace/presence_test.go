package workspace_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/faultrun"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/sync/synctest"
)

// The folder says how it was left: closed, or open when its program was killed.
func TestFaultAStopIsNoticedAndForgotten(t *testing.T) {
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 1_000_000_000)
	check(t, site.Close())
	_, end := working(t, "enter", site.dir)
	end()
	site.Workspace = nil
	site.reopen(t)
	if !site.Stopped() {
		t.Error("the kill is not noticed")
	}
	check(t, site.CheckFile(t.Context()))
	beside := openFolder(t, site.dir)
	if beside.Stopped() {
		t.Error("who comes second is told of it")
	}
	check(t, beside.Close())
	if site.reopen(t); site.Stopped() {
		t.Error("it is noticed again after a close")
	}
}

// A folder on the network is open on another computer: nobody opens it here beside it.
func TestAFolderThatIsOpenOnAnotherComputerIsNotOpened(t *testing.T) {
	o := found(t)
	mark := filepath.Join(o.dir, "open.mark")
	here := must[[]byte](t)(os.ReadFile(mark))
	for range 2 { // what the refused one held is free again
		check(t, os.WriteFile(mark, append([]byte("ailleurs-"), here...), 0o600))
		_, err := workspace.Open(t.Context(), o.dir, o.options())
		synctest.Refused(t, err, fault.Conflict, "workspace.open-elsewhere")
		check(t, os.WriteFile(mark, here, 0o600))
		check(t, openFolder(t, o.dir).Close())
	}
	must[directory.User](t)(o.session.AddUser(t.Context(), directory.User{Login: "ici"}))
}

func TestACopyOfAClosedFolderOpens(t *testing.T) {
	o := found(t)
	check(t, o.Close())
	dir := t.TempDir()
	copyFolder(t, o.dir, dir)
	if w := openFolder(t, dir); w.Stopped() {
		t.Error("a copy of a closed folder is taken for one of an open folder")
	}
}

// A folder is copied while a program enters in it as fast as it can, at any moment
// and in whatever order the files come. The copy opens, verifies and has what was
// acknowledged before it was begun; or it says what it is.
func TestFaultFoldersAreCopiedWhileTheyAreOpen(t *testing.T) {
	if _, err := exec.LookPath("cp"); err != nil {
		t.Skip("there is no cp to copy with from outside the program")
	}
	o := found(t)
	site, awa := o.join(t)
	keeps(t, awa, o.book.ID, 1_000_000_000)
	check(t, site.Close())
	told, end := working(t, "enter", site.dir)
	whole, said := 0, 0
	for round := range 4 * rounds() {
		time.Sleep(rand.N(150 * time.Millisecond))
		before := told()
		dir := filepath.Join(t.TempDir(), strconv.Itoa(round))
		copyFromOutside(t, site.dir, dir)
		w, err := workspace.Open(t.Context(), dir, workspace.Options{
			Now: func() time.Time { return start }, Keys: vault.FileKeyStore(dir), Effort: access.FloorEffort,
		})
		switch {
		case errors.Is(err, fault.Forged):
			said++
			continue
		case err != nil:
			t.Fatalf("the copy is refused with %v", err)
		}
		whole++
		s, err := w.SignIn(t.Context(), awaName, awaPassword)
		check(t, err)
		if n := len(pageOf(t, s, o.book.ID)); n < 1+4*before {
			t.Errorf("the copy has %d vouchers, but %d were acknowledged before", n, 1+4*before)
		}
		check(t, w.CheckWhole(t.Context()))
		check(t, w.Close())
		check(t, os.RemoveAll(dir))
	}
	end()
	faultrun.Counted(t, "copying an open folder", 4*rounds(), "%d whole, %d refused as copies of two moments, while %d pieces of work were done", whole, said, told())
}

// copyFromOutside copies as another program does, sometimes the database last.
func copyFromOutside(t *testing.T, from, to string) {
	t.Helper()
	check(t, os.Mkdir(to, 0o700))
	if rand.IntN(2) == 0 {
		_ = exec.Command("cp", "-r", filepath.Join(from, "comptoir.db-wal"), filepath.Join(from, "comptoir.db-shm"), to).Run()
		_ = exec.Command("cp", "-rn", from+"/.", to).Run()
		return
	}
	_ = exec.Command("cp", "-r", from+"/.", to).Run() // what goes away meanwhile is an error for cp
}

// working starts a victim, and tells how far it has come; end kills it.
func working(t *testing.T, work, dir string) (told func() int, end func()) {
	t.Helper()
	cmd := exec.Command(os.Args[0], dir, t.TempDir(), "1")
	cmd.Env = append(os.Environ(), victimVariable+"="+work)
	cmd.Stderr = os.Stderr
	out := must[io.ReadCloser](t)(cmd.StdoutPipe())
	check(t, cmd.Start())
	var last atomic.Int64
	begun := make(chan struct{})
	done := make(chan struct{})
	go func() {
		defer close(done)
		lines := bufio.NewScanner(out)
		for n := 0; lines.Scan(); n++ {
			if number, err := strconv.Atoi(lines.Text()); err == nil {
				last.Store(int64(number))
			}
			if n == 0 {
				close(begun)
			}
		}
	}()
	select {
	case <-begun:
	case <-done:
		t.Fatal("the victim ended by itself")
	}
	return func() int { return int(last.Load()) }, func() {
		check(t, cmd.Process.Kill())
		<-done
		_ = cmd.Wait()
	}
}

// What is left of a folder whose database is gone is no empty folder.
func TestAFolderWithoutItsDatabaseIsNoNewFolder(t *testing.T) {
	o := found(t)
	backUp(t, o.session)
	check(t, o.Close())
	check(t, os.Remove(o.database()))
	_, err := workspace.Open(context.Background(), o.dir, workspace.Options{})
	synctest.Refused(t, err, fault.Forged, "workspace.database-gone")
	if _, err := os.Stat(o.database()); err == nil {
		t.Error("a new database was made")
	}
}
