package welcome

import (
	"strings"
	"unicode"

	"github.com/comptoir/comptoir/app/ui/kit"
)

const (
	codeSymbols = 16
	groupSize   = 4
)

// newCodeField takes an activation code as people type what they hear: it sets
// the groups apart, and forgives lower case, O for 0, I and L for 1.
func newCodeField(s *kit.Services) *kit.TextField {
	f := kit.NewTextField(s, "code")
	f.Required = true
	f.TextStyle.Monospace = true
	f.SetPlaceHolder("XXXX-XXXX-XXXX-XXXX")
	f.OnChanged = func(text string) {
		arranged, cursor := regroup(text, f.CursorColumn)
		if arranged != text {
			f.Entry.SetText(arranged)
		}
		f.CursorColumn = cursor
	}
	return f
}

// regroup sets the symbols of a code in groups of four. The cursor stays behind
// the symbol that it was behind, and past the hyphen of a full group.
func regroup(text string, cursor int) (arranged string, moved int) {
	var b strings.Builder
	symbols := 0
	for i, r := range []rune(text) {
		if i == cursor {
			moved = b.Len()
		}
		symbol := symbolOf(r)
		if symbol == 0 || symbols == codeSymbols {
			continue
		}
		if symbols > 0 && symbols%groupSize == 0 {
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

// symbolOf reads what a person typed as a symbol of Crockford's base 32: 0 for
// what is none.
func symbolOf(r rune) rune {
	switch r = unicode.ToUpper(r); {
	case r == 'O':
		return '0'
	case r == 'I', r == 'L':
		return '1'
	case r >= '0' && r <= '9', r >= 'A' && r <= 'Z' && r != 'U':
		return r
	}
	return 0
}
