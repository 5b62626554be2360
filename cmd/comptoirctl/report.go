package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
)

// report is what a command found or did: for machines by its JSON tags, for
// people by its words. Lists in it are never nil, so that JSON has [] for an
// empty one.
type report interface{ words(*sheet) }

// give prints a report, whole and at once.
func (c *call) give(r report) error {
	if c.JSON {
		_, err := c.stdout.Write(inJSON(r))
		return err
	}
	s := &sheet{Printer: c.printer}
	r.words(s)
	_, err := c.stdout.Write([]byte(s.text.String()))
	return err
}

// inJSON gives a value as one line of JSON.
func inJSON(value any) []byte {
	var line bytes.Buffer
	encoder := json.NewEncoder(&line)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		panic(err) // the types are ours, so one that can not be encoded is a mistake
	}
	return line.Bytes()
}

// each gives a list as the views of its items.
func each[T, V any](list []T, view func(T) V) []V {
	views := make([]V, 0, len(list))
	for _, item := range list {
		views = append(views, view(item))
	}
	return views
}

// sheet collects what a person reads.
type sheet struct {
	*translation.Printer
	text strings.Builder
}

// line adds a line; spaces at its end are of no use.
func (s *sheet) line(text string) {
	s.text.WriteString(strings.TrimRight(shown(text), " "))
	s.text.WriteByte('\n')
}

// shown gives a text as a terminal may have it: the name of a file on somebody's stick
// may hold signs that move its cursor, colour it or turn the direction of reading.
func shown(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsGraphic(r) || r == '\n' || r == '\t' {
			return r
		}
		return unicode.ReplacementChar
	}, text)
}

// say adds a sentence.
func (s *sheet) say(key string, args ...fault.Args) { s.line(s.T(key, args...)) }

// fact is a line of a record; one without value is left out.
type fact struct{ key, value string }

// facts adds a record: labels, then values below each other.
func (s *sheet) facts(list ...fact) {
	var t table
	for _, f := range list {
		if f.value != "" {
			t.row(s.T(f.key), f.value)
		}
	}
	t.write(s)
}

// inCurrency gives minor units of a currency that a report names.
func inCurrency(minor int64, code string) money.Amount {
	return money.Amount{Minor: minor, Currency: money.Currency(code)}
}

// yes gives a mark for what is, and nothing for what is not.
func yes(is bool) string {
	if is {
		return "✓"
	}
	return ""
}
