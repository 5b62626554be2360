package storage

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
)

// KeptKeys lists the keys of which copies are kept off the poste.
func (t *Tx) KeptKeys() ([]vault.KeptKey, error) {
	return list(t, func(row scanner) (k vault.KeptKey, err error) {
		err = row.Scan(digestColumn{&k.Public}, &k.Use, &k.Number, instantColumn{&k.Made}, instantColumn{&k.Exported},
			instantColumn{&k.Printed}, instantColumn{&k.Removed})
		return k, err
	}, `SELECT public_key, purpose, number, made, exported, printed, removed FROM kept_key
		ORDER BY purpose DESC, number, public_key`)
}

// SaveKeptKey keeps what is known of the copies of a key.
func (t *Tx) SaveKeptKey(k vault.KeptKey) error {
	return t.put(`
		INSERT INTO kept_key (public_key, purpose, number, made, exported, printed, removed)
		VALUES ($1, $2, $3, $4, $5, $6, $7)
		ON CONFLICT (public_key) DO UPDATE SET purpose = excluded.purpose, number = excluded.number, made = excluded.made,
			exported = excluded.exported, printed = excluded.printed, removed = excluded.removed`,
		k.Public[:], k.Use, k.Number, instant(k.Made), instant(k.Exported), instant(k.Printed), instant(k.Removed))
}

// DeleteKeptKey forgets a key that the organisation uses no more.
func (t *Tx) DeleteKeptKey(public [32]byte) error {
	return t.put(`DELETE FROM kept_key WHERE public_key = $1`, public[:])
}

// KeyFile gives the signed `.key` file of the trust chain, or fault.Missing.
func (t *Tx) KeyFile() ([]byte, error) {
	return one(t, fault.New(fault.Missing, "storage.key-file", nil), readBytes, `SELECT content FROM key_file`)
}

// SaveKeyFile keeps the signed `.key` file.
func (t *Tx) SaveKeyFile(content []byte) error {
	return t.put(`
		INSERT INTO key_file (singleton, content) VALUES (1, $1)
		ON CONFLICT (singleton) DO UPDATE SET content = excluded.content`, content)
}
