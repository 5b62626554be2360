package money_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

func TestString(t *testing.T) {
	tests := []struct {
		amount money.Amount
		want   string
	}{
		{money.Amount{0, "XOF"}, "0"},
		{money.Amount{237_500, "XOF"}, "237500"},
		{money.Amount{-12_500, "XOF"}, "-12500"},
		{money.Amount{0, "EUR"}, "0.00"},
		{money.Amount{5, "EUR"}, "0.05"},
		{money.Amount{-5, "EUR"}, "-0.05"},
		{money.Amount{123_450, "EUR"}, "1234.50"},
		{money.Amount{1_234, "TND"}, "1.234"},
		{money.Amount{1, "CLF"}, "0.0001"},
		{money.Amount{math.MaxInt64, "XOF"}, "9223372036854775807"},
		{money.Amount{math.MinInt64, "EUR"}, "-92233720368547758.08"},
	}
	for _, tt := range tests {
		if got := tt.amount.String(); got != tt.want {
			t.Errorf("%#v reads %q, want %q", tt.amount, got, tt.want)
		}
		if back, err := money.ParseMajor(tt.want, tt.amount.Currency); err != nil || back != tt.amount {
			t.Errorf("ParseMajor(%q) = %#v, %v, want %#v", tt.want, back, err, tt.amount)
		}
	}
}

func TestParseMajor(t *testing.T) {
	for text, want := range map[string]int64{"1": 100, "1.5": 150, "-1.50": -150, "007": 700, "-0": 0} {
		if got, err := money.ParseMajor(text, "EUR"); err != nil || got.Minor != want {
			t.Errorf("ParseMajor(%q) = %v, %v, want %d", text, got, err, want)
		}
	}
	refused := []string{
		"", "-", ".", "1.", ".5", "+1", "--1", "1,5", "1 000", "1e3", "0x1", "1_000", "1.234", "1.500", "٣",
		"92233720368547758.08", "-92233720368547758.09", "99999999999999999999999",
	}
	for _, text := range refused {
		if got, err := money.ParseMajor(text, "EUR"); !errors.Is(err, fault.Invalid) {
			t.Errorf("ParseMajor(%q) = %v, %v, want fault.Invalid", text, got, err)
		}
	}
}

func TestAdd(t *testing.T) {
	tests := []struct {
		a, b money.Amount
		want int64
		ok   bool
	}{
		{money.Amount{1, "EUR"}, money.Amount{2, "EUR"}, 3, true},
		{money.Amount{1, "EUR"}, money.Amount{-2, "EUR"}, -1, true},
		{money.Amount{1, "EUR"}, money.Amount{0, "EUR"}, 1, true},
		{money.Amount{math.MaxInt64, "EUR"}, money.Amount{0, "EUR"}, math.MaxInt64, true},
		{money.Amount{math.MaxInt64, "EUR"}, money.Amount{math.MinInt64, "EUR"}, -1, true},
		{money.Amount{math.MaxInt64, "EUR"}, money.Amount{1, "EUR"}, 0, false},
		{money.Amount{math.MinInt64, "EUR"}, money.Amount{-1, "EUR"}, 0, false},
		{money.Amount{math.MinInt64, "EUR"}, money.Amount{math.MinInt64, "EUR"}, 0, false},
		{money.Amount{1, "EUR"}, money.Amount{1, "XOF"}, 0, false},
	}
	for _, tt := range tests {
		got, err := tt.a.Add(tt.b)
		if tt.ok && (err != nil || got != money.Amount{tt.want, tt.a.Currency}) {
			t.Errorf("%v + %v = %v, %v, want %d", tt.a, tt.b, got, err, tt.want)
		}
		if !tt.ok && !errors.Is(err, fault.Invalid) {
			t.Errorf("%v + %v = %v, %v, want fault.Invalid", tt.a, tt.b, got, err)
		}
	}
}

func TestNeg(t *testing.T) {
	if got, err := (money.Amount{-5, "EUR"}).Neg(); err != nil || got != (money.Amount{5, "EUR"}) {
		t.Errorf("Neg = %v, %v", got, err)
	}
	if got, err := (money.Amount{math.MinInt64, "EUR"}).Neg(); !errors.Is(err, fault.Invalid) {
		t.Errorf("Neg = %v, %v, want fault.Invalid", got, err)
	}
}

func TestStringRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := amounts().Draw(t, "amount")
		for name, parse := range map[string]func(string, money.Currency) (money.Amount, error){
			"ParseMajor": money.ParseMajor, "Parse": money.Parse,
		} {
			if got, err := parse(want.String(), want.Currency); err != nil || got != want {
				t.Fatalf("%s(%q) = %v, %v", name, want, got, err)
			}
		}
	})
}

func amounts() *rapid.Generator[money.Amount] {
	return rapid.Custom(func(t *rapid.T) money.Amount {
		return money.Amount{
			Minor:    rapid.Int64().Draw(t, "minor"),
			Currency: rapid.SampledFrom(money.Currencies()).Draw(t, "currency"),
		}
	})
}
