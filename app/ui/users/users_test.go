package users_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/ui/users"
	"github.com/comptoir/comptoir/app/workspace"
)

// counter is a window of head office at the user manager.
type counter struct {
	*uitest.Bench
	*uitest.Office
	desk    *desk.Desk
	changed int
}

func atHeadOffice(t *testing.T) *counter {
	t.Helper()
	office := uitest.NewOffice(t)
	return at(t, office, office.Session)
}

func at(t *testing.T, office *uitest.Office, s *workspace.Session) *counter {
	t.Helper()
	c := &counter{Bench: uitest.New(t), Office: office}
	c.desk = &desk.Desk{
		Services: c.Services, Shell: kit.NewShell(c.Services), Workspace: s.Workspace(), Session: s, Context: t.Context(),
	}
	c.desk.OnChange(func() { c.changed++ })
	users.Register(c.desk)
	return c
}

// openAwa shows Awa's record with the tab so many to the right of « Général ».
func (c *counter) openAwa(tab int) {
	c.T.Helper()
	c.desk.OpenItem(desk.Users, c.Awa.ID.String())
	c.Await("screen user")
	for range tab {
		c.Key(fyne.KeyRight)
	}
}

// Tabs of the record, counted from « Général ».
const (
	general = iota
	roles
	assignments
	preferences
	history
)

func TestNewUserGetsARoleACodeAndAFile(t *testing.T) {
	c := atHeadOffice(t)
	out := t.TempDir()

	c.desk.Open(desk.Users)
	c.Await("screen users")
	c.Chord(fyne.KeyN)
	c.Await("screen user-new")
	c.Fill("first-name", "Moussa")
	c.Fill("last-name", "Sané")
	c.Fill("job", "Caissier")
	c.Fill("email", "moussa@eauvive.example")
	c.Chord(fyne.KeyS)
	c.Await("screen user")
	c.Await("notice fine")
	c.Want("Moussa Sané", "Employé sans compte utilisateur", "Caissier", "moussa@eauvive.example")

	c.Key(fyne.KeyRight)
	c.Press("Ajouter un rôle")
	c.Await("dialog open user-role")
	c.Write("caiss")
	c.Key(fyne.KeyReturn) // takes « Caissier » and goes on to the level
	c.Want("Projets choisis", "Seulement les projets choisis ici.")
	c.Key(fyne.KeyReturn)
	c.Write("p01")
	c.Key(fyne.KeyReturn) // takes the project
	c.Want("P01 Forages Kolda")
	c.Key(fyne.KeyReturn) // nothing more to choose: gives the role
	c.Await("dialog close user-role")
	c.Await("notice fine Moussa Sané a maintenant le rôle «\u202fCaissier\u202f».")

	c.Press("Activer le compte d'utilisateur")
	c.Await("dialog open user-code")
	c.Want("En attente de l'activation du compte utilisateur par l'utilisateur", "Le code est valable jusqu'au 5 déc. 2026 à 09:14.")
	c.Press("J'ai noté le code")
	c.Await("dialog close user-code")

	c.Press("Télécharger")
	c.Await("dialog open user-download")
	c.Fill("folder", out)
	c.Key(fyne.KeyReturn)
	c.Await("dialog open user-downloaded")
	c.Want("Pour un poste non enregistré", out, "À importer jusqu'au 5 déc. 2026 à 09:14.")
	wantFiles(t, out, ".usr", ".key")
	if c.changed != 4 {
		t.Errorf("the desk was told of %d changes, want 4", c.changed)
	}
}
