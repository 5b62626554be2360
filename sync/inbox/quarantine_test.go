package inbox_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/sync/inbox"
)

func TestQuarantineKeepsTheFileAndTheReason(t *testing.T) {
	q := &inbox.Quarantine{Dir: t.TempDir()}
	content, digest := []byte{0, 1, 2}, [32]byte{0xab, 0xcd}
	for _, given := range []string{"awa:../x.usr", "other.USR"} { // a second time nothing is added
		name, err := q.Keep(given, digest, content, "Ce fichier a expiré.\n")
		if err != nil || name != "abcd000000000000.usr.refused" {
			t.Fatalf("kept as %q, %v", name, err)
		}
		kept, err := os.ReadFile(filepath.Join(q.Dir, name))
		reason, err2 := os.ReadFile(filepath.Join(q.Dir, name+".txt"))
		if err := errors.Join(err, err2); err != nil || string(kept) != string(content) || string(reason) != "Ce fichier a expiré.\n" {
			t.Errorf("kept %v with %q, %v", kept, reason, err)
		}
	}
	if entries, err := os.ReadDir(q.Dir); err != nil || len(entries) != 2 {
		t.Errorf("the quarantine has %v, %v", entries, err)
	}
}

func TestQuarantineIsBounded(t *testing.T) {
	q := &inbox.Quarantine{Dir: t.TempDir(), Most: 100}
	if _, err := q.Keep("a.usr", [32]byte{1}, make([]byte, 90), "1234"); err != nil {
		t.Fatal(err)
	}
	if _, err := q.Keep("b.usr", [32]byte{2}, make([]byte, 3), "1234"); !errors.Is(err, inbox.ErrFull) {
		t.Errorf("beyond the bound: %v", err)
	}
	again := &inbox.Quarantine{Dir: q.Dir, Most: 100} // as after a restart
	if _, err := again.Keep("b.usr", [32]byte{2}, make([]byte, 3), "1234"); !errors.Is(err, inbox.ErrFull) {
		t.Errorf("after a restart: %v", err)
	}
	if inbox.MostQuarantine != 1<<30 {
		t.Error("the format says 1 GiB")
	}
}

func TestQuarantineKeepsPlainNames(t *testing.T) {
	q := &inbox.Quarantine{Dir: t.TempDir()}
	for name, want := range map[string]string{
		"a." + strings.Repeat("x", 300): "0100000000000000.xxxxxxx.refused",
		"a.é/:":                         "0200000000000000.refused", "a": "0300000000000000.refused", "a.": "0400000000000000..refused",
	} {
		digest := [32]byte{want[1] - '0'}
		if got, err := q.Keep(name, digest, []byte(name), ""); err != nil || got != want {
			t.Errorf("%.20q is kept as %q, %v; want %q", name, got, err, want)
		}
	}
}
