package chart

import (
	"slices"
	"strings"
	"unicode"

	"github.com/comptoir/comptoir/app/directory"
)

// Complete gives the accounts that somebody may mean who has typed the beginning
// of a code, words of a name, or both, in the order in which they are offered:
// those whose own name has all the words before those that are found by the name
// of the account above, each by code. Words need not be whole, and neither case
// nor accents matter. Only accounts that entries of the module may name are
// given, at most limit.
func (c *Chart) Complete(typed string, m directory.Module, limit int) []Account {
	return c.search(typed, limit, func(a Account) bool { return !a.Heading && a.In(m) })
}

// Search is Complete over all accounts, headings and inactive ones too, for the
// page of the chart.
func (c *Chart) Search(typed string) []Account {
	return c.search(typed, int(^uint(0)>>1), func(Account) bool { return true })
}

func (c *Chart) search(typed string, limit int, wanted func(Account) bool) []Account {
	if c == nil {
		return nil
	}
	words := strings.FieldsFunc(directory.Fold(typed), notWord)
	var near, far []Account
	for _, a := range c.accounts {
		if !wanted(a) || !a.has(words) {
			continue
		}
		if a.named(words) {
			near = append(near, a)
		} else {
			far = append(far, a)
		}
		if len(near) == limit {
			break
		}
	}
	found := slices.Concat(near, far)
	return found[:min(limit, len(found))]
}

// has reports whether each word begins the code or a word that the account is
// found by.
func (a Account) has(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool {
		return !a.begins(word) && !strings.Contains(a.folded, " "+word)
	})
}

// named is has without the account above.
func (a Account) named(words []string) bool {
	above := strings.Join(strings.FieldsFunc(directory.Fold(a.Within), notWord), " ")
	own := strings.TrimSuffix(a.folded, " "+above)
	return !slices.ContainsFunc(words, func(word string) bool {
		return !a.begins(word) && !strings.Contains(own, " "+word)
	})
}

// begins reports whether the code begins with a word, which is folded.
func (a Account) begins(word string) bool {
	return len(word) <= len(a.Code) && strings.EqualFold(a.Code[:len(word)], word)
}

// notWord separates words: « l'exploitant » is found by its second half.
func notWord(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }
