package translation_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

// Every number has a text: also where a text has no forms for numbers, and in
// French also a full million, whose form is one of its own (CLDR, "many").
func TestEveryNumberHasAText(t *testing.T) {
	for _, language := range translation.Languages() {
		printer, err := translation.New(language.Code, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"users.imported", "ctl.verify.counts"} {
			for _, count := range []int{0, 1, 2, 1_000_000, 2_000_000} {
				text := printer.T(key, fault.Args{"Count": count, "Book": "P01/1", "Signed": 1})
				if strings.Contains(text, "["+key) || text == "" {
					t.Errorf("%s: %s of %d is %q", language.Code, key, count, text)
				}
			}
		}
	}
}
