package welcome_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/ui/welcome"
	"github.com/comptoir/comptoir/app/workspace"
)

// start is the window before anybody has signed in.
type start struct {
	*uitest.Bench
	host    *welcome.Host
	session *workspace.Session
}

func open(t *testing.T, f *uitest.Folder) *start {
	t.Helper()
	t.Setenv("HOME", t.TempDir())
	s := &start{Bench: uitest.New(t)}
	s.host = &welcome.Host{
		Services: s.Bench.Services, Shell: kit.NewShell(s.Bench.Services), Workspace: f.Workspace,
		Settings: settings.Load(f.Dir()), Context: t.Context(),
		SignedIn: func(session *workspace.Session) { s.session = session },
		Turn:     func() {}, Speak: func(string) {},
	}
	s.host.Show()
	return s
}

func TestCreateOrganisation(t *testing.T) {
	folder := uitest.NewFolder(t)
	s := open(t, folder)
	s.Await("screen welcome.doors")
	s.Want("Créer une organisation (siège)", "Rejoindre avec un fichier .usr (site)", folder.Dir())
	s.Open("door create")
	s.Await("screen welcome.create")
	s.Want("Au moins 10 caractères") // before anything is typed

	s.Write("Eau Vive")
	s.Fill("country", "Sénég")
	s.Key(fyne.KeyReturn)
	s.Fill("first-name", "Moussa")
	s.Fill("last-name", "Traoré")
	s.Fill("email", uitest.AdminName)
	s.Fill("password", uitest.AdminPassword)
	s.Fill("password-again", uitest.AdminPassword)
	s.Press("Créer l'organisation")
	s.Await("screen welcome.fingerprint")

	print := uitest.Must(folder.Fingerprint(t.Context()))(t)
	s.Want(strings.Split(print.String(), "-")...)
	s.Press("Imprimer")
	s.Await("printed")
	if _, err := os.Stat(filepath.Join(folder.Dir(), "prints", "empreinte.pdf")); err != nil {
		t.Error(err)
	}
	if s.session != nil {
		t.Fatal("signed in before the fingerprint was left")
	}
	s.Press("Continuer")
	if s.session == nil {
		t.Fatal("not signed in")
	}
	organisation := uitest.Must(folder.Condition(t.Context()))(t).Organisation
	if organisation.Name != "Eau Vive" || organisation.Country != "SN" || organisation.Currency != "XOF" || organisation.Training {
		t.Errorf("created %+v", organisation)
	}
}

func TestCreateRefusesWhatIsWrongInPlace(t *testing.T) {
	folder := uitest.NewFolder(t)
	s := open(t, folder)
	s.Open("door create")
	s.Fill("organisation", "Eau Vive")
	s.Fill("email", "admin at eauvive")
	s.Fill("password", "court")
	s.Fill("password-again", "différent")
	s.Press("Créer l'organisation")
	s.Want("« admin at eauvive » n'est pas une adresse", "Ce mot de passe est trop court.", "Les deux mots de passe ne sont pas les mêmes.", "Ce champ est obligatoire.")
	if !uitest.Must(folder.Condition(t.Context()))(t).Empty {
		t.Error("an organisation was created")
	}
}

func TestJoinActivateAndSignInAgain(t *testing.T) {
	office := uitest.NewOffice(t)
	site := uitest.NewFolder(t)
	s := open(t, site)
	s.host.Import(office.Export())
	s.Await("screen welcome.fingerprint")
	s.Want("2 Empreinte")
	s.Open("compared")
	s.Press("Continuer")
	s.Await("screen welcome.preview")
	s.Press("Appliquer")
	s.Await("screen welcome.result")
	s.Press("J'ai un code d'activation")
	s.Await("screen welcome.activation")
	s.Want(uitest.AwaName)

	s.Write(strings.ToLower(strings.ReplaceAll(office.Code, "-", ""))) // as heard, without hyphens
	s.Fill("password", uitest.AwaPassword)
	s.Fill("password-again", uitest.AwaPassword)
	s.Press("Activer et se connecter")
	s.Await("account activated")
	if s.session == nil || s.session.UserID() != office.Awa.ID {
		t.Fatal("Awa is not signed in")
	}

	again := open(t, site)
	again.Await("screen welcome.sign-in")
	again.Want("Eau Vive", "Poste non enregistré", uitest.AwaName)
	again.Write("pas le bon")
	again.Key(fyne.KeyReturn)
	again.Await("notice refused")
	again.Want("Le nom ou le mot de passe n'est pas juste.")
	again.Write(uitest.AwaPassword)
	again.Key(fyne.KeyReturn)
	if again.session == nil {
		t.Fatal("not signed in")
	}
}

func TestWrongActivationCodeIsExplained(t *testing.T) {
	office := uitest.NewOffice(t)
	site := uitest.NewFolder(t)
	arrival := uitest.Must(site.Examine(t.Context(), nil, office.Export()))(t)
	uitest.Check(t, site.Apply(t.Context(), nil, arrival, office.Fingerprint))

	s := open(t, site)
	s.Await("screen welcome.sign-in")
	s.Press("J'ai un code d'activation")
	s.Fill("email", uitest.AwaName)
	s.Fill("code", "0000-0000-0000-0000")
	s.Fill("password", uitest.AwaPassword)
	s.Fill("password-again", uitest.AwaPassword)
	s.Key(fyne.KeyReturn) // commits in the last field
	s.Await("notice refused")
	s.Want("Ce code d'activation n'est pas celui")
	if s.session != nil {
		t.Fatal("signed in")
	}
}

func TestUserDataCanBeUpdatedBeforeSignIn(t *testing.T) {
	office := uitest.NewOffice(t)
	site, _ := office.Join()
	s := open(t, site)
	s.Press("Mettre à jour les données utilisateurs")
	s.Await("screen welcome.choose")
	s.Key(fyne.KeyEscape)
	s.Await("screen welcome.sign-in")
	s.host.Import(office.Export())
	s.Await("screen welcome.preview")
	s.Press("Appliquer")
	s.Await("screen welcome.result")
	s.Press("Se connecter")
	s.Await("screen welcome.sign-in")
}
