package kit

import "github.com/comptoir/comptoir/app/translation"

// CountryChoices offers every country by its name, with its code beside it.
func CountryChoices(p *translation.Printer) []Choice {
	var choices []Choice
	for _, c := range p.Countries() {
		choices = append(choices, Choice{ID: c.Code, Text: c.Name, Detail: c.Code})
	}
	return choices
}

// CurrencyChoices offers every currency by its code, with its name beside it.
func CurrencyChoices(p *translation.Printer) []Choice {
	var choices []Choice
	for _, c := range p.Currencies() {
		choices = append(choices, Choice{ID: c.Code, Text: c.Code, Detail: c.Name})
	}
	return choices
}
