package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Licence gives the seats of a module, or fault.Missing where there is no limit.
func (t *Tx) Licence(module directory.Module) (directory.Licence, error) {
	read := func(row scanner) (l directory.Licence, err error) {
		err = row.Scan(&l.Module, &l.Seats, &l.Status, instantColumn{&l.Changed}, toID(&l.By))
		return l, err
	}
	return one(t, fault.New(fault.Missing, "storage.licence", nil), read,
		`SELECT module, seats, status, changed, changed_by FROM licence WHERE module = $1`, module)
}

// SaveLicence inserts or changes the seats of a module.
func (t *Tx) SaveLicence(l directory.Licence) error {
	return t.put(`
		INSERT INTO licence (module, seats, status, changed, changed_by) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (module) DO UPDATE SET seats = excluded.seats, status = excluded.status,
			changed = excluded.changed, changed_by = excluded.changed_by`,
		l.Module, l.Seats, l.Status, instant(l.Changed), id(l.By))
}
