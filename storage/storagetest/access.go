package storagetest

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
)

var accessTests = []test{
	{"credentials are kept and taken away", keepCredentials},
	{"failures are counted per user", keepFailures},
	{"the flood of a poste is kept", keepFlood},
	{"secrets are kept", keepSecrets},
	{"personal keys are kept", keepPersonalKeys},
	{"the applied file of a user is kept", keepAppliedFile},
	{"what belongs to a user needs the user", belongingsNeedUser},
}

func keepCredentials(t *testing.T, s *storage.Store) {
	first := access.Credential{User: user("awa"), Password: "$argon2id$first", Changed: instant(13)}
	whole(t, first)
	second := access.Credential{User: user("awa"), Password: "$argon2id$second"}
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa") })
	for _, c := range []access.Credential{first, second} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveCredential(c) })
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Credential(c.User)
			same(t, "credential", got, c)
			return err
		})
	}
	update(t, s, func(tx *storage.Tx) error {
		return errors.Join(tx.DeleteCredential(user("awa")), tx.DeleteCredential(user("awa")))
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Credential(user("awa")); return err })
}

func keepFailures(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa", "binta") })
	tracks := []access.Track{
		{Stage: access.StagePassword, User: user("awa")}, {Stage: access.StageFactor, User: user("awa")},
		{Stage: access.StagePassword, User: user("binta")}, {Stage: access.StageName}, {Stage: access.StageName, Bucket: 4095},
	}
	for round, zero := range []bool{true, false, true} {
		for i, track := range tracks {
			f := access.Failures{Track: track}
			if !zero {
				f.Count, f.Last, f.Open = i+round, instant(14+i), i+1
			}
			update(t, s, func(tx *storage.Tx) error {
				before, err := tx.Failures(track)
				same(t, "count before", before.Count, map[bool]int{true: i + 1}[round == 2])
				return errors.Join(err, tx.SaveFailures(f))
			})
			view(t, s, func(tx *storage.Tx) error {
				got, err := tx.Failures(track)
				same(t, "failures", got, f)
				return err
			})
		}
	}
}

func keepFlood(t *testing.T, s *storage.Store) {
	for _, f := range []access.Flood{{}, {Until: instant(3)}, {Until: instant(2)}} {
		if !f.Until.IsZero() {
			update(t, s, func(tx *storage.Tx) error { return tx.SaveFlood(f) })
		}
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Flood()
			same(t, "flood", got, f)
			return err
		})
	}
}

func keepSecrets(t *testing.T, s *storage.Store) {
	for _, sealed := range [][]byte{{0, 1, 2, 255}, {7}} {
		update(t, s, func(tx *storage.Tx) error {
			return errors.Join(tx.SaveSecret("issuer", sealed), tx.SaveSecret("root", []byte("other")))
		})
		view(t, s, func(tx *storage.Tx) error {
			got, err := tx.Secret("issuer")
			same(t, "secret", got, sealed)
			return err
		})
	}
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Secret("none"); return err })
}

func keepPersonalKeys(t *testing.T, s *storage.Store) {
	awa := vault.PersonalKey{User: user("awa"), Public: hashed("awa"), SealedPrivate: []byte{1, 0}, Wrapping: []byte{2}}
	binta := vault.PersonalKey{User: user("binta"), Public: hashed("binta"), SealedPrivate: []byte{3}}
	whole(t, awa)
	update(t, s, func(tx *storage.Tx) error {
		first := vault.PersonalKey{User: user("awa"), Public: hashed("old"), SealedPrivate: []byte{9}}
		return errors.Join(addPeople(tx, "awa", "binta"), tx.SavePersonalKey(first), tx.SavePersonalKey(awa), tx.SavePersonalKey(binta))
	})
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.PersonalKeys()
		same(t, "number of keys", len(all), 2)
		if err != nil {
			return err
		}
		for _, want := range []vault.PersonalKey{awa, binta} {
			got, err := tx.PersonalKey(want.User)
			same(t, "personal key", got, want)
			if err != nil {
				return err
			}
		}
		return nil
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.PersonalKey(user("none")); return err })
}

func keepAppliedFile(t *testing.T, s *storage.Store) {
	update(t, s, func(tx *storage.Tx) error { return addPeople(tx, "awa") })
	for i, file := range [][]byte{{0x89, 'C', 0}, []byte("newer")} {
		update(t, s, func(tx *storage.Tx) error { return tx.SaveAppliedFile(user("awa"), file, instant(i+1)) })
		view(t, s, func(tx *storage.Tx) error {
			got, at, err := tx.AppliedFile(user("awa"))
			same(t, "file", got, file)
			same(t, "time", at, instant(i+1))
			return err
		})
	}
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, _, err := tx.AppliedFile(user("none")); return err })
}

func belongingsNeedUser(t *testing.T, s *storage.Store) {
	for _, save := range savers(user("nobody")) {
		refuse(t, s, fault.Conflict, save)
	}
}

// addBelongings gives a user one of everything that goes when the user goes.
func addBelongings(tx *storage.Tx, to ident.UserID) error {
	for _, save := range savers(to) {
		if err := save(tx); err != nil {
			return err
		}
	}
	return nil
}

func savers(to ident.UserID) []func(*storage.Tx) error {
	grant := directory.Grant{ID: named[ident.GrantID]("any"), User: to, Role: "staff", Scope: directory.Scope{Level: directory.LevelAllProjects}}
	return []func(*storage.Tx) error{
		func(tx *storage.Tx) error { return tx.SaveGrant(grant) },
		func(tx *storage.Tx) error { return tx.SaveCredential(access.Credential{User: to, Password: "x"}) },
		func(tx *storage.Tx) error {
			return tx.SaveFailures(access.Failures{Track: access.Track{Stage: access.StagePassword, User: to}, Count: 1})
		},
		func(tx *storage.Tx) error { return tx.SaveFactor(access.Factor{User: to, Sealed: []byte{1}}) },
		func(tx *storage.Tx) error {
			return tx.SaveRecovery(access.Recovery{User: to, Codes: []access.RecoveryCode{{Number: 1, Digest: hashed("r")}}})
		},
		func(tx *storage.Tx) error {
			return tx.SavePersonalKey(vault.PersonalKey{User: to, Public: hashed("k"), SealedPrivate: []byte{1}})
		},
		func(tx *storage.Tx) error { return tx.SaveAppliedFile(to, []byte{1}, instant(1)) },
	}
}
