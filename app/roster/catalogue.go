package roster

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Catalogue is what users can be shown, searched and read in by: what every
// organisation knows of them, and the fields of this one.
type Catalogue struct {
	columns []Column
	byID    map[string]Column
	readers []reader
	own     []directory.Field
}

// OfField names one of the organisation's own fields as a column, a group and
// the meaning of a spreadsheet's column.
func OfField(key string) string { return ownPrefix + key }

const ownPrefix = "field:"

// NewCatalogue makes the catalogue of an organisation with these fields; those
// that are off are left out.
func NewCatalogue(fields []directory.Field) *Catalogue {
	c := &Catalogue{columns: slices.Clone(columns), byID: map[string]Column{}, readers: slices.Clone(readers), own: directory.ActiveFields(fields)}
	for _, f := range c.own {
		c.columns = append(c.columns, ownColumn(f))
		c.readers = append(c.readers, ownReader(f))
	}
	for _, column := range c.columns {
		c.byID[column.ID] = column
	}
	return c
}

// Columns lists every column, those of a first look in front.
func (c *Catalogue) Columns() []Column { return c.columns }

// Column finds a column by what names it; for one of the organisation's own fields
// its key is enough where nothing else is called so.
func (c *Catalogue) Column(id string) (Column, bool) {
	column, known := c.byID[id]
	if !known {
		column, known = c.byID[OfField(id)]
	}
	return column, known
}

// Groups are what a view can be grouped by; a user with two roles is in both.
func (c *Catalogue) Groups() []string {
	groups := []string{"status", "role", "project", "unit", "country", "partner"}
	for _, f := range c.own {
		groups = append(groups, OfField(f.Key))
	}
	return groups
}

// ownGroup gives the field by which a view is grouped.
func (c *Catalogue) ownGroup(by string) (Column, bool) {
	column, known := c.byID[by]
	return column, known && column.own.Key != ""
}

// GroupTitle says by what a view is grouped, where that is one of the
// organisation's own fields.
func (c *Catalogue) GroupTitle(by string, w Words) (string, bool) {
	column, own := c.ownGroup(by)
	if !own {
		return "", false
	}
	return column.Title(w), true
}

func ownColumn(f directory.Field) Column {
	return Column{ID: OfField(f.Key), own: f,
		value: func(e Entry) any { return ownValue(f, e.Fields.Get(f.Key)) },
		order: func(e Entry) string { return ownOrder(f, e.Fields.Get(f.Key)) },
	}
}

// ownValue gives a stored value with its type.
func ownValue(f directory.Field, stored string) any {
	switch {
	case stored == "":
		return ""
	case f.Type == directory.FieldDate:
		if day, err := calendar.Parse(stored); err == nil {
			return day
		}
	case f.Type == directory.FieldYesNo:
		return fault.Key("roster.answer." + stored)
	}
	return stored
}

// ownOrder gives by what a stored value is sorted: numbers by their size, choices
// as they are listed, what is empty last.
func ownOrder(f directory.Field, stored string) string {
	if stored == "" {
		return "~"
	}
	switch f.Type {
	case directory.FieldNumber:
		return numberOrder(stored)
	case directory.FieldChoice:
		place := slices.Index(f.Choices, stored)
		if place < 0 {
			place = len(f.Choices)
		}
		return fmt.Sprintf("%03d", place) + directory.Fold(stored)
	case directory.FieldYesNo:
		return map[string]string{directory.Yes: "0", directory.No: "1"}[stored]
	}
	return directory.Fold(stored)
}

// numberOrder orders as the numbers do: the bits of a float, with those of
// negative ones turned round.
func numberOrder(text string) string {
	number, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "}" + text
	}
	bits := math.Float64bits(number)
	if number < 0 {
		bits = ^bits
	} else {
		bits |= 1 << 63
	}
	return fmt.Sprintf("%016x", bits)
}

// ownReader reads one of the organisation's own fields from a spreadsheet, under
// its names in both languages or its key.
func ownReader(f directory.Field) reader {
	return reader{field: Field(OfField(f.Key)), titles: strings.Join([]string{f.Key, f.NameFR, f.NameEN}, "|"), own: f,
		read: func(u *directory.User, content string, d days) error {
			if f.Type == directory.FieldDate {
				day, err := d.read(content)
				if err != nil {
					return fault.Wrap(err, fault.Invalid, "roster.day", fault.Args{"Text": fault.Excerpt(content)})
				}
				content = day.String()
			}
			value, err := f.ParseValue(content)
			if err == nil {
				u.Fields = u.Fields.With(f.Key, value)
			}
			return err
		},
	}
}
