package storage

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
)

// Secret gives a sealed key of the organisation, or fault.Missing.
func (t *Tx) Secret(name string) ([]byte, error) {
	return one(t, fault.New(fault.Missing, "storage.secret", fault.Args{"Name": fault.Excerpt(name)}), readBytes,
		`SELECT sealed FROM secret WHERE name = $1`, name)
}

// SaveSecret keeps a sealed key of the organisation.
func (t *Tx) SaveSecret(name string, sealed []byte) error {
	return t.put(`
		INSERT INTO secret (name, sealed) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed`, name, sealed)
}

// DeleteSecret forgets a key of the organisation; one that is not there is no
// error.
func (t *Tx) DeleteSecret(name string) error {
	return t.put(`DELETE FROM secret WHERE name = $1`, name)
}

const selectPersonalKey = `SELECT person, public_key, sealed_private, wrapping FROM personal_key `

func readPersonalKey(row scanner) (k vault.PersonalKey, err error) {
	err = row.Scan(toID(&k.User), digestColumn{&k.Public}, &k.SealedPrivate, &k.Wrapping)
	return k, err
}

// PersonalKey gives a person's own key, or fault.Missing.
func (t *Tx) PersonalKey(user ident.UserID) (vault.PersonalKey, error) {
	return one(t, fault.New(fault.Missing, "storage.personal-key", nil), readPersonalKey,
		selectPersonalKey+`WHERE person = $1`, id(user))
}

// PersonalKeys gives the keys of all who have one.
func (t *Tx) PersonalKeys() ([]vault.PersonalKey, error) {
	return list(t, readPersonalKey, selectPersonalKey+`ORDER BY person`)
}

// SavePersonalKey keeps a person's own key.
func (t *Tx) SavePersonalKey(k vault.PersonalKey) error {
	return t.put(`
		INSERT INTO personal_key (person, public_key, sealed_private, wrapping) VALUES ($1, $2, $3, $4)
		ON CONFLICT (person) DO UPDATE SET public_key = excluded.public_key,
			sealed_private = excluded.sealed_private, wrapping = excluded.wrapping`,
		id(k.User), k.Public[:], k.SealedPrivate, k.Wrapping)
}
