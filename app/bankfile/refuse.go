package bankfile

import (
	"maps"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// refuse says what is wrong at a place of the file.
func refuse(p Place, key string, args fault.Args) error {
	all := fault.Args{"Line": p.Line, "Element": p.Element}
	maps.Copy(all, args)
	return fault.New(fault.Invalid, key, all)
}

// refuseText refuses with the text that stands at the place.
func refuseText(p Place, key, text string) error {
	return refuse(p, key, fault.Args{"Text": fault.Excerpt(text)})
}

func tooMany(what string, most int) error {
	return fault.New(fault.Invalid, "bankfile.most-"+what, fault.Args{"Max": most})
}

// agree gives the currency of an account that a file says to be code; it must be
// the one that is expected, if any is.
func agree(code string, expected money.Currency, p Place) (money.Currency, error) {
	if code == "" {
		if expected == "" {
			return "", fault.New(fault.Invalid, "bankfile.ask-currency", nil)
		}
		return expected, nil
	}
	c, err := money.ParseCurrency(code)
	if err != nil {
		return "", refuseText(p, "bankfile.currency", code)
	}
	if expected != "" && c != expected {
		return "", refuse(p, "bankfile.other-currency", fault.Args{"Found": string(c), "Wanted": string(expected)})
	}
	return c, nil
}
