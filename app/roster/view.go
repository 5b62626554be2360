package roster

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Bounds of what a person can wish for and keep.
const (
	textMax   = 100 // characters of a search, a filter or the name of a view
	ViewsMax  = 50  // saved views of a person
	accessDay = 30  // days before its end that an access is "ending"
)

// View is what a person wants to see of the users. The zero View is everybody
// who has not left, by name, in the usual columns.
type View struct {
	Search       string             `json:"search"`  // part of a name, e-mail or login
	Columns      []string           `json:"columns"` // in their order; none are the usual ones
	Sort         string             `json:"sort"`    // a column; none is the name
	Descending   bool               `json:"descending"`
	Filters      []Filter           `json:"filters"`  // all of them hold
	Statuses     []directory.Status `json:"statuses"` // none are all
	Archived     bool               `json:"archived"` // « Afficher les utilisateurs archivés », without Statuses
	FileExpired  bool               `json:"file_expired"`
	AccessEnding bool               `json:"access_ending"` // within 30 days, or over
	Group        string             `json:"group"`
}

// Filter keeps the users whose column contains a text, whatever its case and
// accents; a text that begins with = is the whole content, and = alone nothing.
type Filter struct {
	Column string `json:"column"`
	Text   string `json:"text"`
}

// SavedView is a view that a person comes back to by its name.
type SavedView struct {
	Name string `json:"name"`
	View View   `json:"view"`
}

// Shown gives the columns of the view.
func (c *Catalogue) Shown(v View) []Column {
	ids := v.Columns
	if len(ids) == 0 {
		ids = UsualColumns()
	}
	var shown []Column
	for _, id := range ids {
		if column, known := c.Column(id); known {
			shown = append(shown, column)
		}
	}
	return shown
}

// Narrowed reports whether users may be there that the view does not show, apart
// from archived ones.
func (v View) Narrowed() bool {
	return v.Search != "" || len(v.Filters) > 0 || len(v.Statuses) > 0 || v.FileExpired || v.AccessEnding
}

// Trim leaves out what there is no more: a field that is off now.
func (c *Catalogue) Trim(v View) View {
	gone := func(id string) bool { _, known := c.Column(id); return !known }
	v.Columns = slices.DeleteFunc(slices.Clone(v.Columns), gone)
	v.Filters = slices.DeleteFunc(slices.Clone(v.Filters), func(f Filter) bool { return gone(f.Column) })
	if v.Sort != "" && gone(v.Sort) {
		v.Sort, v.Descending = "", false
	}
	if !slices.Contains(c.Groups(), v.Group) {
		v.Group = ""
	}
	return v
}

// Named gives the view with what names its columns written in full.
func (c *Catalogue) Named(v View) View {
	full := func(id string) string {
		if column, known := c.Column(id); known {
			return column.ID
		}
		return id
	}
	v.Columns, v.Filters, v.Sort = slices.Clone(v.Columns), slices.Clone(v.Filters), full(v.Sort)
	for i, id := range v.Columns {
		v.Columns[i] = full(id)
	}
	for i, f := range v.Filters {
		v.Filters[i].Column = full(f.Column)
	}
	if !slices.Contains(c.Groups(), v.Group) && slices.Contains(c.Groups(), OfField(v.Group)) {
		v.Group = OfField(v.Group)
	}
	return v
}

// Check refuses, with fault.Invalid, a view that names what there is not.
func (c *Catalogue) Check(v View) error {
	for _, id := range append(slices.Clone(v.Columns), v.Sort) {
		if _, known := c.Column(id); !known && id != "" {
			return unknown("roster.column", id)
		}
	}
	for _, f := range v.Filters {
		if _, known := c.Column(f.Column); !known {
			return unknown("roster.column", f.Column)
		}
		if utf8.RuneCountInString(f.Text) > textMax {
			return unknown("roster.long", f.Text)
		}
	}
	for _, s := range v.Statuses {
		if !slices.Contains(Statuses(), s) {
			return unknown("roster.status", string(s))
		}
	}
	switch {
	case v.Group != "" && !slices.Contains(c.Groups(), v.Group):
		return unknown("roster.group", v.Group)
	case utf8.RuneCountInString(v.Search) > textMax:
		return unknown("roster.long", v.Search)
	case len(v.Columns) > len(c.columns) || len(v.Filters) > len(c.columns):
		return unknown("roster.column", "…")
	}
	return nil
}

func unknown(key, text string) error {
	return fault.New(fault.Invalid, key, fault.Args{"Text": fault.Excerpt(text)})
}

// CheckSaved gives the saved view with its name as it is kept, or says in
// fault.Invalid what is wrong.
func (c *Catalogue) CheckSaved(s SavedView) (SavedView, error) {
	s.Name = strings.Join(strings.Fields(s.Name), " ")
	switch {
	case s.Name == "" || utf8.RuneCountInString(s.Name) > textMax || strings.ContainsFunc(s.Name, func(r rune) bool { return r < ' ' }):
		return s, unknown("roster.view-name", s.Name)
	}
	return s, c.Check(s.View)
}
