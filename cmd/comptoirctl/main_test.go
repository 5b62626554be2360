package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/zalando/go-keyring"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/workspace"
)

var update = flag.Bool("update", false, "write what the scripts print into them")

// TestMain lets scripts start the program as a process of its own, the one that
// ships but for cheap passwords and a clock that the script sets ($NOW).
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"comptoirctl": runForScript})
}

func runForScript() {
	keyring.MockInitWithError(errors.New("a test leaves nothing in the person's keyring"))
	p := program{
		args: os.Args[1:], stdout: os.Stdout, stderr: os.Stderr, env: os.Getenv,
		console: newConsole(os.Stdin, os.Stderr), options: scriptOptions(os.Getenv("NOW")),
	}
	os.Exit(p.run(context.Background()))
}

func scriptOptions(now string) workspace.Options {
	options := workspace.Options{Effort: access.FloorEffort}
	if now == "" {
		return options
	}
	instant, err := time.Parse(time.RFC3339, now)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	options.Now = func() time.Time { return instant }
	return options
}

func TestScripts(t *testing.T) {
	keyring.MockInitWithError(errors.New("a test leaves nothing in the person's keyring"))
	office, site := prepare(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("LANG", "fr_FR.UTF-8")
			env.Setenv("NOW", morning)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status": status, "capture": capture, "flip": flip, "cut": cut, "fifo": fifo, "sparse": sparse, "sql": editDatabase,
			"office": office.copy, "site": site.copy, "expand": expand, "forget": forget, "totp": authenticate,
		},
	})
}
