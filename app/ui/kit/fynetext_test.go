package kit_test

import (
	"testing"

	"fyne.io/fyne/v2/lang"

	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestFyneSpeaksTheLanguageOfThePerson(t *testing.T) {
	newBench(t)
	for language, want := range map[string]string{"fr": "Tout sélectionner", "en": "Select all"} {
		p, err := translation.New(language, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := kit.TeachFyne(p); err != nil {
			t.Fatal(err)
		}
		if got := lang.L("Select all"); got != want {
			t.Errorf("%s: Fyne says %q, want %q", language, got, want)
		}
	}
}
