package storage

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const selectDerivedRole = `SELECT id, name, base, rights, active, changed, changed_by, version FROM derived_role `

func readDerivedRole(row scanner) (d directory.DerivedRole, err error) {
	var rights string
	err = row.Scan(toID(&d.ID), &d.Name, &d.Base, &rights, &d.Active, instantColumn{&d.Changed}, toID(&d.ChangedBy), &d.Version)
	d.Rights = splitRights(rights)
	return d, err
}

// Rights are words, which stand in one text with spaces between them.
func joinRights(rights []directory.Right) string {
	words := make([]string, len(rights))
	for i, right := range rights {
		words[i] = string(right)
	}
	return strings.Join(words, " ")
}

func splitRights(text string) []directory.Right {
	var rights []directory.Right
	for _, word := range strings.Fields(text) {
		rights = append(rights, directory.Right(word))
	}
	return rights
}

// DerivedRole gives a role of the organisation's own, or fault.Missing.
func (t *Tx) DerivedRole(role ident.DerivedRoleID) (directory.DerivedRole, error) {
	return one(t, fault.New(fault.Missing, "storage.derived-role", nil), readDerivedRole, selectDerivedRole+`WHERE id = $1`, id(role))
}

// DerivedRoles gives all of them by name.
func (t *Tx) DerivedRoles() ([]directory.DerivedRole, error) {
	return list(t, readDerivedRole, selectDerivedRole+`ORDER BY name, id`)
}

// SaveDerivedRole inserts a role of version 0 and else changes one of the same
// version, in all grants too; another base or version is a fault.Conflict.
func (t *Tx) SaveDerivedRole(d directory.DerivedRole) (directory.DerivedRole, error) {
	rights := joinRights(d.Rights)
	if d.Version == 0 {
		d.Version = 1
		return d, t.put(`
			INSERT INTO derived_role (id, name, base, rights, active, changed, changed_by, version)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			id(d.ID), d.Name, d.Base, rights, d.Active, instant(d.Changed), id(d.ChangedBy), d.Version)
	}
	changed, err := t.exec(`
		UPDATE derived_role SET name = $1, rights = $2, active = $3, changed = $4, changed_by = $5, version = version + 1
		WHERE id = $6 AND version = $7 AND base = $8`,
		d.Name, rights, d.Active, instant(d.Changed), id(d.ChangedBy), id(d.ID), d.Version, d.Base)
	if err != nil {
		return d, err
	}
	if changed == 0 {
		return d, fault.New(fault.Conflict, "storage.derived-role-stale", fault.Args{"Name": d.Name})
	}
	d.Version++
	return d, t.put(`UPDATE role_grant_derived SET name = $1, rights = $2 WHERE derived_role = $3`, d.Name, rights, id(d.ID))
}

// DerivedHolders lists who has the role, by name.
func (t *Tx) DerivedHolders(role ident.DerivedRoleID) ([]ident.UserID, error) {
	read := func(row scanner) (user ident.UserID, err error) {
		err = row.Scan(toID(&user))
		return user, err
	}
	return list(t, read, `SELECT id FROM person WHERE id IN (
		SELECT person FROM role_grant g JOIN role_grant_derived d ON d.role_grant = g.id WHERE d.derived_role = $1)
		ORDER BY last_name, first_name, id`, id(role))
}
