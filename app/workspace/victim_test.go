package workspace_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
)

// A test that kills runs this program again as its victim: the variable names
// what the victim does, its arguments with what.
const victimVariable = "COMPTOIR_TEST_VICTIM"

var victims = map[string]func(w *workspace.Workspace, stick string, first int) error{
	"import": importAll, "export": exportAll, "copy": copyAll, "many": manyAll,
	"backup": backupAll, "restore": restoreAll, "enter": enterAll, "count": countAll, "batch": batchAll, "ledger": takeLedgerAll, "restore-journal": restoreJournals, "close-journal": closeJournals,
}

func TestMain(m *testing.M) {
	if work := victims[os.Getenv(victimVariable)]; work != nil {
		if err := beVictim(work); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		time.Sleep(time.Hour) // until it is killed
	}
	os.Exit(m.Run())
}

func beVictim(work func(*workspace.Workspace, string, int) error) error {
	dir, stick := os.Args[1], os.Args[2]
	first, err := strconv.Atoi(os.Args[3])
	if err != nil {
		return err
	}
	w, err := workspace.Open(context.Background(), dir, workspace.Options{
		Now: func() time.Time { return start }, Keys: vault.FileKeyStore(dir), Effort: access.FloorEffort,
	})
	if err != nil {
		return err
	}
	return work(w, stick, first)
}

// importAll imports numbered files and tells of each that is done.
func importAll(w *workspace.Workspace, stick string, first int) error {
	for n := first; ; n++ {
		path := numbered(stick, n)
		if _, err := os.Stat(path); err != nil {
			return nil
		}
		a, err := w.Examine(context.Background(), nil, path)
		if err != nil {
			return err
		}
		if err := w.Apply(context.Background(), nil, a, a.Fingerprint); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func numbered(stick string, n int) string { return filepath.Join(stick, fmt.Sprintf("%04d.usr", n)) }

// exportAll exports the same user over and over.
func exportAll(w *workspace.Workspace, stick string, first int) error {
	s, err := w.SignIn(context.Background(), adminName, adminPassword)
	if err != nil {
		return err
	}
	u, err := s.FindUser(context.Background(), awaName)
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		if _, err := s.ExportUser(context.Background(), u.ID, plainFile, stick); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// killed runs a victim, kills it at some moment after its first work is done and
// gives the last number that it has told.
func killed(t *testing.T, work, dir, stick string, first int) (told int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], dir, stick, strconv.Itoa(first))
	cmd.Env = append(os.Environ(), victimVariable+"="+work)
	cmd.Stderr = os.Stderr
	out := must[io.ReadCloser](t)(cmd.StdoutPipe())
	check(t, cmd.Start())
	lines := bufio.NewScanner(out)
	if lines.Scan() {
		time.AfterFunc(time.Duration(rand.IntN(40_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
	}
	for told = first - 1; ; {
		n, err := strconv.Atoi(lines.Text())
		if err == nil {
			told = n
		}
		if !lines.Scan() {
			break
		}
	}
	if err := cmd.Wait(); err == nil || told < first {
		t.Fatalf("the victim ended by itself: %v, after %d", err, told)
	}
	return told
}

// rounds is how often something is killed: often enough to meet every moment in
// the long run of `make faults ROUNDS=…`.
func rounds() int {
	if n, err := strconv.Atoi(os.Getenv("COMPTOIR_FAULTS")); err == nil && n > 0 {
		return n
	}
	return 20
}
