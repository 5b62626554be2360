package directory_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/directory"
)

func TestFoldIsHowPeopleLookThingsUp(t *testing.T) {
	for text, want := range map[string]string{
		"Vélingara": "velingara", "ŒUVRE": "oeuvre", "N'Diaye\tAïssatou": "n'diaye aissatou", "Ⅳ": "iv", "a\xffb": "a\ufffdb", "": "",
	} {
		if got := directory.Fold(text); got != want {
			t.Errorf("Fold(%q) = %q, want %q", text, got, want)
		}
	}
}
