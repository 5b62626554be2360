package users

import (
	"context"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/workspace"
)

// overview is what the person wants to see of the users.
type overview struct {
	search     string
	status     directory.Status // empty for all
	archived   bool             // « Afficher les utilisateurs archivés »
	sort       string           // of UserFilter
	descending bool
}

// filter asks the store for just that.
func (o overview) filter() directory.UserFilter {
	f := directory.UserFilter{Search: o.search, Archived: o.archived, Sort: o.sort}
	if o.status != "" {
		f.Statuses = []directory.Status{o.status}
	}
	if o.descending {
		f.Sort = "-" + f.Sort
	}
	return f
}

// narrowed reports whether users may be there that are not shown.
func (o overview) narrowed() bool { return o.search != "" || o.status != "" }

// statuses are the four, in the order of a user's life.
var statuses = []directory.Status{
	directory.StatusEmployee, directory.StatusPending, directory.StatusActive, directory.StatusArchived,
}

// source gives the users of a filter by pages, so that ten thousand cost no more
// than the ones in sight.
type source struct {
	ctx     context.Context
	session *workspace.Session
	filter  directory.UserFilter
}

// Count gives the number of users.
func (s source) Count() (int, error) {
	f := s.filter
	f.Limit = 1 // 0 would be all of them
	_, total, err := s.session.Users(s.ctx, f)
	return total, err
}

// Page gives users from offset on.
func (s source) Page(offset, limit int) ([]directory.User, error) {
	f := s.filter
	f.Offset, f.Limit = offset, limit
	users, _, err := s.session.Users(s.ctx, f)
	return users, err
}
