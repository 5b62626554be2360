package exchange

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
)

// Home tells what this folder is.
func (r *Recall) Home() (directory.Home, error) { return recalled(&r.home, r.Store.Home) }

// SaveHome says what this folder is.
func (r *Recall) SaveHome(h directory.Home) error {
	r.home = nil
	return r.Store.SaveHome(h)
}

// Times gives the marks of trusted time.
func (r *Recall) Times() (mark.Times, error) { return recalled(&r.times, r.Store.Times) }

// SaveTimes moves them.
func (r *Recall) SaveTimes(t mark.Times) error {
	r.times = nil
	return r.Store.SaveTimes(t)
}

// User gives a user; that there is none is remembered, too.
func (r *Recall) User(id ident.UserID) (directory.User, error) {
	return r.users.of(id, r.Store.User)
}

// UserByName gives the user of an address, likewise.
func (r *Recall) UserByName(name string) (directory.User, error) {
	return r.named.of(name, r.Store.UserByName)
}

// SaveUser writes a user.
func (r *Recall) SaveUser(u directory.User) (directory.User, error) {
	r.forgetUser(u.ID)
	return r.Store.SaveUser(u)
}

// DeleteUser erases a user.
func (r *Recall) DeleteUser(id ident.UserID) error {
	r.forgetUser(id)
	return r.Store.DeleteUser(id)
}

func (r *Recall) forgetUser(id ident.UserID) {
	delete(r.users, id)
	delete(r.grants, id)
	clear(r.named) // an address may have been freed or taken
}

// Grants gives the roles of a user.
func (r *Recall) Grants(id ident.UserID) ([]directory.Grant, error) {
	all, err := r.grants.of(id, r.Store.Grants)
	return slices.Clone(all), err // callers sort it in place
}

// SaveGrant writes a role.
func (r *Recall) SaveGrant(g directory.Grant) error {
	clear(r.grants)
	return r.Store.SaveGrant(g)
}

// DeleteGrant takes a role away.
func (r *Recall) DeleteGrant(id ident.GrantID) error {
	clear(r.grants)
	return r.Store.DeleteGrant(id)
}

// SaveDerivedRole writes a role of the organisation's own, also where it was given.
func (r *Recall) SaveDerivedRole(role directory.DerivedRole) (directory.DerivedRole, error) {
	clear(r.grants)
	return r.Store.SaveDerivedRole(role)
}

// SaveUnit writes a unit, of which roles say the name.
func (r *Recall) SaveUnit(u directory.Unit) (directory.Unit, error) {
	clear(r.grants)
	return r.Store.SaveUnit(u)
}

// DeleteUnit takes a unit away.
func (r *Recall) DeleteUnit(id ident.UnitID) error {
	clear(r.grants)
	return r.Store.DeleteUnit(id)
}

// SaveUnitOf puts a project into a unit, and so into what its roles reach.
func (r *Recall) SaveUnitOf(project ident.ProjectID, unit ident.UnitID) error {
	clear(r.grants)
	return r.Store.SaveUnitOf(project, unit)
}

// ReplaceGrants gives a user these roles and no other.
func (r *Recall) ReplaceGrants(id ident.UserID, grants []directory.Grant) error {
	delete(r.grants, id)
	return r.Store.ReplaceGrants(id, grants)
}
