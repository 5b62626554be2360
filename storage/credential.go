package storage

import (
	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Credential gives what this poste recognises a person by, or fault.Missing.
func (t *Tx) Credential(user ident.UserID) (access.Credential, error) {
	return one(t, fault.New(fault.Missing, "storage.credential", nil), func(row scanner) (c access.Credential, err error) {
		err = row.Scan(toID(&c.User), &c.Password, instantColumn{&c.Changed})
		return c, err
	}, `SELECT person, password, changed FROM credential WHERE person = $1`, id(user))
}

// SaveCredential sets a person's credential.
func (t *Tx) SaveCredential(c access.Credential) error {
	return t.put(`
		INSERT INTO credential (person, password, changed) VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE SET password = excluded.password, changed = excluded.changed`,
		id(c.User), c.Password, instant(c.Changed))
}

// DeleteCredential takes a person's credential away, if there is one.
func (t *Tx) DeleteCredential(user ident.UserID) error {
	return t.put(`DELETE FROM credential WHERE person = $1`, id(user))
}

// Failures gives a person's failures since the last success, none at first.
func (t *Tx) Failures(user ident.UserID) (access.Failures, error) {
	found, err := one(t, nil, func(row scanner) (f access.Failures, err error) {
		err = row.Scan(&f.Count, instantColumn{&f.Last})
		return f, err
	}, `SELECT count, last FROM failure WHERE person = $1`, id(user))
	found.User = user
	return found, err
}

// SaveFailures keeps a person's failures.
func (t *Tx) SaveFailures(f access.Failures) error {
	return t.put(`
		INSERT INTO failure (person, count, last) VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE SET count = excluded.count, last = excluded.last`,
		id(f.User), f.Count, instant(f.Last))
}
