package inwords_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/inwords"
	"github.com/comptoir/comptoir/app/money"
)

func TestAmount(t *testing.T) {
	for _, c := range []struct {
		minor    int64
		currency money.Currency
		fr, en   string
	}{
		{0, "XOF", "zéro franc CFA", "zero CFA francs"},
		{1, "XOF", "un franc CFA", "one CFA franc"},
		{-21, "XOF", "vingt et un francs CFA", "twenty-one CFA francs"},
		{71, "XOF", "soixante et onze francs CFA", "seventy-one CFA francs"},
		{80, "XOF", "quatre-vingts francs CFA", "eighty CFA francs"},
		{81, "XOF", "quatre-vingt-un francs CFA", "eighty-one CFA francs"},
		{91, "XOF", "quatre-vingt-onze francs CFA", "ninety-one CFA francs"},
		{99, "XOF", "quatre-vingt-dix-neuf francs CFA", "ninety-nine CFA francs"},
		{100, "XOF", "cent francs CFA", "one hundred CFA francs"},
		{200, "XOF", "deux cents francs CFA", "two hundred CFA francs"},
		{201, "XOF", "deux cent un francs CFA", "two hundred and one CFA francs"},
		{1_000, "XOF", "mille francs CFA", "one thousand CFA francs"},
		{1_001, "XOF", "mille un francs CFA", "one thousand one CFA francs"},
		{12_500, "XOF", "douze mille cinq cents francs CFA", "twelve thousand five hundred CFA francs"},
		{80_000, "XOF", "quatre-vingt mille francs CFA", "eighty thousand CFA francs"},
		{237_575, "XOF", "deux cent trente-sept mille cinq cent soixante-quinze francs CFA", "two hundred and thirty-seven thousand five hundred and seventy-five CFA francs"},
		{1_000_000, "XOF", "un million de francs CFA", "one million CFA francs"},
		{280_000_000, "XOF", "deux cent quatre-vingts millions de francs CFA", "two hundred and eighty million CFA francs"},
		{2_000_000_001, "XOF", "deux milliards un francs CFA", "two billion one CFA francs"},
		{9_999_999_999_999, "XOF", "neuf billions neuf cent quatre-vingt-dix-neuf milliards neuf cent quatre-vingt-dix-neuf millions neuf cent quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf francs CFA", "nine trillion nine hundred and ninety-nine billion nine hundred and ninety-nine million nine hundred and ninety-nine thousand nine hundred and ninety-nine CFA francs"},
		{1_250, "EUR", "douze euros et cinquante centimes", "twelve euros and fifty cents"},
		{101, "USD", "un dollar des États-Unis et un cent", "one US dollar and one cent"},
		{2_100, "HTG", "vingt et une gourdes", "twenty-one gourdes"},
		{100, "HTG", "une gourde", "one gourde"},
		{1_505, "CHF", "quinze CHF et cinq centièmes", "fifteen CHF and five hundredths"},
	} {
		a := money.Amount{Minor: c.minor, Currency: c.currency}
		if got := inwords.Amount(a, "fr"); got != c.fr {
			t.Errorf("%d %s: %q, want %q", c.minor, c.currency, got, c.fr)
		}
		if got := inwords.Amount(a, "en"); got != c.en {
			t.Errorf("%d %s: %q, want %q", c.minor, c.currency, got, c.en)
		}
	}
}

// Every number up to a million has its own words.
func TestNoTwoNumbersReadTheSame(t *testing.T) {
	for _, language := range []string{"fr", "en"} {
		seen := map[string]int64{}
		for n := int64(0); n < 1_000_100; n += 7 {
			text := inwords.Amount(money.Amount{Minor: n, Currency: "XOF"}, language)
			if other, is := seen[text]; is {
				t.Fatalf("%s: %d and %d are both %q", language, other, n, text)
			}
			seen[text] = n
		}
	}
}
