package usrfile

import "strings"

// alphabet is Crockford's base 32: no I, L, O and U.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// groupSize is how many symbols people read at once.
const groupSize = 4

// groups writes b as base-32 symbols, five bits each from the first bit on, the
// last one padded with zero bits, in groups of four joined with hyphens.
func groups(b []byte) string {
	var text strings.Builder
	for bit, count := 0, 0; bit < 8*len(b); bit, count = bit+5, count+1 {
		if count > 0 && count%groupSize == 0 {
			text.WriteByte('-')
		}
		text.WriteByte(alphabet[fiveBits(b, bit)])
	}
	return text.String()
}

// fiveBits gives the five bits of b that begin at the bit offset; bits beyond
// the end are zero.
func fiveBits(b []byte, bit int) byte {
	window := uint16(b[bit/8]) << 8
	if next := bit/8 + 1; next < len(b) {
		window |= uint16(b[next])
	}
	return byte(window>>(11-bit%8)) & 31
}

// parseGroups fills b, whose bits must be a multiple of five, with the symbols
// of text. It forgives what people do to a code that was read to them: lower
// case, spaces and hyphens anywhere, O for 0, I and L for 1.
func parseGroups(text string, b []byte) error {
	if len(text) > 8*len(b) { // generous: every symbol followed by separators
		return refuse(ErrSyntax, "%d characters", len(text))
	}
	for i := range b {
		b[i] = 0
	}
	count := 0
	for _, r := range text {
		if isSeparator(r) {
			continue
		}
		value := symbolValue(r)
		if value < 0 {
			return refuse(ErrSyntax, "symbol %q", r)
		}
		if count*5 >= 8*len(b) {
			return refuse(ErrSyntax, "more than %d symbols", 8*len(b)/5)
		}
		putFiveBits(b, count*5, byte(value))
		count++
	}
	if count*5 != 8*len(b) {
		return refuse(ErrSyntax, "%d symbols of %d", count, 8*len(b)/5)
	}
	return nil
}

// isSeparator reports what people put between symbols: hyphens and spaces, also
// those that do not break.
func isSeparator(r rune) bool {
	return r == ' ' || r == '-' || r == '\u00a0' || r == '\u202f'
}

// symbolValue gives the value of a symbol as a person may write it, or −1.
func symbolValue(r rune) int {
	switch {
	case r >= 'a' && r <= 'z':
		r -= 'a' - 'A'
	case r > 'Z':
		return -1
	}
	switch r {
	case 'O':
		r = '0'
	case 'I', 'L':
		r = '1'
	}
	return strings.IndexByte(alphabet, byte(r))
}

func putFiveBits(b []byte, bit int, value byte) {
	window := uint16(value) << (11 - bit%8)
	b[bit/8] |= byte(window >> 8)
	if low := byte(window); low != 0 {
		b[bit/8+1] |= low
	}
}
