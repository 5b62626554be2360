package welcome

import (
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// countries offers every country by its name, with its code beside it.
func countries(p *translation.Printer) []kit.Choice {
	var choices []kit.Choice
	for _, c := range p.Countries() {
		choices = append(choices, kit.Choice{ID: c.Code, Text: c.Name, Detail: c.Code})
	}
	return choices
}

// currencies offers every currency by its code, with its name beside it.
func currencies(p *translation.Printer) []kit.Choice {
	var choices []kit.Choice
	for _, c := range p.Currencies() {
		choices = append(choices, kit.Choice{ID: c.Code, Text: c.Code, Detail: c.Name})
	}
	return choices
}

// usualCurrency is the currency of the countries where organisations of this
// kind work.
var usualCurrency = map[string]string{
	"BE": "EUR", "BF": "XOF", "BI": "BIF", "BJ": "XOF", "CA": "CAD", "CD": "CDF", "CF": "XAF", "CG": "XAF", "CH": "CHF",
	"CI": "XOF", "CM": "XAF", "DE": "EUR", "DJ": "DJF", "DZ": "DZD", "FR": "EUR", "GA": "XAF", "GN": "GNF", "GQ": "XAF",
	"GW": "XOF", "HT": "HTG", "KM": "KMF", "LU": "EUR", "MA": "MAD", "MG": "MGA", "ML": "XOF", "MR": "MRU", "MU": "MUR",
	"NE": "XOF", "PT": "EUR", "RW": "RWF", "SC": "SCR", "SN": "XOF", "TD": "XAF", "TG": "XOF", "TN": "TND",
}
