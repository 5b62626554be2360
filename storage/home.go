package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Home tells what this folder is; fault.Missing while it is empty.
func (t *Tx) Home() (directory.Home, error) {
	return recall(t, "home", nil, func() (directory.Home, error) {
		return one(t, fault.New(fault.Missing, "storage.home", nil), readHome, `SELECT side, poste, registration FROM home`)
	})
}

func readHome(row scanner) (h directory.Home, err error) {
	err = row.Scan(&h.Side, toID(&h.Poste), digestColumn{&h.Registration})
	return h, err
}

// SaveHome says what this folder is.
func (t *Tx) SaveHome(h directory.Home) error {
	return t.put(`
		INSERT INTO home (singleton, side, poste, registration) VALUES (1, $1, $2, $3)
		ON CONFLICT (singleton) DO UPDATE SET side = excluded.side, poste = excluded.poste,
			registration = excluded.registration`,
		h.Side, id(h.Poste), digest(h.Registration))
}
