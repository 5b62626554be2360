package workspace

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// fewUsers is up to how many users it is quicker to read each of them.
const fewUsers = 100

// batch is a transaction that remembers what the rules ask again for each of ten
// thousand users: who they are, what they may, and where this is done. What is
// written through it is read anew.
type batch struct {
	*storage.Tx
	users    map[ident.UserID]directory.User
	everyone bool // it is quicker to read the roles of all at once
	grants   map[ident.UserID][]directory.Grant
	projects map[ident.ProjectID]directory.Project
	units    map[ident.UnitID]directory.Unit
	postes   map[ident.PosteID]answer[directory.Poste]
	home     *answer[directory.Home]
	fields   *answer[[]directory.Field]
}

// answer is an answer that was given once, its error included.
type answer[T any] struct {
	value T
	err   error
}

// newBatch reads who all of so many users are.
func newBatch(tx *storage.Tx, count int) (*batch, error) {
	b := &batch{
		Tx: tx, users: map[ident.UserID]directory.User{}, projects: map[ident.ProjectID]directory.Project{},
		units: map[ident.UnitID]directory.Unit{}, postes: map[ident.PosteID]answer[directory.Poste]{},
	}
	if b.everyone = count > fewUsers; !b.everyone {
		return b, nil
	}
	everybody, _, err := tx.Users(directory.UserFilter{Archived: true})
	if err != nil {
		return nil, err
	}
	for _, u := range everybody {
		b.users[u.ID] = u
	}
	return b, nil
}

// forget has a user read anew.
func (b *batch) forget(id ident.UserID) {
	delete(b.users, id)
	if b.grants != nil {
		b.grants[id] = nil
	}
}

// User is for directory.Store.
func (b *batch) User(id ident.UserID) (directory.User, error) {
	if u, known := b.users[id]; known {
		return u, nil
	}
	u, err := b.Tx.User(id)
	if err == nil {
		b.users[id] = u
	}
	return u, err
}

// Grants is for directory.Store.
func (b *batch) Grants(id ident.UserID) ([]directory.Grant, error) {
	if b.everyone && b.grants == nil {
		var err error
		if b.grants, err = b.AllGrants(); err != nil {
			return nil, err
		}
	}
	grants, known := b.grants[id]
	if b.grants == nil || known && grants == nil {
		return b.Tx.Grants(id)
	}
	return grants, nil
}

// SaveUser is for directory.Store.
func (b *batch) SaveUser(u directory.User) (directory.User, error) {
	delete(b.users, u.ID)
	return b.Tx.SaveUser(u)
}

// SaveGrant is for directory.Store.
func (b *batch) SaveGrant(g directory.Grant) error {
	b.forget(g.User)
	return b.Tx.SaveGrant(g)
}

// Project is for directory.Store.
func (b *batch) Project(id ident.ProjectID) (directory.Project, error) {
	if p, known := b.projects[id]; known {
		return p, nil
	}
	p, err := b.Tx.Project(id)
	if err == nil {
		b.projects[id] = p
	}
	return p, err
}

// Unit is for directory.Store.
func (b *batch) Unit(id ident.UnitID) (directory.Unit, error) {
	if u, known := b.units[id]; known {
		return u, nil
	}
	u, err := b.Tx.Unit(id)
	if err == nil {
		b.units[id] = u
	}
	return u, err
}

// Home is for directory.Store.
func (b *batch) Home() (directory.Home, error) {
	if b.home == nil {
		home, err := b.Tx.Home()
		b.home = &answer[directory.Home]{home, err}
	}
	return b.home.value, b.home.err
}

// Fields is for directory.Store.
func (b *batch) Fields() ([]directory.Field, error) {
	if b.fields == nil {
		fields, err := b.Tx.Fields()
		b.fields = &answer[[]directory.Field]{fields, err}
	}
	return b.fields.value, b.fields.err
}

// Poste is for directory.Store.
func (b *batch) Poste(id ident.PosteID) (directory.Poste, error) {
	if p, known := b.postes[id]; known {
		return p.value, p.err
	}
	p, err := b.Tx.Poste(id)
	b.postes[id] = answer[directory.Poste]{p, err}
	return p, err
}
