package money_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

func TestDecimals(t *testing.T) {
	tests := map[string]int{
		"XOF": 0, "XAF": 0, "GNF": 0, "RWF": 0, "JPY": 0, "CLP": 0, "UGX": 0,
		"EUR": 2, "USD": 2, "MAD": 2, "CDF": 2, "MGA": 2, "MRU": 2, "HTG": 2, "XCG": 2,
		"TND": 3, "BHD": 3, "LYD": 3, "CLF": 4, "UYW": 4,
	}
	for code, want := range tests {
		c, err := money.ParseCurrency(code)
		if err != nil || c.Decimals() != want {
			t.Errorf("%s: %d decimals, %v, want %d", code, c.Decimals(), err, want)
		}
	}
}

func TestUnknownCurrenciesAreRefused(t *testing.T) {
	withdrawn := []string{"FRF", "HRK", "BGN", "ANG", "ZWL", "SLL", "CUC"}
	noUnit := []string{"XAU", "XDR", "XXX", "XTS"}
	for _, code := range slices.Concat(withdrawn, noUnit, []string{"", "xof", "XO", "XOFF", "EUR "}) {
		if c, err := money.ParseCurrency(code); !errors.Is(err, fault.Invalid) || c != "" {
			t.Errorf("ParseCurrency(%q) = %q, %v, want fault.Invalid", code, c, err)
		}
	}
}

func TestCurrenciesListsEveryCodeOnce(t *testing.T) {
	all := money.Currencies()
	// 178 codes of list one (1 January 2026) less 13 without minor unit.
	if len(all) != 165 || !slices.IsSorted(all) || len(slices.Compact(all)) != 165 {
		t.Errorf("%d codes: %v", len(all), all)
	}
}
