package storagetest

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
)

var keptKeyTests = []test{
	{"copies of keys are kept", keepKeptKeys},
	{"the key file is kept", keepKeyFile},
	{"a secret is forgotten", forgetSecret},
}

func keepKeptKeys(t *testing.T, s *storage.Store) {
	second := vault.KeptKey{
		Public: hashed("second"), Use: vault.RootUse, Number: 2, Made: instant(1), Exported: instant(2), Printed: instant(3), Removed: instant(4),
	}
	whole(t, second)
	first := vault.KeptKey{Public: hashed("first"), Use: vault.RootUse, Number: 1, Made: instant(1)}
	box := vault.KeptKey{Public: hashed("box"), Use: vault.HeadOfficeUse, Number: 1, Made: instant(1)}
	update(t, s, func(tx *storage.Tx) error {
		early := second
		early.Exported, early.Printed, early.Removed = instant(0), instant(0), instant(0)
		return errors.Join(tx.SaveKeptKey(box), tx.SaveKeptKey(early), tx.SaveKeptKey(first), tx.SaveKeptKey(second))
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.KeptKeys()
		same(t, "keys", got, []vault.KeptKey{first, second, box})
		return err
	})
	update(t, s, func(tx *storage.Tx) error {
		return errors.Join(tx.DeleteKeptKey(first.Public), tx.DeleteKeptKey(hashed("none")))
	})
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.KeptKeys()
		same(t, "keys that are left", got, []vault.KeptKey{second, box})
		return err
	})
}

func keepKeyFile(t *testing.T, s *storage.Store) {
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.KeyFile(); return err })
	for _, content := range [][]byte{{0x89, 'C', 0}, []byte("newer")} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveKeyFile(content) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.KeyFile()
			same(t, "file", got, content)
			return err
		})
	}
}

func forgetSecret(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error {
		return errors.Join(tx.SaveSecret("root", []byte{1}), tx.SaveSecret("issuer", []byte{2}), tx.DeleteSecret("root"), tx.DeleteSecret("root"))
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Secret("root"); return err })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Secret("issuer")
		same(t, "the other secret", got, []byte{2})
		return err
	})
}
