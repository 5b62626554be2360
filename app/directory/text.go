package directory

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/comptoir/comptoir/app/fault"
)

// Bounds of texts, in characters.
const (
	nameMax   = 80  // first name, last name, partner, label, location
	titleMax  = 120 // organisation, project, job
	phoneMax  = 40
	reasonMax = 500
)

// Clean gives a text as it is stored and shown to a person: Unicode NFC, one
// line, single spaces, at most limit characters. Control, bidirectional and other
// invisible characters are refused with fault.Invalid, because they make one
// name look like another; field names the text in that sentence.
func Clean(field, text string, limit int) (string, error) {
	if len(text) <= limit && isTidy(text) {
		return text, nil
	}
	label := fault.Key("detail." + field)
	if len(text) > utf8.UTFMax*2*limit {
		return "", fault.New(fault.Invalid, "directory.text-long", fault.Args{"Field": label, "Max": limit})
	}
	text = strings.TrimSpace(norm.NFC.String(text))
	if !utf8.ValidString(text) || strings.ContainsFunc(text, forbidden) {
		return "", fault.New(fault.Invalid, "directory.text-forbidden", fault.Args{"Field": label})
	}
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) > limit {
		return "", fault.New(fault.Invalid, "directory.text-long", fault.Args{"Field": label, "Max": limit})
	}
	return text, nil
}

// isTidy reports whether a text is of letters, digits and signs of ASCII, with
// single spaces between them: there is nothing in it to normalise or to refuse. Most
// codes and many texts are such, and verifying a ledger cleans millions of them.
func isTidy(text string) bool {
	space := true
	for i := range len(text) {
		if text[i] < ' ' || text[i] > '~' || space && text[i] == ' ' {
			return false
		}
		space = text[i] == ' '
	}
	return !space || text == ""
}

// forbidden are the characters that nobody sees: control (Cc), format (Cf, the
// bidirectional ones among them), separators of lines and paragraphs, private
// use and unassigned ones. A no-break space is fine.
func forbidden(r rune) bool {
	return !unicode.IsGraphic(r)
}

// required is Clean for a text that must not be empty.
func required(field, text string, limit int) (string, error) {
	text, err := Clean(field, text, limit)
	if err == nil && text == "" {
		err = fault.New(fault.Invalid, "directory.text-empty", fault.Args{"Field": fault.Key("detail." + field)})
	}
	return text, err
}

// cleaning collects the first error of many texts.
type cleaning struct{ err error }

func (c *cleaning) text(field string, text *string, limit int) {
	c.apply(text, func(s string) (string, error) { return Clean(field, s, limit) })
}

func (c *cleaning) required(field string, text *string, limit int) {
	c.apply(text, func(s string) (string, error) { return required(field, s, limit) })
}

func (c *cleaning) apply(text *string, clean func(string) (string, error)) {
	if c.err == nil {
		*text, c.err = clean(*text)
	}
}
