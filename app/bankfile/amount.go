package bankfile

import (
	"strings"

	"github.com/comptoir/comptoir/app/money"
)

// Decimal is the mark before decimals.
type Decimal string

const (
	Comma Decimal = "comma"
	Point Decimal = "point"
)

func (d Decimal) marks() (decimal, group string) {
	if d == Comma {
		return ",", "."
	}
	return ".", ","
}

// exactAmount reads an amount as programs write it, with a full stop or a comma
// before decimals and no groups. Zeros beyond the decimals of the currency are
// no mistake: banks write "5000.00" francs CFA.
func exactAmount(text string, c money.Currency, p Place) (int64, error) {
	digits := strings.Replace(strings.TrimPrefix(strings.TrimSpace(text), "+"), ",", ".", 1)
	return parseAmount(text, trimZeros(digits, c), c, p)
}

func parseAmount(text, digits string, c money.Currency, p Place) (int64, error) {
	a, err := money.ParseMajor(digits, c)
	if err != nil {
		return 0, refuseText(p, "bankfile.amount", text)
	}
	return a.Minor, nil
}

// trimZeros takes off zeros that the currency has no decimals for.
func trimZeros(digits string, c money.Currency) string {
	at := strings.IndexByte(digits, '.')
	if at < 0 {
		return digits
	}
	for len(digits)-at-1 > c.Decimals() && strings.HasSuffix(digits, "0") {
		digits = digits[:len(digits)-1]
	}
	if at > 0 {
		digits = strings.TrimSuffix(digits, ".")
	}
	return digits
}

var signs = strings.NewReplacer("\u2212", "-", "\u2013", "-", "\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2019", "'")

// writtenAmount reads an amount as tables show it: groups of three digits, a sign
// before or after it, minus as brackets, the currency beside it. The mark before
// decimals is d.
func writtenAmount(text string, d Decimal, c money.Currency, p Place) (int64, error) {
	bare, negative := unsigned(withoutCurrency(strings.TrimSpace(signs.Replace(text)), c))
	decimal, group := d.marks()
	whole, fraction, cut := strings.Cut(bare, decimal)
	whole, ok := ungroup(whole, group)
	if !ok || strings.Trim(fraction, "0123456789") != "" || !strings.ContainsAny(bare, "0123456789") || cut && fraction == "" {
		return 0, refuseText(p, "bankfile.amount", text)
	}
	digits := whole
	if fraction != "" {
		digits += "." + fraction
	}
	minor, err := parseAmount(text, trimZeros(digits, c), c, p)
	if negative {
		minor = -minor
	}
	return minor, err
}

// symbols are what tables write beside amounts instead of the code.
var symbols = map[money.Currency][]string{
	"EUR": {"€"}, "USD": {"$", "US$"}, "GBP": {"£"}, "XOF": {"F CFA", "FCFA", "CFA"}, "XAF": {"F CFA", "FCFA", "CFA"},
}

func withoutCurrency(text string, c money.Currency) string {
	for _, symbol := range append([]string{string(c)}, symbols[c]...) {
		if bare, cut := strings.CutSuffix(text, symbol); cut {
			return strings.TrimSpace(bare)
		}
		if bare, cut := strings.CutPrefix(text, symbol); cut {
			return strings.TrimSpace(bare)
		}
	}
	return text
}

// unsigned takes one sign off an amount.
func unsigned(text string) (bare string, negative bool) {
	switch {
	case strings.HasPrefix(text, "(") && strings.HasSuffix(text, ")"):
		return strings.TrimSpace(text[1 : len(text)-1]), true
	case strings.HasPrefix(text, "-"):
		return strings.TrimSpace(text[1:]), true
	case strings.HasSuffix(text, "-"):
		return strings.TrimSpace(text[:len(text)-1]), true
	case strings.HasPrefix(text, "+"), strings.HasSuffix(text, "+"):
		return strings.TrimSpace(strings.Trim(text, "+")), false
	}
	return text, false
}

// ungroup takes the marks out of "1 234 567"; all are of one kind.
func ungroup(text, group string) (digits string, ok bool) {
	at := strings.IndexAny(text, " '"+group)
	if at < 0 {
		if text == "" {
			return "0", true // ",50"
		}
		return text, strings.Trim(text, "0123456789") == ""
	}
	parts := strings.Split(text, text[at:at+1])
	for i, part := range parts {
		if strings.Trim(part, "0123456789") != "" || part == "" || len(part) > 3 || i > 0 && len(part) != 3 {
			return "", false
		}
	}
	return strings.Join(parts, ""), true
}

// findDecimal gives the one mark before decimals with which all amounts can be
// read, or the stated one. Where both can and it makes a difference, it asks.
func findDecimal(stated Decimal, texts []string, c money.Currency) (Decimal, error) {
	if stated != "" {
		return stated, nil
	}
	fits, differ := map[Decimal]bool{Comma: true, Point: true}, ""
	for _, text := range texts {
		comma, errComma := writtenAmount(text, Comma, c, Place{})
		point, errPoint := writtenAmount(text, Point, c, Place{})
		if errComma != nil && errPoint != nil {
			continue // no amount in either way: refused with its place when it is read
		}
		fits[Comma], fits[Point] = fits[Comma] && errComma == nil, fits[Point] && errPoint == nil
		if comma != point && differ == "" {
			differ = text
		}
	}
	switch {
	case fits[Comma] && fits[Point] && differ != "":
		return "", refuseText(Place{}, "bankfile.ask-decimal", differ)
	case fits[Comma]:
		return Comma, nil
	}
	return Point, nil
}
