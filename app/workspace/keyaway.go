package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// ForgetKey takes a root key from this poste. The copy that was just opened, from
// its file or from paper, proves that it can be had back.
func (s *Session) ForgetKey(ctx context.Context, name string, copied vault.Backup) (key OfficeKey, err error) {
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if key, err = s.findKey(tx, by, name, now); err != nil {
			return err
		}
		switch {
		case key.Use != vault.RootUse:
			return fault.New(fault.Invalid, "workspace.key-needed", nil)
		case !key.Held:
			return fault.New(fault.Conflict, "workspace.key-away", fault.Args{"Key": key.ID})
		case copied.Root.IsZero() || usrfile.SigningKeyFromSeed(copied.Root.Bytes()).Public() != key.Public:
			return fault.New(fault.Invalid, "workspace.other-copy", fault.Args{"Key": key.ID})
		}
		if err := tx.DeleteSecret(secretName(rootUse, key.Public)); err != nil {
			return err
		}
		key.Held, key.Removed = false, now
		if err := tx.SaveKeptKey(key.KeptKey); err != nil {
			return err
		}
		return directory.Note(tx, by, ident.UserID{}, directory.VerbRootForgotten, now, directory.Detail{Name: "key", Value: key.ID})
	})
	return key, err
}

// RestoreKey puts the keys of a copy back on this poste: those that the trust
// chain names.
func (s *Session) RestoreKey(ctx context.Context, copied vault.Backup) (restored []OfficeKey, err error) {
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := s.mayManageKeys(by, now); err != nil {
			return err
		}
		ring, err := readKeyring(tx, now)
		if err != nil {
			return err
		}
		for _, key := range ring.Roots {
			if err := s.putBack(tx, key, copied.Root, now, &restored); err != nil {
				return err
			}
		}
		if err := s.putBack(tx, ring.HeadOffice, copied.HeadOffice, now, &restored); err != nil {
			return err
		}
		if len(restored) == 0 {
			return fault.New(fault.Invalid, "workspace.foreign-copy", nil)
		}
		for _, key := range restored {
			if err := directory.Note(tx, by, ident.UserID{}, directory.VerbRootRestored, now, directory.Detail{Name: "key", Value: key.ID}); err != nil {
				return err
			}
		}
		return nil
	})
	return restored, err
}

func (s *Session) mayManageKeys(by directory.Actor, now time.Time) error {
	if err := directory.Can(by, directory.RightKeyManage, directory.Place{}, now); err != nil {
		return err
	}
	if s.office == nil {
		return noKeys()
	}
	return nil
}

// putBack seals the seed on this poste when it is that of the key.
func (s *Session) putBack(tx *storage.Tx, key OfficeKey, seed vault.Seed, now time.Time, restored *[]OfficeKey) error {
	if seed.IsZero() || publicOf(key.Use, seed) != key.Public {
		return nil
	}
	if err := s.office.seal(tx, string(key.Use), key.Public, seed.Bytes()); err != nil {
		return err
	}
	key.Held, key.Removed = true, time.Time{}
	if key.Made.IsZero() {
		key.Made = now
	}
	*restored = append(*restored, key)
	return tx.SaveKeptKey(key.KeptKey)
}

func publicOf(use vault.Use, seed vault.Seed) [32]byte {
	if use == vault.RootUse {
		return usrfile.SigningKeyFromSeed(seed.Bytes()).Public()
	}
	return usrfile.BoxKeyFromSeed(seed.Bytes()).Public()
}
