package roster

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// Field is what a column of a spreadsheet can be about.
type Field string

// Fields are all of them, in the order of the form.
func Fields() []Field {
	fields := make([]Field, len(readers))
	for i, r := range readers {
		fields[i] = r.field
	}
	return fields
}

// Label is the key of the field's name.
func (f Field) Label() fault.Key { return fault.Key("roster.field." + string(f)) }

// Mapping says in which column of a spreadsheet a field stands, counted from 0.
type Mapping map[Field]int

// Guess reads from titles in French or English what the columns are about; the
// first column of a meaning counts.
func Guess(titles []string) Mapping {
	m := Mapping{}
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

// Check refuses, with fault.Invalid, a mapping that names no field or column that
// there is, gives one column two meanings, or names nobody.
func (m Mapping) Check(columns int) error {
	taken := map[int]bool{}
	for field, column := range m {
		switch {
		case !slices.Contains(Fields(), field):
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
var meanings = func() map[string]Field {
	byTitle := map[string]Field{}
	for _, r := range readers {
		byTitle[plainTitle(string(r.field))] = r.field
		for _, title := range strings.Split(r.titles, "|") {
			byTitle[plainTitle(title)] = r.field
		}
	}
	return byTitle
}()
