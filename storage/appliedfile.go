package storage

import (
	"bytes"
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

// AppliedFiles gives at most limit people with the `.usr` last applied for them,
// the newest first, and how many there are in all.
func (t *Tx) AppliedFiles(limit int) (people []ident.UserID, files [][]byte, total int, err error) {
	if err := t.value(&total, `SELECT COUNT(*) FROM applied_file`); err != nil {
		return nil, nil, 0, err
	}
	err = each(t, func(row scanner) (struct{}, error) {
		var person ident.UserID
		var content []byte
		err := row.Scan(toID(&person), &content)
		people, files = append(people, person), append(files, content)
		return struct{}{}, err
	}, func(struct{}) error { return nil },
		`SELECT person, content FROM applied_file ORDER BY applied DESC, person LIMIT $1`, limit)
	return people, files, total, err
}

// AppliedFile gives the `.usr` last applied for a person and when that was, or
// fault.Missing.
func (t *Tx) AppliedFile(user ident.UserID) (file []byte, at time.Time, err error) {
	applied, err := recallCopied(t, "applied file", user, copyApplied, func() (appliedFile, error) {
		return one(t, fault.New(fault.Missing, "storage.applied-file", nil), func(row scanner) (a appliedFile, err error) {
			err = row.Scan(&a.content, instantColumn{&a.at})
			return a, err
		}, `SELECT content, applied FROM applied_file WHERE person = $1`, id(user))
	})
	return applied.content, applied.at, err
}

type appliedFile struct {
	content []byte
	at      time.Time
}

func copyApplied(a appliedFile) appliedFile {
	a.content = bytes.Clone(a.content)
	return a
}
