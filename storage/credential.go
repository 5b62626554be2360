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

// Failures gives the failures of a track since the last success, none at first.
func (t *Tx) Failures(track access.Track) (access.Failures, error) {
	found, err := one(t, nil, func(row scanner) (f access.Failures, err error) {
		err = row.Scan(&f.Count, instantColumn{&f.Last}, &f.Open)
		return f, err
	}, trackQuery(track, `SELECT count, last, open FROM failure WHERE person = $1 AND stage = $2`,
		`SELECT count, last, open FROM name_failure WHERE bucket = $1`), trackKey(track)...)
	found.Track = track
	return found, err
}

// SaveFailures keeps the failures of a track.
func (t *Tx) SaveFailures(f access.Failures) error {
	return t.put(trackQuery(f.Track, `
		INSERT INTO failure (person, stage, count, last, open) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT (person, stage) DO UPDATE SET count = excluded.count, last = excluded.last, open = excluded.open`, `
		INSERT INTO name_failure (bucket, count, last, open) VALUES ($1, $2, $3, $4)
		ON CONFLICT (bucket) DO UPDATE SET count = excluded.count, last = excluded.last, open = excluded.open`),
		append(trackKey(f.Track), f.Count, instant(f.Last), f.Open)...)
}

// trackQuery gives the statement for a person's track or for a name's.
func trackQuery(track access.Track, person, name string) string {
	if track.Stage == access.StageName {
		return name
	}
	return person
}

func trackKey(track access.Track) []any {
	if track.Stage == access.StageName {
		return []any{track.Bucket}
	}
	return []any{id(track.User), track.Stage}
}

// Flood gives how full of attempts this poste is.
func (t *Tx) Flood() (access.Flood, error) {
	return one(t, nil, func(row scanner) (f access.Flood, err error) {
		err = row.Scan(instantColumn{&f.Until})
		return f, err
	}, `SELECT until FROM flood`)
}

// SaveFlood keeps it.
func (t *Tx) SaveFlood(f access.Flood) error {
	return t.put(`
		INSERT INTO flood (singleton, until) VALUES (1, $1)
		ON CONFLICT (singleton) DO UPDATE SET until = excluded.until`, instant(f.Until))
}
