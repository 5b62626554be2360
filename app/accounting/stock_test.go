package accounting_test

import (
	"math/big"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/money"
)

var euros = accounting.Journal{ProjectCode: "P01", Code: "BQ2", Class: accounting.Bank, Currency: "EUR", Base: "XOF", Account: "521"}

func TestStockIsValuedByTheMovingAverage(t *testing.T) {
	const rate = 600 * money.RateOne
	for _, c := range []struct {
		name   string
		stock  accounting.Stock
		amount int64
		rate   money.Rate
		want   int64
	}{
		{"money in brings its rate", accounting.Stock{AmountMinor: 1000, BaseMinor: 7000}, 100, rate, 600},
		{"the first money in", accounting.Stock{}, 100, rate, 600},
		{"money out takes the average", accounting.Stock{AmountMinor: 1000, BaseMinor: 7000}, -100, rate, -700},
		{"without a rate of its own", accounting.Stock{AmountMinor: 1000, BaseMinor: 7000}, -100, 0, -700},
		{"half to even, down", accounting.Stock{AmountMinor: 4, BaseMinor: 10}, -1, 0, -2}, // 2.5
		{"half to even, up", accounting.Stock{AmountMinor: 4, BaseMinor: 14}, -1, 0, -4},   // 3.5
		{"the last takes what is left", accounting.Stock{AmountMinor: 3, BaseMinor: 7}, -3, 0, -7},
		{"beyond it at its rate", accounting.Stock{AmountMinor: 100, BaseMinor: 655}, -300, rate, -655 - 1200},
		{"further into an overdraft", accounting.Stock{AmountMinor: -100, BaseMinor: -655}, -100, rate, -600},
		{"out of an overdraft", accounting.Stock{AmountMinor: -100, BaseMinor: -655}, 100, rate, 655},
		{"out of it and beyond", accounting.Stock{AmountMinor: -100, BaseMinor: -655}, 200, rate, 655 + 600},
		{"what a reversal has left", accounting.Stock{BaseMinor: 250}, 100, rate, 600},
		{"a stock without average", accounting.Stock{AmountMinor: 100, BaseMinor: -5}, -10, rate, -60},
	} {
		got, err := c.stock.Value(c.amount, c.rate, euros)
		if err != nil || got != c.want {
			t.Errorf("%s: worth %d, %v, want %d", c.name, got, err, c.want)
		}
		if needs := c.stock.NeedsRate(c.amount); needs == (c.rate == 0) {
			if _, err := c.stock.Value(c.amount, 0, euros); (err != nil) != needs {
				t.Errorf("%s: needs a rate: %v, but without: %v", c.name, needs, err)
			}
		}
	}
	_, err := accounting.Stock{}.Value(1, 0, euros)
	wantFault(t, err, "accounting.rate-missing")
}

// Whatever comes and goes: what the movements were worth is what the stock is worth,
// an empty stock is worth nothing, a stock is never worth less than nothing, and
// what stays is worth its part of the stock before, to half a unit.
func TestStockNeverMakesOrLosesAUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var stock accounting.Stock
		var amounts, bases int64
		for range rapid.IntRange(1, 40).Draw(t, "movements") {
			amount := movement(t, stock)
			rate := money.Rate(rapid.Int64Range(1, 2_000*int64(money.RateOne)).Draw(t, "rate"))
			base, err := stock.Value(amount, rate, euros)
			if err != nil {
				t.Fatal(err)
			}
			next := stock.After(amount, base)
			amounts, bases = amounts+amount, bases+base
			if next.AmountMinor != amounts || next.BaseMinor != bases {
				t.Fatalf("%+v after movements of %d and %d", next, amounts, bases)
			}
			if amounts == 0 && bases != 0 || amounts > 0 && bases < 0 || amounts < 0 && bases > 0 {
				t.Fatalf("%d units are worth %d", amounts, bases)
			}
			within(t, stock, next, amount)
			stock = next
		}
		last, err := stock.Value(-stock.AmountMinor, 1, euros)
		if err != nil || stock.After(-stock.AmountMinor, last) != (accounting.Stock{}) {
			t.Fatalf("emptying %+v takes %d, %v", stock, last, err)
		}
	})
}

// movement draws one that often empties the stock, or takes from it.
func movement(t *rapid.T, stock accounting.Stock) int64 {
	if stock.AmountMinor != 0 && rapid.IntRange(0, 4).Draw(t, "empties") == 0 {
		return -stock.AmountMinor
	}
	return rapid.OneOf(rapid.Int64Range(-500, 500), rapid.Int64Range(-1_000_000_000_00, 1_000_000_000_00)).
		Filter(func(n int64) bool { return n != 0 }).Draw(t, "amount")
}

// within wants a stock from which something was taken to be worth its exact part of
// what there was, to half a unit.
func within(t *rapid.T, before, after accounting.Stock, amount int64) {
	if before.NeedsRate(amount) || before.AmountMinor == 0 {
		return
	}
	exact := new(big.Rat).SetFrac(big.NewInt(before.BaseMinor), big.NewInt(before.AmountMinor))
	exact.Mul(exact, new(big.Rat).SetInt64(after.AmountMinor))
	off := exact.Sub(exact, new(big.Rat).SetInt64(after.BaseMinor))
	if off.Abs(off).Cmp(big.NewRat(1, 2)) > 0 {
		t.Fatalf("%+v after %+v is off by %s", after, before, off.FloatString(3))
	}
}

// The lines of a foreign form are worth together what its other side is.
func TestForeignFormsBalance(t *testing.T) {
	b := formBasis(t, "", accounting.Bank)
	b.Journal = euros
	rapid.Check(t, func(t *rapid.T) {
		b.Stock = accounting.Stock{AmountMinor: rapid.Int64Range(0, 10_000_00).Draw(t, "stock")}
		if b.Stock.AmountMinor > 0 {
			b.Stock.BaseMinor = rapid.Int64Range(0, 10_000_000).Draw(t, "worth")
		}
		f := accounting.Form{
			Mask: accounting.MaskCost, AmountMinor: rapid.Int64Range(9, 10_000_00).Draw(t, "amount"), Equal: true,
			Rate: money.Rate(rapid.Int64Range(1, 2_000*int64(money.RateOne)).Draw(t, "rate")),
		}
		f.Shares = slices.Repeat(share("6053"), rapid.IntRange(1, 9).Draw(t, "shares"))
		c, err := f.Content(b)
		if err != nil {
			t.Fatal(err)
		}
		var amount, base int64
		for _, l := range c.Lines {
			amount, base = amount+l.AmountMinor, base+l.BaseMinor
		}
		if amount != 0 || base != 0 || c.Rate <= 0 {
			t.Fatalf("%+v", c)
		}
	})
}
