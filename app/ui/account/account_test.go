package account_test

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/account"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
)

// mine is « Mon compte » of somebody.
type mine struct {
	*uitest.Bench
	desk   *desk.Desk
	look   string
	chosen settings.Person
	left   int
}

func open(t *testing.T, f *uitest.Folder, s *workspace.Session) *mine {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	m := &mine{Bench: uitest.New(t), look: "light"}
	m.desk = m.Seat(f, s)
	account.Register(m.desk, account.Window{
		App: fyne.CurrentApp(), SignOut: func() { m.left++ }, Look: func() string { return m.look }, SetLook: func(look string) { m.look = look },
		Chosen: func() settings.Person { return m.chosen }, Choose: func(p settings.Person) { m.chosen = p },
	})
	m.desk.Open(desk.Account)
	m.Await("screen account")
	return m
}

func TestProfileAtASite(t *testing.T) {
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	m := open(t, site, awa)
	m.Want("Awa Diop", uitest.AwaName, "Caissière", "Compte utilisateur actif", "Eau Vive", "Poste non enregistré",
		"Caissier · projet P01 Forages Kolda", "P01/1 Caisse Kolda · Responsable",
		"Établies le 21 nov. 2026 à 09:14, à jour jusqu'au 5 déc. 2026 à 09:14.", "Demander registrement de module")
	m.Press("Se déconnecter")
	if m.left != 1 {
		t.Error("not signed out")
	}
}

func TestProfileAtHeadOfficeHasNothingToImport(t *testing.T) {
	office := uitest.NewOffice(t)
	m := open(t, office.Folder, office.Session)
	m.Want("Administrateur des utilisateurs · toute l'organisation", "Siège", "Aucun livre ne vous est assigné.")
	m.WantNot("Mettre à jour les données utilisateurs", "Demander registrement de module")
	m.Open("tile fingerprint")
	m.Want(strings.Split(office.Fingerprint.String(), "-")...)
	m.Press("Imprimer")
	m.Await("printed")
}

func TestRegistrationFromRequestToReply(t *testing.T) {
	ctx := t.Context()
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	m := open(t, site, awa)
	m.Open("tile register")
	m.Await("screen account.register")
	m.Write("Portable Awa")
	m.Fill("location", "Kolda")
	m.Fill("folder", filepath.Join(t.TempDir(), "absent"))
	m.Press("Écrire la demande")
	m.Want("n'existe pas.")
	stick := t.TempDir()
	m.Reach("label")
	m.Fill("folder", stick)
	m.Press("Écrire la demande")
	m.Await("module requested")
	m.Await("screen account.register.done")

	files, err := filepath.Glob(filepath.Join(stick, "*.req"))
	if err != nil || len(files) != 1 {
		t.Fatalf("files on the stick: %q, %v", files, err)
	}
	task := uitest.Must(office.Session.ReceiveRequest(ctx, files[0]))(t)
	m.Want(append(strings.Split(task.Fingerprint, "-"), files[0])...)

	m.Press("Terminé")
	m.Want("Une demande attend la réponse du siège.")
	m.Open("tile register")
	m.Want(task.Fingerprint) // for whoever is called later
	m.Key(fyne.KeyEscape)

	reply := uitest.Must(office.Session.ApproveRequest(ctx, task.Request.Digest, directory.Approval{}, t.TempDir()))(t).Path
	if !m.desk.OpenFile(reply) {
		t.Fatal("a reply is not taken")
	}
	m.Await("screen account.import.preview")
	m.Press("Appliquer")
	m.Await("import applied")
	m.Press("Tableau de bord")
	m.Await("opened dashboard")
}

func TestUpdateShowsWhatChanges(t *testing.T) {
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	changed := 0
	m := open(t, site, awa)
	m.desk.OnChange(func() { changed++ })
	for _, grant := range uitest.Must(office.Session.Person(t.Context(), office.Awa.ID))(t).Grants {
		uitest.Must(office.Session.GrantRole(t.Context(), office.Awa.ID, "assistant", grant.Scope))(t)
	}
	m.desk.OpenItem(desk.Account, account.ItemImport)
	m.Await("screen account.import.choose")
	m.desk.OpenFile(office.Export())
	m.Await("screen account.import.preview")
	m.Want("Ajouté", "« Assistant » · projet P01 Forages Kolda")
	m.WantNot("« Caissier »") // she has it already
	m.Press("Appliquer")
	m.Await("screen account.import.result")
	if changed != 1 {
		t.Errorf("the window heard %d times of a change", changed)
	}
}

func TestPasswordIsChangedInPlace(t *testing.T) {
	office := uitest.NewOffice(t)
	m := open(t, office.Folder, office.Session)
	m.Open("tile password")
	m.Await("screen account.password")
	m.Write("pas le bon mot")
	m.Fill("password", "une autre phrase")
	m.Fill("password-again", "une autre phrase")
	m.Press("Modifier")
	m.Await("notice refused")
	m.Want("Le mot de passe actuel n'est pas juste.")
	m.Fill("password-old", uitest.AdminPassword)
	m.Press("Modifier")
	m.Await("password changed")
	m.Want("Le mot de passe est modifié.")
	office.SignIn(uitest.AdminName, "une autre phrase")
}

func TestPreferencesAreChosen(t *testing.T) {
	office := uitest.NewOffice(t)
	m := open(t, office.Folder, office.Session)
	m.Open("tile preferences")
	m.Write("English")
	m.Key(fyne.KeyReturn)
	m.Fill("look", "Sombre")
	m.Key(fyne.KeyReturn)
	m.Fill("size", "130")
	m.Key(fyne.KeyReturn)
	m.Press("Sauvegarder")
	m.Await("preferences saved")
	if m.chosen.Language != "en" || m.look != "dark" || kit.DisplaySize(fyne.CurrentApp()) != 130 {
		t.Errorf("chosen %+v, %s, %d", m.chosen, m.look, kit.DisplaySize(fyne.CurrentApp()))
	}
}

func TestHistoryTellsOnesOwnActs(t *testing.T) {
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	m := open(t, site, awa)
	m.Open("tile history")
	m.Await("screen account.history")
	m.Want("Activation confirmée", "Données utilisateurs mises à jour", "Awa Diop")
	m.Key(fyne.KeyReturn)
	m.Await("dialog open act")
}
