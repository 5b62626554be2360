package usrfile

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// checkText refuses what could make one text look like another: other forms
// than NFC, control characters, line separators, and characters that change the
// direction of writing.
func checkText(text []byte) error {
	if plainASCII(text) {
		return nil
	}
	if !utf8.Valid(text) {
		return refuse(ErrPayload, "text is not UTF-8")
	}
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if forbidden(r) {
			return refuse(ErrPayload, "text holds %U", r)
		}
		i += size
	}
	if !norm.NFC.IsNormal(text) {
		return refuse(ErrPayload, "text is not in Unicode form NFC")
	}
	return nil
}

// plainASCII knows most texts at a glance: printable ASCII is never forbidden and
// always in form NFC.
func plainASCII(text []byte) bool {
	for _, c := range text {
		if c < ' ' || c > '~' {
			return false
		}
	}
	return true
}

// forbidden lists control characters (Cc), line and paragraph separators, the
// byte order mark, and the characters of Unicode's property Bidi_Control.
func forbidden(r rune) bool {
	switch {
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
		return true
	case r == '\u2028', r == '\u2029', r == '\ufeff':
		return true
	}
	return false
}
