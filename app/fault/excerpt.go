package fault

import (
	"strings"
	"unicode"
)

// excerptRunes is as much of a wrong input as a sentence can carry.
const excerptRunes = 40

// Excerpt gives the beginning of what somebody typed or a file contained, fit
// to be quoted in a sentence: one line, without control or bidirectional
// characters, at most 40 characters.
func Excerpt(text string) string {
	var quoted strings.Builder
	count := 0
	for _, r := range text {
		if count == excerptRunes {
			quoted.WriteRune('…')
			break
		}
		count++
		if !unicode.IsPrint(r) {
			r = '\ufffd'
		}
		quoted.WriteRune(r)
	}
	return quoted.String()
}
