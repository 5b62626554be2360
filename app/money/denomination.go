package money

import (
	"cmp"
	"slices"
	"strings"
)

// Denomination is a note or coin.
type Denomination struct {
	Minor int64 // value in minor units
	Coin  bool
}

// The notes and coins that tills are counted by, as their banks of issue list
// them on 1 January 2026; in major units, notes before coins. Pieces that are still
// taken stand beside those of the newest series. Small coins that nobody has seen
// for years, such as those of the Guinean franc, are left out.
//
//   - XOF: BCEAO, notes of 2003 and 2012, coins of 1 to 500 F
//   - XAF: BEAC, notes « type 2020 », coins « type 2024 » (2 April 2025) and earlier
//   - EUR: ECB; the note of 500 is no longer issued and stays legal tender
//   - USD: Federal Reserve and United States Mint
//   - GNF: Banque centrale de la République de Guinée
//   - MAD: Bank Al-Maghrib
//   - CDF: Banque centrale du Congo
//   - MGA: Banky Foiben'i Madagasikara, notes of 2017
//   - HTG: Banque de la République d'Haïti
//   - GBP: Bank of England and Royal Mint · CHF: Swiss National Bank and Swissmint
//   - GHS: Bank of Ghana · NGN: Central Bank of Nigeria
var pieces = readPieces(map[Currency][2]string{
	"XOF": {"10000 5000 2000 1000 500", "500 250 200 100 50 25 10 5 1"},
	"XAF": {"10000 5000 2000 1000 500", "500 200 100 50 25 10 5 2 1"},
	"EUR": {"500 200 100 50 20 10 5", "2 1 0.50 0.20 0.10 0.05 0.02 0.01"},
	"USD": {"100 50 20 10 5 2 1", "1 0.50 0.25 0.10 0.05 0.01"},
	"GNF": {"20000 10000 5000 2000 1000 500 100", ""},
	"MAD": {"200 100 50 20", "10 5 2 1 0.50 0.20 0.10 0.05 0.01"},
	"CDF": {"20000 10000 5000 1000 500 200 100 50 20 10", ""},
	"MGA": {"20000 10000 5000 2000 1000 500 200 100", "50 20 10 5 4 2 1"},
	"HTG": {"1000 500 250 100 50 25 20 10", "5 1 0.50 0.20 0.10 0.05"},
	"GBP": {"50 20 10 5", "2 1 0.50 0.20 0.10 0.05 0.02 0.01"},
	"CHF": {"1000 200 100 50 20 10", "5 2 1 0.50 0.20 0.10 0.05"},
	"GHS": {"200 100 50 20 10 5 2 1", "2 1 0.50 0.20 0.10 0.05 0.01"},
	"NGN": {"1000 500 200 100 50 20 10 5", "2 1 0.50"},
})

func readPieces(lists map[Currency][2]string) map[Currency][]Denomination {
	table := make(map[Currency][]Denomination, len(lists))
	for c, list := range lists {
		for kind, values := range list {
			for value := range strings.FieldsSeq(values) {
				a, err := ParseMajor(value, c)
				if err != nil {
					panic(err) // the table is ours
				}
				table[c] = append(table[c], Denomination{a.Minor, kind == 1})
			}
		}
	}
	return table
}

// Denominations lists the notes and coins of the currency, notes first, the
// largest first; none for a currency whose pieces this package does not know.
func (c Currency) Denominations() []Denomination { return slices.Clone(pieces[c]) }

// Compare orders denominations as Denominations lists them.
func (d Denomination) Compare(o Denomination) int {
	switch {
	case d.Coin == o.Coin:
		return cmp.Compare(o.Minor, d.Minor)
	case o.Coin:
		return -1
	}
	return 1
}
