package storage

import (
	"encoding/json"
	"fmt"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/roster"
)

// Views gives the views of the user overview that a person has saved, by name.
func (t *Tx) Views(person ident.UserID) ([]roster.SavedView, error) {
	return list(t, readView, `SELECT name, view FROM user_view WHERE person = $1 ORDER BY name`, id(person))
}

func readView(row scanner) (v roster.SavedView, err error) {
	var text string
	if err = row.Scan(&v.Name, &text); err != nil {
		return v, err
	}
	if err := json.Unmarshal([]byte(text), &v.View); err != nil {
		return v, fmt.Errorf("storage: view %q: %w", v.Name, err)
	}
	return v, nil
}

// SaveView keeps a view under its name, in the place of one that was there.
func (t *Tx) SaveView(person ident.UserID, v roster.SavedView) error {
	text, err := json.Marshal(v.View)
	if err != nil {
		return err
	}
	return t.put(`
		INSERT INTO user_view (person, name, view) VALUES ($1, $2, $3)
		ON CONFLICT (person, name) DO UPDATE SET view = excluded.view`, id(person), v.Name, string(text))
}

// DeleteView forgets a view; fault.Missing when there is none of the name.
func (t *Tx) DeleteView(person ident.UserID, name string) error {
	changed, err := t.exec(`DELETE FROM user_view WHERE person = $1 AND name = $2`, id(person), name)
	if err == nil && changed == 0 {
		return fault.New(fault.Missing, "storage.view", fault.Args{"Name": fault.Excerpt(name)})
	}
	return err
}

// Mapping gives how a person read a spreadsheet with these titles the last time,
// nil when they never did.
func (t *Tx) Mapping(person ident.UserID, titles [32]byte) (roster.Mapping, error) {
	text, err := one(t, nil, func(row scanner) (text string, err error) {
		err = row.Scan(&text)
		return text, err
	}, `SELECT mapping FROM user_mapping WHERE person = $1 AND titles = $2`, id(person), titles[:])
	if err != nil || text == "" {
		return nil, err
	}
	var m roster.Mapping
	if err := json.Unmarshal([]byte(text), &m); err != nil {
		return nil, fmt.Errorf("storage: mapping of columns: %w", err)
	}
	return m, nil
}

// SaveMapping remembers it.
func (t *Tx) SaveMapping(person ident.UserID, titles [32]byte, m roster.Mapping) error {
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return t.put(`
		INSERT INTO user_mapping (person, titles, mapping) VALUES ($1, $2, $3)
		ON CONFLICT (person, titles) DO UPDATE SET mapping = excluded.mapping`, id(person), titles[:], string(text))
}
