package users_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// The organisation's own fields are columns, filters and groups like any other.
func TestOwnFieldsAreShownFilteredAndGrouped(t *testing.T) {
	c := atHeadOffice(t)
	uitest.Must(c.Session.AddField(t.Context(), directory.Field{Key: "contract", NameFR: "Contrat", Type: directory.FieldChoice, Choices: []string{"CDI", "CDD"}}))(t)
	awa := uitest.Must(c.Session.Person(t.Context(), c.Awa.ID))(t).User
	awa.Fields = awa.Fields.With("contract", "CDD")
	uitest.Must(c.Session.EditUser(t.Context(), awa))(t)
	c.desk.Open(desk.Users)
	c.Await("screen users")
	c.Press("Colonnes")
	c.Await("dialog open users-columns")
	c.Open("column-field:contract")
	c.Press("Appliquer")
	c.Await("screen users")
	c.Want("Contrat", "CDD")
	c.Fill("group", "Par «\u202fContrat\u202f»")
	c.Key(fyne.KeyReturn)
	c.Want("CDD (1)", "Sans valeur (1)")
	c.Press("Filtrer")
	c.Await("dialog open users-filters")
	c.Fill("filter-field:contract", "=cdd")
	c.Press("Appliquer")
	c.Want("1 utilisateur", "Contrat : =cdd")
}
