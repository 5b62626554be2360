package ledgerfile

import (
	"math"
	"strings"
)

// number is a number as it was written.
type number struct {
	negative        bool
	whole, fraction string // digits only
	marked          bool   // has a sign before its decimals
	grouped         bool   // has signs between groups of three digits
	doubtful        bool   // one comma or full stop before exactly three digits
	plain           bool   // nothing but an optional minus, digits, and a comma before decimals
}

// groupSigns stand between groups of three digits, besides the sign of decimals
// that is not used for decimals.
const groupSigns = " \u00a0\u2009\u202f'\u2019"

// minusSign is the typographic one.
const minusSign = "\u2212"

// scanNumber reads a number. The sign before decimals is found out unless decimal
// gives it: what comes last of comma and full stop, if it occurs once.
func scanNumber(text string, decimal byte) (n number, ok bool) {
	plain := text
	text, n.negative = signed(text)
	n.plain = plainNumber(strings.TrimPrefix(plain, "-"))
	at := decimalAt(text, decimal)
	n.whole = text
	if at >= 0 {
		n.whole, n.fraction, n.marked = text[:at], text[at+1:], true
		n.doubtful = decimal == 0 && len(n.fraction) == 3 && n.whole != "" && n.whole != "0" && !strings.ContainsAny(n.whole, ".,"+groupSigns)
	}
	n.whole, n.grouped, ok = ungroup(n.whole, decimal)
	if n.whole == "" && n.fraction != "" {
		n.whole = "0"
	}
	return n, ok && digitsOnly(n.whole) && (n.fraction == "" || digitsOnly(n.fraction))
}

// signed takes the sign off either end.
func signed(text string) (rest string, negative bool) {
	switch {
	case strings.HasPrefix(text, "-"), strings.HasPrefix(text, "+"):
		return strings.TrimLeft(text[1:], " "), text[0] == '-'
	case strings.HasPrefix(text, minusSign):
		return strings.TrimLeft(strings.TrimPrefix(text, minusSign), " "), true
	case strings.HasSuffix(text, "-"):
		return strings.TrimRight(text[:len(text)-1], " "), true
	}
	return text, false
}

func plainNumber(text string) bool {
	whole, fraction, marked := strings.Cut(text, ",")
	return digitsOnly(whole) && (!marked || digitsOnly(fraction))
}

// decimalAt gives where the sign before decimals stands, or −1.
func decimalAt(text string, decimal byte) int {
	if decimal != 0 {
		return strings.LastIndexByte(text, decimal)
	}
	at := strings.LastIndexAny(text, ",.")
	if at < 0 || strings.Count(text, text[at:at+1]) > 1 {
		return -1
	}
	return at
}

// ungroup takes the signs out of "1 234 567".
func ungroup(text string, decimal byte) (digits string, grouped, ok bool) {
	at := strings.IndexFunc(text, func(r rune) bool { return r < '0' || r > '9' })
	if at < 0 {
		return text, false, true
	}
	for _, sign := range []string{" ", "\u00a0", "\u2009", "\u202f", "'", "\u2019", ",", "."} {
		if !strings.HasPrefix(text[at:], sign) || decimal != 0 && sign == string(decimal) {
			continue
		}
		groups := strings.Split(text, sign)
		for i, group := range groups {
			if !digitsOnly(group) || i > 0 && len(group) != 3 || len(group) > 3 {
				return "", true, false
			}
		}
		return strings.Join(groups, ""), true, true
	}
	return "", false, false
}

func digitsOnly(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// minor gives the number in minor units of so many decimals; a problem is told by
// its kind.
func (n number) minor(decimals int) (int64, Kind) {
	kept := n.fraction
	for len(kept) > decimals {
		if kept[len(kept)-1] != '0' {
			return 0, KindPrecision
		}
		kept = kept[:len(kept)-1]
	}
	value, fits := digitsValue(0, n.whole)
	if fits {
		value, fits = digitsValue(value, kept)
	}
	for range decimals - len(kept) {
		if fits {
			value, fits = digitsValue(value, "0")
		}
	}
	if !fits {
		return 0, KindOverflow
	}
	if n.negative {
		value = -value
	}
	return value, ""
}

func digitsValue(value int64, digits string) (int64, bool) {
	for i := range len(digits) {
		d := int64(digits[i] - '0')
		if value > (math.MaxInt64-d)/10 {
			return 0, false
		}
		value = value*10 + d
	}
	return value, true
}
