package storagetest

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/storage"
)

var licenceTests = []test{
	{"a licence is kept for each module", keepLicences},
	{"revocations are kept once", keepRevocations},
	{"former keys are kept once", keepFormerKeys},
	{"files of requests are kept until they are forgotten", keepRequestFiles},
}

func sampleLicence(module directory.Module) directory.Licence {
	return directory.Licence{Module: module, Seats: 5, Status: directory.LicenceGranted, Changed: instant(3), By: user("admin")}
}

func keepLicences(t *testing.T, s *storage.Store) {
	first, second := sampleLicence(directory.ModuleCashbook), sampleLicence(directory.ModuleAccounting)
	whole(t, first)
	update(t, s, func(tx *storage.Tx) error {
		for _, l := range []directory.Licence{first, second} {
			if err := tx.SaveLicence(l); err != nil {
				return err
			}
		}
		second.Seats, second.Status, second.Changed = 0, directory.LicenceCancelled, instant(4)
		return tx.SaveLicence(second)
	})
	view(t, s, func(tx *storage.Tx) error {
		for _, want := range []directory.Licence{first, second} {
			got, err := tx.Licence(want.Module)
			same(t, "licence", got, want)
			if err != nil {
				return err
			}
		}
		return nil
	})
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.Licence("none"); return err })
}

func keepRevocations(t *testing.T, s *storage.Store) {
	why := directory.Revocation{Poste: poste("first"), Cause: directory.CauseStolen, Reason: "à Kolda", At: instant(3), By: user("admin")}
	whole(t, why)
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SavePoste(samplePoste("first", 1)); err != nil {
			return err
		}
		return tx.SaveRevocation(why)
	})
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.Revocations()
		same(t, "revocations", all, []directory.Revocation{why})
		return err
	})
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveRevocation(why) })
}

func keepFormerKeys(t *testing.T, s *storage.Store) {
	key := directory.FormerKey{Poste: poste("first"), SignKey: hashed("sign"), BoxKey: hashed("box"), Replaced: instant(3)}
	older := directory.FormerKey{Poste: poste("first"), SignKey: hashed("older sign"), BoxKey: hashed("older box"), Replaced: instant(2)}
	whole(t, key)
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SavePoste(samplePoste("first", 1)); err != nil {
			return err
		}
		if err := tx.SaveFormerKey(key); err != nil {
			return err
		}
		return tx.SaveFormerKey(older)
	})
	view(t, s, func(tx *storage.Tx) error {
		all, err := tx.FormerKeys()
		same(t, "former keys", all, []directory.FormerKey{older, key})
		return err
	})
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveFormerKey(key) })
}

func keepRequestFiles(t *testing.T, s *storage.Store) {
	r := sampleRequest("asked")
	refuse(t, s, fault.Conflict, func(tx *storage.Tx) error { return tx.SaveRequestFile(r.Digest, []byte("orphan")) })
	update(t, s, func(tx *storage.Tx) error {
		if err := tx.SaveRequest(r); err != nil {
			return err
		}
		return tx.SaveRequestFile(r.Digest, []byte("signed"))
	})
	view(t, s, func(tx *storage.Tx) error {
		file, err := tx.RequestFile(r.Digest)
		same(t, "file", string(file), "signed")
		return err
	})
	update(t, s, func(tx *storage.Tx) error { return tx.DeleteRequestFile(r.Digest) })
	refuse(t, s, fault.Missing, func(tx *storage.Tx) error { _, err := tx.RequestFile(r.Digest); return err })
}
