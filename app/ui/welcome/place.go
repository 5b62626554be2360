package welcome

// usualCurrency is the currency of the countries where organisations of this
// kind work.
var usualCurrency = map[string]string{
	"BE": "EUR", "BF": "XOF", "BI": "BIF", "BJ": "XOF", "CA": "CAD", "CD": "CDF", "CF": "XAF", "CG": "XAF", "CH": "CHF",
	"CI": "XOF", "CM": "XAF", "DE": "EUR", "DJ": "DJF", "DZ": "DZD", "FR": "EUR", "GA": "XAF", "GN": "GNF", "GQ": "XAF",
	"GW": "XOF", "HT": "HTG", "KM": "KMF", "LU": "EUR", "MA": "MAD", "MG": "MGA", "ML": "XOF", "MR": "MRU", "MU": "MUR",
	"NE": "XOF", "PT": "EUR", "RW": "RWF", "SC": "SCR", "SN": "XOF", "TD": "XAF", "TG": "XOF", "TN": "TND",
}
