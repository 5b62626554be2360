package overview

import (
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/translation"
)

func TestLetterheadHasOnlyWhatIsKnown(t *testing.T) {
	p, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	full := directory.Company{
		LegalForm: "Association", Street: "12, rue des Écoles", Place: "Dakar", Phone: "+221 33 800 00 00", Email: "siege@eauvive.example",
		TaxNumber: "004512398", RegisterNumber: "SN-2011-A-77",
	}
	want := []string{
		"12, rue des Écoles · Dakar", "+221 33 800 00 00 · siege@eauvive.example",
		"Association · N° fiscal 004512398 · Registre SN-2011-A-77",
	}
	if got := letterhead(full, p); !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	if got := letterhead(directory.Company{}, p); len(got) != 0 {
		t.Errorf("nothing is known, yet %q", got)
	}
}
