package translation

import (
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

const (
	narrowSpace = "\u202f" // NNBSP groups digits in French (Imprimerie nationale)
	noBreak     = "\u00a0"
	minus       = "\u2212"
)

// format is how numbers and short dates are written, whatever the language.
type format struct {
	group   string // between groups of three digits
	decimal string
	before  string // before and after a negative amount
	after   string
	day     string // layout of a short day
	clock   string // layout of the time of day
}

// formats follow CLDR 48 (accounting pattern, short date), with the day first
// and dots in the French one, as book-keepers write it.
var formats = map[string]format{
	"fr":  {narrowSpace, ",", "(", ")", "02.01.06", "15:04"},
	"en":  {",", ".", "(", ")", "02/01/2006", "15:04"},
	"es":  {".", ",", minus, "", "02/01/06", "15:04"},
	"pt":  {noBreak, ",", "(", ")", "02/01/06", "15:04"},
	"de":  {".", ",", minus, "", "02.01.06", "15:04"},
	"iso": {narrowSpace, ".", minus, "", "2006-01-02", "15:04"},
}

// Formats names the known formats of numbers and dates, the French one first.
func Formats() []string { return []string{"fr", "en", "es", "pt", "de", "iso"} }

func formatNamed(name string) (format, error) {
	f, known := formats[name]
	if !known {
		return f, fault.New(fault.Invalid, "translation.format", fault.Args{"Name": name})
	}
	return f, nil
}

// symbols are the signs by which people know a currency; others go by code.
var symbols = map[money.Currency]string{
	"XOF": "F" + noBreak + "CFA", "XAF": "FCFA", "EUR": "€", "USD": "$US", "GBP": "£",
}

// number writes n with groups, and a plain minus when negative.
func (f format) number(n int64) string {
	digits := f.grouped(magnitude(n))
	if n < 0 {
		return minus + digits
	}
	return digits
}

// amount writes minor units with the decimals of the currency, negative in the
// accounting manner; suffix goes inside the parentheses.
func (f format) amount(a money.Amount, suffix string) string {
	unit := uint64(1)
	for range a.Currency.Decimals() {
		unit *= 10
	}
	size := magnitude(a.Minor)
	text := f.grouped(size / unit)
	if unit > 1 {
		cents := strconv.FormatUint(size%unit, 10)
		text += f.decimal + strings.Repeat("0", a.Currency.Decimals()-len(cents)) + cents
	}
	text += suffix
	if a.Minor < 0 {
		return f.before + text + f.after
	}
	return text
}

func (f format) grouped(n uint64) string {
	digits := strconv.FormatUint(n, 10)
	var b strings.Builder
	for i, digit := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(f.group)
		}
		b.WriteRune(digit)
	}
	return b.String()
}

// magnitude is |n|, right for the smallest int64 too.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
