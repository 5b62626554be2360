package ledgerfile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// encoder writes texts so that they stay one field in the encoding of the file.
type encoder struct {
	separator   rune
	latin9      bool
	substituted int
}

func newEncoder(o FECOptions) encoder {
	return encoder{separator: rune(o.separator()), latin9: o.Encoding == Latin9}
}

// fieldBytes is as much of a text as a field gets: all fields of a line together
// stay within what a reader takes.
const fieldBytes = 1000

// field gives a text without what would end a field or not show.
func (e *encoder) field(text string) string {
	text = strings.Map(func(r rune) rune {
		if r == e.separator || r == '\t' || r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, text)
	if len(text) > fieldBytes {
		text = strings.ToValidUTF8(text[:fieldBytes], "")
	}
	return strings.Trim(text, padding+"\u202f\u2009")
}

// append encodes a field.
func (e *encoder) append(line []byte, text string) []byte {
	if !e.latin9 {
		return append(line, text...)
	}
	for _, r := range text {
		b, has := latin9Byte(r)
		if !has {
			e.substituted++
			line = append(line, substitute(r)...)
			continue
		}
		line = append(line, b)
	}
	return line
}

func latin9Byte(r rune) (byte, bool) {
	if r < utf8.RuneSelf {
		return byte(r), true
	}
	for b, own := range latin9 {
		if own == r {
			return b, true
		}
	}
	_, replaced := latin9[byte(r)]
	return byte(r), r >= 0xa0 && r <= 0xff && !replaced
}

// substitute gives something like a character that ISO 8859-15 does not have.
func substitute(r rune) string {
	if text, has := substitutes[r]; has {
		return text
	}
	return "?"
}

var substitutes = map[rune]string{
	'\u2018': "'", '\u2019': "'", '\u201c': `"`, '\u201d': `"`, '\u2013': "-", '\u2014': "-", '\u2026': "...",
	'\u202f': "\xa0", '\u2009': " ", '\u2212': "-", '\u2022': "-",
}
