package cashbooks

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// maxOffered is how many completions are worth looking through.
const maxOffered = 24

// completion offers texts of earlier vouchers while one types, those used last
// first. Case and accents do not matter.
type completion struct {
	texts  []string
	folded []string // texts as they are compared
}

// learn replaces what is known; the text used last comes first.
func (c *completion) learn(texts []string) {
	c.texts, c.folded = texts, make([]string, len(texts))
	for i, text := range texts {
		c.folded[i] = fold(text)
	}
}

// use brings a text to the front.
func (c *completion) use(text string) {
	if text == "" {
		return
	}
	if i := slices.Index(c.texts, text); i >= 0 {
		c.texts, c.folded = slices.Delete(c.texts, i, i+1), slices.Delete(c.folded, i, i+1)
	}
	c.texts, c.folded = slices.Insert(c.texts, 0, text), slices.Insert(c.folded, 0, fold(text))
}

// offer gives what begins with what is typed, then what has a word that does.
// A text that is typed in full is not offered.
func (c *completion) offer(text string) []kit.Choice {
	begin := fold(text)
	var first, then []kit.Choice
	for i, known := range c.folded {
		choice := kit.Choice{Text: c.texts[i]}
		switch {
		case known == begin:
		case strings.HasPrefix(known, begin):
			first = append(first, choice)
		case strings.Contains(known, " "+begin):
			then = append(then, choice)
		}
		if len(first) == maxOffered {
			break
		}
	}
	first = append(first, then...)
	return first[:min(len(first), maxOffered)]
}

// fold gives a text as it is compared; both apostrophes are the same there.
func fold(text string) string { return strings.ReplaceAll(directory.Fold(text), "’", "'") }
