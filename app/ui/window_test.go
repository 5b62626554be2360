package ui_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/app/workspace"
)

// desktop is the whole program but its driver.
type desktop struct {
	*uitest.Bench
	window *ui.Window
	closed int
}

func start(t *testing.T, f *uitest.Folder, files ...string) *desktop {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	d := &desktop{Bench: uitest.New(t)}
	folder := ui.Folder{Workspace: f.Workspace, Settings: settings.Load(f.Dir()), Close: func() error { d.closed++; return nil }}
	d.window = ui.New(fyne.CurrentApp(), d.Window, kit.NewInlineTasks(), folder, ui.Options{Open: d.open})
	uitest.Check(t, d.window.Start(files))
	return d
}

// open opens another data folder for the window.
func (d *desktop) open(dir string) (ui.Folder, error) {
	w, err := workspace.Open(d.T.Context(), dir, workspace.Options{Keys: vault.FileKeyStore(dir)})
	if err != nil {
		return ui.Folder{}, err
	}
	return ui.Folder{Workspace: w, Settings: settings.Load(dir), Close: w.Close}, nil
}

// signIn types the name and the password.
func (d *desktop) signIn(name, password string) {
	d.T.Helper()
	d.Await("screen welcome.sign-in")
	d.Fill("name", name)
	d.Fill("password", password)
	d.Key(fyne.KeyReturn)
	d.Await("screen dashboard")
}

func TestEmptyFolderOpensAtTheDoors(t *testing.T) {
	d := start(t, uitest.NewFolder(t))
	d.Await("screen welcome.doors")
}

func TestHeadOfficeFromSignInToSignOut(t *testing.T) {
	office := uitest.NewOffice(t)
	d := start(t, office.Folder)
	d.signIn(uitest.AdminName, uitest.AdminPassword)
	d.Want("Eau Vive", "Moussa Traoré", "Tableau de bord", "Tâches en cours", "Gestionnaire des utilisateurs", "Siège", "Heure", "P01/1", "Caisse Kolda")

	for _, c := range [][2]string{
		{"Livres de caisse", "cashbook"}, {"Tâches en cours", "tasks"}, {"Gestionnaire des utilisateurs", "users"},
		{"Postes", "postes"}, {"Mon compte", "account"},
	} {
		d.Click(c[0])
		d.Await("screen " + c[1])
	}
	d.Press("Se déconnecter")
	d.Await("signed out")
	d.Await("screen welcome.sign-in")
	d.WantNot("Moussa Traoré")
	d.Want(uitest.AdminName) // remembered
}

func TestCashierSeesHerOwnAndNoMore(t *testing.T) {
	office := uitest.NewOffice(t)
	site, _ := office.Join()
	d := start(t, site)
	d.signIn(uitest.AwaName, uitest.AwaPassword)
	d.Want("Awa Diop", "Poste non enregistré", "Données à jour jusqu'au 5 déc. 2026 (14 jours)", "Demandez le registrement de ce poste")
	d.WantNot("Gestionnaire des utilisateurs", "Tâches en cours")
}

func TestSearchLeadsEverywhere(t *testing.T) {
	office := uitest.NewOffice(t)
	d := start(t, office.Folder)
	d.signIn(uitest.AdminName, uitest.AdminPassword)
	for text, screen := range map[string]string{"Postes": "postes", "P01/1": "cashbook", "Awa": "user", "Historique": "account.history"} {
		d.Click("Rechercher")
		d.Await("dialog open search")
		d.Write(text)
		d.Key(fyne.KeyReturn)
		d.Await("screen " + screen)
	}
}

// Screens and actions are found like things, without minding accents; what follows
// comes over the section that it belongs to.
func TestSearchLeadsToWhatCanBeDone(t *testing.T) {
	office := uitest.NewOffice(t)
	d := start(t, office.Folder)
	d.signIn(uitest.AdminName, uitest.AdminPassword)
	for _, c := range []struct{ text, offered, came string }{
		{"mot de passe de", "Modifier le mot de passe", "screen account.password"},
		{"roles propres", "Rôles propres", "screen own-roles"},
		{"livre nouv", "Nouveau livre", "dialog open book"},
		{"unites", "Unités", "screen units"},
		{"dossiers surveilles", "Dossiers surveillés…", "dialog open watched"},
		{"sauvegardes reg", "Sauvegardes", "screen organisation.backups"},
		{"gestionnaire nouvel", "Nouvel utilisateur", "screen user-new"},
		{"touches", "Aide : les touches du clavier", "dialog open help"},
	} {
		d.Click("Rechercher")
		d.Await("dialog open search")
		d.Write(c.text)
		d.Want(c.offered)
		d.Key(fyne.KeyReturn)
		if name, is := strings.CutPrefix(d.Await(c.came), "dialog open "); is {
			d.Key(fyne.KeyEscape)
			d.Await("dialog close " + name)
		}
	}
}

// Nobody is offered what they may not do.
func TestSearchKnowsTheRights(t *testing.T) {
	office := uitest.NewOffice(t)
	site, _ := office.Join()
	d := start(t, site)
	d.signIn(uitest.AwaName, uitest.AwaPassword)
	for _, text := range []string{"nouveau livre", "reglages", "etats du projet", "nouvel utilisateur", "importer une demande"} {
		d.Click("Rechercher")
		d.Await("dialog open search")
		d.Write(text)
		d.WantNot("Nouveau livre", "Réglages d'organisation", "États du projet", "Nouvel utilisateur", "Importer une demande")
		d.Key(fyne.KeyEscape)
		d.Await("dialog close search")
	}
}

func TestFilesOpenWhereTheyBelong(t *testing.T) {
	office := uitest.NewOffice(t)
	path := office.Export()
	d := start(t, uitest.NewFolder(t), path)
	d.Await("screen welcome.fingerprint") // an empty folder joins

	site, awa := office.Join()
	signedIn := start(t, site)
	signedIn.signIn(uitest.AwaName, uitest.AwaPassword)
	signedIn.window.OpenFiles([]string{"/stick/letter.pdf", office.Answer(awa)})
	signedIn.Await("screen account.import.preview")
	signedIn.window.Summon(nil)
	signedIn.Await("summoned")
	signedIn.window.Refresh()
	signedIn.Await("status")
	signedIn.window.OpenFiles([]string{"/stick/letter.pdf"})
	signedIn.Await("notice neutral")
	signedIn.Want("Ce fichier n'est pas à importer ici.")
}

func TestLanguageFollowsThePersonThenTheirChoice(t *testing.T) {
	office := uitest.NewOffice(t)
	d := start(t, office.Folder)
	d.Await("screen welcome.sign-in")
	d.Press("English")
	d.Await("screen welcome.sign-in")
	d.Want("Sign in")
	d.Fill("name", uitest.AdminName)
	d.Fill("password", uitest.AdminPassword)
	d.Key(fyne.KeyReturn)
	d.Await("screen dashboard")
	d.Want("Dashboard") // chosen a moment ago, so stronger than the organisation's

	d.Click("My account")
	d.Await("screen account")
	d.Open("tile preferences")
	d.Await("screen account.preferences")
	d.Write("Français")
	d.Key(fyne.KeyReturn)
	d.Press("Save")
	d.Await("preferences saved")
	d.Want("Mon compte")
	if chosen := settings.Load(office.Dir()).People[office.Session.UserID().String()]; chosen.Language != "fr" {
		t.Errorf("kept %+v", chosen)
	}
}

func TestLookIsTurnedAndKept(t *testing.T) {
	folder := uitest.NewFolder(t)
	d := start(t, folder)
	d.Press("Clair ou sombre")
	d.Await("look dark")
	if settings.Load(folder.Dir()).Look != "dark" {
		t.Error("the look is not kept")
	}
}

func TestSampleLetsOneLookOverShoulders(t *testing.T) {
	folder := uitest.NewFolder(t)
	d := start(t, folder)
	d.Open("door sample")
	d.Await("screen welcome.sample")
	d.Press("Préparer l'exemple")
	d.Await("sample made")
	d.Await("screen welcome.people")
	d.Want("Siège · Dakar", "Site · Kolda", "Ndèye Fall", "awa.diop@eauvive.example · mot de passe eau-vive-kolda")

	d.Open("person awa.diop@eauvive.example")
	d.Await("folder opened")
	d.Await("screen dashboard")
	d.Want("Bonjour, Awa Diop", "Poste 1 · Kolda", "Caisse Kolda")
	if d.closed != 1 {
		t.Errorf("the empty folder was closed %d times", d.closed)
	}
	d.Click("Mon compte")
	d.Press("Se déconnecter")
	d.Await("screen welcome.sign-in")
	d.Want("Organisation d'exemple")
	d.Press("Choisir une autre personne")
	d.Open("person ndeye.fall@eauvive.example")
	d.Await("screen dashboard")
	d.Want("Bonjour, Ndèye Fall", "1 demande à traiter")

	d.Click("Mon compte")
	d.Press("Se déconnecter")
	d.Press("Quitter l'exemple")
	d.Await("screen welcome.doors")
	d.Open("door sample")
	d.Await("screen welcome.people") // it is there already
	uitest.Check(t, d.window.Close())
}
