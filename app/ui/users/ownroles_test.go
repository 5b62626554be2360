package users_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestOwnRoleIsDerivedGivenAndKeptFromRemoval(t *testing.T) {
	c := atHeadOffice(t)
	c.desk.Open(desk.Users)
	c.Await("screen users")
	c.Press("Rôles propres")
	c.Await("screen own-roles")
	c.Want("L'organisation n'a pas de rôle propre")
	c.Press("Nouveau rôle")
	c.Await("dialog open own-role")
	c.Write("Trésorier")
	c.Key(fyne.KeyTab)
	c.Write("caissier")
	c.Key(fyne.KeyReturn)
	c.Want("Droits qui restent", "Annuler des justificatifs")
	c.Reach("right-voucher-reverse")
	c.Key(fyne.KeySpace)
	c.Press("Sauvegarder")
	c.Await("notice fine")
	c.Want("Trésorier", "Caissier", "Annuler des justificatifs", "En usage")

	own := uitest.Must(c.Session.OwnRoles(t.Context()))(t)
	if len(own) != 1 || own[0].Base != directory.RoleCashier || len(own[0].Rights) != len(directory.RightsOf(directory.RoleCashier))-1 {
		t.Fatalf("roles %+v", own)
	}
	c.openAwa(roles)
	c.Press("Ajouter un rôle")
	c.Write("trésor")
	c.Key(fyne.KeyReturn)
	c.Write("tous les projets")
	c.Key(fyne.KeyReturn)
	c.Await("notice fine")
	c.Want("Trésorier (dérive de Caissier)")

	c.desk.Open(desk.Users)
	c.Await("screen users")
	c.Press("Rôles propres")
	c.Await("screen own-roles")
	c.Press("Supprimer")
	c.Key(fyne.KeyReturn)
	c.Await("dialog refused own-role-remove")
	c.Want("Awa Diop")
}
