package inwords

import (
	"strings"

	"github.com/comptoir/comptoir/app/money"
)

var cents = noun{"cent", "cents", false}

var englishCurrencies = map[money.Currency]names{
	"XOF": {noun{"CFA franc", "CFA francs", false}, noun{}}, "XAF": {noun{"CFA franc", "CFA francs", false}, noun{}},
	"GNF": {noun{"Guinean franc", "Guinean francs", false}, noun{}},
	"EUR": {noun{"euro", "euros", false}, cents}, "USD": {noun{"US dollar", "US dollars", false}, cents},
	"MAD": {noun{"Moroccan dirham", "Moroccan dirhams", false}, noun{"centime", "centimes", false}},
	"CDF": {noun{"Congolese franc", "Congolese francs", false}, noun{"centime", "centimes", false}},
	"MGA": {noun{"ariary", "ariary", false}, noun{"hundredth", "hundredths", false}},
	"HTG": {noun{"gourde", "gourdes", false}, noun{"centime", "centimes", false}},
}

var english = &tongue{
	currencies: englishCurrencies,
	unknown: func(c money.Currency) names {
		return names{noun{string(c), string(c), false}, noun{"hundredth", "hundredths", false}}
	},
	number: englishNumber,
	one:    func(n uint64) bool { return n == 1 },
	of:     func(uint64) string { return " " },
	and:    " and ",
}

var englishScales = []scale{
	{1_000_000_000_000_000, "quadrillion", "quadrillion"}, {1_000_000_000_000, "trillion", "trillion"},
	{1_000_000_000, "billion", "billion"}, {1_000_000, "million", "million"},
}

var englishBelow20 = strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")

var englishTens = strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety")

func englishNumber(n uint64, _ bool) string { return large(n, englishScales, englishThousands) }

func englishThousands(n uint64) string {
	thousands, rest := n/1_000, n%1_000
	switch {
	case thousands == 0:
		return englishHundreds(rest)
	case rest == 0:
		return englishHundreds(thousands) + " thousand"
	}
	return englishHundreds(thousands) + " thousand " + englishHundreds(rest)
}

func englishHundreds(n uint64) string {
	hundreds, rest := n/100, n%100
	switch {
	case hundreds == 0:
		return englishTensOf(rest)
	case rest == 0:
		return englishBelow20[hundreds] + " hundred"
	}
	return englishBelow20[hundreds] + " hundred and " + englishTensOf(rest)
}

func englishTensOf(n uint64) string {
	switch {
	case n < 20:
		return englishBelow20[n]
	case n%10 == 0:
		return englishTens[n/10]
	}
	return englishTens[n/10] + "-" + englishBelow20[n%10]
}
