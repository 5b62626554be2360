package storage

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
)

// fold makes texts comparable the way people look things up.
func fold(text string) string { return directory.Fold(text) }

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
