package storage

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
)

// NoteLetterAlert keeps that a person is alerted by letter, and reports whether
// it is the first time about that.
func (t *Tx) NoteLetterAlert(kind mail.Kind, person ident.UserID, about string, now time.Time) (first bool, err error) {
	changed, err := t.exec(`
		INSERT INTO letter_alert (kind, person, about, made) VALUES ($1, $2, $3, $4) ON CONFLICT (kind, person, about) DO NOTHING`,
		kind, id(person), about, instant(now))
	return changed > 0, err
}

// UsersEnding gives those with an account and an e-mail address whose last
// permitted day is in the span and who were not alerted of it, the soonest first.
func (t *Tx) UsersEnding(from, to calendar.Day, limit int) ([]directory.User, error) {
	return list(t, readUser, selectUser+`
		WHERE access_until >= $1 AND access_until <= $2 AND status IN ('pending', 'active') AND email <> ''
			AND NOT EXISTS (SELECT 1 FROM letter_alert a WHERE a.kind = $3 AND a.person = person.id AND a.about = access_until)
		ORDER BY access_until, id LIMIT $4`, from.String(), to.String(), mail.AccessEnding, int64(limit))
}

// UsersNoticed gives those with an active account and an e-mail address who want to
// be told of open tasks.
func (t *Tx) UsersNoticed() ([]directory.User, error) {
	return list(t, readUser, selectUser+`WHERE notices <> '' AND status = 'active' AND email <> '' ORDER BY id`)
}

// AlarmsUnwritten gives the alarms of a kind since an instant about people with an
// e-mail address who were not alerted of them, the oldest first.
func (t *Tx) AlarmsUnwritten(kind directory.AlarmKind, letter mail.Kind, since time.Time, limit int) ([]directory.Alarm, error) {
	return list(t, readAlarm, selectAlarm+`
		WHERE kind = $1 AND raised >= $2 AND subject IN (SELECT id FROM person WHERE email <> '')
			AND NOT EXISTS (SELECT 1 FROM letter_alert a WHERE a.kind = $3 AND a.person = subject AND a.about = CAST(alarm.id AS TEXT))
		ORDER BY id LIMIT $4`, kind, instant(since), letter, int64(limit))
}
