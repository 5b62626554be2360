package usrfile_test

import (
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/sha256"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

var signer = usrfile.BackupSigner{Organisation: [16]byte{1}, Poste: [16]byte{2}, Public: usrfile.SigningKeyFromSeed(seed(3)).Public()}

// Who has the recovery key tells the poste that it has certified from every other.
func TestRecoveryKeyVouchesForOnePoste(t *testing.T) {
	recovery := usrfile.BoxKeyFromSeed(seed(9))
	certificate, err := usrfile.CertifyBackups(recovery, signer)
	if err != nil || !usrfile.CheckBackupSigner(recovery, signer, certificate) {
		t.Fatalf("its own certificate: %v", err)
	}
	others := map[string]func(*usrfile.BackupSigner){
		"organisation": func(b *usrfile.BackupSigner) { b.Organisation[15] ^= 1 },
		"poste":        func(b *usrfile.BackupSigner) { b.Poste[0] ^= 1 },
		"key":          func(b *usrfile.BackupSigner) { b.Public = usrfile.SigningKeyFromSeed(seed(4)).Public() },
	}
	for name, change := range others {
		other := signer
		change(&other)
		if usrfile.CheckBackupSigner(recovery, other, certificate) {
			t.Errorf("another %s is taken", name)
		}
	}
	for i := range certificate {
		changed := slices.Clone(certificate)
		changed[i] ^= 0x40
		if usrfile.CheckBackupSigner(recovery, signer, changed) {
			t.Errorf("byte %d changed is taken", i)
		}
	}
	if usrfile.CheckBackupSigner(usrfile.BoxKeyFromSeed(seed(8)), signer, certificate) || usrfile.CheckBackupSigner(recovery, signer, nil) {
		t.Error("another recovery key, or no certificate, is taken")
	}
	if _, err := usrfile.CertifyBackups(usrfile.BoxKey{}, signer); err == nil {
		t.Error("no key certifies")
	}
}

// The certificate by the text of FORMAT.md alone.
func TestRecoveryCertificateIsWhatIsWritten(t *testing.T) {
	scalar := seed(9)
	derived, err := hkdf.Key(sha256.New, scalar[:], nil, "comptoir/recovery-signer/v1\x00", 32)
	if err != nil {
		t.Fatal(err)
	}
	text := slices.Concat([]byte("comptoir/backup-signer/v1\x00"), signer.Organisation[:], signer.Poste[:], signer.Public[:])
	want := ed25519.Sign(ed25519.NewKeyFromSeed(derived), text)
	got, err := usrfile.CertifyBackups(usrfile.BoxKeyFromSeed(scalar), signer)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%x, want %x: %v", got, want, err)
	}
}

// The signature of a journal's backup is none of a folder's.
func TestSignaturesOfBackupsAreNotExchanged(t *testing.T) {
	key, manifest := usrfile.SigningKeyFromSeed(seed(3)), []byte("{}")
	if !usrfile.CheckFolderBackup(key.Public(), manifest, usrfile.SignFolderBackup(key, manifest)) {
		t.Error("its own signature is refused")
	}
	if usrfile.CheckFolderBackup(key.Public(), manifest, usrfile.SignBackup(key, manifest)) ||
		usrfile.CheckBackup(key.Public(), manifest, usrfile.SignFolderBackup(key, manifest)) {
		t.Error("one is taken for the other")
	}
	if usrfile.CheckFolderBackup(key.Public(), []byte("{ }"), usrfile.SignFolderBackup(key, manifest)) {
		t.Error("another manifest is taken")
	}
}
