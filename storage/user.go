package storage

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectUser = `
	SELECT id, email, login, first_name, last_name, phone, job, external, partner, status, access_until,
		language, format, exported, activation, activation_digest, activation_until,
		created, created_by, modified, modified_by, version, factor, factor_reset,
		fields, notices, email_wish
	FROM person `

func readUser(row scanner) (u directory.User, err error) {
	err = row.Scan(toID(&u.ID), &u.Email, &u.Login, &u.FirstName, &u.LastName, &u.Phone, &u.Job,
		&u.External, &u.Partner, &u.Status, dayColumn{&u.AccessUntil}, &u.Language, &u.Format, &u.Exported,
		toID(&u.Activation.ID), digestColumn{&u.Activation.Digest}, instantColumn{&u.Activation.Until},
		instantColumn{&u.Created}, toID(&u.CreatedBy), instantColumn{&u.Modified}, toID(&u.ModifiedBy), &u.Version,
		&u.Factor, &u.FactorReset, &u.Fields, &u.Notices, &u.EmailWish)
	return u, err
}

// User gives a user, or fault.Missing.
func (t *Tx) User(user ident.UserID) (directory.User, error) {
	return recall(t, "user", user, func() (directory.User, error) {
		return one(t, fault.New(fault.Missing, "storage.user", fault.Args{"Name": user.String()}), readUser,
			selectUser+`WHERE id = $1`, id(user))
	})
}

// UserByName gives the user of an e-mail address or a login name, case-folded
// as they are stored, or fault.Missing.
func (t *Tx) UserByName(name string) (directory.User, error) {
	absent := fault.New(fault.Missing, "storage.user", fault.Args{"Name": fault.Excerpt(name)})
	if name == "" {
		return directory.User{}, absent
	}
	return recall(t, "user of an address", name, func() (directory.User, error) {
		return one(t, absent, readUser, selectUser+`WHERE (email = $1 AND email <> '') OR (login = $1 AND login <> '')`, name)
	})
}

// SaveUser inserts a user of version 0 and else updates the user of the same
// version; it gives the user back with the next version. An e-mail address or a
// login name in use and an older version are a fault.Conflict.
func (t *Tx) SaveUser(u directory.User) (directory.User, error) {
	if u.Version == 0 {
		return t.insertUser(u)
	}
	changed, err := t.exec(`
		UPDATE person SET email = $2, login = $3, first_name = $4, last_name = $5, phone = $6, job = $7,
			external = $8, partner = $9, status = $10, access_until = $11, language = $12, format = $13,
			exported = $14, activation = $15, activation_digest = $16, activation_until = $17,
			created = $18, created_by = $19, modified = $20, modified_by = $21,
			sort_name = $22, search = $23, version = $24, factor = $25, factor_reset = $26,
			fields = $27, notices = $28, email_wish = $29
		WHERE id = $1 AND version = $24 - 1`, userColumns(u)...)
	switch {
	case err != nil:
		return u, err
	case changed == 0:
		return u, t.whyNotSaved(u)
	}
	u.Version++
	return u, nil
}

func (t *Tx) insertUser(u directory.User) (directory.User, error) {
	err := t.put(`
		INSERT INTO person (id, email, login, first_name, last_name, phone, job, external, partner, status,
			access_until, language, format, exported, activation, activation_digest, activation_until,
			created, created_by, modified, modified_by, sort_name, search, version, factor, factor_reset,
			fields, notices, email_wish)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26,
			$27, $28, $29)`,
		userColumns(u)...)
	if err == nil {
		u.Version = 1
	}
	return u, err
}

// whyNotSaved tells a user who is gone from one who was saved meanwhile.
func (t *Tx) whyNotSaved(u directory.User) error {
	if _, err := t.User(u.ID); err != nil {
		return err
	}
	return fault.New(fault.Conflict, "storage.stale", fault.Args{"Name": u.FirstName + " " + u.LastName})
}

func userColumns(u directory.User) []any {
	return []any{
		id(u.ID), u.Email, u.Login, u.FirstName, u.LastName, u.Phone, u.Job, u.External, u.Partner, u.Status,
		day(u.AccessUntil), u.Language, u.Format, u.Exported,
		id(u.Activation.ID), digest(u.Activation.Digest), instant(u.Activation.Until),
		instant(u.Created), id(u.CreatedBy), instant(u.Modified), id(u.ModifiedBy),
		searchable(u.LastName, u.FirstName), searchable(u.FirstName+" "+u.LastName, u.LastName+" "+u.FirstName, u.Email, u.Login),
		u.Version + 1, u.Factor, u.FactorReset, u.Fields, u.Notices, u.EmailWish,
	}
}

// DeleteUser erases a user with grants, credential and keys, and what is personal
// in the history. The identifier stays wherever the history and the books mention
// it.
func (t *Tx) DeleteUser(user ident.UserID) error {
	u, err := t.User(user)
	if err != nil {
		return err
	}
	if err := t.put(`DELETE FROM person WHERE id = $1`, id(user)); err != nil {
		return err
	}
	return t.eraseActs(u)
}
