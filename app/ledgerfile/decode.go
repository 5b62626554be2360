package ledgerfile

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// decoder finds out the encoding of a file while it is read: the first line with
// a character beyond ASCII decides, and the others must agree.
type decoder struct {
	marked  bool // begins with the mark of UTF-8
	utf8    bool
	legacy  bool // ISO 8859-15
	windows bool // with characters that only Windows-1252 has
}

func (d *decoder) encoding() string {
	switch {
	case d.windows:
		return "Windows-1252"
	case d.legacy:
		return "ISO 8859-15"
	case d.utf8, d.marked:
		return "UTF-8"
	}
	return "ASCII"
}

// text decodes the line that was read last.
func (s *source) text() (string, error) {
	beyond, control := -1, -1
	for i, b := range s.bytes {
		switch {
		case b >= utf8.RuneSelf && beyond < 0:
			beyond = i
		case (b < ' ' && b != '\t' || b == 0x7f) && control < 0:
			control = i
		}
	}
	text := string(s.bytes)
	if beyond >= 0 {
		text = s.decode(text, beyond)
	}
	if control >= 0 || beyond >= 0 {
		text = s.clean(text)
	}
	return text, nil
}

func (s *source) decode(text string, beyond int) string {
	valid := utf8.ValidString(text)
	switch {
	case valid && !s.legacy:
		s.utf8 = true
		return text
	case !s.utf8 && !s.marked:
		s.legacy = true
	default:
		s.foreign(text, firstInvalid(text))
	}
	return s.decodeLegacy(text, beyond)
}

// foreign notes a line that is encoded otherwise than those before it.
func (s *source) foreign(text string, at int) {
	s.rec.note(Note{Kind: KindEncoding, Line: s.line, Column: at + 1, Before: hexByte(text[at]), After: "ISO 8859-15"})
}

func firstInvalid(text string) int {
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}

func hexByte(b byte) string {
	const digits = "0123456789ABCDEF"
	return "0x" + string(digits[b>>4]) + string(digits[b&15])
}

// decodeLegacy reads a line in ISO 8859-15; what that leaves to control
// characters is read as Windows-1252 has it.
func (s *source) decodeLegacy(text string, beyond int) string {
	var out strings.Builder
	out.WriteString(text[:beyond])
	for i := beyond; i < len(text); i++ {
		b := text[i]
		r, known := latin9[b]
		switch {
		case b < 0x80 || b >= 0xa0 && !known:
			r = rune(b)
		case b < 0xa0:
			r = windows[b-0x80]
			s.windows = true
			s.rec.note(Note{Kind: KindEncoding, Line: s.line, Column: i + 1, Before: hexByte(b), After: string(r)})
		}
		out.WriteRune(r)
	}
	return out.String()
}

// latin9 is where ISO 8859-15 differs from the first 256 characters of Unicode.
var latin9 = map[byte]rune{0xa4: '€', 0xa6: 'Š', 0xa8: 'š', 0xb4: 'Ž', 0xb8: 'ž', 0xbc: 'Œ', 0xbd: 'œ', 0xbe: 'Ÿ'}

// windows are the characters 0x80 to 0x9F of Windows-1252; a space stands for the
// five that it leaves out.
var windows = []rune("€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ")

// clean puts a space in the place of every character that does not show.
func (s *source) clean(text string) string {
	hidden := func(r rune) bool {
		return r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError)
	}
	at := strings.IndexFunc(text, hidden)
	if at < 0 {
		return text
	}
	r, _ := utf8.DecodeRuneInString(text[at:])
	s.rec.note(Note{
		Kind: KindControl, Line: s.line, Column: utf8.RuneCountInString(text[:at]) + 1, Before: codePoint(r), After: " ",
	})
	return strings.Map(func(r rune) rune {
		if hidden(r) {
			return ' '
		}
		return r
	}, text)
}

func codePoint(r rune) string {
	const digits = "0123456789ABCDEF"
	text := []byte("U+0000")
	for i := len(text) - 1; i >= 2; i-- {
		text[i] = digits[r&15]
		r >>= 4
	}
	return string(text)
}
