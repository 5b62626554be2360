package storagetest

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var factorTests = []test{
	{"factors are kept, the pending beside the enrolled", keepFactors},
	{"recovery codes are kept and replaced", keepRecovery},
	{"a factor goes with everything about it", deleteFactor},
}

var (
	enrolled = access.Factor{User: user("awa"), Sealed: []byte{1, 0}, Enrolled: instant(5), Made: instant(4), Used: 59_832_000, Drift: -3}
	pending  = access.Factor{User: user("awa"), Sealed: []byte{2}, Made: instant(6)}
	codes    = access.Recovery{User: user("awa"), Salt: access.Salt{7, 15: 8}, Codes: []access.RecoveryCode{
		{Number: 1, Digest: hashed("one"), Used: instant(9)}, {Number: 2, Digest: hashed("two")},
	}}
)

func keepFactors(t *testing.T, s *storage.Store) {
	whole(t, enrolled)
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa", "binta") })
	for _, f := range []access.Factor{pending, enrolled, {User: user("awa"), Sealed: []byte{3}, Enrolled: instant(7)}} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveFactor(f) })
		view(t, s, func(tx *storage.Tx) error {
			read := tx.Factor
			if f.Enrolled.IsZero() {
				read = tx.PendingFactor
			}
			got, err := read(f.User)
			same(t, "factor", got, f)
			return err
		})
	}
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.PendingFactor(user("awa"))
		same(t, "pending beside the enrolled", got, pending)
		return err
	})
	update(t, s, func(tx *storage.Tx) error {
		_, err := tx.Factor(user("awa"))
		return errors.Join(tx.DeletePendingFactor(user("awa")), tx.DeletePendingFactor(user("awa")), err)
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.PendingFactor(user("awa")); return err })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Factor(user("binta")); return err })
}

func keepRecovery(t *testing.T, s *storage.Store) {
	whole(t, codes)
	whole(t, codes.Codes[0])
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa", "binta") })
	shorter := access.Recovery{User: user("awa"), Salt: access.Salt{1}, Codes: codes.Codes[1:]}
	for _, r := range []access.Recovery{codes, shorter, codes} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveRecovery(r) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Recovery(r.User)
			same(t, "recovery", got, r)
			return err
		})
	}
	used := access.RecoveryCode{Number: 2, Digest: hashed("two"), Used: instant(10)}
	update(t, s, func(tx *storage.Tx) error { return tx.SaveRecoveryCode(user("awa"), used) })
	view(t, s, func(tx *storage.Tx) error {
		got, err := tx.Recovery(user("awa"))
		same(t, "used code", got.Codes[1], used)
		return err
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Recovery(user("binta")); return err })
}

func deleteFactor(t *testing.T, s *storage.Store) {
	tracks := []access.Track{{Stage: access.StageFactor, User: user("awa")}, {Stage: access.StagePassword, User: user("awa")}}
	update(t, s, func(tx *storage.Tx) error {
		binta := enrolled
		binta.User = user("binta")
		return errors.Join(addPeople(tx, "awa", "binta"), tx.SaveFactor(enrolled), tx.SaveFactor(pending), tx.SaveFactor(binta), tx.SaveRecovery(codes),
			tx.SaveFailures(access.Failures{Track: tracks[0], Count: 4}), tx.SaveFailures(access.Failures{Track: tracks[1], Count: 4}))
	})
	update(t, s, func(tx *storage.Tx) error {
		return errors.Join(tx.DeleteFactor(user("awa")), tx.DeleteFactor(user("awa")))
	})
	for _, read := range []func(tx *storage.Tx) error{
		func(tx *storage.Tx) error { _, err := tx.Factor(user("awa")); return err },
		func(tx *storage.Tx) error { _, err := tx.PendingFactor(user("awa")); return err },
		func(tx *storage.Tx) error { _, err := tx.Recovery(user("awa")); return err },
	} {
		refuse(t, s, fault.Missing, read)
	}
	view(t, s, func(tx *storage.Tx) error {
		factor, err := tx.Failures(tracks[0])
		password, passwordErr := tx.Failures(tracks[1])
		same(t, "failures of the factor", factor.Count, 0)
		same(t, "failures of the password", password.Count, 4)
		_, otherErr := tx.Factor(user("binta"))
		return errors.Join(err, passwordErr, otherErr)
	})
}
