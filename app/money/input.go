package money

import (
	"math/big"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// inputBytes is the longest sum that is looked at: some thirty receipts.
const inputBytes = 200

// Parse reads an amount as a person types it into a field:
//
//	sum     = product { ( "+" | "-" ) product }
//	product = factor { "*" factor }
//	factor  = [ "+" | "-" ] ( number | "(" sum ")" )
//	number  = digits, groups of three set off by spaces, apostrophes, commas or
//	          full stops, and decimals after a comma or a full stop
//
// "1 234,5", "1234.50", "1.234.567", "12,5+3*4". The typographic signs −, × and
// no-break spaces are taken too. A comma or full stop before exactly three
// digits can mean two things in a currency without a third decimal, and is
// refused rather than guessed. The result is exact: what can not be expressed in
// minor units, or not in 64 bits, is refused like all other input that is not
// understood, with fault.Invalid.
func Parse(text string, c Currency) (Amount, error) {
	if len(text) > inputBytes {
		return Amount{}, wrongSyntax(text)
	}
	in := reader{rest: simplify(text), text: text, currency: c}
	value, err := in.sum()
	switch {
	case err != nil:
		return Amount{}, err
	case in.rest != "":
		return Amount{}, wrongSyntax(text)
	}
	return exact(text, value, c)
}

// operators are the signs between numbers.
const operators = "+-*()"

// simplify gives every sign one spelling and takes away the spaces around
// operators; what is left of them must set off groups of digits.
func simplify(text string) string {
	text = typographic.Replace(text)
	var kept strings.Builder
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }) {
		before := kept.String()
		if before != "" && !isOperator(before[len(before)-1]) && !isOperator(word[0]) {
			kept.WriteByte(' ')
		}
		kept.WriteString(word)
	}
	return kept.String()
}

func isOperator(b byte) bool { return strings.IndexByte(operators, b) >= 0 }

var typographic = strings.NewReplacer(
	"\t", " ", "\u00a0", " ", "\u2009", " ", "\u202f", " ", // spaces between groups
	"\u2212", "-", "\u00d7", "*", "\u2019", "'",
)

// exact turns major units into minor ones, if there is a whole number of them.
func exact(text string, value *big.Rat, c Currency) (Amount, error) {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(c.Decimals())), nil)
	value.Mul(value, new(big.Rat).SetInt(scale))
	switch {
	case !value.IsInt():
		return Amount{}, tooPrecise(text, c)
	case !value.Num().IsInt64():
		return Amount{}, overflow(c)
	}
	return Amount{value.Num().Int64(), c}, nil
}

// reader evaluates a sum from left to right.
type reader struct {
	rest     string // not yet read
	text     string // as typed, for errors
	currency Currency
}

// take reads one of the signs, if it comes next.
func (in *reader) take(signs string) (sign byte, taken bool) {
	if in.rest == "" || !strings.Contains(signs, in.rest[:1]) {
		return 0, false
	}
	sign, in.rest = in.rest[0], in.rest[1:]
	return sign, true
}

func (in *reader) sum() (*big.Rat, error) {
	total, err := in.product()
	for err == nil {
		sign, more := in.take("+-")
		if !more {
			break
		}
		var next *big.Rat
		if next, err = in.product(); err != nil {
			break
		}
		if sign == '-' {
			next.Neg(next)
		}
		total.Add(total, next)
	}
	return total, err
}

func (in *reader) product() (*big.Rat, error) {
	total, err := in.factor()
	for err == nil {
		if _, more := in.take("*"); !more {
			break
		}
		var next *big.Rat
		if next, err = in.factor(); err != nil {
			break
		}
		total.Mul(total, next)
	}
	return total, err
}

func (in *reader) factor() (*big.Rat, error) {
	sign, _ := in.take("+-")
	value, err := in.operand()
	if err == nil && sign == '-' {
		value.Neg(value)
	}
	return value, err
}

func (in *reader) operand() (*big.Rat, error) {
	if _, opened := in.take("("); !opened {
		return in.number()
	}
	value, err := in.sum()
	if err != nil {
		return nil, err
	}
	if _, closed := in.take(")"); !closed {
		return nil, wrongSyntax(in.text)
	}
	return value, nil
}

func (in *reader) number() (*big.Rat, error) {
	end := strings.IndexAny(in.rest, operators)
	if end < 0 {
		end = len(in.rest)
	}
	literal, ok := splitNumber(in.rest[:end])
	in.rest = in.rest[end:]
	switch {
	case !ok:
		return nil, wrongSyntax(in.text)
	case literal.looksGrouped() && in.currency.Decimals() < groupDigits:
		return nil, fault.New(fault.Invalid, "money.ambiguous", fault.Args{"Text": fault.Excerpt(in.text)})
	}
	value, _ := new(big.Rat).SetString(literal.whole + "." + literal.fraction + "0")
	return value, nil
}
