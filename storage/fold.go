package storage

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// ligatures are letters that people also write as two.
var ligatures = strings.NewReplacer("œ", "oe", "æ", "ae", "ß", "ss", "ø", "o", "ł", "l", "đ", "d", "ı", "i")

// fold makes texts comparable the way people look things up: without case,
// accents and width, « Vélingara » being found by "velingara". Control
// characters become spaces, so that a separator never comes from outside.
func fold(text string) string {
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

// searchable joins what a search looks into. The separator is a control
// character, which no search can contain after folding.
func searchable(texts ...string) string {
	folded := make([]string, len(texts))
	for i, text := range texts {
		folded[i] = fold(text)
	}
	return strings.Join(folded, "\n")
}

// wildcards of LIKE lose their meaning in what a person types.
var wildcards = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// containing is the LIKE pattern for a part of a searchable text; it needs
// ESCAPE '\'.
func containing(search string) string { return "%" + wildcards.Replace(fold(search)) + "%" }
