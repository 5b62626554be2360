package directory_test

import (
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

func TestClean(t *testing.T) {
	for given, want := range map[string]string{
		"":                            "",
		"  Awa  Diop\t":               "Awa Diop",
		"Awa\u00a0Diop":               "Awa Diop",
		"E\u0301lise":                 "Élise", // decomposed, as some systems type it
		"N'Diaye-Sène":                "N'Diaye-Sène",
		"آوا ديوب":                    "آوا ديوب",
		strings.Repeat("é", 80):       strings.Repeat("é", 80),
		strings.Repeat("e\u0301", 80): strings.Repeat("é", 80),
	} {
		if got, err := directory.Clean("first-name", given, 80); err != nil || got != want {
			t.Errorf("%q = %q, %v; want %q", given, got, err, want)
		}
	}
}

func TestCleanRefuses(t *testing.T) {
	for given, key := range map[string]string{
		"Awa\nDiop":                "directory.text-forbidden",
		"Awa\x00":                  "directory.text-forbidden",
		"Awa\u202eDiop":            "directory.text-forbidden", // right-to-left override
		"Awa\u2066Diop":            "directory.text-forbidden", // isolate
		"Awa\u200bDiop":            "directory.text-forbidden", // zero width space
		"Awa\u2028Diop":            "directory.text-forbidden", // line separator
		"Awa\ufeffDiop":            "directory.text-forbidden",
		"Awa\ue000":                "directory.text-forbidden", // private use
		"Awa\xff":                  "directory.text-forbidden",
		strings.Repeat("é", 81):    "directory.text-long",
		strings.Repeat("a", 1<<20): "directory.text-long",
	} {
		_, err := directory.Clean("first-name", given, 80)
		var f *fault.Error
		if !errors.As(err, &f) || f.Key != key || !errors.Is(err, fault.Invalid) || f.Args["Field"] != fault.Key("detail.first-name") {
			t.Errorf("%.20q gives %v, want %s", given, err, key)
		}
	}
}

// Texts of ASCII, which go another way, are cleaned and folded like those with a letter
// of no ASCII behind them.
func TestTextsOfASCIIAreLikeOthers(t *testing.T) {
	text := rapid.StringOfN(rapid.RuneFrom([]rune("aZ09 -._/'~\x00\x7f")), 0, 12, -1)
	rapid.Check(t, func(t *rapid.T) {
		given := text.Draw(t, "given")
		clean, err := directory.Clean("label", given, 10)
		want, refused := directory.Clean("label", given+" é", 12)
		want = strings.TrimPrefix(strings.TrimSuffix(want, "é"), " ")
		if clean != strings.TrimSuffix(want, " ") || (err == nil) != (refused == nil) {
			t.Errorf("Clean(%q) = %q, %v; with a letter more %q, %v", given, clean, err, want, refused)
		}
		if folded := directory.Fold(given); folded+"e" != directory.Fold(given+"é") {
			t.Errorf("Fold(%q) = %q", given, folded)
		}
	})
}

func TestWhatIsCleanStaysAsItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := rapid.String().Draw(t, "given")
		clean, err := directory.Clean("label", given, 40)
		if err != nil {
			return
		}
		if again, err := directory.Clean("label", clean, 40); err != nil || again != clean {
			t.Fatalf("%q becomes %q, then %q, %v", given, clean, again, err)
		}
		if !norm.NFC.IsNormalString(clean) || utf8.RuneCountInString(clean) > 40 || strings.ContainsAny(clean, "\n\r\t\u202e") {
			t.Fatalf("%q is not clean", clean)
		}
	})
}
