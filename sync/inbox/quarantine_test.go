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
	for range 2 { // a second time nothing is added
		name, err := q.Keep("awa:../x.usr", digest, content, "Ce fichier a expiré.\n")
		if err != nil || name != "abcd00000000-awa_.._x.usr.refused" {
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

func TestQuarantineShortensNames(t *testing.T) {
	q := &inbox.Quarantine{Dir: t.TempDir()}
	name, err := q.Keep(strings.Repeat("é", 126)+".usr", [32]byte{1}, nil, "")
	if err != nil || len(name) > 160 || !strings.HasSuffix(name, ".usr.refused") {
		t.Errorf("kept as %q, %v", name, err)
	}
}
