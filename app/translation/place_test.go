package translation_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
)

func TestEveryCountryAndCurrencyHasAName(t *testing.T) {
	for _, language := range []string{"fr", "en"} {
		p, err := translation.New(language, "")
		if err != nil {
			t.Fatal(err)
		}
		countries, currencies := p.Countries(), p.Currencies()
		if len(countries) != 249 || len(currencies) != len(money.Currencies()) {
			t.Errorf("%s: %d countries and %d currencies", language, len(countries), len(currencies))
		}
		for _, named := range slices.Concat(countries, currencies) {
			if named.Name == "" || strings.HasPrefix(named.Name, "[") {
				t.Errorf("%s: %s has no name", language, named.Code)
			}
		}
	}
}

func TestCountriesStandInTheOrderOfTheLanguage(t *testing.T) {
	p, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	all := p.Countries()
	at := func(code string) int {
		return slices.IndexFunc(all, func(n translation.Named) bool { return n.Code == code })
	}
	// É sorts as E, and Î as I.
	if !(at("DK") < at("EG") && at("EG") < at("ES") && at("ES") < at("FI") && at("HU") < at("CX") && at("CX") < at("IN")) {
		t.Error("accents decide the order")
	}
	if p.Country("SN") != "Sénégal" || p.Currency("XOF") != "franc CFA d'Afrique de l'Ouest (BCEAO)" {
		t.Errorf("%q, %q", p.Country("SN"), p.Currency("XOF"))
	}
}
