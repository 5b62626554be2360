package storage

import "github.com/comptoir/comptoir/app/directory"

// Contributions lists the contribution rates by name and first day.
func (t *Tx) Contributions() ([]directory.Contribution, error) {
	return list(t, func(row scanner) (c directory.Contribution, err error) {
		err = row.Scan(toID(&c.ID), &c.Name, &c.Rate, dayColumn{&c.First}, dayColumn{&c.Last}, &c.Account, instantColumn{&c.Made}, toID(&c.MadeBy))
		return c, err
	}, `SELECT id, name, millionths, first_day, last_day, account, made, made_by FROM contribution ORDER BY name, first_day`)
}

// SaveContribution inserts a rate or gives one its last day; nothing else of it
// ever changes.
func (t *Tx) SaveContribution(c directory.Contribution) error {
	return t.put(`
		INSERT INTO contribution (id, name, millionths, first_day, last_day, account, made, made_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (id) DO UPDATE SET last_day = excluded.last_day`,
		id(c.ID), c.Name, int64(c.Rate), day(c.First), day(c.Last), c.Account, instant(c.Made), id(c.MadeBy))
}
