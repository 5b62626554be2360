package workspace

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/agekey"
	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/registration"
	"github.com/comptoir/comptoir/usrfile"
)

// RecoveryKey is the key for which this poste makes backups (« clé de secours »).
type RecoveryKey struct {
	directory.BackupKey
	ID        string // of the public key, as people read it
	Recipient string // as age writes it
	By        string // who took it into use
	Usable    bool   // the poste still has the key that was certified
}

// recoveryID names a recovery key as people read it.
func recoveryID(public [32]byte) string { return usrfile.KeyIDOf(public).String() }

// RecoveryID names the recovery key of a copy.
func RecoveryID(copied KeyCopy) string {
	return recoveryID(usrfile.BoxKeyFromSeed(copied.Recovery.Bytes()).Public())
}

// DrawRecoveryKey draws a recovery key, by somebody who has just given the password.
// It is nowhere but in the copy: it has to be written with WriteRecoveryKey or
// printed, and then opened for TakeRecoveryKey.
func (s *Session) DrawRecoveryKey(ctx context.Context) (drawn KeyCopy, err error) {
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := s.mayTakeKeys(by, now); err != nil {
			return err
		}
		organisation, err := tx.Organisation()
		if err != nil {
			return err
		}
		key, err := usrfile.NewBoxKey(s.w.random)
		if err != nil {
			return err
		}
		drawn = KeyCopy{Organisation: organisation.ID, Name: organisation.Name, Made: now.UTC().Truncate(time.Second), Recovery: vault.NewSeed(key.Seed())}
		return directory.Note(tx, by, ident.UserID{}, directory.VerbRecoveryDrawn, now, directory.Detail{Name: "key", Value: recoveryID(key.Public())})
	})
	return drawn, err
}

func (s *Session) mayTakeKeys(by directory.Actor, now time.Time) error {
	if err := directory.Can(by, directory.RightBackupFull, directory.Place{}, now); err != nil {
		return err
	}
	return s.RecentlyProved()
}

// WriteRecoveryKey writes a recovery key that was just drawn, encrypted with the
// passphrase, into a folder, and reads it back.
func (s *Session) WriteRecoveryKey(drawn KeyCopy, passphrase, dir string) (path string, err error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return "", err
	}
	file, err := drawn.Encrypt(passphrase, s.w.effort)
	if err != nil {
		return "", err
	}
	if path, err = usrfile.WriteFile(dir, RecoveryStem(drawn)+archive.Extension, file); err != nil {
		return "", writeFault(err, dir)
	}
	read, err := OpenKeyFile(path, passphrase)
	if err == nil && read.Recovery.Bytes() != drawn.Recovery.Bytes() {
		err = fault.New(fault.Forged, "vault.no-backup", nil)
	}
	return path, err
}

// RecoveryStem gives "cle-de-secours_eau_vive_7F3K-2M9Q-XW4T-0", the name of the
// file or page of a recovery key without its extension.
func RecoveryStem(copied KeyCopy) string {
	return "cle-de-secours_" + exchange.PlainName(copied.Name) + "_" + RecoveryID(copied)
}

// RecoveryGroups gives the symbols of a recovery key for its page.
func RecoveryGroups(copied KeyCopy) string {
	return usrfile.PaperRecovery.Write(copied.Recovery.Bytes())
}

// TakeRecoveryKey makes backups for the recovery key from now on, by somebody who
// has just given the password. The copy that was just opened, from its file or from
// paper, proves that it can be had back. The key vouches for the signatures of this
// poste; only its public half stays. The first one switches automatic backups on.
func (s *Session) TakeRecoveryKey(ctx context.Context, copied KeyCopy) (RecoveryKey, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (none RecoveryKey, err error) {
		if err := s.mayTakeKeys(by, now); err != nil {
			return none, err
		}
		if err := s.w.certify(tx, copied, by, now); err != nil {
			return none, err
		}
		_, err = tx.BackupPlan()
		if isMissing(err) {
			err = tx.SaveBackupPlan(directory.BackupPlan{Automatic: true})
		}
		if err != nil {
			return none, err
		}
		return s.w.recoveryKey(tx)
	})
}

// certify takes a recovery key into use on this poste.
func (w *Workspace) certify(tx *storage.Tx, copied KeyCopy, by directory.Actor, now time.Time) error {
	if copied.Recovery.IsZero() {
		return fault.New(fault.Invalid, "workspace.no-recovery-copy", nil)
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return err
	}
	if !copied.Organisation.IsZero() && copied.Organisation != organisation.ID { // paper does not say whose it is
		return fault.New(fault.Invalid, "workspace.recovery-organisation", fault.Args{"Name": copied.Name})
	}
	home, err := tx.Home()
	if err != nil {
		return err
	}
	keys, err := w.makePosteKeys(home)
	if err != nil {
		return err
	}
	recovery := usrfile.BoxKeyFromSeed(copied.Recovery.Bytes())
	k := directory.BackupKey{Recipient: recovery.Public(), Signer: keys.Sign.Public(), Taken: now, By: by.ID}
	k.Certificate, err = usrfile.CertifyBackups(recovery, usrfile.BackupSigner{Organisation: organisation.ID, Poste: home.Poste, Public: k.Signer})
	if err != nil {
		return err
	}
	if err := tx.SaveBackupKey(k); err != nil {
		return err
	}
	return directory.Note(tx, by, ident.UserID{}, directory.VerbRecoveryTaken, now, directory.Detail{Name: "key", Value: recoveryID(k.Recipient)})
}

// RecoveryKey gives the key for which this poste makes backups, or fault.Missing.
func (s *Session) RecoveryKey(ctx context.Context) (RecoveryKey, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (none RecoveryKey, err error) {
		if err := directory.Can(by, directory.RightBackupFull, directory.Place{}, now); err != nil {
			return none, err
		}
		return s.w.recoveryKey(tx)
	})
}

func (w *Workspace) recoveryKey(tx *storage.Tx) (k RecoveryKey, err error) {
	if k.BackupKey, _, err = w.backupKey(tx); err != nil && !errors.Is(err, errKeyReplaced) {
		return k, err
	}
	k.Usable = err == nil
	k.ID, k.Recipient = recoveryID(k.BackupKey.Recipient), agekey.Recipient(k.BackupKey.Recipient)
	k.By, err = nameOf(tx, k.BackupKey.By)
	return k, err
}

// errKeyReplaced tells that the poste has other keys than those that were certified.
var errKeyReplaced = fault.New(fault.Missing, "workspace.recovery-again", nil)

// backupKey gives the recovery key in use, and the poste's own keys: the one taken
// last that has certified these, also where both were taken in the same second.
func (w *Workspace) backupKey(tx *storage.Tx) (k directory.BackupKey, keys registration.Keys, err error) {
	known, err := tx.BackupKeys()
	if err != nil {
		return k, keys, err
	}
	if len(known) == 0 {
		return k, keys, fault.New(fault.Missing, "workspace.no-recovery-key", nil)
	}
	home, err := tx.Home()
	if err != nil {
		return k, keys, err
	}
	if keys, err = w.posteKeys(home); err != nil {
		return known[0], keys, err
	}
	own := keys.Sign.Public()
	at := slices.IndexFunc(known, func(k directory.BackupKey) bool { return k.Signer == own })
	if at < 0 {
		return known[0], keys, errKeyReplaced
	}
	return known[at], keys, nil
}

// forKey makes the seal of a backup for the recovery key in use, and says so in the
// manifest. The poste can open it too: so it is read back, and a restore here needs
// nobody to fetch the key.
func (w *Workspace) forKey(tx *storage.Tx, m *archive.Manifest) (archive.Seal, error) {
	k, keys, err := w.backupKey(tx)
	if err != nil {
		return archive.Seal{}, err
	}
	own, err := w.ownUnlock(tx)
	if err != nil {
		return archive.Seal{}, err
	}
	m.Recovery = &archive.Recovery{
		Recipient: agekey.Recipient(k.Recipient), Signer: hex.EncodeToString(k.Signer[:]), Certificate: k.Certificate,
	}
	return archive.Seal{Keys: &archive.Keys{
		Recipients: [][32]byte{k.Recipient, keys.Box.Public()},
		Sign:       func(manifest []byte) []byte { return usrfile.SignFolderBackup(keys.Sign, manifest) },
		Opener:     Unlock{own: own}.byPoste(),
	}}, nil
}
