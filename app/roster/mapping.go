package roster

import (
	"crypto/sha256"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Field is what a column of a spreadsheet can be about.
type Field string

// Fields are all of them, in the order of the form.
func (c *Catalogue) Fields() []Field {
	fields := make([]Field, len(c.readers))
	for i, r := range c.readers {
		fields[i] = r.field
	}
	return fields
}

// Label is the name of a field.
func (c *Catalogue) Label(f Field, w Words) string {
	if column, own := c.ownGroup(string(f)); own {
		return column.Title(w)
	}
	return w.T("roster.field." + string(f))
}

// Field finds what a column can be about by its name; for one of the
// organisation's own fields its key is enough where nothing else is called so.
func (c *Catalogue) Field(name string) Field {
	if !slices.Contains(c.Fields(), Field(name)) && slices.Contains(c.Fields(), Field(OfField(name))) {
		return Field(OfField(name))
	}
	return Field(name)
}

// Mapping says in which column of a spreadsheet a field stands, counted from 0.
type Mapping map[Field]int

// Guess reads from titles in French or English what the columns are about; the
// first column of a meaning counts. What every organisation knows goes before the
// fields of this one.
func (c *Catalogue) Guess(titles []string) Mapping {
	m, meanings := Mapping{}, c.meanings()
	for column, title := range titles {
		field, known := meanings[plainTitle(title)]
		if _, taken := m[field]; known && !taken {
			m[field] = column
		}
	}
	return m
}

// plainTitle leaves letters and digits, with single spaces between words.
func plainTitle(title string) string {
	return strings.Join(strings.FieldsFunc(directory.Fold(title), func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9')
	}), " ")
}

// TitlesDigest names spreadsheets of the same titles, so that what a person chose
// for one holds for the next.
func TitlesDigest(titles []string) [32]byte {
	h := sha256.New()
	for _, title := range titles {
		plain := plainTitle(title)
		h.Write([]byte(strconv.Itoa(len(plain)) + ":" + plain))
	}
	return [32]byte(h.Sum(nil))
}

// CheckMapping refuses, with fault.Invalid, a mapping that names no field or column that
// there is, gives one column two meanings, or names nobody.
func (c *Catalogue) CheckMapping(m Mapping, columns int) error {
	taken := map[int]bool{}
	for _, field := range slices.Sorted(maps.Keys(m)) {
		column := m[field]
		switch {
		case !slices.Contains(c.Fields(), field):
			return unknown("roster.field", string(field))
		case column < 0 || column >= columns:
			return unknown("roster.no-column", strconv.Itoa(column+1))
		case taken[column]:
			return unknown("roster.column-twice", strconv.Itoa(column+1))
		}
		taken[column] = true
	}
	for _, naming := range []Field{"first-name", "last-name", "email", "login"} {
		if _, mapped := m[naming]; mapped {
			return nil
		}
	}
	return fault.New(fault.Invalid, "roster.nameless", nil)
}

// ColumnNamed finds a column by its title, its letter or its number from 1.
func ColumnNamed(titles []string, name string) (int, error) {
	for i, title := range titles {
		if plainTitle(title) == plainTitle(name) && plainTitle(name) != "" {
			return i, nil
		}
	}
	if n, err := strconv.Atoi(name); err == nil && n > 0 && n <= len(titles) {
		return n - 1, nil
	}
	if upper := strings.ToUpper(name); len(upper) == 1 && upper[0] >= 'A' && int(upper[0]-'A') < len(titles) {
		return int(upper[0] - 'A'), nil
	}
	return 0, unknown("roster.no-column", name)
}

// meanings are the titles that people write, as plainTitle leaves them.
func (c *Catalogue) meanings() map[string]Field {
	byTitle := map[string]Field{}
	for _, r := range c.readers {
		for _, title := range append(strings.Split(r.titles, "|"), string(r.field)) {
			plain := plainTitle(title)
			if _, taken := byTitle[plain]; !taken && plain != "" {
				byTitle[plain] = r.field
			}
		}
	}
	return byTitle
}
