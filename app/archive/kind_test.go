package archive_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/fault"
)

func TestFileTellsHowItIsProtected(t *testing.T) {
	dir := t.TempDir()
	word, err := archive.Create(t.Context(), dir, "a.age", seal, manifest(t), source, nil)
	if err != nil {
		t.Fatal(err)
	}
	keyed, _, _ := sealedFor(t)
	for path, want := range map[string]archive.Kind{word: archive.ByPassphrase, keyed: archive.ByKeys} {
		if kind, err := archive.KindOf(path); err != nil || kind != want {
			t.Errorf("%s, want %s: %v", kind, want, err)
		}
	}
	for _, content := range []string{"", "age-encryption.org/v1\n", "age-encryption.org/v2\n-> scrypt a 10\n", "age-encryption.org/v1\n-> scryptx a 10\n", "junk"} {
		path := filepath.Join(dir, "junk")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.KindOf(path); !errors.Is(err, fault.Forged) {
			t.Errorf("%q: %v", content, err)
		}
	}
	if _, err := archive.KindOf(filepath.Join(dir, "nowhere")); !errors.Is(err, fault.Missing) {
		t.Error(err)
	}
}

// A backup under a passphrase with a manifest of one for keys, or the other way
// round, is none.
func TestKindsOfBackupsAreNotExchanged(t *testing.T) {
	secret, public := secretOf(1)
	keys := &archive.Keys{Recipients: [][32]byte{public}, Sign: func([]byte) []byte { return signature }, Opener: opener(secret)}
	for name, change := range map[string]func(*archive.Manifest){
		"a journal and a recovery key": func(m *archive.Manifest) { m.Journal, m.Recovery = &archive.Journal{}, &archive.Recovery{} },
		"neither":                      func(*archive.Manifest) {},
	} {
		m := manifest(t)
		change(&m)
		if _, err := archive.Create(t.Context(), t.TempDir(), "a.age", archive.Seal{Keys: keys}, m, source, nil); !errors.Is(err, fault.Forged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	m := manifest(t)
	m.Recovery = &archive.Recovery{Recipient: "age1"}
	if _, err := archive.Create(t.Context(), t.TempDir(), "a.age", seal, m, source, nil); !errors.Is(err, fault.Forged) {
		t.Errorf("a recovery key under a passphrase: %v", err)
	}
}

func TestCopyIsTheSameFile(t *testing.T) {
	path, _, _ := sealedFor(t)
	dir := t.TempDir()
	var last, whole int64
	for _, want := range []string{"P01_BQ1.age", "P01_BQ1-2.age"} {
		copied, err := archive.Copy(t.Context(), path, dir, func(done, total int64) { last, whole = done, total })
		if err != nil || filepath.Base(copied) != want || !bytes.Equal(readFile(t, copied), readFile(t, path)) {
			t.Errorf("%s: %v", copied, err)
		}
	}
	if last != whole || last == 0 {
		t.Errorf("%d of %d", last, whole)
	}
	if _, err := archive.Copy(t.Context(), path, filepath.Join(dir, "nowhere"), nil); !errors.Is(err, fault.Invalid) {
		t.Error(err)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".backup-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("%q, %v", left, err)
	}
}
