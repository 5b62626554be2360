package directory

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ligatures are letters that people also write as two.
var ligatures = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ı", "i")

// Fold makes texts comparable the way people look things up: without case,
// accents and width, « Vélingara » being found by "velingara". Control
// characters become spaces, so that a separator never comes from outside.
func Fold(text string) string {
	if isTidy(text) {
		return strings.ToLower(text)
	}
	var folded strings.Builder
	folded.Grow(len(text))
	for _, r := range norm.NFKD.String(strings.ToValidUTF8(text, "\ufffd")) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsControl(r):
			folded.WriteByte(' ')
		default:
			folded.WriteRune(unicode.ToLower(r))
		}
	}
	return ligatures.Replace(folded.String())
}
