package storagetest

import (
	"bytes"
	"reflect"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var backupTests = []test{
	{"the recovery key that was taken last comes first", keepBackupKeys},
	{"how backups are made by themselves is kept", keepBackupPlan},
}

func keepBackupKeys(t *testing.T, s *storage.Store) {
	first := directory.BackupKey{
		Recipient: [32]byte{1}, Signer: [32]byte{2}, Certificate: bytes.Repeat([]byte{3}, 64), Taken: instant(4), By: user("admin"),
	}
	whole(t, first)
	second := directory.BackupKey{Recipient: [32]byte{5}, Signer: [32]byte{2}, Certificate: bytes.Repeat([]byte{6}, 64), Taken: instant(7)}
	again := first
	again.Taken, again.By = instant(9), user("awa")
	for _, c := range []struct{ save, first, last directory.BackupKey }{
		{first, first, first}, {second, second, first}, {again, again, second},
	} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveBackupKey(c.save) })
		view(t, s, func(tx *storage.Tx) error {
			keys, err := tx.BackupKeys()
			if err == nil && (!reflect.DeepEqual(keys[0], c.first) || !reflect.DeepEqual(keys[len(keys)-1], c.last)) {
				t.Errorf("after %v: %+v", c.save.Taken, keys)
			}
			return err
		})
	}
}

func keepBackupPlan(t *testing.T, s *storage.Store) {
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error {
		_, err := tx.BackupPlan()
		return err
	})
	plan := directory.BackupPlan{
		Automatic: true, Second: "/media/usb", Made: instant(1), Copied: instant(2), Tried: instant(3),
		Failed: &fault.Error{Kind: fault.Conflict, Key: "archive.full", Args: fault.Args{"Path": "/media/usb"}},
	}
	whole(t, plan)
	for _, p := range []directory.BackupPlan{plan, {}} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveBackupPlan(p) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.BackupPlan()
			if !reflect.DeepEqual(got, p) {
				t.Errorf("%+v is kept as %+v", p, got)
			}
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		closed, err := tx.MonthClosed()
		if !closed.Equal(time.Time{}) {
			t.Errorf("a month was closed %v", closed)
		}
		return err
	})
}
