package money_test

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/money"
)

func TestDenominations(t *testing.T) {
	for code, want := range map[money.Currency]struct {
		notes, coins      int
		largest, smallest int64 // minor units
	}{
		"XOF": {5, 9, 10_000, 1}, "XAF": {5, 9, 10_000, 1}, "EUR": {7, 8, 50_000, 1}, "USD": {7, 6, 10_000, 1},
		"GNF": {7, 0, 20_000, 100}, "MAD": {4, 9, 20_000, 1}, "CDF": {10, 0, 2_000_000, 1_000}, "MGA": {8, 7, 2_000_000, 100},
		"HTG": {8, 6, 100_000, 5}, "GBP": {4, 8, 5_000, 1}, "CHF": {6, 7, 100_000, 5}, "GHS": {8, 7, 20_000, 1}, "NGN": {8, 3, 100_000, 50},
	} {
		list := code.Denominations()
		coins := len(list) - slices.IndexFunc(append(list, money.Denomination{Coin: true}), func(d money.Denomination) bool { return d.Coin })
		if len(list) != want.notes+want.coins || coins != want.coins {
			t.Errorf("%s has %d denominations, %d of them coins", code, len(list), coins)
			continue
		}
		if list[0].Minor != want.largest || list[len(list)-1].Minor != want.smallest {
			t.Errorf("%s goes from %d to %d", code, list[0].Minor, list[len(list)-1].Minor)
		}
		if !slices.IsSortedFunc(list, money.Denomination.Compare) || len(slices.Compact(list)) != want.notes+want.coins {
			t.Errorf("%s: %v", code, list)
		}
	}
	if list := money.Currency("JPY").Denominations(); list != nil {
		t.Errorf("JPY: %v", list)
	}
	if changed := money.Currency("XOF").Denominations(); changed != nil {
		changed[0].Minor = 7
	}
	if money.Currency("XOF").Denominations()[0].Minor != 10_000 {
		t.Error("the table can be changed from outside")
	}
}
