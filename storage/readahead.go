package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/receipt"
)

// readAtOnce is how many users one query reads.
const readAtOnce = 64

// MostAhead is how many users are worth reading ahead: the connection forgets when it
// remembers too much.
const MostAhead = maxKept / 4

// ReadAhead reads who so many users are, which roles they have and what postes have
// reported of them in a few queries.
// What is asked of each of them then is remembered like anything that was read, as
// long as it is right.
func (t *Tx) ReadAhead(users []ident.UserID) error {
	m, err := t.remembering()
	if m == nil || err != nil {
		return err
	}
	m.makeRoom(3 * len(users))
	for some := range slices.Chunk(users, readAtOnce) {
		if err := t.readUsersAhead(some); err != nil {
			return err
		}
		if err := t.readGrantsAhead(some); err != nil {
			return err
		}
		if err := t.readReportedAhead(some); err != nil {
			return err
		}
	}
	return nil
}

func (t *Tx) readUsersAhead(users []ident.UserID) error {
	var found []directory.User
	tables, err := t.tablesOf(func() (err error) {
		among := amongUsers("id", users)
		found, err = list(t, readUser, selectUser+among.clause(), among.args...)
		return err
	})
	for _, u := range found {
		if err == nil {
			err = know(t, "user", u.ID, u, tables...)
		}
	}
	return err
}

func (t *Tx) readGrantsAhead(users []ident.UserID) error {
	grants := map[ident.UserID][]directory.Grant{}
	tables, err := t.tablesOf(func() error { return t.grantsAmong(users, grants) })
	for _, u := range users { // of those without roles, too
		if err == nil {
			err = know(t, "grants", u, grants[u], tables...)
		}
	}
	return err
}

func (t *Tx) readReportedAhead(users []ident.UserID) error {
	reported := map[ident.UserID][]receipt.Applied{}
	tables, err := t.tablesOf(func() error {
		among := amongUsers("person", users)
		return each(t, readReported, func(a receipt.Applied) error {
			reported[a.User] = append(reported[a.User], a)
			return nil
		}, selectReported+among.clause()+` ORDER BY poste`, among.args...)
	})
	for _, u := range users { // of those of whom nothing is reported, too
		if err == nil {
			err = know(t, "reported files", u, reported[u], tables...)
		}
	}
	return err
}

// grantsAmong adds the roles of each as readGrants gives them.
func (t *Tx) grantsAmong(users []ident.UserID, grants map[ident.UserID][]directory.Grant) error {
	among := amongUsers("person", users)
	stored, err := list(t, readGrant, selectGrant+among.clause()+` ORDER BY granted, g.id`, among.args...)
	if err != nil {
		return err
	}
	reach, err := t.grantProjectsWhere(among.clause(), among.args...)
	if err != nil {
		return err
	}
	for _, g := range stored {
		if g.Scope.Projects = reach[g.ID]; g.unitKept {
			if g.Scope.Projects, err = t.projectsOfUnit(g.Scope.Unit.ID); err != nil {
				return err
			}
		}
		grants[g.User] = append(grants[g.User], g.Grant)
	}
	return nil
}

// amongUsers selects so many users, in the same words for any number: the last one is
// named again until there are enough.
func amongUsers(column string, users []ident.UserID) *conditions {
	among := &conditions{}
	values := make([]any, readAtOnce)
	for i := range values {
		values[i] = id(users[min(i, len(users)-1)])
	}
	among.addIn(column, values)
	return among
}
