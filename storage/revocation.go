package storage

import "github.com/comptoir/comptoir/app/directory"

// Revocations gives why the trust in postes ended, oldest first.
func (t *Tx) Revocations() ([]directory.Revocation, error) {
	read := func(row scanner) (r directory.Revocation, err error) {
		err = row.Scan(toID(&r.Poste), &r.Cause, &r.Reason, instantColumn{&r.At}, toID(&r.By))
		return r, err
	}
	return list(t, read, `SELECT poste, cause, reason, revoked, revoked_by FROM poste_revocation ORDER BY revoked, poste`)
}

// SaveRevocation says why the trust in a poste ended; a second time is a
// fault.Conflict.
func (t *Tx) SaveRevocation(r directory.Revocation) error {
	return t.put(`INSERT INTO poste_revocation (poste, cause, reason, revoked, revoked_by) VALUES ($1, $2, $3, $4, $5)`,
		id(r.Poste), r.Cause, r.Reason, instant(r.At), id(r.By))
}

// FormerKeys gives the keys that postes had before, oldest first.
func (t *Tx) FormerKeys() ([]directory.FormerKey, error) {
	read := func(row scanner) (k directory.FormerKey, err error) {
		err = row.Scan(toID(&k.Poste), digestColumn{&k.SignKey}, digestColumn{&k.BoxKey}, instantColumn{&k.Replaced})
		return k, err
	}
	return list(t, read, `SELECT poste, sign_key, box_key, replaced FROM former_key ORDER BY replaced, sign_key`)
}

// SaveFormerKey keeps keys that a poste has no more; a second time is a
// fault.Conflict.
func (t *Tx) SaveFormerKey(k directory.FormerKey) error {
	return t.put(`INSERT INTO former_key (sign_key, box_key, poste, replaced) VALUES ($1, $2, $3, $4)`,
		k.SignKey[:], k.BoxKey[:], id(k.Poste), instant(k.Replaced))
}
