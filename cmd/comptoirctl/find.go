package main

import (
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/workspace"
)

// findProject gives the project of a code as it is typed.
func (c *call) findProject(s *workspace.Session, code string) (directory.Project, error) {
	code, err := directory.ParseProjectCode(code)
	if err != nil {
		return directory.Project{}, err
	}
	return s.ProjectByCode(c.ctx, code)
}

// findProjects gives the identifiers of several projects.
func (c *call) findProjects(s *workspace.Session, codes []string) ([]ident.ProjectID, error) {
	ids := make([]ident.ProjectID, 0, len(codes))
	for _, code := range codes {
		p, err := c.findProject(s, code)
		if err != nil {
			return nil, err
		}
		ids = append(ids, p.ID)
	}
	return ids, nil
}

// findUser gives the user of an e-mail address, a login, or an identifier: not
// everybody has an address.
func (c *call) findUser(s *workspace.Session, name string) (directory.User, error) {
	id, err := ident.Parse[userKind](name)
	if err != nil {
		return s.FindUser(c.ctx, name)
	}
	person, err := s.Person(c.ctx, ident.UserID(id))
	return person.User, err
}

// userKind lets an identifier be read before it is known to be a user's.
type userKind struct{}

// withUser signs in and finds a user, for the commands that do something to one.
func (c *call) withUser(name string) (*workspace.Session, directory.User, error) {
	s, err := c.signIn()
	if err != nil {
		return nil, directory.User{}, err
	}
	u, err := c.findUser(s, name)
	return s, u, err
}

// nameOf gives what names a user on a command line.
func nameOf(u directory.User) string {
	if u.Address() == "" {
		return u.ID.String()
	}
	return u.Address()
}

// withBook signs in and finds the book of a number such as P01/1.
func (c *call) withBook(ref string) (*workspace.Session, workspace.BookCard, error) {
	s, err := c.signIn()
	if err != nil {
		return nil, workspace.BookCard{}, err
	}
	card, err := s.Book(c.ctx, ref)
	return s, card, err
}
