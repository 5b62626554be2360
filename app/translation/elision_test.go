package translation_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/translation"
)

func TestFrenchElidesBeforeWhatIsFilledIn(t *testing.T) {
	french, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Awa Diop": "Code d'activation d'Awa Diop", "Émile Ba": "Code d'activation d'Émile Ba",
		"Moussa Ba": "Code d'activation de Moussa Ba", "Habib Sy": "Code d'activation de Habib Sy", "": "Code d'activation de ",
	} {
		if got := french.T("users.code.title", fault.Args{"Name": name}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := french.T("users.factor.what", fault.Args{"Name": "Awa"}); !strings.HasPrefix(got, "Ce qu'Awa a enregistré") {
		t.Error(got)
	}
	if got := french.T("users.imported", fault.Args{"Count": 11}); !strings.HasPrefix(got, "11 ") {
		t.Error(got)
	}
}

func TestOtherLanguagesElideNothing(t *testing.T) {
	english, err := translation.New("en", "")
	if err != nil {
		t.Fatal(err)
	}
	if got := english.T("users.code.title", fault.Args{"Name": "Awa"}); strings.ContainsRune(got, '\ue000') || !strings.Contains(got, "Awa") {
		t.Error(got)
	}
}
