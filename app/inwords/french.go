package inwords

import (
	"strings"

	"github.com/comptoir/comptoir/app/money"
)

var frenchCurrencies = map[money.Currency]names{
	"XOF": {noun{"franc CFA", "francs CFA", false}, noun{}}, "XAF": {noun{"franc CFA", "francs CFA", false}, noun{}},
	"GNF": {noun{"franc guinéen", "francs guinéens", false}, noun{}},
	"EUR": {noun{"euro", "euros", false}, noun{"centime", "centimes", false}},
	"USD": {noun{"dollar des États-Unis", "dollars des États-Unis", false}, noun{"cent", "cents", false}},
	"MAD": {noun{"dirham marocain", "dirhams marocains", false}, noun{"centime", "centimes", false}},
	"CDF": {noun{"franc congolais", "francs congolais", false}, noun{"centime", "centimes", false}},
	"MGA": {noun{"ariary", "ariarys", false}, noun{"centième", "centièmes", false}},
	"HTG": {noun{"gourde", "gourdes", true}, noun{"centime", "centimes", false}},
}

var french = &tongue{
	currencies: frenchCurrencies,
	unknown: func(c money.Currency) names {
		return names{noun{string(c), string(c), false}, noun{"centième", "centièmes", false}}
	},
	number: frenchNumber,
	one:    func(n uint64) bool { return n < 2 },
	of: func(n uint64) string { // « un million de francs »
		if n >= 1_000_000 && n%1_000_000 == 0 {
			return " de "
		}
		return " "
	},
	and: " et ",
}

var frenchScales = []scale{
	{1_000_000_000_000_000, "billiard", "billiards"}, {1_000_000_000_000, "billion", "billions"},
	{1_000_000_000, "milliard", "milliards"}, {1_000_000, "million", "millions"},
}

var frenchBelow20 = strings.Fields("zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf")

var frenchTens = []string{"", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"}

func frenchNumber(n uint64, feminine bool) string {
	text := large(n, frenchScales, func(n uint64) string { return frenchThousands(n) })
	if feminine && strings.HasSuffix(text, "un") {
		text += "e"
	}
	return text
}

// frenchThousands writes what is below a million. « Quatre-vingts » and « cents »
// lose their s before « mille », and keep it before « millions », which is a noun.
func frenchThousands(n uint64) string {
	thousands, rest := n/1_000, n%1_000
	switch {
	case thousands == 0:
		return frenchHundreds(rest, true)
	case thousands == 1 && rest == 0:
		return "mille"
	case thousands == 1:
		return "mille " + frenchHundreds(rest, true)
	case rest == 0:
		return frenchHundreds(thousands, false) + " mille"
	}
	return frenchHundreds(thousands, false) + " mille " + frenchHundreds(rest, true)
}

// frenchHundreds writes what is below a thousand; last tells that no numeral
// follows.
func frenchHundreds(n uint64, last bool) string {
	hundreds, rest := n/100, n%100
	if hundreds == 0 {
		return frenchTensOf(rest, last)
	}
	text := "cent"
	if hundreds > 1 {
		text = frenchBelow20[hundreds] + " cent"
		if rest == 0 && last {
			text += "s"
		}
	}
	if rest == 0 {
		return text
	}
	return text + " " + frenchTensOf(rest, last)
}

func frenchTensOf(n uint64, last bool) string {
	if n < 20 {
		return frenchBelow20[n]
	}
	tens, ones := n/10, n%10
	if tens == 7 || tens == 9 {
		ones += 10
	}
	text := frenchTens[tens]
	switch {
	case ones == 0 && tens == 8 && last:
		return text + "s"
	case ones == 0:
		return text
	case (ones == 1 || ones == 11) && tens < 8:
		return text + " et " + frenchBelow20[ones]
	}
	return text + "-" + frenchBelow20[ones]
}
