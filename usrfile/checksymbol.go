package usrfile

import (
	"slices"
	"strings"
)

// groupData is how many symbols of a group carry bits; the last one checks them.
const groupData = groupSize - 1

// maxTypedBytes is how much text one symbol may take with what people put
// around it.
const maxTypedBytes = 8

// notASymbol stands for a character that is in no code.
const notASymbol = -1

// GroupVerdict says how a group of a code stands while somebody types it.
type GroupVerdict uint8

const (
	GroupIncomplete GroupVerdict = iota // symbols are missing, none is wrong
	GroupRight                          // complete, and the check symbol fits
	GroupTypo                           // a wrong symbol, or the group of another place
)

// spelling is how a kind of code is written: groups of three symbols and a
// check symbol, numbered from first on.
//
// The check is Damm's: a quasigroup takes the state from symbol to symbol. Here
// it is x∗y = 2x + y over GF(32), which is totally anti-symmetric; the state
// starts as the number of the group and must end as zero. So the number and the
// four symbols count 16, 8, 4, 2 and 1 times: never zero and never the same.
// That is why one wrong symbol, any two exchanged symbols of a group, and a
// group that stands in the place of another are always caught.
type spelling struct {
	groups int
	first  byte
}

// double multiplies by 2, that is by z, in GF(2)[z]/(z⁵ + z² + 1).
func double(x byte) byte {
	x <<= 1
	if x > 31 {
		x ^= 0b100101
	}
	return x
}

// step is the quasigroup.
func step(state, symbol byte) byte { return double(state) ^ symbol }

// write gives the first bits of b in checked groups joined with hyphens.
func (s spelling) write(b []byte) string {
	var text strings.Builder
	for g := range s.groups {
		if g > 0 {
			text.WriteByte('-')
		}
		state := s.first + byte(g)
		for i := range groupData {
			symbol := fiveBits(b, 5*(g*groupData+i))
			state = step(state, symbol)
			text.WriteByte(alphabet[symbol])
		}
		text.WriteByte(alphabet[double(state)])
	}
	return text.String()
}

// read gives the values of the symbols in text, and whether there is more than
// a code has.
func (s spelling) read(text string) (symbols []int, excess bool) {
	if len(text) > maxTypedBytes*groupSize*s.groups {
		return nil, true
	}
	for _, r := range text {
		switch {
		case isSeparator(r):
		case len(symbols) == groupSize*s.groups:
			return symbols, true
		default:
			symbols = append(symbols, symbolValue(r))
		}
	}
	return symbols, false
}

// verdicts judges each group of a code that may not be typed to its end.
// Symbols beyond the end are a typo in the last group.
func (s spelling) verdicts(text string) []GroupVerdict {
	symbols, excess := s.read(text)
	verdicts := make([]GroupVerdict, s.groups)
	for g := range verdicts {
		verdicts[g] = judge(s.first+byte(g), group(symbols, g))
	}
	if excess {
		verdicts[s.groups-1] = GroupTypo
	}
	return verdicts
}

// group gives as much of a group as there is.
func group(symbols []int, g int) []int {
	return symbols[min(g*groupSize, len(symbols)):min((g+1)*groupSize, len(symbols))]
}

func judge(state byte, symbols []int) GroupVerdict {
	for _, symbol := range symbols {
		if symbol == notASymbol {
			return GroupTypo
		}
		state = step(state, byte(symbol))
	}
	switch {
	case len(symbols) < groupSize:
		return GroupIncomplete
	case state != 0:
		return GroupTypo
	}
	return GroupRight
}

// parse puts the bits of a whole code without a typo into b, which is zero. It
// is refused with ErrSyntax for a wrong symbol or number of symbols, else with
// ErrCheck.
func (s spelling) parse(text string, b []byte) error {
	symbols, excess := s.read(text)
	switch {
	case excess:
		return refuse(ErrSyntax, "more than %d symbols", groupSize*s.groups)
	case slices.Contains(symbols, notASymbol):
		return refuse(ErrSyntax, "symbol %d is none", slices.Index(symbols, notASymbol)+1)
	case len(symbols) < groupSize*s.groups:
		return refuse(ErrSyntax, "%d symbols of %d", len(symbols), groupSize*s.groups)
	}
	for g := range s.groups {
		symbols := group(symbols, g)
		if judge(s.first+byte(g), symbols) != GroupRight {
			return refuse(ErrCheck, "group %d", g+1)
		}
		for i, symbol := range symbols[:groupData] {
			putFiveBits(b, 5*(g*groupData+i), byte(symbol))
		}
	}
	return nil
}
