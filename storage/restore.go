package storage

import (
	"database/sql"
	"slices"
	"strings"
	"time"
)

// own are the tables which are about this folder and no other: how often somebody
// tried to sign in, and for which keys it makes backups.
var own = []string{"failure", "name_failure", "flood", "backup_key", "backup_plan"}

// StaysHere tells of a table that no backup contains and no restore writes: those
// of marks, and those that are about this folder alone.
func StaysHere(table string) bool {
	return strings.HasPrefix(table, "mark_") || slices.Contains(own, table)
}

// Within runs statements that only one database knows within the transaction. It is
// for the packages of drivers. Nothing says which tables they write, so that nothing
// that was read before is remembered.
func (t *Tx) Within(do func(*sql.Conn) error) error {
	defer t.notice(effect{writesAny: true})
	if err := t.ready(); err != nil {
		return err
	}
	return t.failed(do(t.conn.Conn))
}

// ForgetExchange forgets what a poste has sent, asked and been answered: a folder
// that becomes another poste begins anew. What its history tells was done on the
// poste that the folder was, and is no news of this one.
func (t *Tx) ForgetExchange(at time.Time) error {
	for _, table := range []string{
		"acknowledgement", "acknowledged_head", "made_record", "book_copy", "sent_file", "repeated_file", "request_file", "request",
	} {
		if err := t.put(`DELETE FROM ` + table); err != nil {
			return err
		}
	}
	return t.put(`INSERT INTO acknowledgement (singleton, digest, seq, received) SELECT 1, $1, COALESCE(MAX(seq), 0), $2 FROM act`,
		make([]byte, 32), instant(at))
}
