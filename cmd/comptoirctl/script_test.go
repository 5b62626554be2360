package main

import (
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/comptoir/comptoir/storage/sqlite"
)

// status N COMMAND… runs a command that must end with that exit status, and in
// time: what is refused is refused at once.
func status(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if err != nil || neg {
		ts.Fatalf("usage: status N COMMAND…")
	}
	begin := time.Now()
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	if took := time.Since(begin); took > patience {
		ts.Fatalf("took %v", took)
	}
}

// patience is the second within which a limit-breaker must be refused, with room
// for a busy machine: what hangs takes longer than any.
const patience = 10 * time.Second

// capture NAME PATTERN keeps the first group of what the last command printed in
// an environment variable.
func capture(ts *testscript.TestScript, _ bool, args []string) {
	found := regexp.MustCompile(args[1]).FindStringSubmatch(ts.ReadFile("stdout"))
	if len(found) < 2 {
		ts.Fatalf("%s is not in the output", args[1])
	}
	ts.Setenv(args[0], found[1])
}

// flip FILE OFFSET changes one bit of a file; a negative offset counts from its end.
func flip(ts *testscript.TestScript, _ bool, args []string) {
	content, at := load(ts, args)
	content[at] ^= 1
	store(ts, args[0], content)
}

// cut FILE OFFSET shortens a file.
func cut(ts *testscript.TestScript, _ bool, args []string) {
	content, at := load(ts, args)
	store(ts, args[0], content[:at])
}

func load(ts *testscript.TestScript, args []string) ([]byte, int) {
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	content, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	if at < 0 {
		at += len(content)
	}
	return content, at
}

func store(ts *testscript.TestScript, name string, content []byte) {
	ts.Check(os.WriteFile(ts.MkAbs(name), content, 0o600))
}

// sparse FILE BYTES makes a file of that size that takes no room, behind the
// beginning of another file where one is named.
func sparse(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	var begin []byte
	if len(args) > 2 {
		begin, err = os.ReadFile(ts.MkAbs(args[2]))
		ts.Check(err)
	}
	store(ts, args[0], begin)
	ts.Check(os.Truncate(ts.MkAbs(args[0]), size))
}

// sql FILE STATEMENT edits a database behind the program's back.
func editDatabase(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", "file:"+ts.MkAbs(args[0])+"?vfs="+sqlite.VFS)
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(errors.Join(err, db.Close()))
}

// totp SECRET INSTANT FILE writes the code that an authenticator application shows
// then. It is not our implementation.
func authenticate(ts *testscript.TestScript, _ bool, args []string) {
	at, err := time.Parse(time.RFC3339, args[1])
	ts.Check(err)
	code, err := totp.GenerateCode(strings.ReplaceAll(args[0], " ", ""), at)
	ts.Check(err)
	store(ts, args[2], []byte(code+"\n"))
}

// expand FILE puts the values of environment variables into a file.
func expand(ts *testscript.TestScript, _ bool, args []string) {
	store(ts, args[0], []byte(os.Expand(ts.ReadFile(args[0]), ts.Getenv)))
}

// forget FOLDER takes the poste's own keys out of a data folder, as a change of
// the disk with the keyring on it does.
func forget(ts *testscript.TestScript, _ bool, args []string) {
	keys, err := filepath.Glob(filepath.Join(ts.MkAbs(args[0]), "poste-*.key64"))
	ts.Check(err)
	if len(keys) == 0 {
		ts.Fatalf("%s has no keys", args[0])
	}
	for _, key := range keys {
		ts.Check(os.Remove(key))
	}
}
