package workspace_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/storage/storagetest"
)

// A test that kills runs this program again as its victim: the variable names
// what the victim does, its arguments with what.
const victimVariable = "COMPTOIR_TEST_VICTIM"

// victim is a kind of work that goes on until it is killed. It tells by a line
// what it has finished, and from the first line on it may be killed at any moment
// of the span, which is longer than one piece of work takes.
type victim struct {
	what string // for the table of kills
	work func(dir, stick string, first int) error
	span time.Duration
}

const brief = 40 * time.Millisecond

var victims = map[string]victim{
	"post":            {"posting, and putting right", opened(postAll), brief},
	"enter":           {"entering vouchers and settlements", opened(enterAll), brief},
	"count":           {"counting a till, signing", opened(countAll), brief},
	"batch":           {"writing batches with documents", opened(batchAll), brief},
	"take-batch":      {"taking batches with documents", opened(taking(moussa, moussaPassword, ".lot")), brief},
	"copy":            {"writing daily copies of books", opened(copyAll), brief},
	"import":          {"importing one .usr", opened(taking("", "", ".usr")), brief},
	"many":            {"importing many .usr", opened(manyAll), 400 * time.Millisecond},
	"export":          {"exporting one .usr", opened(exportAll), brief},
	"export-many":     {"exporting the .usr of everybody", opened(exportEverybody), 200 * time.Millisecond},
	"ledger":          {"importing a ledger", opened(takeLedgerAll), brief},
	"close-journal":   {"closing a journal", opened(closeJournals), brief},
	"take-closing":    {"taking closings at head office", opened(taking(baName, baPassword, ".clo")), brief},
	"close-year":      {"closing fiscal years", opened(closeYears), 2 * brief},
	"backup":          {"backing up the folder", opened(backupAll), 600 * time.Millisecond},
	"auto-backup":     {"backing up by itself, and copying", backUpDaily, 400 * time.Millisecond},
	"restore":         {"restoring the folder", opened(restoreAll), 400 * time.Millisecond},
	"backup-journal":  {"backing up a journal", opened(backupJournals), brief},
	"restore-journal": {"restoring a journal", opened(restoreJournals), 100 * time.Millisecond},
	"rotate-key":      {"replacing the recovery key", opened(replaceKeys), 4 * brief},
	"repair-files":    {"repairing a folder from its files", repairFiles, 400 * time.Millisecond},
	"repair-backup":   {"repairing a folder from a backup", repairFromBackup, 600 * time.Millisecond},
	"migrate":         {"migrating an older database", migrateOlder, brief},
	"register":        {"registering a poste, on both sides", registerPoste, brief},
}

func TestMain(m *testing.M) {
	storage.Doubt = storagetest.Doubt(func(sentence string) { panic(sentence) })
	if v, named := victims[os.Getenv(victimVariable)]; named {
		runtime.LockOSThread() // a tracer counts the calls of each thread
		first, err := strconv.Atoi(os.Args[3])
		if err == nil {
			err = v.work(os.Args[1], os.Args[2], first)
		}
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		time.Sleep(time.Hour) // until it is killed
	}
	code := m.Run()
	if err := kills.list(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// opened is work in a data folder.
func opened(work func(w *workspace.Workspace, stick string, first int) error) func(dir, stick string, first int) error {
	return func(dir, stick string, first int) error {
		w, err := openVictim(dir)
		if err != nil {
			return err
		}
		return work(w, stick, first)
	}
}

func openVictim(dir string) (*workspace.Workspace, error) {
	return workspace.Open(context.Background(), dir, (&folder{dir: dir, now: start}).options())
}

// victimAtJournal signs somebody in, who then works in the journal P01/OD.
func victimAtJournal(ctx context.Context, w *workspace.Workspace, name, password string) (*workspace.Session, workspace.JournalCard, error) {
	s, err := w.SignIn(ctx, name, password)
	if err != nil {
		return nil, workspace.JournalCard{}, err
	}
	card, err := s.Journal(ctx, "P01/OD")
	return s, card, err
}

// taking is somebody, or nobody, who takes numbered files and tells of each that is
// done.
func taking(name, password, ending string) func(w *workspace.Workspace, stick string, first int) error {
	return func(w *workspace.Workspace, stick string, first int) (err error) {
		ctx := context.Background()
		var by *workspace.Session
		if name != "" {
			if by, err = w.SignIn(ctx, name, password); err != nil {
				return err
			}
		}
		for n := first; ; n++ {
			path := numbered(stick, n, ending)
			if _, err := os.Stat(path); err != nil {
				return nil
			}
			a, err := w.Examine(ctx, by, path)
			if err != nil {
				return err
			}
			if err := w.Apply(ctx, by, a, a.Fingerprint); err != nil {
				return err
			}
			fmt.Println(n)
		}
	}
}

func numbered(stick string, n int, ending string) string {
	return filepath.Join(stick, fmt.Sprintf("%04d%s", n, ending))
}

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

// killed closes a folder, kills a victim that works in it, and opens it again.
func (f *folder) killed(t *testing.T, work, stick string, first int) (told int) {
	t.Helper()
	f.shut(t)
	told = killed(t, work, f.dir, stick, first)
	f.reopen(t)
	return told
}

// killed runs a victim, kills it and gives the last number that it has told. Every
// other time, where strace is there, that is not at a moment but at one of its
// system calls that write, so that short gaps between two of them are met too.
func killed(t *testing.T, work, dir, stick string, first int) (told int) {
	t.Helper()
	cmd := exec.Command(os.Args[0], dir, stick, strconv.Itoa(first))
	span, writing := victims[work].span, kills[work].rounds%2 == 1
	if tracer := tracer(); writing && tracer != "" {
		cmd.Args = append(killAtWrite(tracer), cmd.Args...)
		cmd.Path, span = tracer, patience
	}
	ownGroup(cmd)
	cmd.Env = append(os.Environ(), victimVariable+"="+work)
	cmd.Stderr = os.Stderr
	out := must[io.ReadCloser](t)(cmd.StdoutPipe())
	check(t, cmd.Start())
	lines := bufio.NewScanner(out)
	if lines.Scan() {
		after := time.AfterFunc(rand.N(span), func() { killGroup(cmd) })
		defer after.Stop()
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
	err := cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != endOfKilled || told < first && span != patience {
		t.Fatalf("the victim ended by itself: %v, after %d", err, told)
	}
	kills.note(work, told-first+1, span == patience)
	return told
}

// tracer is the program that kills at a system call, or "" where there is none or it
// may not watch others.
var tracer = sync.OnceValue(func() string {
	path, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(path, "-qq", "-o", os.DevNull, "-e", "trace=none", os.Args[0], "-test.list", "^$").Run()
	}
	if err != nil {
		fmt.Println("nothing is killed at a system call, only at random moments:", err)
		return ""
	}
	return path
})

// patience is how long a victim lives that never comes to the call at which it is to
// be killed.
const patience = 1500 * time.Millisecond

// killAtWrite chooses one of the first system calls of a kind that writes, about as
// many as opening a folder and a few pieces of work take, and lets a tracer kill
// before it.
func killAtWrite(tracer string) []string {
	calls := []struct {
		name string
		most int
	}{{"pwrite64", 250}, {"fsync,fdatasync", 25}, {"renameat", 8}, {"write", 16}, {"unlinkat", 4}}
	call := calls[rand.IntN(len(calls))]
	return []string{tracer, "-f", "-qq", "-o", os.DevNull, "-e", "trace=" + call.name,
		"-e", fmt.Sprintf("inject=%s:signal=KILL:when=%d", call.name, 1+rand.IntN(call.most))}
}

// exportEverybody exports all users at once, over and over.
func exportEverybody(w *workspace.Workspace, stick string, first int) error {
	ctx := context.Background()
	s, err := w.SignIn(ctx, adminName, adminPassword)
	if err != nil {
		return err
	}
	users, _, err := s.Users(ctx, directory.UserFilter{})
	if err != nil {
		return err
	}
	ids := make([]ident.UserID, len(users))
	for i, u := range users {
		ids[i] = u.ID
	}
	for n := first; ; n++ {
		if _, err := s.ExportUsers(ctx, ids, stick, func(done, _ int) { fmt.Println(n) }); err != nil {
			return err
		}
	}
}

// copyFolder copies a data folder that nobody has open.
func copyFolder(t *testing.T, from, to string) {
	t.Helper()
	check(t, filepath.WalkDir(from, func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		there := filepath.Join(to, must[string](t)(filepath.Rel(from, path)))
		if e.IsDir() {
			return os.MkdirAll(there, 0o700)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return os.WriteFile(there, content, 0o600)
	}))
}

// wantHistory wants the history of a folder to be an unbroken chain.
func (f *folder) wantHistory(t *testing.T) {
	t.Helper()
	f.look(t, func(tx *storage.Tx) error {
		_, err := directory.VerifyJournal(tx)
		return err
	})
}
