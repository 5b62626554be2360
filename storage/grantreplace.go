package storage

import (
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// ReplaceGrants gives a user these roles and no other. An identifier that another
// user's role has is a fault.Conflict.
func (t *Tx) ReplaceGrants(user ident.UserID, grants []directory.Grant) error {
	if err := t.put(`DELETE FROM role_grant WHERE person = $1`, id(user)); err != nil {
		return err
	}
	var rows, places, ids [][]any
	for _, g := range grants {
		ids = append(ids, []any{id(g.ID)})
		rows = append(rows, []any{id(g.ID), id(g.User), g.Role, g.Scope.Level, g.Scope.Country, instant(g.Granted), id(g.By)})
	}
	if err := t.deleteLeft(ids); err != nil {
		return err
	}
	added, err := t.execRows(`INSERT INTO role_grant (id, person, role, level, country, granted, granted_by) VALUES `, ` ON CONFLICT (id) DO NOTHING`, rows)
	if err == nil && added < int64(len(grants)) {
		err = fault.New(fault.Conflict, "storage.immutable", fault.Args{"Name": string(grants[0].Role)})
	}
	if err != nil {
		return err
	}
	for _, g := range grants {
		kept, err := t.saveGrantParts(g)
		if err != nil {
			return err
		}
		if !kept {
			for _, project := range g.Scope.Projects {
				places = append(places, []any{id(g.ID), id(project)})
			}
		}
	}
	_, err = t.execRows(`INSERT INTO role_grant_project (role_grant, project) VALUES `, ``, places)
	return err
}

// deleteLeft deletes what somebody who edited the database left of grants that are gone.
func (t *Tx) deleteLeft(grants [][]any) error {
	tables := []string{"role_grant_project"}
	for _, table := range []string{"role_grant_derived", "role_grant_unit"} { // empty in most folders
		some, err := t.hasRows(table)
		if err != nil {
			return err
		}
		if some {
			tables = append(tables, table)
		}
	}
	for _, table := range tables {
		if _, err := t.execRows(`DELETE FROM `+table+` WHERE (role_grant) IN (VALUES `, `)`, grants); err != nil {
			return err
		}
	}
	return nil
}

// saveGrantParts writes what few grants have.
func (t *Tx) saveGrantParts(g directory.Grant) (unitKept bool, err error) {
	if !g.Derived.ID.IsZero() {
		if err := t.saveDerivation(g); err != nil {
			return false, err
		}
	}
	if g.Scope.Unit.ID.IsZero() {
		return false, nil
	}
	return t.saveGrantUnit(g)
}

// rowsMost is how many rows a statement takes. A power of two, so that there are
// few texts to prepare.
const rowsMost = 16

// execRows runs a statement on rows of the same width, as many as possible at a
// time, and gives the number of rows that changed.
func (t *Tx) execRows(before, after string, rows [][]any) (changed int64, err error) {
	for size := rowsMost; size > 0; size /= 2 {
		for ; len(rows) >= size; rows = rows[size:] {
			n, err := t.exec(before+placeholders(size, len(rows[0]))+after, slices.Concat(rows[:size]...)...)
			if err != nil {
				return changed, err
			}
			changed += n
		}
	}
	return changed, nil
}

// placeholders gives ($1, $2), ($3, $4) for two rows of two.
func placeholders(rows, width int) string {
	var text strings.Builder
	for n := range rows * width {
		switch {
		case n == 0:
			text.WriteString("(")
		case n%width == 0:
			text.WriteString("), (")
		default:
			text.WriteString(", ")
		}
		text.WriteString("$" + strconv.Itoa(n+1))
	}
	return text.String() + ")"
}
