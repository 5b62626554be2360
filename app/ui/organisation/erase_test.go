package organisation_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestARealOrganisationIsNeverErased(t *testing.T) {
	office := uitest.NewOffice(t)
	b := open(t, office.Session)
	b.Open("tile erase")
	b.Await("screen organisation.erase")
	b.Want("ses données financières ne s'effacent jamais")
	b.WantNot("Effacer…")
}
