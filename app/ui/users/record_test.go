package users_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestRecordTellsBooksAndHistory(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(general)
	c.Want("Awa", "Diop", "Caissière", "awa@eauvive.example", "Interne", "Sans limite", "21 nov. 2026 à 09:14 · Moussa Traoré")
	c.openAwa(assignments)
	c.Want("P01/1", "Caisse Kolda", "P01 Forages Kolda", "Responsable")
	c.openAwa(history)
	c.Want("Compte d'utilisateur activé", "Rôle attribué", "Utilisateur ajouté", "Moussa Traoré")
	c.Reach("grid")
	c.Key(fyne.KeyReturn)
	c.Await("dialog open act")
	c.Want("Compte d'utilisateur activé", "Statut : En attente de l'activation du compte utilisateur par l'utilisateur")
}

func TestEditSavesAndCancels(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(general)
	c.Press("Éditer")
	c.Await("screen user-edit")
	c.Fill("phone", "+221 33 123 45 67")
	c.Press("Sauvegarder")
	c.Await("screen user")
	c.Await("notice fine Les données sont sauvegardées.")
	c.Want("+221 33 123 45 67")

	c.Press("Éditer")
	c.Fill("phone", "autre")
	c.Press("Annuler")
	c.Await("dialog open user-discard")
	c.Key(fyne.KeyReturn)
	c.Await("screen user")
	c.Want("+221 33 123 45 67")
	c.WantNot("autre")
}

func TestEditShowsARefusalUnderItsField(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(general)
	c.Press("Éditer")
	c.Fill("email", "awa chez elle")
	c.Chord(fyne.KeyS)
	c.Await("field refused email")
	c.Reach("phone") // and back, which selects what is wrong
	c.Fill("email", uitest.AdminName)
	c.Chord(fyne.KeyS)
	c.Await("field refused email")
	c.Want("« admin@eauvive.example » appartient déjà à Moussa Traoré.")
	c.Fill("access-until", "t")
	c.Fill("email", "awa.diop@eauvive.example")
	c.Chord(fyne.KeyS)
	c.Await("screen user")
	c.Want("21 novembre 2026 (encore 1 jour)", "awa.diop@eauvive.example")
}

func TestEditAfterSomebodyElseSaysWhatChangedAndReloads(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(general)
	c.Press("Éditer")
	other := uitest.Must(c.Session.Person(t.Context(), c.Awa.ID))(t).User
	other.Job = "Comptable"
	uitest.Must(c.Session.EditUser(t.Context(), other))(t)

	c.Fill("phone", "33 123")
	c.Chord(fyne.KeyS)
	c.Await("dialog open user-conflict")
	c.Want("Moussa Traoré a modifié la fiche d'Awa Diop", "Fonction professionnelle : Comptable (avant : Caissière)")
	c.Key(fyne.KeyReturn)
	c.Await("screen user-edit")
	c.Chord(fyne.KeyS)
	c.Await("screen user")
	c.Want("Comptable")
}

func TestFunctionsLeadThroughTheLifeOfAUser(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(general)
	for _, step := range []struct{ button, dialog, notice, status string }{
		{"Confirmer l'activation", "user-confirm", "L'activation d'Awa Diop est confirmée.", "Compte utilisateur actif"},
		{"Désactiver le compte d'utilisateur", "user-deactivate", "Le compte d'Awa Diop est désactivé.", "Employé sans compte utilisateur"},
		{"Archiver", "user-archive", "Awa Diop se trouve dans les archives.", "Employé archivé"},
		{"Récupérer des utilisateurs dans les archives", "user-retrieve", "Awa Diop n'est plus dans les archives.", "Employé sans compte utilisateur"},
	} {
		c.Press(step.button)
		c.Await("dialog open " + step.dialog)
		c.Key(fyne.KeyReturn)
		c.Await("dialog close " + step.dialog)
		c.Await("notice fine " + step.notice)
		c.Want(step.status)
		c.WantNot("button " + step.button)
	}
}

func TestDeleteTakesTheTypedWordAndNamesTheBooks(t *testing.T) {
	c := atHeadOffice(t)
	ibou := uitest.Must(c.Session.AddUser(t.Context(), directory.User{FirstName: "Ibou", LastName: "Fall"}))(t)
	uitest.Check(t, c.Session.DeactivateUser(t.Context(), c.Awa.ID))
	erase := func() {
		c.Press("Supprimer")
		c.Await("dialog open confirm-typed")
		c.Key(fyne.KeyReturn) // not yet
		c.Want("Pour continuer, saisissez le mot CONFIRMER")
		c.Write("CONFIRMER")
		c.Key(fyne.KeyReturn)
	}
	c.openAwa(general)
	erase()
	c.Await("dialog open refused")
	c.Want("Awa Diop tient encore : P01/1 Caisse Kolda.")
	c.Key(fyne.KeyEscape)

	c.desk.OpenItem("users", ibou.ID.String())
	c.Await("screen user")
	erase()
	c.Await("screen users")
	c.Await("notice fine La fiche d'Ibou Fall est supprimée.")
	c.Want("2 utilisateurs")
}

func TestActivationGoesByMail(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(general)
	c.Press("Envoyer un e-mail d'activation")
	c.Await("dialog open user-invite")
	c.Want("Un nouveau code est créé.")
	c.Fill("address", "awa.diop@eauvive.example")
	c.Key(fyne.KeyReturn)
	c.Await("dialog close user-invite")
	c.Await("screen user")
	c.Want("awa.diop@eauvive.example", "Téléchargez à nouveau le fichier .usr d'Awa Diop")
	letters, total, err := c.Session.Letters(t.Context(), mail.Filter{})
	if err != nil || total != 1 || letters[0].Address != "awa.diop@eauvive.example" || letters[0].Kind != mail.Activation {
		t.Errorf("the outbox has %+v, %v", letters, err)
	}
}

// The code that is on the screen travels as it is, and is not lost by giving up.
func TestActivationCodeIsMailedAsItWasShown(t *testing.T) {
	c := atHeadOffice(t)
	uitest.Check(t, c.Session.DeactivateUser(t.Context(), c.Awa.ID))
	c.openAwa(general)
	c.Press("Activer le compte d'utilisateur")
	c.Await("dialog open user-code")
	c.Press("Envoyer un e-mail d'activation…")
	c.Await("dialog open user-invite")
	c.WantNot("Un nouveau code est créé.")
	c.Key(fyne.KeyEscape)
	c.Await("dialog open user-code")
	c.Press("Envoyer un e-mail d'activation…")
	c.Await("dialog open user-invite")
	c.Key(fyne.KeyReturn)
	c.Await("dialog close user-invite")
	c.Await("notice fine")
	c.WantNot("Téléchargez à nouveau le fichier .usr")
	if _, total, err := c.Session.Letters(t.Context(), mail.Filter{}); err != nil || total != 1 {
		t.Errorf("%d letters, %v", total, err)
	}
}

func TestPreferencesAreATabOfTheirOwn(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(preferences)
	c.Want("Langue et écriture", "Celle de l'organisation", "Selon la langue")
}

func TestOwnFieldsAreFilledInAndDemanded(t *testing.T) {
	c := atHeadOffice(t)
	for _, f := range []directory.Field{
		{Key: "staff", NameFR: "Matricule", Type: directory.FieldNumber, Required: true, Order: 1},
		{Key: "contract", NameFR: "Contrat", Type: directory.FieldChoice, Choices: []string{"CDI", "CDD"}, Order: 2},
		{Key: "hired", NameFR: "Embauche", Type: directory.FieldDate, Order: 3},
		{Key: "driver", NameFR: "Permis de conduire", Type: directory.FieldYesNo, Order: 4},
	} {
		uitest.Must(c.Session.AddField(t.Context(), f))(t)
	}
	c.openAwa(general)
	c.Want("Champs de l'organisation", "Matricule", "Permis de conduire")
	c.Press("Éditer")
	c.Await("screen user-edit")
	c.Chord(fyne.KeyS)
	c.Await("field refused field-staff")
	c.Fill("field-staff", "1204")
	c.Fill("field-contract", "CDD")
	c.Key(fyne.KeyReturn)
	c.Fill("field-hired", "2.2.24")
	c.Chord(fyne.KeyS)
	c.Await("screen user")
	c.Want("1204", "CDD", "2 février 2024")
	u := uitest.Must(c.Session.Person(t.Context(), c.Awa.ID))(t).User
	if u.Fields != "contract=CDD\nhired=2024-02-02\nstaff=1204\n" {
		t.Errorf("the values are %q", u.Fields)
	}
}
