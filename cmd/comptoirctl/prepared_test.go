package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// morning is when scripts begin.
const morning = "2026-11-21T09:14:00Z"

// prepared is a state from which scripts start without making it again: folders
// to copy, and what is to be known about them.
type prepared struct {
	dir string
	env map[string]string
}

// prepare makes the head office of the issue, in the folder hq: Awa, cashier of
// P01/1, whose account is prepared with the code $CODE; and from it the site, in
// the folder site, where Awa may keep that book. Passwords are in the files pw,
// the administrator's, and pw2. Files have travelled in the folder stick, as
// $USR, $REQ and $REP.
func prepare(t *testing.T) (office, site prepared) {
	office = prepared{dir: t.TempDir(), env: map[string]string{"COMPTOIR_PASSWORD_FILE": "pw"}}
	for name, text := range map[string]string{"pw": "une phrase pour le siège\n", "pw2": "une phrase pour Kolda\n"} {
		if err := os.WriteFile(filepath.Join(office.dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	office.found(t)
	site = prepared{dir: t.TempDir(), env: office.env}
	if err := copyTree(site.dir, office.dir); err != nil {
		t.Fatal(err)
	}
	office.env = map[string]string{"COMPTOIR_PASSWORD_FILE": "pw", "CODE": site.env["CODE"], "PRINT": site.env["PRINT"]}
	site.join(t)
	return office, site
}

func (p prepared) found(t *testing.T) {
	admin := "--data hq --password-file pw --as admin@eauvive.example "
	p.run(t, admin+"org create --name Eau~Vive --country SN --currency XOF --admin admin@eauvive.example")
	p.run(t, admin+"project add --code P01 --name Forages~Kolda")
	p.run(t, admin+"book add --project P01 --type cash --name Caisse~Kolda --ceiling 300000")
	p.run(t, admin+"user add --email awa@eauvive.example --first-name Awa --last-name Diop --job Caissière")
	p.run(t, admin+"role grant awa@eauvive.example cashier --project P01")
	p.run(t, admin+"book assign P01/1 awa@eauvive.example")
	p.env["CODE"] = p.run(t, admin+"user activate awa@eauvive.example --json", `"activation_code":"([^"]+)"`)
	p.env["PRINT"] = p.run(t, "--data hq org fingerprint", `(\S+)`)
}

func (p prepared) join(t *testing.T) {
	admin := "--data hq --password-file pw --as admin@eauvive.example --yes "
	awa := "--data site --password-file pw2 --as awa@eauvive.example "
	p.env["USR"] = p.run(t, admin+"usr export --user awa@eauvive.example --out stick", `(\S+\.usr)`)
	p.run(t, "--data site --yes import "+p.env["USR"]+" --trust "+p.env["PRINT"])
	p.run(t, awa+"account activate --code "+p.env["CODE"])
	p.env["REQ"] = p.run(t, awa+"module request --module cashbook --label Portable~Awa --location Kolda --out stick", `(\S+\.req)`)
	p.env["REP"] = p.run(t, admin+"module approve "+p.env["REQ"]+" --out stick", `(\S+\.rep)`)
	p.run(t, "--data site --yes import "+p.env["REP"])
}

// run carries out a command line, in which a tilde stands for a space inside a
// word, and gives what the pattern finds in its output.
func (p prepared) run(t *testing.T, line string, pattern ...string) string {
	t.Helper()
	args := strings.Fields(line)
	for i, arg := range args {
		args[i] = strings.ReplaceAll(arg, "~", " ")
	}
	var out, errs bytes.Buffer
	started := program{
		args: args, stdout: &out, stderr: &errs, dir: p.dir, env: func(string) string { return "" },
		options: scriptOptions(morning),
	}
	if status := started.run(t.Context()); status != 0 {
		t.Fatalf("%s: status %d\n%s", line, status, errs.String())
	}
	if len(pattern) == 0 {
		return ""
	}
	found := regexp.MustCompile(pattern[0]).FindStringSubmatch(out.String())
	if found == nil {
		t.Fatalf("%s does not print %s:\n%s", line, pattern[0], out.String())
	}
	return found[1]
}

// copy puts the state into the folder of a script.
func (p prepared) copy(ts *testscript.TestScript, _ bool, _ []string) {
	ts.Check(copyTree(ts.MkAbs("."), p.dir))
	for name, value := range p.env {
		ts.Setenv(name, value)
	}
}

// copyTree copies a folder; what only its owner may read stays so.
func copyTree(to, from string) error {
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		return err
	}
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
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
