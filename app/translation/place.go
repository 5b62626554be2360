package translation

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"github.com/comptoir/comptoir/app/money"
)

// Named is a code with its name in the language of the printer.
type Named struct{ Code, Name string }

// countries are the assigned codes of ISO 3166-1 alpha-2.
const countries = `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS
	BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET
	FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO
	IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH
	MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
	PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG
	TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`

// Country gives the name of a country by its code.
func (p *Printer) Country(code string) string { return p.T("country." + code) }

// Currency gives the name of a currency.
func (p *Printer) Currency(c money.Currency) string { return p.T("currency." + string(c)) }

// Countries gives all countries in the alphabetical order of the language.
func (p *Printer) Countries() []Named {
	var all []Named
	for code := range strings.FieldsSeq(countries) {
		all = append(all, Named{code, p.Country(code)})
	}
	return p.sorted(all)
}

// Currencies gives all currencies that money knows, in the alphabetical order of
// their codes: they are known by them.
func (p *Printer) Currencies() []Named {
	var all []Named
	for _, c := range money.Currencies() {
		all = append(all, Named{string(c), p.Currency(c)})
	}
	return all
}

func (p *Printer) sorted(all []Named) []Named {
	order := collate.New(language.Make(p.language))
	slices.SortFunc(all, func(a, b Named) int { return order.CompareString(a.Name, b.Name) })
	return all
}
