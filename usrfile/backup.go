package usrfile

import (
	"crypto/ed25519"
	"crypto/sha256"
)

// backupLabel keeps signatures of backups apart from all others.
const backupLabel = "comptoir/journal-backup/v1\x00"

// BackupDigest names the backup of a journal: SHA-256 of its manifest.
func BackupDigest(manifest []byte) [32]byte { return sha256.Sum256(manifest) }

// SignBackup gives the signature of a poste over the manifest of a backup of a
// journal: plain Ed25519 over label ‖ manifest, the exact bytes.
func SignBackup(key SigningKey, manifest []byte) []byte {
	return ed25519.Sign(key.private()[:], append([]byte(backupLabel), manifest...))
}

// CheckBackup reports whether the holder of a public key has signed a manifest.
func CheckBackup(public [32]byte, manifest, signature []byte) bool {
	if CheckSigningPublic(public) != nil || len(signature) != ed25519.SignatureSize {
		return false
	}
	return ed25519.Verify(public[:], append([]byte(backupLabel), manifest...), signature)
}
