package storage

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/transit"
)

// SaveSent keeps files that were written for somebody.
func (t *Tx) SaveSent(files ...transit.Sent) error {
	values := make([]any, 0, len(files)*insertSent.columns)
	for _, s := range files {
		values = append(values, s.Digest[:], s.Kind, s.Path, id(s.Subject), id(s.Poste), instant(s.Written), instant(s.Carried), s.CarriedTo,
			instant(s.Acknowledged))
	}
	return t.write(newRows{&insertSent, values})
}

var insertSent = insertsOf("sent_file", []string{
	"digest", "kind", "path", "subject", "poste", "written", "carried", "carried_to", "acknowledged",
}, `ON CONFLICT (digest) DO UPDATE SET
	path = CASE WHEN excluded.carried IS NULL THEN excluded.path ELSE sent_file.path END,
	carried = COALESCE(sent_file.carried, excluded.carried),
	carried_to = CASE WHEN sent_file.carried IS NULL THEN excluded.carried_to ELSE sent_file.carried_to END`)

const isWaiting = `carried IS NULL AND acknowledged IS NULL`

// SentFiles gives files that were written for others, those that wait first.
func (t *Tx) SentFiles(waiting bool, limit int) (files []transit.Sent, total int, err error) {
	where := ``
	if waiting {
		where = ` WHERE ` + isWaiting
	}
	if err := t.value(&total, `SELECT COUNT(*) FROM sent_file`+where); err != nil {
		return nil, 0, err
	}
	files, err = list(t, readSent, `
		SELECT digest, kind, path, subject, poste, written, carried, carried_to, acknowledged
		FROM sent_file`+where+`
		ORDER BY CASE WHEN `+isWaiting+` THEN 0 ELSE 1 END, written DESC, digest LIMIT $1`, limit)
	return files, total, err
}

func readSent(row scanner) (s transit.Sent, err error) {
	err = row.Scan(digestColumn{&s.Digest}, &s.Kind, &s.Path, toID(&s.Subject), toID(&s.Poste), instantColumn{&s.Written},
		instantColumn{&s.Carried}, &s.CarriedTo, instantColumn{&s.Acknowledged})
	return s, err
}

// Acknowledge notes that the recipient has a file.
func (t *Tx) Acknowledge(digest [32]byte, at time.Time) error {
	return t.put(`UPDATE sent_file SET acknowledged = $2 WHERE digest = $1 AND acknowledged IS NULL`, digest[:], instant(at))
}

// SaveRefused keeps a refusal once for each content.
func (t *Tx) SaveRefused(r transit.Refused) (fresh bool, err error) {
	args, err := encodeArgs(r.Why.Args)
	if err != nil {
		return false, err
	}
	changed, err := t.exec(`
		INSERT INTO refused_file (digest, name, folder, refused, kind, reason, args, copy)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (digest) DO NOTHING`,
		r.Digest[:], r.Name, r.Folder, instant(r.At), r.Why.Kind, r.Why.Key, args, r.Copy)
	return changed > 0, err
}

// RefusedFiles gives refusals, newest first.
func (t *Tx) RefusedFiles(limit int) (files []transit.Refused, total int, err error) {
	if err := t.value(&total, `SELECT COUNT(*) FROM refused_file`); err != nil {
		return nil, 0, err
	}
	files, err = list(t, readRefused, `
		SELECT digest, name, folder, refused, kind, reason, args, copy FROM refused_file
		ORDER BY refused DESC, digest LIMIT $1`, limit)
	return files, total, err
}

func readRefused(row scanner) (r transit.Refused, err error) {
	var args string
	r.Why = &fault.Error{}
	err = row.Scan(digestColumn{&r.Digest}, &r.Name, &r.Folder, instantColumn{&r.At}, &r.Why.Kind, &r.Why.Key, &args, &r.Copy)
	if err != nil {
		return r, err
	}
	r.Why.Args, err = decodeArgs(args)
	return r, err
}

// NoteRepeated remembers that a file came again.
func (t *Tx) NoteRepeated(digest [32]byte, at time.Time) (fresh bool, err error) {
	changed, err := t.exec(`INSERT INTO repeated_file (digest, seen) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING`,
		digest[:], instant(at))
	return changed > 0, err
}

// WatchedFolders gives the folders that people chose, in the order of their
// names.
func (t *Tx) WatchedFolders() ([]transit.Watched, error) {
	return list(t, func(row scanner) (w transit.Watched, err error) {
		err = row.Scan(&w.Path, instantColumn{&w.Added}, toID(&w.By))
		return w, err
	}, `SELECT path, added, added_by FROM watched_folder ORDER BY path`)
}

// Watch keeps a folder; of one that is watched already nothing changes.
func (t *Tx) Watch(w transit.Watched) error {
	return t.put(`INSERT INTO watched_folder (path, added, added_by) VALUES ($1, $2, $3) ON CONFLICT (path) DO NOTHING`,
		w.Path, instant(w.Added), id(w.By))
}

// Unwatch forgets a folder, or gives fault.Missing.
func (t *Tx) Unwatch(path string) error {
	changed, err := t.exec(`DELETE FROM watched_folder WHERE path = $1`, path)
	if err == nil && changed == 0 {
		return fault.New(fault.Missing, "storage.watched", fault.Args{"Path": fault.Excerpt(path)})
	}
	return err
}
