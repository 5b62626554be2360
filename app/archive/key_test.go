package archive_test

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"filippo.io/age"

	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/fault"
)

// signature stands for that of a poste.
var signature = bytes.Repeat([]byte{7}, 64)

var errSignature = errors.New("another signature")

func check(_ archive.Manifest, _, found []byte) error {
	if !bytes.Equal(found, signature) {
		return errSignature
	}
	return nil
}

func secretOf(n byte) (secret, public [32]byte) {
	secret = [32]byte(bytes.Repeat([]byte{n}, 32))
	key, err := ecdh.X25519().NewPrivateKey(secret[:])
	if err != nil {
		panic(err)
	}
	return secret, [32]byte(key.PublicKey().Bytes())
}

func opener(secrets ...[32]byte) archive.Opener {
	return archive.Opener{Secrets: func() [][32]byte { return secrets }, Check: check}
}

// sealedFor writes a backup of a journal for two keys.
func sealedFor(t *testing.T) (path string, poste, office [32]byte) {
	t.Helper()
	poste, first := secretOf(1)
	office, second := secretOf(2)
	keys := &archive.Keys{
		Recipients: [][32]byte{first, second}, Sign: func([]byte) []byte { return signature }, Opener: opener(poste),
	}
	m := manifest(t)
	m.Journal = &archive.Journal{Code: "BQ1", Number: 12}
	path, err := archive.Create(t.Context(), t.TempDir(), "P01_BQ1.age", archive.Seal{Keys: keys}, m, source, nil)
	if err != nil {
		t.Fatal(err)
	}
	return path, poste, office
}

func TestEachRecipientOpensIt(t *testing.T) {
	path, poste, office := sealedFor(t)
	other, _ := secretOf(3)
	for _, secrets := range [][][32]byte{{poste}, {office}, {other, office}} {
		dir := t.TempDir()
		m, err := opener(secrets...).ReadFile(t.Context(), path, func(archive.Manifest) (archive.Sink, error) {
			return archive.IntoFolder(dir), nil
		}, nil)
		if err != nil || m.Journal.Number != 12 {
			t.Fatalf("%+v, %v", m.Journal, err)
		}
		if got := readFile(t, filepath.Join(dir, "comptoir.db")); !bytes.Equal(got, content["comptoir.db"].Data) {
			t.Error("another content")
		}
	}
	_, err := opener(other).PeekFile(path)
	wantFault(t, err, fault.Denied, "archive.not-for-us")
	_, err = opener().PeekFile(path)
	wantFault(t, err, fault.Denied, "archive.not-for-us")
	_, err = opens("une phrase").PeekFile(path)
	wantFault(t, err, fault.Denied, "archive.passphrase")
}

// The file opens without this program: with age itself.
func TestAgeOpensIt(t *testing.T) {
	path, _, _ := sealedFor(t)
	// the key 02 02 … 02 as age writes it
	identity, err := age.ParseX25519Identity("AGE-SECRET-KEY-1QGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQ0N3JDM")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(bytes.NewReader(readFile(t, path)), identity)
	if err == nil {
		_, err = io.Copy(io.Discard, plain)
	}
	if err != nil {
		t.Error(err)
	}
}

// What was not signed, or signed otherwise, is nobody's backup.
func TestTheSignatureIsLookedAtFirst(t *testing.T) {
	poste, public := secretOf(1)
	m := manifest(t)
	m.Journal = &archive.Journal{Code: "BQ1"}
	var file bytes.Buffer
	keys := &archive.Keys{Recipients: [][32]byte{public}, Sign: func([]byte) []byte { return []byte("no") }}
	if err := archive.Write(t.Context(), &file, archive.Seal{Keys: keys}, m, source, nil); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.age")
	writeFile(t, path, file.Bytes())
	began := false
	_, err := opener(poste).ReadFile(t.Context(), path, func(archive.Manifest) (archive.Sink, error) {
		began = true
		return nil, nil
	}, nil)
	if !errors.Is(err, errSignature) || began {
		t.Errorf("error %v, began %v", err, began)
	}
}

// A backup of the whole folder says that it is one, and so does one of a journal:
// neither passes for the other.
func TestKindsOfBackupsAreNotMistaken(t *testing.T) {
	poste, public := secretOf(1)
	keys := &archive.Keys{Recipients: [][32]byte{public}, Sign: func([]byte) []byte { return signature }, Opener: opener(poste)}
	_, err := archive.Create(t.Context(), t.TempDir(), "x.age", archive.Seal{Keys: keys}, manifest(t), source, nil)
	wantFault(t, err, fault.Forged, "archive.damaged")
	m := manifest(t)
	m.Journal = &archive.Journal{Code: "BQ1"}
	_, err = archive.Create(t.Context(), t.TempDir(), "x.age", seal, m, source, nil)
	wantFault(t, err, fault.Forged, "archive.damaged")
}

func TestDamagedSealedBackupsAreRefused(t *testing.T) {
	path, poste, _ := sealedFor(t)
	good := readFile(t, path)
	damagedPath := filepath.Join(t.TempDir(), "damaged.age")
	for at := 0; at < len(good); at++ {
		if at > 400 && at < len(good)-40 && at%9973 != 0 {
			continue
		}
		flipped := bytes.Clone(good)
		flipped[at] ^= 1
		for what, file := range map[string][]byte{"truncated": good[:at], "flipped": flipped} {
			writeFile(t, damagedPath, file)
			_, err := opener(poste).ReadFile(context.Background(), damagedPath, nil, nil)
			if !errors.Is(err, fault.Forged) && !errors.Is(err, fault.Denied) && !errors.Is(err, errSignature) {
				t.Errorf("%s at %d: %v", what, at, err)
			}
		}
	}
}

// Many recipients would cost whoever opens the file as many attempts.
func TestNobodySealsForACrowd(t *testing.T) {
	_, public := secretOf(1)
	for _, count := range []int{0, 9} {
		keys := &archive.Keys{Sign: func([]byte) []byte { return signature }}
		for range count {
			keys.Recipients = append(keys.Recipients, public)
		}
		m := manifest(t)
		m.Journal, m.Made = &archive.Journal{Code: "BQ1"}, time.Unix(1, 0).UTC()
		if err := archive.Write(t.Context(), io.Discard, archive.Seal{Keys: keys}, m, source, nil); err == nil {
			t.Errorf("sealed for %d", count)
		}
	}
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func writeFile(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
