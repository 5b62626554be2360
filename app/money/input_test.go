package money_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

func TestParse(t *testing.T) {
	tests := []struct {
		text     string
		currency money.Currency
		want     int64
	}{
		{"1 234,5", "EUR", 123_450}, {"1234.50", "EUR", 123_450}, {"1234,50", "EUR", 123_450},
		{"1\u00a0234,50", "EUR", 123_450}, {"1\u202f234,50", "EUR", 123_450}, {"1\u2009234,50", "EUR", 123_450},
		{"1'234.50", "EUR", 123_450}, {"1\u2019234.50", "EUR", 123_450},
		{"1.234,50", "EUR", 123_450}, {"1,234.50", "EUR", 123_450},
		{"1.234.567", "EUR", 123_456_700}, {"1,234,567.8", "EUR", 123_456_780}, {"1 234 567", "XOF", 1_234_567},
		{"250000", "XOF", 250_000}, {"250 000", "XOF", 250_000}, {" 12 ", "XOF", 12}, {"007", "XOF", 7},
		{",5", "EUR", 50}, {".05", "EUR", 5}, {"0,5", "EUR", 50}, {"12,00", "XOF", 12},
		{"1.234", "TND", 1_234}, {"1,234", "TND", 1_234}, {"1.2345", "CLF", 12_345},
		{"12,5+3*4", "EUR", 2_450}, {"12,5 + 3 * 4", "EUR", 2_450}, {"3*4+12,5", "EUR", 2_450},
		{"(12,5+3)*4", "EUR", 6_200}, {"10-2-3", "XOF", 5}, {"10-(2-3)", "XOF", 11}, {"2*3*4", "XOF", 24},
		{"-5", "XOF", -5}, {"\u22125", "XOF", -5}, {"+5", "XOF", 5}, {"2*-3", "XOF", -6}, {"5--3", "XOF", 8},
		{"2\u00d73", "XOF", 6}, {"1 000 + 2 500", "XOF", 3_500}, {"((7))", "XOF", 7}, {"-(1+2)", "XOF", -3},
		{"2,5*700", "XOF", 1_750}, {"0,125*8", "XOF", 1}, {"0,1+0,2", "EUR", 30}, {"0,005*2", "EUR", 1},
		{"92233720368547758,07", "EUR", 9_223_372_036_854_775_807},
		{"-92233720368547758,08", "EUR", -9_223_372_036_854_775_808},
		{"99999999999999999999-99999999999999999998", "XOF", 1},
	}
	for _, tt := range tests {
		got, err := money.Parse(tt.text, tt.currency)
		if err != nil || got != (money.Amount{tt.want, tt.currency}) {
			t.Errorf("Parse(%q, %s) = %v, %v, want %d", tt.text, tt.currency, got, err, tt.want)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := map[string][]string{
		"money.syntax": {
			"", " ", "x", "12x", "12 F", "1e3", "0x10", "1_000", "٣", "12,", ".", ",", "1,,5", "1..5", "1,2,3",
			"12 34", "1 2345", "1234 567", "1 234 56", "1.23.456", "1 234.567.890", "1.234,567.8", "1 ,5", "1, 5",
			"+", "-", "*", "1+", "1-", "*1", "1**2", "1+*2", "1/2", "10%", "(", ")", "()", "(1", "1)", "(1)(2)", "2(3)",
			"---1", "1,5 2", strings.Repeat("1", 201), "\xff", "1\x00", strings.Repeat("(", 200),
		},
		"money.ambiguous": {"1.234", "1,234", "250.000", "1 234.567", "5+1.234", "2.500*700", "1,005*3"},
		"money.precision": {"1,2345", "0,001", "0,125", "0,005*3", "0,0000001"},
		"money.overflow":  {"92233720368547758,08", "-92233720368547758,09", "9999999999*9999999999", strings.Repeat("9", 200)},
	}
	for key, texts := range tests {
		for _, text := range texts {
			got, err := money.Parse(text, "EUR")
			var refusal *fault.Error
			if !errors.As(err, &refusal) || refusal.Key != key || refusal.Kind != fault.Invalid || got != (money.Amount{}) {
				t.Errorf("Parse(%q) = %v, %v, want %s", text, got, err, key)
			}
		}
	}
}

func TestParseRefusesFractionsOfTheUnit(t *testing.T) {
	tests := map[money.Currency]string{"XOF": "12,5", "EUR": "12,345678", "TND": "1,2345", "CLF": "1,23456"}
	for currency, text := range tests {
		if got, err := money.Parse(text, currency); !errors.Is(err, fault.Invalid) {
			t.Errorf("Parse(%q, %s) = %v, %v, want fault.Invalid", text, currency, got, err)
		}
	}
}

// Whatever is accepted writes as an amount that reads as itself again, and means
// the same when it is added to nothing.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{"1 234,5", "1234.50", "1\u202f234", "12,5+3*4", "(1-2)*-3", "1.234", "250.000", "9e9"} {
		f.Add(seed, true)
		f.Add(seed, false)
	}
	f.Fuzz(func(t *testing.T, text string, whole bool) {
		currency := money.Currency("EUR")
		if whole {
			currency = "XOF"
		}
		got, err := money.Parse(text, currency)
		if err != nil {
			if !errors.Is(err, fault.Invalid) || got != (money.Amount{}) {
				t.Fatalf("Parse(%q) = %v, %v", text, got, err)
			}
			return
		}
		if again, err := money.Parse(got.String(), currency); err != nil || again != got {
			t.Fatalf("Parse(%q) = %v, which reads as %v, %v", text, got, again, err)
		}
		if sum, err := money.Parse("0+("+text+")", currency); len(text) < 190 && (err != nil || sum != got) {
			t.Fatalf("0+(%q) = %v, %v, want %v", text, sum, err, got)
		}
	})
}
