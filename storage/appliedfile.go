package storage

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// SaveAppliedFile keeps the `.usr` of a person as it was applied, byte for byte.
// It replaces the one before.
func (t *Tx) SaveAppliedFile(user ident.UserID, file []byte, at time.Time) error {
	return t.put(`
		INSERT INTO applied_file (person, content, applied) VALUES ($1, $2, $3)
		ON CONFLICT (person) DO UPDATE SET content = excluded.content, applied = excluded.applied`,
		id(user), file, instant(at))
}

// AppliedFile gives the `.usr` last applied for a person and when that was, or
// fault.Missing.
func (t *Tx) AppliedFile(user ident.UserID) (file []byte, at time.Time, err error) {
	file, err = one(t, fault.New(fault.Missing, "storage.applied-file", nil), func(row scanner) (content []byte, err error) {
		err = row.Scan(&content, instantColumn{&at})
		return content, err
	}, `SELECT content, applied FROM applied_file WHERE person = $1`, id(user))
	return file, at, err
}
