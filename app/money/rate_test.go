package money_test

import (
	"errors"
	"math"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

func TestParseRate(t *testing.T) {
	for text, want := range map[string]string{
		"655,957": "655.957", "655.957": "655.957", "1": "1", "0,0000000001": "0.0000000001",
		"1 234,50": "1234.5", "000,5": "0.5", "922337203,6854775807": "922337203.6854775807",
	} {
		r, err := money.ParseRate(text)
		if err != nil || r.String() != want {
			t.Errorf("ParseRate(%q) = %s, %v, want %s", text, r, err, want)
		}
	}
	for _, text := range []string{"", "0", "0,0", "-1", "1,", ",5", "1.2.3", "1,00000000001", "922337203,6854775808", "x", "1e3", "½"} {
		if r, err := money.ParseRate(text); !errors.Is(err, fault.Invalid) {
			t.Errorf("ParseRate(%q) = %s, %v, want fault.Invalid", text, r, err)
		}
	}
}

func TestConvertRoundsHalfToEven(t *testing.T) {
	for _, c := range []struct {
		minor    int64
		from, to money.Currency
		rate     string
		want     int64
	}{
		{100, "EUR", "XOF", "655.957", 656},
		{123_456, "EUR", "XOF", "655.957", 809_818},
		{1, "XOF", "EUR", "0.005", 0}, // half a centime
		{3, "XOF", "EUR", "0.005", 2}, // one and a half
		{-3, "XOF", "EUR", "0.005", -2},
		{-1, "XOF", "EUR", "0.005", 0},
		{5, "XOF", "XAF", "0.5", 2},
		{7, "XOF", "XAF", "0.5", 4},
		{1_000_000_000_000, "XOF", "EUR", "0.0015244902", 152_449_020_000},
	} {
		rate, err := money.ParseRate(c.rate)
		if err != nil {
			t.Fatal(err)
		}
		got, err := rate.Convert(money.Amount{Minor: c.minor, Currency: c.from}, c.to)
		if err != nil || got != (money.Amount{Minor: c.want, Currency: c.to}) {
			t.Errorf("%d %s at %s = %v, %v, want %d", c.minor, c.from, c.rate, got, err, c.want)
		}
	}
	big := money.Amount{Minor: math.MaxInt64, Currency: "XOF"}
	if got, err := money.Rate(2*money.RateOne).Convert(big, "XOF"); !errors.Is(err, fault.Invalid) {
		t.Errorf("too much gives %v, %v", got, err)
	}
	if got, err := money.Rate(0).Convert(big, "XOF"); !errors.Is(err, fault.Invalid) {
		t.Errorf("no rate gives %v, %v", got, err)
	}
}

func TestInverse(t *testing.T) {
	rate, _ := money.ParseRate("655.957")
	if got, err := rate.Inverse(); err != nil || got.String() != "0.0015244902" {
		t.Errorf("inverse %s, %v", got, err)
	}
	if got, err := money.Rate(math.MaxInt64).Inverse(); err != nil || got != 11 { // 1 / 922 337 203
		t.Errorf("inverse of the largest is %d, %v", got, err)
	}
	for _, r := range []money.Rate{1, 0, -1} { // the inverse of the smallest is too large
		if got, err := r.Inverse(); !errors.Is(err, fault.Invalid) {
			t.Errorf("inverse of %d is %d, %v", r, got, err)
		}
	}
}

// A rate reads back as it is written, and one unit more or less of an amount
// never changes what it is worth against the rate's direction.
func TestRatesAreOrderly(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rate := money.Rate(rapid.Int64Range(1, math.MaxInt64).Draw(t, "rate"))
		if back, err := money.ParseRate(rate.String()); err != nil || back != rate {
			t.Fatalf("%s reads back as %s, %v", rate, back, err)
		}
		minor := rapid.Int64Range(-1_000_000, 1_000_000).Draw(t, "minor")
		less, _ := rate.Convert(money.Amount{Minor: minor, Currency: "EUR"}, "XOF")
		more, _ := rate.Convert(money.Amount{Minor: minor + 1, Currency: "EUR"}, "XOF")
		if less.Minor > more.Minor {
			t.Fatalf("%d is worth %d, one more %d", minor, less.Minor, more.Minor)
		}
	})
}

func TestRateBetween(t *testing.T) {
	for _, c := range []struct {
		of, worth money.Amount
		want      string
	}{
		{money.Amount{Minor: 10_000, Currency: "EUR"}, money.Amount{Minor: 65_596, Currency: "XOF"}, "655.96"},
		{money.Amount{Minor: 65_596, Currency: "XOF"}, money.Amount{Minor: 10_000, Currency: "EUR"}, "0.0015244832"},
		{money.Amount{Minor: 3, Currency: "XOF"}, money.Amount{Minor: 1, Currency: "XAF"}, "0.3333333333"},
		{money.Amount{Minor: 20_000_000_000, Currency: "XOF"}, money.Amount{Minor: 3, Currency: "XAF"}, "0.0000000002"}, // one and a half
		{money.Amount{Minor: 0, Currency: "XOF"}, money.Amount{Minor: 1, Currency: "XAF"}, ""},
		{money.Amount{Minor: 1, Currency: "XOF"}, money.Amount{Minor: -1, Currency: "XAF"}, ""},
		{money.Amount{Minor: math.MaxInt64, Currency: "XOF"}, money.Amount{Minor: 1, Currency: "XAF"}, ""},
		{money.Amount{Minor: 1, Currency: "XOF"}, money.Amount{Minor: math.MaxInt64, Currency: "XAF"}, ""},
	} {
		got, err := money.RateBetween(c.of, c.worth)
		if c.want == "" && !errors.Is(err, fault.Invalid) || c.want != "" && (err != nil || got.String() != c.want) {
			t.Errorf("%v for %v = %s, %v, want %q", c.worth, c.of, got, err, c.want)
		}
	}
}

func TestProportionRoundsHalfToEven(t *testing.T) {
	for _, c := range []struct{ minor, part, of, want int64 }{
		{10, 1, 4, 2}, {14, 1, 4, 4}, {-10, 1, 4, -2}, {10, -1, -4, 2}, {10, -3, 4, -8}, {7, 3, 3, 7}, {0, 5, 3, 0},
		{math.MaxInt64, 2, 2, math.MaxInt64},
	} {
		if got, err := money.Proportion(c.minor, c.part, c.of); err != nil || got != c.want {
			t.Errorf("%d × %d ÷ %d is %d, %v, want %d", c.minor, c.part, c.of, got, err, c.want)
		}
	}
	for _, c := range [][3]int64{{1, 1, 0}, {math.MaxInt64, 2, 1}, {math.MinInt64, 1, -1}} {
		if got, err := money.Proportion(c[0], c[1], c[2]); err == nil {
			t.Errorf("%v gives %d", c, got)
		}
	}
}
