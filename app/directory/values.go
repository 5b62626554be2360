package directory

import (
	"slices"
	"strings"
)

// Values are what a user has in the organisation's own fields, in the form in
// which they are stored: a line "key=value" for each that is not empty, in the
// order of the keys. Two are equal when they say the same.
type Values string

// Value is what one field has.
type Value struct {
	Key  string // of the field
	Text string // as ParseValue gives it
}

// List gives the values in the order of their keys.
func (v Values) List() []Value {
	var list []Value
	for line := range strings.Lines(string(v)) {
		key, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		list = append(list, Value{key, text})
	}
	return list
}

// Get gives the value of a field, or nothing.
func (v Values) Get(key string) string {
	for line := range strings.Lines(string(v)) {
		if text, is := strings.CutPrefix(line, key+"="); is {
			return strings.TrimSuffix(text, "\n")
		}
	}
	return ""
}

// With gives the values with another one of a field; an empty text takes it away.
func (v Values) With(key, text string) Values {
	list := slices.DeleteFunc(v.List(), func(value Value) bool { return value.Key == key })
	if text != "" {
		list = append(list, Value{key, text})
	}
	slices.SortFunc(list, func(a, b Value) int { return strings.Compare(a.Key, b.Key) })
	var b strings.Builder
	for _, value := range list {
		b.WriteString(value.Key + "=" + value.Text + "\n")
	}
	return Values(b.String())
}
