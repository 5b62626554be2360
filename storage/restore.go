package storage

import (
	"database/sql"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/ident"
)

// own are the tables which say what happened to this folder and to no other: how
// often somebody tried to sign in.
var own = []string{"failure", "name_failure", "flood"}

// StaysHere tells of a table that no backup contains and no restore writes: those
// of marks, and the counters of attempts.
func StaysHere(table string) bool {
	return strings.HasPrefix(table, "mark_") || slices.Contains(own, table)
}

// Within runs statements that only one database knows within the transaction. It is
// for the packages of drivers.
func (t *Tx) Within(do func(*sql.Tx) error) error { return t.fault(do(t.tx)) }

// ForgetExchange forgets what a poste has sent, asked and been answered: a folder
// that becomes another poste begins anew. What the history tells was done on
// the poste that the folder was.
func (t *Tx) ForgetExchange(poste ident.PosteID) error {
	for _, table := range []string{
		"acknowledgement", "acknowledged_head", "made_record", "book_copy", "sent_file", "repeated_file", "request_file", "request",
	} {
		if err := t.put(`DELETE FROM ` + table); err != nil {
			return err
		}
	}
	return t.put(`INSERT INTO act_origin (act, poste, seq, received) SELECT seq, $1, seq, COALESCE(acted, 0) FROM act
		WHERE seq NOT IN (SELECT act FROM act_origin)`, id(poste))
}
