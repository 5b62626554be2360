package storage

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
)

// Fields lists the organisation's own fields by key, inactive ones included.
func (t *Tx) Fields() ([]directory.Field, error) {
	return recallCopied(t, "fields", nil, copyFields, func() ([]directory.Field, error) {
		return list(t, readField, `SELECT key, name_fr, name_en, type, choices, required, place, active, version FROM field ORDER BY key`)
	})
}

func copyFields(fields []directory.Field) []directory.Field {
	fields = slices.Clone(fields)
	for i := range fields {
		fields[i].Choices = slices.Clone(fields[i].Choices)
	}
	return fields
}

func readField(row scanner) (f directory.Field, err error) {
	var choices string
	err = row.Scan(&f.Key, &f.NameFR, &f.NameEN, &f.Type, &choices, &f.Required, &f.Order, &f.Active, &f.Version)
	if choices != "" {
		f.Choices = strings.Split(choices, "\n")
	}
	return f, err
}

// SaveField inserts a field or changes the one of its key, whose type stays; it
// gives the field with the next version.
func (t *Tx) SaveField(f directory.Field) (directory.Field, error) {
	f.Version++
	return f, t.put(`
		INSERT INTO field (key, name_fr, name_en, type, choices, required, place, active, version)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
		ON CONFLICT (key) DO UPDATE SET name_fr = excluded.name_fr, name_en = excluded.name_en, choices = excluded.choices,
			required = excluded.required, place = excluded.place, active = excluded.active, version = excluded.version`,
		f.Key, f.NameFR, f.NameEN, f.Type, strings.Join(f.Choices, "\n"), f.Required, f.Order, f.Active, f.Version)
}
