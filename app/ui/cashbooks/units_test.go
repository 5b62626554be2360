package cashbooks_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestUnitsTakeProjectsAndAreRemoved(t *testing.T) {
	b := atOffice(t)
	b.desk.Open(desk.CashBooks)
	b.Press("Unités")
	b.Await("screen units")
	b.Want("Aucune unité")
	b.Press("Nouvelle unité")
	b.Fill("code", "sud")
	b.Fill("name", "Bureau du Sud")
	b.Key(fyne.KeyReturn)
	b.Await("dialog close unit")
	b.Want("SUD", "Bureau du Sud", "utilisée", "L'unité SUD Bureau du Sud est enregistrée.")

	b.Reach("grid")
	b.Press("Projets…")
	b.Await("dialog open unit-projects")
	b.Open("project-P01")
	b.Press("Sauvegarder")
	b.Await("dialog close unit-projects")
	b.Want("P01 Forages Kolda")
	unit := uitest.Must(b.session.UnitByCode(t.Context(), "SUD"))(t)
	if len(unit.Projects) != 1 {
		t.Errorf("the unit has %d projects", len(unit.Projects))
	}
	uitest.Must(b.session.AddUnit(t.Context(), directory.Unit{Code: "NORD", Name: "Nord"}))(t)
	b.Press("Supprimer")
	b.Await("dialog open unit-remove")
	b.Key(fyne.KeyReturn)
	b.Await("notice fine L'unité SUD Bureau du Sud est supprimée.")
	b.Want("NORD")
	b.WantNot("P01 Forages Kolda")
}
