// Package money has amounts as whole minor units of an ISO 4217 currency. There
// is no floating point here, so no unit is ever created or lost.
package money

import (
	"math"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Amount is a number of minor units (centimes; whole francs for XOF).
type Amount struct {
	Minor    int64
	Currency Currency
}

// Add gives a + b. Amounts of different currencies and sums beyond 64 bits are
// refused with fault.Invalid.
func (a Amount) Add(b Amount) (Amount, error) {
	if a.Currency != b.Currency {
		return Amount{}, fault.New(fault.Invalid, "money.mixed", fault.Args{
			"First": string(a.Currency), "Second": string(b.Currency),
		})
	}
	sum := a.Minor + b.Minor
	if (sum > a.Minor) != (b.Minor > 0) {
		return Amount{}, overflow(a.Currency)
	}
	return Amount{sum, a.Currency}, nil
}

// Neg gives −a. The one number without a counterpart is refused with
// fault.Invalid.
func (a Amount) Neg() (Amount, error) {
	if a.Minor == math.MinInt64 {
		return Amount{}, overflow(a.Currency)
	}
	return Amount{-a.Minor, a.Currency}, nil
}

// String gives the amount in major units without groups and without the
// currency, as ParseMajor reads it: "-1234.50", "250000".
func (a Amount) String() string {
	n := a.Currency.Decimals()
	digits := strconv.FormatUint(magnitude(a.Minor), 10)
	if missing := n + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	if n > 0 {
		digits = digits[:len(digits)-n] + "." + digits[len(digits)-n:]
	}
	if a.Minor < 0 {
		digits = "-" + digits
	}
	return digits
}

// ParseMajor reads an amount as programs write it: major units, a full stop
// before decimals, no groups, an optional minus: "-1234.5". More decimals than
// the currency has, and anything else, is fault.Invalid. What a person types
// into a field is for Parse.
func ParseMajor(text string, c Currency) (Amount, error) {
	whole, fraction, dotted := strings.Cut(strings.TrimPrefix(text, "-"), ".")
	if !isDigits(whole) || dotted && !isDigits(fraction) {
		return Amount{}, wrongSyntax(text)
	}
	if len(fraction) > c.Decimals() {
		return Amount{}, tooPrecise(text, c)
	}
	digits := whole + fraction + strings.Repeat("0", c.Decimals()-len(fraction))
	if strings.HasPrefix(text, "-") {
		digits = "-" + digits
	}
	minor, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		return Amount{}, overflow(c)
	}
	return Amount{minor, c}, nil
}

func isDigits(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

// magnitude gives |n| also for the smallest integer.
func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}

func overflow(c Currency) error {
	return fault.New(fault.Invalid, "money.overflow", fault.Args{
		"Largest": Amount{math.MaxInt64, c},
	})
}

func wrongSyntax(text string) error {
	return fault.New(fault.Invalid, "money.syntax", fault.Args{"Text": fault.Excerpt(text)})
}

func tooPrecise(text string, c Currency) error {
	return fault.New(fault.Invalid, "money.precision", fault.Args{
		"Text": fault.Excerpt(text), "Currency": string(c), "Decimals": c.Decimals(),
	})
}
