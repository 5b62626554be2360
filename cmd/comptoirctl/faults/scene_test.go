package faults

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
)

// person is somebody at a data folder of the scene.
type person struct {
	data, password, name string // folder, password file, sign-in name; no name signs nobody in
}

// Who acts: the administrator and the finance manager at head office; Awa, who
// keeps the book P01/1 and the journal P01/OD at her site; and the site itself,
// which takes files in before anybody signs in.
var (
	admin = person{"hq", "pw", "admin@eauvive.example"}
	fatou = person{"hq", "pw3", "fatou@eauvive.example"}
	awa   = person{"site", "pw2", "awa@eauvive.example"}
	site  = person{data: "site"}
)

// scene is a folder with the data folders hq and site, a folder stick with which
// they have talked, and the files pw, pw2, pw3 and phrase, whose first lines are
// passwords and a passphrase.
type scene struct{ dir string }

// ran is what became of one command.
type ran struct {
	args           []string
	stdout, stderr string
	status         int // of its end; -1 when it was killed
}

var prepareScene = sync.OnceValue(makeScene)

// newScene gives a scene of its own to a test.
func newScene(t *testing.T) scene {
	t.Helper()
	if err := prepareScene(); err != nil {
		t.Fatal(err)
	}
	return scene{sceneDir}.copy(t)
}

// copy gives a scene that is the same, for a round of its own.
func (s scene) copy(t *testing.T) scene {
	t.Helper()
	c := scene{filepath.Join(t.TempDir(), "scene")}
	check(t, copyTree(c.dir, s.dir))
	return c
}

// remove takes a scene away before the test ends, which may have many.
func (s scene) remove(t *testing.T) {
	t.Helper()
	check(t, os.RemoveAll(s.dir))
}

func (s scene) path(name ...string) string {
	return filepath.Join(append([]string{s.dir}, name...)...)
}

// command is comptoirctl as a person types it in the folder of the scene.
func (s scene) command(p person, args ...string) *exec.Cmd {
	common := []string{"--data", p.data, "--yes"}
	if p.name != "" {
		common = append(common, "--as", p.name, "--password-file", p.password)
	}
	cmd := exec.Command(built, append(common, args...)...)
	cmd.Dir = s.dir
	cmd.Env = append(os.Environ(), "LANG=fr_FR.UTF-8", "LC_ALL=", "DBUS_SESSION_BUS_ADDRESS=unix:path=/nonexistent") // the person's keyring is not for this
	return cmd
}

// run carries a command out, whatever its end.
func (s scene) run(t *testing.T, p person, args ...string) ran {
	t.Helper()
	return end(t, s.command(p, args...))
}

// end starts a command and waits for its end.
func end(t *testing.T, cmd *exec.Cmd) ran {
	t.Helper()
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return ran{cmd.Args[1:], out.String(), errs.String(), cmd.ProcessState.ExitCode()}
}

// must carries a command out that has to succeed, and gives what it prints.
func (s scene) must(t *testing.T, p person, args ...string) string {
	t.Helper()
	r := s.run(t, p, args...)
	if r.status != 0 {
		t.Fatalf("%s: status %d\n%s", strings.Join(args, " "), r.status, r.stderr)
	}
	return r.stdout
}

// wantClear wants a command that failed to have said what is wrong and what to do
// about it, and gives both. An error that nobody foresaw says neither.
func (r ran) wantClear(t *testing.T) string {
	t.Helper()
	told := regexp.MustCompile(`(?s)Erreur\pZ: .+\nÀ faire\pZ: .+`).FindString(r.stderr)
	if r.status < 2 || told == "" || strings.Contains(r.stderr, "goroutine ") || strings.Contains(r.stderr, "[error.") {
		t.Errorf("%s: status %d, and says\n%s", strings.Join(r.args, " "), r.status, r.stderr)
	}
	return told
}

// wantIntact wants every book and journal of a data folder, and its journal of
// acts, to verify.
func (s scene) wantIntact(t *testing.T, p person) {
	t.Helper()
	s.must(t, p, "verify")
	if p.data == admin.data {
		s.must(t, admin, "history", "verify")
	}
}

// find gives the first group of a pattern in a text.
func find(t *testing.T, pattern, text string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindStringSubmatch(text)
	if found == nil {
		t.Fatalf("%s is not in\n%s", pattern, text)
	}
	return found[1]
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// copyTree copies a folder; what only its owner may read stays so.
func copyTree(to, from string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		return os.Chmod(filepath.Join(to, name), info.Mode().Perm())
	})
}
