package storage

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
)

// MailServer gives where letters are handed in, or fault.Missing.
func (t *Tx) MailServer() (mail.Server, error) {
	return one(t, fault.New(fault.Missing, "storage.mail-server", nil), func(row scanner) (s mail.Server, err error) {
		err = row.Scan(&s.Host, &s.Port, &s.Security, &s.User, &s.From, &s.FromName)
		return s, err
	}, `SELECT host, port, security, login, sender, name FROM mail_server`)
}

// SaveMailServer keeps where letters are handed in.
func (t *Tx) SaveMailServer(s mail.Server) error {
	return t.put(`
		INSERT INTO mail_server (singleton, host, port, security, login, sender, name) VALUES (1, $1, $2, $3, $4, $5, $6)
		ON CONFLICT (singleton) DO UPDATE SET host = excluded.host, port = excluded.port, security = excluded.security,
			login = excluded.login, sender = excluded.sender, name = excluded.name`,
		s.Host, s.Port, s.Security, s.User, s.From, s.FromName)
}

// DeleteMailServer forgets the server; letters wait from then on.
func (t *Tx) DeleteMailServer() error { return t.put(`DELETE FROM mail_server`) }

const selectLetter = `
	SELECT id, kind, person, address, language, format, sealed, status, made, made_by, attempts, next, departed, reason
	FROM letter `

func readLetter(row scanner) (l mail.Letter, err error) {
	err = row.Scan(toID(&l.ID), &l.Kind, toID(&l.User), &l.Address, &l.Language, &l.Format, &l.Sealed, &l.Status,
		instantColumn{&l.Made}, toID(&l.By), &l.Attempts, instantColumn{&l.Next}, instantColumn{&l.Left}, &l.Reason)
	return l, err
}

// Letter gives one letter, or fault.Missing.
func (t *Tx) Letter(letter ident.LetterID) (mail.Letter, error) {
	return one(t, fault.New(fault.Missing, "storage.letter", nil), readLetter, selectLetter+`WHERE id = $1`, id(letter))
}

// Letters gives a page of the letters, newest first, and how many the filter
// selects in all.
func (t *Tx) Letters(f mail.Filter) (letters []mail.Letter, total int, err error) {
	where := &conditions{}
	if f.Status != "" {
		where.add("status = %s", f.Status)
	}
	if !f.User.IsZero() {
		where.add("person = %s", id(f.User))
	}
	if err := t.value(&total, `SELECT COUNT(*) FROM letter`+where.clause(), where.args...); err != nil {
		return nil, 0, err
	}
	query := selectLetter + where.clause() + ` ORDER BY made DESC, id` + where.page(f.Offset, f.Limit)
	letters, err = list(t, readLetter, query, where.args...)
	return letters, total, err
}

// DueLetters gives the letters that wait and may be tried now, oldest first.
func (t *Tx) DueLetters(now time.Time, limit int) ([]mail.Letter, error) {
	return list(t, readLetter, selectLetter+`WHERE status = $1 AND next <= $2 ORDER BY next, made, id LIMIT $3`,
		mail.Waiting, instant(now), int64(limit))
}

// SaveLetter inserts a letter or changes what became of it.
func (t *Tx) SaveLetter(l mail.Letter) error {
	return t.put(`
		INSERT INTO letter (id, kind, person, address, language, format, sealed, status, made, made_by, attempts, next, departed, reason)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
		ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed, status = excluded.status, attempts = excluded.attempts,
			next = excluded.next, departed = excluded.departed, reason = excluded.reason`,
		id(l.ID), l.Kind, id(l.User), l.Address, l.Language, l.Format, sealedOrNone(l.Sealed), l.Status,
		instant(l.Made), id(l.By), l.Attempts, instant(l.Next), instant(l.Left), l.Reason)
}

func sealedOrNone(sealed []byte) any {
	if len(sealed) == 0 {
		return nil
	}
	return sealed
}
