package usrfile

import (
	"crypto/ed25519"
	"crypto/sha256"
)

// Labels that keep signatures of backups apart from all others.
const (
	backupLabel       = "comptoir/journal-backup/v1\x00"
	folderLabel       = "comptoir/folder-backup/v1\x00"
	backupSignerLabel = "comptoir/backup-signer/v1\x00"
	recoveryLabel     = "comptoir/recovery-signer/v1\x00"
)

// BackupDigest names the backup of a journal: SHA-256 of its manifest.
func BackupDigest(manifest []byte) [32]byte { return sha256.Sum256(manifest) }

// SignBackup gives the signature of a poste over the manifest of a backup of a
// journal: plain Ed25519 over label ‖ manifest, the exact bytes.
func SignBackup(key SigningKey, manifest []byte) []byte {
	return signLabelled(key, backupLabel, manifest)
}

// CheckBackup reports whether the holder of a public key has signed a manifest.
func CheckBackup(public [32]byte, manifest, signature []byte) bool {
	return checkLabelled(public, backupLabel, manifest, signature)
}

// SignFolderBackup gives the signature of a poste over the manifest of a backup of
// its whole data folder.
func SignFolderBackup(key SigningKey, manifest []byte) []byte {
	return signLabelled(key, folderLabel, manifest)
}

// CheckFolderBackup reports whether the holder of a public key has signed the
// manifest of a backup of a data folder.
func CheckFolderBackup(public [32]byte, manifest, signature []byte) bool {
	return checkLabelled(public, folderLabel, manifest, signature)
}

// BackupSigner names a poste whose backups the holder of a recovery key vouches for.
type BackupSigner struct {
	Organisation, Poste [16]byte
	Public              [32]byte // the Ed25519 key with which the poste signs them
}

func (b BackupSigner) encode() []byte {
	return append(append(append([]byte(nil), b.Organisation[:]...), b.Poste[:]...), b.Public[:]...)
}

// recoverySigner gives the Ed25519 key that belongs to a recovery key: HKDF-SHA256
// without salt. Who knows the public half only can not make it.
func recoverySigner(recovery BoxKey) (SigningKey, error) {
	if recovery.IsZero() {
		return SigningKey{}, refuse(ErrWeakKey, "no private key")
	}
	seed := recovery.Seed()
	derived, err := extractAndExpand(seed[:], nil, []byte(recoveryLabel))
	if err != nil {
		return SigningKey{}, err
	}
	return SigningKeyFromSeed(derived), nil
}

// CertifyBackups gives what a poste lays into its backups, so that whoever has the
// recovery key knows them from those that anybody could make for its public half.
func CertifyBackups(recovery BoxKey, signer BackupSigner) ([]byte, error) {
	key, err := recoverySigner(recovery)
	if err != nil {
		return nil, err
	}
	return signLabelled(key, backupSignerLabel, signer.encode()), nil
}

// CheckBackupSigner reports whether the holder of the recovery key has certified
// the signer.
func CheckBackupSigner(recovery BoxKey, signer BackupSigner, certificate []byte) bool {
	key, err := recoverySigner(recovery)
	return err == nil && checkLabelled(key.Public(), backupSignerLabel, signer.encode(), certificate)
}

func signLabelled(key SigningKey, label string, content []byte) []byte {
	return ed25519.Sign(key.private()[:], append([]byte(label), content...))
}

func checkLabelled(public [32]byte, label string, content, signature []byte) bool {
	if CheckSigningPublic(public) != nil || len(signature) != ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(public[:], append([]byte(label), content...), signature)
}
