package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/roster"
	"github.com/comptoir/comptoir/app/workspace"
)

// viewOptions select and arrange users as the overview of the window does.
type viewOptions struct {
	View         string   `placeholder:"name"`
	Search       string   `placeholder:"text"`
	Status       []string `placeholder:"status" enum:"employee,pending,active,archived"`
	Archived     bool
	FileExpired  bool
	AccessEnding bool
	Filter       map[string]string `placeholder:"column-text" mapsep:"none"`
	Columns      []string          `placeholder:"columns"`
	Sort         string            `placeholder:"column"`
	Group        string            `placeholder:"group"`
}

// register is everybody, arranged as the options ask.
type register struct {
	*roster.Roster
	people roster.People
	view   roster.View
	table  roster.Table
}

// register reads everybody and arranges them.
func (o *viewOptions) register(c *call, s *workspace.Session) (*register, error) {
	people, err := s.Roster(c.ctx)
	if err != nil {
		return nil, err
	}
	r := &register{Roster: roster.New(people, c.printer), people: people}
	view, err := o.wanted(c, s, r.Catalogue)
	if err != nil {
		return nil, err
	}
	if err := r.Check(view); err != nil {
		return nil, err
	}
	r.view = view
	r.table = r.Arrange(view, nil)
	return r, nil
}

// wanted gives the saved view that is named, with what the options say besides.
func (o *viewOptions) wanted(c *call, s *workspace.Session, catalogue *roster.Catalogue) (v roster.View, err error) {
	if o.View != "" {
		if v, err = savedView(c, s, o.View); err != nil {
			return v, err
		}
		v = catalogue.Trim(v)
	}
	v.Archived, v.FileExpired, v.AccessEnding = v.Archived || o.Archived, v.FileExpired || o.FileExpired, v.AccessEnding || o.AccessEnding
	if o.Search != "" {
		v.Search = o.Search
	}
	if len(o.Status) > 0 {
		v.Statuses = nil
	}
	for _, status := range o.Status {
		v.Statuses = append(v.Statuses, directory.Status(status))
	}
	if len(o.Columns) > 0 {
		v.Columns = o.Columns
	}
	if o.Sort != "" {
		v.Sort, v.Descending = strings.CutPrefix(o.Sort, "-")
	}
	if o.Group != "" {
		v.Group = o.Group
	}
	for _, column := range slices.Sorted(maps.Keys(o.Filter)) { // in one order, whatever that of the map
		v.Filters = append(v.Filters, roster.Filter{Column: column, Text: o.Filter[column]})
	}
	return catalogue.Named(v), nil
}

func savedView(c *call, s *workspace.Session, name string) (roster.View, error) {
	views, err := s.Views(c.ctx)
	if err != nil {
		return roster.View{}, err
	}
	for _, v := range views {
		if strings.EqualFold(v.Name, name) {
			return v.View, nil
		}
	}
	return roster.View{}, fault.New(fault.Missing, "storage.view", fault.Args{"Name": fault.Excerpt(name)})
}

// users gives those that are shown, each once, in their order.
func (r *register) users() []directory.User {
	var users []directory.User
	seen := map[*roster.Entry]bool{}
	for _, line := range r.table.Lines {
		if line.Entry != nil && !seen[line.Entry] {
			seen[line.Entry] = true
			users = append(users, line.Entry.User)
		}
	}
	return users
}

// head gives what printed pages bear.
func (c *call) head(s *workspace.Session) (overview.Head, error) {
	return overview.ReadHead(c.ctx, s, c.printer)
}
