package translation

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// vowels are the letters before which French elides. An « h » may be aspirated,
// which only a dictionary knows; before it nothing is elided.
const vowels = "aeiouàâäéèêëîïôöùûüœæ"

// seam stands before what was filled into a text and begins with a vowel; no
// text has this character of the private use area.
const seam = "\ue000"

// elisions are the words that lose their vowel, and the seams that no such word
// stands before.
var elisions = strings.NewReplacer("de "+seam, "d'", "De "+seam, "D'", "que "+seam, "qu'", "Que "+seam, "Qu'", seam, "")

// seamed marks a text that is filled into a French one.
func seamed(text string) string {
	first, _ := utf8.DecodeRuneInString(text)
	if strings.ContainsRune(vowels, unicode.ToLower(first)) {
		return seam + text
	}
	return text
}

// elided turns « le compte de Awa » into « le compte d'Awa ».
func elided(text string) string { return elisions.Replace(text) }
