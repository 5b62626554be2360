package money

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
)

// Currency is an ISO 4217 code that this package knows.
type Currency string

// The active codes of ISO 4217, list one as published on 1 January 2026, by
// number of decimals. Metals, bond units and other codes for which the list
// says "N.A." are left out: nobody keeps a till in them.
const (
	noDecimals = `BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF`

	twoDecimals = `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
		CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP
		GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT
		LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN
		NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB
		SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL
		THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`

	threeDecimals = `BHD IQD JOD KWD LYD OMR TND`
	fourDecimals  = `CLF UYW`
)

var decimals = readDecimals(map[int]string{
	0: noDecimals, 2: twoDecimals, 3: threeDecimals, 4: fourDecimals,
})

func readDecimals(lists map[int]string) map[Currency]int {
	table := map[Currency]int{}
	for n, list := range lists {
		for code := range strings.FieldsSeq(list) {
			table[Currency(code)] = n
		}
	}
	return table
}

// ParseCurrency accepts a known code; others are refused with fault.Invalid.
func ParseCurrency(code string) (Currency, error) {
	if _, known := decimals[Currency(code)]; !known {
		return "", fault.New(fault.Invalid, "money.currency", fault.Args{"Code": fault.Excerpt(code)})
	}
	return Currency(code), nil
}

// Currencies lists all known codes in alphabetical order.
func Currencies() []Currency {
	all := make([]Currency, 0, len(decimals))
	for c := range decimals {
		all = append(all, c)
	}
	slices.Sort(all)
	return all
}

// Decimals gives the number of decimals of the currency (0 for XOF, 2 for EUR).
func (c Currency) Decimals() int { return decimals[c] }
