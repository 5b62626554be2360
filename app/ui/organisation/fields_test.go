package organisation_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestFieldsAreDefined(t *testing.T) {
	office := uitest.NewOffice(t)
	c := open(t, office.Session)
	c.Open("tile fields")
	c.Await("screen organisation.fields")
	c.Press("Nouveau champ")
	c.Await("dialog open field")
	c.Fill("name-fr", "Matricule")
	c.Fill("key", "staff")
	c.Press("Sauvegarder")
	c.Await("dialog close field")
	c.Want("Matricule", "staff", "utilisé")
	c.Key(fyne.KeyF5)
	fields := uitest.Must(office.Session.Fields(t.Context()))(t)
	if len(fields) != 1 || fields[0].Key != "staff" {
		t.Errorf("%+v", fields)
	}
}
