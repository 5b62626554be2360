package vault_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"filippo.io/age"
	"filippo.io/age/armor"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
)

var (
	cheap  = access.Effort{MemoryKiB: 64, Passes: 1, Lanes: 1}
	backup = vault.Backup{
		Organisation: ident.OrganisationID{1, 2, 6: 0x40, 8: 0x80}, Name: "Eau « Vive » <&>", Made: time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC),
		Root: vault.NewSeed([32]byte{0xd1, 31: 7}), HeadOffice: vault.NewSeed([32]byte{0xd2, 31: 9}),
	}
)

func encrypted(t *testing.T, b vault.Backup, passphrase string) []byte {
	t.Helper()
	file, err := b.Encrypt(passphrase, cheap)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestBackupIsReadBack(t *testing.T) {
	alone := backup
	alone.Root = vault.Seed{}
	for _, b := range []vault.Backup{backup, alone} {
		got, err := vault.OpenBackup(encrypted(t, b, "quatre mots sans suite"), "quatre mots sans suite")
		if err != nil {
			t.Fatal(err)
		}
		if got.Organisation != b.Organisation || got.Name != b.Name || !got.Made.Equal(b.Made) ||
			got.Root.Bytes() != b.Root.Bytes() || got.HeadOffice.Bytes() != b.HeadOffice.Bytes() || got.Root.IsZero() != b.Root.IsZero() {
			t.Errorf("read %+v", got)
		}
		if shown := fmt.Sprintf("%v %+v %#v %x", got, got, got, got.Root); strings.Contains(shown, "d1") || strings.Contains(shown, "209") {
			t.Errorf("shows %s", shown)
		}
	}
}

// Whoever has age and the passphrase needs no Comptoir.
func TestBackupIsAnAgeFile(t *testing.T) {
	identity, err := age.NewScryptIdentity("quatre mots")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(armor.NewReader(bytes.NewReader(encrypted(t, backup, "quatre mots"))), identity)
	if err != nil {
		t.Fatal(err)
	}
	var content bytes.Buffer
	if _, err := content.ReadFrom(plain); err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"comptoir": "key-backup/v1"`, `"root": "d1` + strings.Repeat("0", 60) + `07"`, `"made": "2026-11-21T09:14:00Z"`} {
		if !strings.Contains(content.String(), part) {
			t.Errorf("%s is not in\n%s", part, &content)
		}
	}
}

func TestWhatIsNoBackupIsRefused(t *testing.T) {
	good := encrypted(t, backup, "quatre mots")
	if _, err := vault.OpenBackup(good, "cinq mots"); !errors.Is(err, fault.Denied) {
		t.Errorf("another passphrase: %v", err)
	}
	if _, err := vault.OpenBackup(good, ""); !errors.Is(err, fault.Denied) {
		t.Errorf("no passphrase: %v", err)
	}
	for name, file := range map[string][]byte{
		"nothing":     nil,
		"junk":        []byte("-----BEGIN AGE ENCRYPTED FILE-----\njunk"),
		"cut":         good[:len(good)/2],
		"too large":   append(bytes.Clone(good), make([]byte, vault.MaxBackup)...),
		"other JSON":  sealed(t, `{"comptoir": "key-backup/v2"}`, 10),
		"spaces":      sealed(t, strings.ReplaceAll(plainBackup, "\n", "\n\n"), 10),
		"short seed":  sealed(t, strings.Replace(plainBackup, "d1", "", 1), 10),
		"no key":      sealed(t, strings.ReplaceAll(plainBackup, seedDigits, ""), 10),
		"costs a lot": sealed(t, plainBackup, 21),
	} {
		if _, err := vault.OpenBackup(file, "quatre mots"); !errors.Is(err, fault.Forged) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := vault.OpenBackup(sealed(t, plainBackup, 10), "quatre mots"); err != nil {
		t.Errorf("the plain text that the cases begin from: %v", err)
	}
}

const seedDigits = "d100000000000000000000000000000000000000000000000000000000000007"

const plainBackup = `{
  "comptoir": "key-backup/v1",
  "organisation": "01020000-0000-4000-8000-000000000000",
  "name": "Eau Vive",
  "made": "2026-11-21T09:14:00Z",
  "root": "` + seedDigits + `",
  "head_office": ""
}`

func sealed(t *testing.T, content string, work int) []byte {
	t.Helper()
	recipient, err := age.NewScryptRecipient("quatre mots")
	if err != nil {
		t.Fatal(err)
	}
	recipient.SetWorkFactor(min(work, 10))
	var file bytes.Buffer
	w, err := age.Encrypt(&file, recipient)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if work > 10 { // the header says what it would cost; nobody pays it
		return bytes.Replace(file.Bytes(), []byte(" 10\n"), fmt.Appendf(nil, " %d\n", work), 1)
	}
	return file.Bytes()
}
