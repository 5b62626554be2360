package vault_test

import (
	"bytes"
	"crypto/rand"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/zalando/go-keyring"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
)

var poste = ident.PosteID{12}

func same(a, b vault.PosteKeys) bool {
	return a.SignSeed() == b.SignSeed() && a.BoxSeed() == b.BoxSeed()
}

func TestPosteKeysAreTwoSeeds(t *testing.T) {
	drawn := make([]byte, 64)
	for i := range drawn {
		drawn[i] = byte(i)
	}
	keys := must(vault.NewPosteKeys(bytes.NewReader(drawn)))
	if keys.SignSeed() != [32]byte(drawn[:32]) || keys.BoxSeed() != [32]byte(drawn[32:]) || keys.IsZero() {
		t.Error("the seeds are others")
	}
	if none := (vault.PosteKeys{}); !none.IsZero() || none.SignSeed() != [32]byte{} || none.BoxSeed() != [32]byte{} {
		t.Error("no keys have seeds")
	}
}

// ring is a keyring of which the test says how it behaves.
type ring struct {
	kept  map[string]string
	fails error
	hangs chan struct{} // closed to end the hanging; nil for none
}

func (r *ring) get(id string) (string, error) {
	if r.hangs != nil {
		<-r.hangs
	}
	if r.fails != nil {
		return "", r.fails
	}
	text, there := r.kept[id]
	if !there {
		return "", keyring.ErrNotFound
	}
	return text, nil
}

func (r *ring) set(id, text string) error {
	if r.hangs != nil {
		<-r.hangs
	}
	if r.fails == nil {
		r.kept[id] = text
	}
	return r.fails
}

func (r *ring) store(dir string) vault.PosteKeyStore {
	return vault.NewKeyringStore(dir, 50*time.Millisecond, r.get, r.set)
}

func (r *ring) hang(t *testing.T) {
	r.hangs = make(chan struct{})
	t.Cleanup(func() { close(r.hangs) })
}

func TestKeyStoresKeepKeys(t *testing.T) {
	locked := &ring{fails: errors.New("locked")}
	for name, open := range map[string]func(dir string) vault.PosteKeyStore{
		"file":            func(dir string) vault.PosteKeyStore { return vault.FileKeyStore(dir) },
		"keyring":         (&ring{kept: map[string]string{}}).store,
		"keyring, locked": locked.store,
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := open(dir).Load(poste)
			wantFault(t, err, fault.Missing, "vault.no-poste-keys")
			first, second := must(vault.NewPosteKeys(rand.Reader)), must(vault.NewPosteKeys(rand.Reader))
			for _, keys := range []vault.PosteKeys{first, second} {
				if err := open(dir).Save(poste, keys); err != nil {
					t.Fatal(err)
				}
				if got, err := open(dir).Load(poste); err != nil || !same(got, keys) {
					t.Errorf("loaded %v", err)
				}
			}
			_, err = open(dir).Load(ident.PosteID{13})
			wantFault(t, err, fault.Missing, "vault.no-poste-keys")
		})
	}
}

func TestNoKeyLiesInTheFolderWhenTheKeyringHasIt(t *testing.T) {
	dir := t.TempDir()
	r := &ring{kept: map[string]string{}}
	keys := must(vault.NewPosteKeys(rand.Reader))
	if err := vault.FileKeyStore(dir).Save(poste, keys); err != nil {
		t.Fatal(err)
	}
	if err := r.store(dir).Save(poste, keys); err != nil {
		t.Fatal(err)
	}
	if got := files(t, dir); len(got) != 1 || filepath.Ext(got[0]) != ".keyring" {
		t.Errorf("the folder has %q", got)
	}
	if _, err := vault.FileKeyStore(dir).Load(poste); !errors.Is(err, fault.Missing) {
		t.Errorf("the file: %v", err)
	}
}

func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	for _, entry := range must(os.ReadDir(dir)) {
		names = append(names, entry.Name())
	}
	return names
}

// A keyring that does not answer today must not make a registered poste draw
// other keys.
func TestASilentKeyringIsNotAnEmptyOne(t *testing.T) {
	for name, silence := range map[string]func(t *testing.T, r *ring){
		"locked": func(_ *testing.T, r *ring) { r.fails = errors.New("locked") },
		"hangs":  func(t *testing.T, r *ring) { r.hang(t) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			r := &ring{kept: map[string]string{}}
			if err := r.store(dir).Save(poste, must(vault.NewPosteKeys(rand.Reader))); err != nil {
				t.Fatal(err)
			}
			silence(t, r)
			_, err := r.store(dir).Load(poste)
			wantFault(t, err, fault.Denied, "vault.keyring-silent")
		})
	}
}

func TestAHangingKeyringFallsBackToTheFile(t *testing.T) {
	dir := t.TempDir()
	r := &ring{kept: map[string]string{}}
	r.hang(t)
	keys := must(vault.NewPosteKeys(rand.Reader))
	if err := r.store(dir).Save(poste, keys); err != nil {
		t.Fatal(err)
	}
	if got, err := r.store(dir).Load(poste); err != nil || !same(got, keys) {
		t.Errorf("loaded %v", err)
	}
}

// The keyring had the keys, and is locked when they are to be replaced.
func TestKeysAreInOnePlaceOnly(t *testing.T) {
	dir := t.TempDir()
	r := &ring{kept: map[string]string{}}
	for _, fails := range []error{nil, errors.New("locked"), nil} {
		r.fails = fails
		keys := must(vault.NewPosteKeys(rand.Reader))
		if err := r.store(dir).Save(poste, keys); err != nil {
			t.Fatal(err)
		}
		if got := files(t, dir); len(got) != 1 {
			t.Errorf("the folder has %q", got)
		}
		if got, err := r.store(dir).Load(poste); err != nil || !same(got, keys) {
			t.Errorf("loaded %v", err)
		}
	}
}

func TestAKeyringThatForgetsIsNotTrusted(t *testing.T) {
	dir := t.TempDir()
	keys := must(vault.NewPosteKeys(rand.Reader))
	forgets := vault.NewKeyringStore(dir, time.Second,
		func(string) (string, error) { return "", keyring.ErrNotFound }, func(string, string) error { return nil })
	if err := forgets.Save(poste, keys); err != nil {
		t.Fatal(err)
	}
	if got, err := forgets.Load(poste); err != nil || !same(got, keys) {
		t.Errorf("loaded %v", err)
	}
}

// The note came with a folder that was copied from another machine.
func TestACopiedFolderHasNoKeys(t *testing.T) {
	dir := t.TempDir()
	r := &ring{kept: map[string]string{}}
	if err := r.store(dir).Save(poste, must(vault.NewPosteKeys(rand.Reader))); err != nil {
		t.Fatal(err)
	}
	_, err := (&ring{}).store(dir).Load(poste)
	wantFault(t, err, fault.Missing, "vault.no-poste-keys")
}

func TestTheSystemsKeyringIsUsed(t *testing.T) {
	keyring.MockInit()
	dir := t.TempDir()
	keys := must(vault.NewPosteKeys(rand.Reader))
	if err := vault.NewPosteKeyStore(dir).Save(poste, keys); err != nil {
		t.Fatal(err)
	}
	if got, err := vault.NewPosteKeyStore(dir).Load(poste); err != nil || !same(got, keys) {
		t.Errorf("loaded %v", err)
	}
	if text, err := keyring.Get("Comptoir", poste.String()); err != nil || len(text) != 88 {
		t.Errorf("the keyring has %d characters, %v", len(text), err)
	}
}

func keyFile(t *testing.T) (dir, path string) {
	t.Helper()
	dir = t.TempDir()
	if err := vault.FileKeyStore(dir).Save(poste, must(vault.NewPosteKeys(rand.Reader))); err != nil {
		t.Fatal(err)
	}
	names := files(t, dir)
	if len(names) != 1 {
		t.Fatalf("the folder has %q", names)
	}
	return dir, filepath.Join(dir, names[0])
}

func TestTheFileIsItsOwnersOnly(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes; the folder is private")
	}
	dir, path := keyFile(t)
	if mode := must(os.Stat(path)).Mode(); mode != 0o600 {
		t.Errorf("mode %s", mode)
	}
	for _, mode := range []fs.FileMode{0o640, 0o604, 0o620, 0o602, 0o610, 0o601} {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		_, err := vault.FileKeyStore(dir).Load(poste)
		wantFault(t, err, fault.Denied, "vault.exposed")
	}
}

func TestOnlyAPlainFileIsRead(t *testing.T) {
	dir, path := keyFile(t)
	moved := filepath.Join(t.TempDir(), "elsewhere")
	if err := os.Rename(path, moved); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(moved, path); err != nil {
		t.Skipf("no symbolic links here: %v", err)
	}
	_, err := vault.FileKeyStore(dir).Load(poste)
	wantFault(t, err, fault.Denied, "vault.exposed")
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	_, err = vault.FileKeyStore(dir).Load(poste)
	wantFault(t, err, fault.Denied, "vault.exposed")
}

func TestADamagedFileIsRefused(t *testing.T) {
	dir, path := keyFile(t)
	good := must(os.ReadFile(path))
	for name, content := range map[string][]byte{
		"empty": {}, "cut": good[:87], "longer": append(bytes.Clone(good), '\n'), "huge": bytes.Repeat(good, 1000),
		"other text": bytes.Repeat([]byte("*"), 88), "of 63 bytes": append(bytes.Clone(good[:84]), "A==="...),
	} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := vault.FileKeyStore(dir).Load(poste)
		t.Run(name, func(t *testing.T) { wantFault(t, err, fault.Forged, "vault.damaged") })
	}
}

func TestSaveLeavesNothingBehind(t *testing.T) {
	dir := t.TempDir()
	blocked := filepath.Join(dir, "poste-"+poste.String()+".key64")
	if err := os.MkdirAll(filepath.Join(blocked, "full"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := vault.FileKeyStore(dir).Save(poste, must(vault.NewPosteKeys(rand.Reader))); err == nil {
		t.Error("a folder was overwritten")
	}
	if names := files(t, dir); len(names) != 1 {
		t.Errorf("the folder has %q", names)
	}
	if err := vault.FileKeyStore(filepath.Join(dir, "absent")).Save(poste, must(vault.NewPosteKeys(rand.Reader))); err == nil {
		t.Error("saved to nowhere")
	}
}
