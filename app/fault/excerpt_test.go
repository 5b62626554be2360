package fault_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
)

func TestExcerpt(t *testing.T) {
	tests := map[string]string{
		"":                         "",
		"31/2":                     "31/2",
		"é à ç":                    "é à ç",
		"two\nlines\t":             "two\ufffdlines\ufffd",
		"turned \u202eround":       "turned \ufffdround",
		"broken \xff":              "broken \ufffd",
		strings.Repeat("x", 40):    strings.Repeat("x", 40),
		strings.Repeat("é", 1_000): strings.Repeat("é", 40) + "…",
	}
	for text, want := range tests {
		if got := fault.Excerpt(text); got != want {
			t.Errorf("Excerpt(%q) = %q, want %q", text, got, want)
		}
	}
}
