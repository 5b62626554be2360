package money

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Rate is how many major units of one currency are worth one major unit of
// another, with ten decimals: 655.957 is 6 559 570 000 000.
type Rate int64

// RateOne is the rate 1.
const RateOne Rate = 10_000_000_000

// rateDecimals is how many decimals a rate has.
const rateDecimals = 10

// ParseRate reads a rate as a person types it, greater than zero, with at most
// ten decimals after a comma or a full stop: "655,957". Groups set off by spaces
// are taken. Anything else is fault.Invalid.
func ParseRate(text string) (Rate, error) {
	bad := fault.New(fault.Invalid, "money.rate", fault.Args{"Text": fault.Excerpt(text)})
	if len(text) > inputBytes {
		return 0, bad
	}
	digits := strings.ReplaceAll(typographic.Replace(strings.TrimSpace(text)), " ", "")
	whole, fraction, dotted := strings.Cut(strings.Replace(digits, ",", ".", 1), ".")
	if !isDigits(whole) || dotted && !isDigits(fraction) || len(fraction) > rateDecimals {
		return 0, bad
	}
	n, err := strconv.ParseInt(whole+fraction+strings.Repeat("0", rateDecimals-len(fraction)), 10, 64)
	if err != nil || n <= 0 {
		return 0, bad
	}
	return Rate(n), nil
}

// String gives the rate with a full stop before its decimals and without needless
// zeros: "655.957".
func (r Rate) String() string {
	whole, rest := r/RateOne, r%RateOne
	text := strconv.FormatInt(int64(whole), 10)
	if rest != 0 {
		text += "." + strings.TrimRight(strconv.FormatInt(int64(rest+RateOne), 10)[1:], "0")
	}
	return text
}

// Inverse gives the rate in the other direction, rounded half to even at the last
// decimal. One that no longer fits, or rounds to nothing, is fault.Invalid.
func (r Rate) Inverse() (Rate, error) {
	if r <= 0 {
		return 0, r.unusable()
	}
	one := big.NewInt(int64(RateOne))
	inverse := halfEven(one.Mul(one, one), big.NewInt(int64(r)))
	if !inverse.IsInt64() || inverse.Sign() == 0 {
		return 0, r.unusable()
	}
	return Rate(inverse.Int64()), nil
}

// Convert gives what an amount is worth in another currency at the rate, rounded
// half to even to its minor units. What does not fit in 64 bits is fault.Invalid.
func (r Rate) Convert(a Amount, to Currency) (Amount, error) {
	if r <= 0 {
		return Amount{}, r.unusable()
	}
	worth := new(big.Int).Mul(big.NewInt(a.Minor), big.NewInt(int64(r)))
	worth.Mul(worth, powerOfTen(to.Decimals()))
	worth = halfEven(worth, powerOfTen(rateDecimals+a.Currency.Decimals()))
	if !worth.IsInt64() {
		return Amount{}, overflow(to)
	}
	return Amount{worth.Int64(), to}, nil
}

func (r Rate) unusable() error {
	return fault.New(fault.Invalid, "money.rate", fault.Args{"Text": r.String()})
}

func powerOfTen(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }

// halfEven divides by a positive number, rounding to the nearest whole number and
// a half to the even one.
func halfEven(n, by *big.Int) *big.Int {
	quotient, rest := new(big.Int).QuoRem(n, by, new(big.Int)) // towards zero
	twice := rest.Abs(rest).Lsh(rest, 1)
	half := twice.Cmp(by)
	if half > 0 || half == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(int64(n.Sign())))
	}
	return quotient
}

// RateBetween gives the rate at which one amount is worth another, rounded half
// to even at the last decimal. Amounts that are not both greater than zero, and a
// rate that does not fit or rounds to nothing, are fault.Invalid.
func RateBetween(of, worth Amount) (Rate, error) {
	if of.Minor <= 0 || worth.Minor <= 0 {
		return 0, Rate(0).unusable()
	}
	up := new(big.Int).Mul(big.NewInt(worth.Minor), powerOfTen(rateDecimals+of.Currency.Decimals()))
	rate := halfEven(up, new(big.Int).Mul(big.NewInt(of.Minor), powerOfTen(worth.Currency.Decimals())))
	if !rate.IsInt64() || rate.Sign() == 0 {
		return 0, Rate(0).unusable()
	}
	return Rate(rate.Int64()), nil
}

// Proportion gives part ÷ of of a number of minor units, rounded half to even:
// minor × part ÷ of. What does not fit in 64 bits, and a division by nothing, are
// fault.Invalid.
func Proportion(minor, part, of int64) (int64, error) {
	if of == 0 {
		return 0, fault.New(fault.Invalid, "money.proportion", nil)
	}
	n, by := new(big.Int).Mul(big.NewInt(minor), big.NewInt(part)), big.NewInt(of)
	if of < 0 {
		n.Neg(n)
		by.Neg(by)
	}
	if n = halfEven(n, by); !n.IsInt64() {
		return 0, fault.New(fault.Invalid, "money.proportion", nil)
	}
	return n.Int64(), nil
}
