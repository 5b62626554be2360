package money

import "strings"

// groupDigits is how many digits stand between two group marks.
const groupDigits = 3

// number is a typed number without its marks.
type number struct {
	whole    string // at least one digit
	fraction string // digits after the decimal mark, if any
}

// looksGrouped reports that the decimals could as well be a group of thousands.
func (n number) looksGrouped() bool {
	return len(n.fraction) == groupDigits && n.whole[0] != '0'
}

// splitNumber finds the decimal mark: a comma or full stop that occurs once and
// comes last. All other marks must be of one kind and stand between groups.
func splitNumber(text string) (n number, ok bool) {
	whole, fraction := text, ""
	if at := strings.LastIndexAny(text, " ',."); at >= 0 && isDecimalMark(text, at) {
		whole, fraction = text[:at], text[at+1:]
		if !isDigits(fraction) {
			return n, false
		}
		if whole == "" { // ",50"
			whole = "0"
		}
	}
	whole, ok = ungroup(whole)
	return number{whole, fraction}, ok
}

func isDecimalMark(text string, at int) bool {
	mark := text[at : at+1]
	return strings.Contains(",.", mark) && strings.Count(text, mark) == 1
}

// ungroup takes the marks out of "1 234 567".
func ungroup(text string) (digits string, ok bool) {
	at := strings.IndexAny(text, " ',.")
	if at < 0 {
		return text, isDigits(text)
	}
	groups := strings.Split(text, text[at:at+1])
	if len(groups[0]) > groupDigits || !isDigits(groups[0]) {
		return "", false
	}
	for _, group := range groups[1:] {
		if len(group) != groupDigits || !isDigits(group) {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}
