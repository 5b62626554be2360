package users_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestRoleThatABookNeedsStaysAndTheRefusalNamesTheBook(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(roles)
	c.Want("Caissier", "Projets choisis", "P01 Forages Kolda")

	c.Press("Retirer le rôle")
	c.Await("dialog open user-role-remove")
	c.Want("«\u202fCaissier\u202f» (P01 Forages Kolda) sera retiré à Awa Diop.")
	c.Key(fyne.KeyReturn)
	c.Await("dialog refused user-role-remove")
	c.Want("P01/1 Caisse Kolda", "Assignez d'abord ces livres à une autre personne.")
	c.Key(fyne.KeyEscape)
	c.Await("dialog close user-role-remove")
	if grants := uitest.Must(c.Session.Person(t.Context(), c.Awa.ID))(t).Grants; len(grants) != 1 {
		t.Errorf("Awa has %d roles, want 1", len(grants))
	}
}

func TestRoleIsTakenBack(t *testing.T) {
	c := atHeadOffice(t)
	uitest.Must(c.Session.GrantRole(t.Context(), c.Awa.ID, directory.RoleAuditor, directory.Scope{Level: directory.LevelCountry, Country: "SN"}))(t)
	c.openAwa(roles)
	c.Want("Auditeur", "Pays", "Sénégal")
	c.Reach("grid")
	c.Key(fyne.KeyEnd)
	c.Press("Retirer le rôle")
	c.Key(fyne.KeyReturn)
	c.Await("notice fine Awa Diop n'a plus le rôle «\u202fAuditeur\u202f» (Sénégal).")
	c.WantNot("Pays")
}

func TestRoleOfAnAdministratorHasOneLevelAndNoPlaces(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(roles)
	c.Press("Ajouter un rôle")
	c.Write("administrateur des util")
	c.Key(fyne.KeyReturn)
	c.Want("Organisation", "Toute l'organisation, ses projets actuels et futurs.")
	c.WantNot("Seulement les projets choisis ici.")
	c.Key(fyne.KeyReturn)
	c.Await("notice fine Awa Diop a maintenant le rôle «\u202fAdministrateur des utilisateurs\u202f».")
}

func TestRoleIsGivenInAUnit(t *testing.T) {
	c := atHeadOffice(t)
	south := uitest.Must(c.Session.AddUnit(t.Context(), directory.Unit{Code: "SUD", Name: "Bureau du Sud"}))(t)
	if err := c.Session.SetUnitProjects(t.Context(), south.ID, []ident.ProjectID{c.Project.ID}); err != nil {
		t.Fatal(err)
	}
	c.openAwa(roles)
	c.Press("Ajouter un rôle")
	c.Write("auditeur")
	c.Key(fyne.KeyReturn)
	c.Write("unité")
	c.Key(fyne.KeyReturn)
	c.Want("Les projets d'une unité, ceux qu'elle a et ceux qui y viendront.")
	c.Write("SUD")
	c.Want("1 projet")
	c.Key(fyne.KeyReturn, fyne.KeyReturn)
	c.Await("notice fine Awa Diop a maintenant le rôle «\u202fAuditeur\u202f».")
	c.Want("Unité", "SUD Bureau du Sud")
}

func TestRoleWithoutAProjectIsRefusedAtTheField(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(roles)
	c.Press("Ajouter un rôle")
	c.Write("comptable avancé")
	c.Key(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	c.Await("field refused project")
	c.Want("Il manque un projet.")
	c.Write("nulle part")
	c.Press("Ajouter un rôle")
	c.Want("« nulle part » n'est pas dans la liste.")
}

func TestRoleTakesProjectsOutAgain(t *testing.T) {
	c := atHeadOffice(t)
	second := uitest.Must(c.Session.AddProject(t.Context(), directory.Project{Code: "P02", Name: "Écoles", Country: "ML"}))(t)
	c.openAwa(roles)
	c.Press("Ajouter un rôle")
	c.Write("assistant")
	c.Key(fyne.KeyReturn, fyne.KeyReturn)
	c.Write("P01")
	c.Key(fyne.KeyReturn)
	c.Write("P02")
	c.Key(fyne.KeyReturn)
	c.Press("P01 Forages Kolda") // takes it out again
	c.Press("Ajouter un rôle")
	c.Await("notice fine")
	for _, g := range uitest.Must(c.Session.Person(t.Context(), c.Awa.ID))(t).Grants {
		if g.Role == directory.RoleAssistant && len(g.Scope.Projects) == 1 && g.Scope.Projects[0] == second.ID {
			return
		}
	}
	t.Error("Awa is not assistant of the second project only")
}

func TestRoleOfACountry(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(roles)
	c.Press("Ajouter un rôle")
	c.Write("contrôleur")
	c.Key(fyne.KeyReturn)
	c.Write("pays")
	c.Key(fyne.KeyReturn)
	c.Write("mali")
	c.Key(fyne.KeyReturn)
	c.Await("notice fine")
	c.Want("Contrôleur", "Mali")
}
