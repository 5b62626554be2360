package vault_test

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"github.com/comptoir/comptoir/app/agekey"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
)

var recovery = vault.Backup{Organisation: backup.Organisation, Name: backup.Name, Made: backup.Made, Recovery: vault.NewSeed([32]byte{0xd3, 31: 5})}

func TestRecoveryKeyIsReadBack(t *testing.T) {
	got, err := vault.OpenBackup(encrypted(t, recovery, "quatre mots sans suite"), "quatre mots sans suite")
	if err != nil || got.Organisation != recovery.Organisation || got.Name != recovery.Name || !got.Made.Equal(recovery.Made) ||
		got.Recovery.Bytes() != recovery.Recovery.Bytes() || !got.Root.IsZero() || !got.HeadOffice.IsZero() {
		t.Errorf("read %+v, %v", got, err)
	}
}

// With age and the passphrase the file is an identity that opens backups.
func TestFileOfARecoveryKeyIsAnIdentityOfAge(t *testing.T) {
	identity, err := age.NewScryptIdentity("quatre mots")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(armor.NewReader(bytes.NewReader(encrypted(t, recovery, "quatre mots"))), identity)
	if err != nil {
		t.Fatal(err)
	}
	found, err := age.ParseIdentities(plain)
	if err != nil || len(found) != 1 {
		t.Fatalf("%v, %v", found, err)
	}
	if got := found[0].(*age.X25519Identity).String(); got != agekey.Identity(recovery.Recovery.Bytes()) {
		t.Error("another identity")
	}
}

// What encrypts something else under the passphrase makes no recovery key.
func TestAnotherTextIsNoRecoveryKey(t *testing.T) {
	identity, err := age.NewScryptIdentity("quatre mots")
	if err != nil {
		t.Fatal(err)
	}
	plain, err := age.Decrypt(armor.NewReader(bytes.NewReader(encrypted(t, recovery, "quatre mots"))), identity)
	if err != nil {
		t.Fatal(err)
	}
	good, err := io.ReadAll(plain)
	if err != nil {
		t.Fatal(err)
	}
	recipient, err := age.NewScryptRecipient("quatre mots")
	if err != nil {
		t.Fatal(err)
	}
	recipient.SetWorkFactor(10)
	for _, text := range []string{
		string(good) + "\n", strings.Replace(string(good), "Z\n", "+00:00\n", 1), strings.Replace(string(good), "# made", "# born", 1),
		string(good[:len(good)-2]) + "\n", "# Comptoir, clé de secours des sauvegardes\n", strings.ToLower(string(good)),
	} {
		var file bytes.Buffer
		inner, err := age.Encrypt(&file, recipient)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.WriteString(inner, text)
		if err := errors.Join(err, inner.Close()); err != nil {
			t.Fatal(err)
		}
		if _, err := vault.OpenBackup(file.Bytes(), "quatre mots"); !errors.Is(err, fault.Forged) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
