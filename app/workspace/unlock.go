package workspace

import (
	"context"
	"encoding/hex"
	"time"

	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// Unlock is what opens a backup of the data folder: the passphrase of one that has
// one, the recovery key of one that was made for it. The poste that has made it
// needs neither, see Session.PeekBackup.
type Unlock struct {
	Passphrase string
	Key        KeyCopy // the recovery key, from its file or from paper
	own        *ownUnlock
}

// ownUnlock is what opens the backups that this poste has made for recovery keys.
type ownUnlock struct {
	poste   ident.PosteID
	box     usrfile.BoxKey
	signers map[[32]byte]bool // its own keys, as recovery keys have certified them here
}

// Wants says what opens a backup.
type Wants = archive.Kind

const (
	WantsPassphrase = archive.ByPassphrase
	WantsKey        = archive.ByKeys // the recovery key, or the poste that has made it
)

// BackupWants tells what a backup wants to be opened.
func BackupWants(path string) (Wants, error) { return archive.KindOf(path) }

// opener gives what reads the file. A passphrase proves by itself that the backup
// was not made by somebody else. The public half of a recovery key proves nothing:
// so its private half must have certified the poste that has signed, or on the poste
// itself the signature must be its own.
func (u Unlock) opener(path string) (archive.Opener, error) {
	kind, err := archive.KindOf(path)
	if err != nil {
		return archive.Opener{}, err
	}
	switch {
	case kind == archive.ByPassphrase && u.Passphrase == "":
		return archive.Opener{}, fault.New(fault.Denied, "workspace.backup-passphrase", nil)
	case kind == archive.ByPassphrase:
		return archive.Opener{Passphrase: u.Passphrase}, nil
	case !u.Key.Recovery.IsZero():
		return u.byRecovery(usrfile.BoxKeyFromSeed(u.Key.Recovery.Bytes())), nil
	case u.own != nil && !u.own.box.IsZero():
		return u.byPoste(), nil
	}
	return archive.Opener{}, fault.New(fault.Denied, "workspace.recovery-needed", nil)
}

func (u Unlock) byRecovery(key usrfile.BoxKey) archive.Opener {
	return archive.Opener{
		Secrets: func() [][32]byte { return [][32]byte{key.Seed()} },
		Check: func(m archive.Manifest, manifest, signature []byte) error {
			signer, err := signerOf(m, manifest, signature)
			if err != nil {
				return err
			}
			named := usrfile.BackupSigner{Organisation: m.Organisation, Poste: m.Poste, Public: signer}
			if !usrfile.CheckBackupSigner(key, named, m.Recovery.Certificate) || u.own != nil && u.own.poste == m.Poste && !u.own.signers[signer] {
				return foreignBackup()
			}
			return nil
		},
	}
}

func (u Unlock) byPoste() archive.Opener {
	return archive.Opener{
		Secrets: func() [][32]byte { return [][32]byte{u.own.box.Seed()} },
		Check: func(m archive.Manifest, manifest, signature []byte) error {
			signer, err := signerOf(m, manifest, signature)
			if err == nil && !u.own.signers[signer] {
				err = foreignBackup()
			}
			return err
		},
	}
}

// signerOf gives the key that has signed the manifest of a backup of a data folder.
func signerOf(m archive.Manifest, manifest, signature []byte) (signer [32]byte, err error) {
	if m.Recovery == nil {
		return signer, fault.New(fault.Invalid, "workspace.backup-of-journal", nil)
	}
	public, err := hex.DecodeString(m.Recovery.Signer)
	if err != nil || len(public) != len(signer) || !usrfile.CheckFolderBackup([32]byte(public), manifest, signature) {
		return signer, foreignBackup()
	}
	return [32]byte(public), nil
}

func foreignBackup() error { return fault.New(fault.Forged, "workspace.backup-foreign", nil) }

// peek reads the manifest.
func (u Unlock) peek(path string) (archive.Manifest, error) {
	o, err := u.opener(path)
	if err != nil {
		return archive.Manifest{}, err
	}
	m, err := o.PeekFile(path)
	return m, u.otherRecovery(err)
}

// read reads all of it.
func (u Unlock) read(ctx context.Context, path string, begin func(archive.Manifest) (archive.Sink, error), tell archive.Tell) (archive.Manifest, error) {
	o, err := u.opener(path)
	if err != nil {
		return archive.Manifest{}, err
	}
	m, err := o.ReadFile(ctx, path, begin, tell)
	return m, u.otherRecovery(err)
}

// otherRecovery says of what does not open a backup what can be done about it.
func (u Unlock) otherRecovery(err error) error {
	switch {
	case !hasKey(err, "archive.not-for-us"):
		return err
	case u.Key.Recovery.IsZero():
		return fault.Wrap(err, fault.Denied, "workspace.recovery-needed", nil)
	}
	return fault.Wrap(err, fault.Denied, "workspace.recovery-other", nil)
}

// onThisPoste adds what this poste knows: its own backups need nobody to open them,
// and what a recovery key vouches for as its own must be signed by a key that this
// poste has, or had.
func (s *Session) onThisPoste(ctx context.Context, u Unlock) (Unlock, error) {
	err := s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightBackupFull, directory.Place{}, now); err != nil {
			return err
		}
		own, err := s.w.ownUnlock(tx)
		u.own = own
		return err
	})
	return u, err
}

func (w *Workspace) ownUnlock(tx *storage.Tx) (*ownUnlock, error) {
	home, err := tx.Home()
	if err != nil {
		return nil, err
	}
	keys, err := w.posteKeys(home)
	if err != nil {
		return nil, err
	}
	known, err := tx.BackupKeys()
	own := &ownUnlock{poste: home.Poste, box: keys.Box, signers: map[[32]byte]bool{}}
	for _, k := range known {
		own.signers[k.Signer] = true
	}
	return own, err
}
