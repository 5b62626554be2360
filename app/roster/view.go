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

// Groups are what a view can be grouped by; a user with two roles is in both.
func Groups() []string { return []string{"status", "role", "project", "country", "partner"} }

// Shown gives the columns of the view.
func (v View) Shown() []Column {
	ids := v.Columns
	if len(ids) == 0 {
		ids = UsualColumns()
	}
	var shown []Column
	for _, id := range ids {
		if c, known := columnOf(id); known {
			shown = append(shown, c)
		}
	}
	return shown
}

// Narrowed reports whether users may be there that the view does not show, apart
// from archived ones.
func (v View) Narrowed() bool {
	return v.Search != "" || len(v.Filters) > 0 || len(v.Statuses) > 0 || v.FileExpired || v.AccessEnding
}

// Check refuses, with fault.Invalid, a view that names what there is not.
func (v View) Check() error {
	for _, id := range append(slices.Clone(v.Columns), v.Sort) {
		if _, known := columnOf(id); !known && id != "" {
			return unknown("roster.column", id)
		}
	}
	for _, f := range v.Filters {
		if _, known := columnOf(f.Column); !known {
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
	case v.Group != "" && !slices.Contains(Groups(), v.Group):
		return unknown("roster.group", v.Group)
	case utf8.RuneCountInString(v.Search) > textMax:
		return unknown("roster.long", v.Search)
	case len(v.Columns) > len(columns) || len(v.Filters) > len(columns):
		return unknown("roster.column", "…")
	}
	return nil
}

func unknown(key, text string) error {
	return fault.New(fault.Invalid, key, fault.Args{"Text": fault.Excerpt(text)})
}

// Check gives the saved view with its name as it is kept, or says in
// fault.Invalid what is wrong.
func (s SavedView) Check() (SavedView, error) {
	s.Name = strings.Join(strings.Fields(s.Name), " ")
	switch {
	case s.Name == "" || utf8.RuneCountInString(s.Name) > textMax || strings.ContainsFunc(s.Name, func(r rune) bool { return r < ' ' }):
		return s, unknown("roster.view-name", s.Name)
	}
	return s, s.View.Check()
}
