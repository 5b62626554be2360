package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// RaiseAlarm keeps an alarm unless the same was raised before.
func (t *Tx) RaiseAlarm(a directory.Alarm) error {
	details, err := encodeDetails(a.Details)
	if err != nil {
		return err
	}
	var known bool
	err = t.value(&known, `SELECT EXISTS (SELECT 1 FROM alarm WHERE kind = $1 AND details = $2
		AND COALESCE(poste, $3) = COALESCE($4, $3) AND COALESCE(subject, $3) = COALESCE($5, $3))`,
		a.Kind, details, make([]byte, 16), id(a.Poste), id(a.Subject))
	if err != nil || known {
		return err
	}
	return t.put(`
		INSERT INTO alarm (id, kind, raised, poste, subject, details)
		VALUES ((SELECT COALESCE(MAX(id), 0) + 1 FROM alarm), $1, $2, $3, $4, $5)`,
		a.Kind, instant(a.At), id(a.Poste), id(a.Subject), details)
}

// Alarm gives an alarm by its number, or fault.Missing.
func (t *Tx) Alarm(number int64) (directory.Alarm, error) {
	return one(t, fault.New(fault.Missing, "storage.alarm", nil), readAlarm, selectAlarm+` WHERE id = $1`, number)
}

// Alarms gives a page of the alarms, newest first, and how many the filter
// selects in all.
func (t *Tx) Alarms(f directory.AlarmFilter) (alarms []directory.Alarm, total int, err error) {
	where := &conditions{}
	if f.Unseen {
		where.add("seen IS NULL")
	}
	if !f.Poste.IsZero() {
		where.add("poste = %s", id(f.Poste))
	}
	if f.Kind != "" {
		where.add("kind = %s", f.Kind)
	}
	if err := t.value(&total, `SELECT COUNT(*) FROM alarm`+where.clause(), where.args...); err != nil {
		return nil, 0, err
	}
	query := selectAlarm + where.clause() + ` ORDER BY id DESC` + where.page(f.Offset, f.Limit)
	alarms, err = list(t, readAlarm, query, where.args...)
	return alarms, total, err
}

// SaveAlarm changes who has seen an alarm.
func (t *Tx) SaveAlarm(a directory.Alarm) error {
	return t.put(`UPDATE alarm SET seen = $1, seen_by = $2 WHERE id = $3`, instant(a.Seen), id(a.SeenBy), a.ID)
}

const selectAlarm = `SELECT id, kind, raised, poste, subject, details, seen, seen_by FROM alarm`

func readAlarm(row scanner) (a directory.Alarm, err error) {
	var details string
	err = row.Scan(&a.ID, &a.Kind, instantColumn{&a.At}, toID(&a.Poste), toID(&a.Subject), &details,
		instantColumn{&a.Seen}, toID(&a.SeenBy))
	if err != nil {
		return a, err
	}
	a.Details, err = decodeDetails(details)
	return a, err
}
