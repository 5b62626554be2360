package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
)

func TestGivenFindsOptionsAnywhere(t *testing.T) {
	tests := []struct {
		args  []string
		value string
		is    bool
	}{
		{nil, "", false},
		{[]string{"version", "--lang", "en"}, "en", true},
		{[]string{"--lang=en", "version"}, "en", true},
		{[]string{"--language", "en"}, "", false},
		{[]string{"--lang"}, "", true},
		{[]string{"add", "--", "--lang", "en"}, "", false},
	}
	for _, test := range tests {
		p := program{args: test.args}
		if value, is := p.given("--lang"); value != test.value || is != test.is {
			t.Errorf("%v: %q, %v", test.args, value, is)
		}
	}
}

func TestPathsBeginInTheFolder(t *testing.T) {
	p := program{dir: "/kolda"}
	if got := p.resolve("out"); got != filepath.FromSlash("/kolda/out") {
		t.Errorf("out is %s", got)
	}
	if got := p.shown(filepath.FromSlash("/kolda/out/x.usr")); got != filepath.FromSlash("out/x.usr") {
		t.Errorf("shown as %s", got)
	}
	here := program{}
	if here.resolve("out") != "out" || here.shown("out/x") != "out/x" {
		t.Error("without a folder, paths stay as they are")
	}
}

func TestExitStatuses(t *testing.T) {
	for kind, want := range map[fault.Kind]int{
		fault.Invalid: 2, fault.Forged: 3, fault.Expired: 4, fault.Denied: 5, fault.Conflict: 6, fault.Missing: 7,
	} {
		var errs strings.Builder
		c := &call{program: &program{stderr: &errs}, printer: french()}
		err := fmt.Errorf("wrapped: %w", fault.New(kind, "ctl.nobody", nil))
		if got := c.fail(err); got != want {
			t.Errorf("%s gives %d, want %d", kind, got, want)
		}
		if got := errs.String(); got != "Erreur\u202f: Personne n'est nommé pour agir.\nÀ faire\u202f: Donnez --as ADRESSE ou la variable COMPTOIR_AS.\n" {
			t.Errorf("%s is told as %q", kind, got)
		}
		if got := c.fail(told{err}); got != want || strings.Count(errs.String(), "\n") != 2 {
			t.Errorf("what has been told gives %d and is told again: %s", got, errs.String())
		}
	}
}

// What nobody foresaw has no place in a sentence: it goes to the log of the data
// folder, under the number that is shown.
func TestUnforeseenGoesToTheLog(t *testing.T) {
	var errs strings.Builder
	dir := t.TempDir()
	c := &call{program: &program{stderr: &errs, env: noEnv, args: []string{"--json"}}, ctx: t.Context(), printer: french()}
	c.Data = dir
	if _, err := c.openOrMake(); err != nil {
		t.Fatal(err)
	}
	if got := c.fail(errors.New("disk on fire")); got != statusUnforeseen || strings.Contains(errs.String(), "fire") {
		t.Errorf("status %d: %s", got, errs.String())
	}
	if err := c.close(statusUnforeseen); err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(filepath.Join(dir, "log", "comptoir.log"))
	if err != nil || !strings.Contains(string(log), "disk on fire") {
		t.Errorf("the log says %q, %v", log, err)
	}
}

// fake is a person with answers ready.
type fake struct {
	answers []string
	secrets int
}

func (f *fake) ask(context.Context, string) (string, error) {
	if len(f.answers) == 0 {
		return "", errors.New("asked too often")
	}
	answer := f.answers[0]
	f.answers = f.answers[1:]
	return answer, nil
}

func (f *fake) askSecret(ctx context.Context, question string) (string, error) {
	f.secrets++
	return f.ask(ctx, question)
}

func TestConfirm(t *testing.T) {
	for answer, want := range map[string]bool{
		"oui": true, "o": true, " OUI ": true, "": false, "non": false, "ouistiti": false, "y": false,
	} {
		c := &call{program: &program{console: &fake{answers: []string{answer}}}, printer: french()}
		if err := c.confirm("ctl.ask.apply", nil); (err == nil) != want {
			t.Errorf("%q: %v", answer, err)
		}
	}
	for answer, want := range map[string]bool{"CONFIRMER": true, "confirmer": false, "oui": false, "": false} {
		c := &call{program: &program{console: &fake{answers: []string{answer}}}, printer: french()}
		if err := c.confirmTyped("ctl.ask.delete", fault.Args{"Name": "Awa"}); (err == nil) != want {
			t.Errorf("%q: %v", answer, err)
		}
	}
}

// Passwords are asked for without showing them.
func TestPasswordsAreAskedAsSecrets(t *testing.T) {
	person := &fake{answers: []string{"phrase", "phrase"}}
	c := &call{program: &program{console: person, env: noEnv}, printer: french()}
	if got, err := c.newPassword(); err != nil || got != "phrase" || person.secrets != 2 {
		t.Errorf("%q, %v, %d secrets", got, err, person.secrets)
	}
	person.answers = []string{"phrase"}
	if got, err := c.password("ctl.ask.password", fault.Args{"Name": "Awa"}); err != nil || got != "phrase" || person.secrets != 3 {
		t.Errorf("%q, %v, %d secrets", got, err, person.secrets)
	}
}

func TestReadSecret(t *testing.T) {
	for content, want := range map[string]string{
		"phrase": "phrase", "phrase\n": "phrase", "phrase\r\n": "phrase", " phrase \nsecond": " phrase ",
		"": "", "\n": "", "\r\n": "", "\nphrase": "", strings.Repeat("x", secretLimit): "",
	} {
		path := filepath.Join(t.TempDir(), "pw")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := readSecret(path, "pw"); got != want || errors.Is(err, fault.Invalid) != (want == "") {
			t.Errorf("%.20q gives %q, %v", content, got, err)
		}
	}
}

// A folder that was made for nothing goes away again; one in which something is
// stays.
func TestInto(t *testing.T) {
	c := &call{program: &program{dir: t.TempDir()}}
	failed := errors.New("failed")
	if err := c.into("a/b", func(string) error { return failed }); !errors.Is(err, failed) {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(c.dir, "a")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a is still there: %v", err)
	}
	err := c.into("a/b", func(dir string) error { return os.WriteFile(filepath.Join(dir, "x"), nil, 0o600) })
	if err != nil {
		t.Fatal(err)
	}
	if err := c.into("a/b", func(string) error { return failed }); !errors.Is(err, failed) {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(c.dir, "a", "b", "x")); err != nil {
		t.Error(err)
	}
	if err := c.into("a/b/x/below", func(string) error { return nil }); !errors.Is(err, fault.Invalid) {
		t.Errorf("below a file: %v", err)
	}
}
