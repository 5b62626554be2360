package kit

import (
	"strings"
	"unicode"
)

// CodeGroup is how many symbols of a code stand together.
const CodeGroup = 4

// GroupCode sets the symbols of a code that somebody types in groups, at most so
// many. The cursor stays behind the symbol that it was behind, and past the
// hyphen of a full group.
func GroupCode(text string, cursor, groups int) (arranged string, moved int) {
	var b strings.Builder
	symbols := 0
	for i, r := range []rune(text) {
		if i == cursor {
			moved = b.Len()
		}
		symbol := codeSymbol(r)
		if symbol == 0 || symbols == groups*CodeGroup {
			continue
		}
		if symbols > 0 && symbols%CodeGroup == 0 {
			b.WriteByte('-')
		}
		b.WriteRune(symbol)
		symbols++
	}
	if cursor >= len([]rune(text)) {
		moved = b.Len()
	}
	return b.String(), moved
}

// codeSymbol reads O as 0, I and L as 1; 0 for what is between symbols. A letter
// that is no symbol stays, so that it shows as a typo and shifts nothing.
func codeSymbol(r rune) rune {
	switch r = unicode.ToUpper(r); {
	case r == 'O':
		return '0'
	case r == 'I', r == 'L':
		return '1'
	case r >= '0' && r <= '9', r >= 'A' && r <= 'Z':
		return r
	}
	return 0
}
