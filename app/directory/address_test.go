package directory_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

func TestParseEmail(t *testing.T) {
	label := strings.Repeat("a", 63)
	for typed, want := range map[string]string{
		"":                                  "",
		"awa@eauvive.example":               "awa@eauvive.example",
		"  Awa.Diop@EauVive.Example ":       "awa.diop@eauvive.example",
		"awa+caisse@mail.eauvive.example":   "awa+caisse@mail.eauvive.example",
		"o'neil@a-b.example":                "o'neil@a-b.example",
		"\uff41wa@eauvive.example":          "awa@eauvive.example", // full-width letter of an Asian keyboard
		strings.Repeat("a", 64) + "@b.test": strings.Repeat("a", 64) + "@b.test",
		"a@" + label + ".test":              "a@" + label + ".test",
	} {
		if got, err := directory.ParseEmail(typed); err != nil || got != want {
			t.Errorf("%q = %q, %v; want %q", typed, got, err, want)
		}
	}
}

func TestParseEmailRefuses(t *testing.T) {
	label := strings.Repeat("a", 64)
	for _, typed := range []string{
		"awa", "@", "awa@", "@eauvive.example", "awa@eauvive", "awa@@eauvive.example", "awa@b@eauvive.example",
		".awa@eauvive.example", "awa.@eauvive.example", "a..b@eauvive.example", "awa diop@eauvive.example",
		`"awa"@eauvive.example`, "awa@[192.0.2.1]", "awa@192.0.2.1", "awa@-eauvive.example", "awa@eauvive-.example",
		"awa@eauvive.example.", "awa@eauvive..example", "awa@eauvive.e", "awà@eauvive.example", "аwa@eauvive.example",
		"awa@eauvive.example\nBcc: x@y.example", "awa\x00@eauvive.example", "awa\u202e@eauvive.example",
		label + "a@eauvive.example", "a@" + label + ".example", "a@" + strings.Repeat("a.", 200) + "example",
		strings.Repeat("a", 1<<20),
	} {
		if got, err := directory.ParseEmail(typed); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q gives %q, %v", typed, got, err)
		}
	}
}

func TestParseLogin(t *testing.T) {
	for typed, want := range map[string]string{"": "", "awa": "awa", " Awa.Diop ": "awa.diop", "a1": "a1", strings.Repeat("x", 32): strings.Repeat("x", 32)} {
		if got, err := directory.ParseLogin(typed); err != nil || got != want {
			t.Errorf("%q = %q, %v; want %q", typed, got, err, want)
		}
	}
	for _, typed := range []string{"a", "awa@kolda", "awa diop", ".awa", "awa-", "awà", "аwa", "awa\u200b", strings.Repeat("x", 33), strings.Repeat("x", 1<<20)} {
		if got, err := directory.ParseLogin(typed); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q gives %q, %v", typed, got, err)
		}
	}
}

func TestFoldAddressKeepsWhatIsTooLong(t *testing.T) {
	long := strings.Repeat("A", 1<<10)
	if got := directory.FoldAddress(long); got != long {
		t.Errorf("folded to %d bytes", len(got))
	}
}
