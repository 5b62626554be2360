// Package money has amounts as whole minor units of an ISO 4217 currency. There
// is no floating point here, so no unit is ever created or lost.
package money

import "github.com/comptoir/comptoir/app/fault"

// Currency is an ISO 4217 code that this package knows.
type Currency string

// Amount is a number of minor units (centimes; whole francs for XOF).
type Amount struct {
	Minor    int64
	Currency Currency
}

// exponents are the decimals of the known currencies (ISO 4217, list one).
var exponents = map[Currency]int{
	"XOF": 0, "XAF": 0, "GNF": 0, "RWF": 0, "BIF": 0, "DJF": 0, "KMF": 0,
	"EUR": 2, "USD": 2, "MAD": 2, "CDF": 2, "MGA": 2, "HTG": 2, "CHF": 2, "GBP": 2,
}

// ParseCurrency accepts a known code; others are refused with fault.Invalid.
func ParseCurrency(code string) (Currency, error) {
	if _, known := exponents[Currency(code)]; !known {
		return "", fault.New(fault.Invalid, "money.currency", fault.Args{"Code": code})
	}
	return Currency(code), nil
}

// Decimals gives the number of decimals of the currency (0 for XOF, 2 for EUR).
func (c Currency) Decimals() int { return exponents[c] }
