package users_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// crowd is the overview with so many more employees.
func crowd(t *testing.T, count int) *counter {
	t.Helper()
	c := atHeadOffice(t)
	for i := range count {
		u := directory.User{LastName: fmt.Sprintf("Ba %d", i), Login: fmt.Sprintf("agent%d", i), Job: "Chauffeur"}
		uitest.Must(c.Session.AddUser(t.Context(), u))(t)
	}
	c.desk.Open(desk.Users)
	c.Await("screen users")
	return c
}

// all chooses everybody, as Ctrl+A does.
func (c *counter) all() {
	c.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
}

func TestRoleGoesToAllWhoCanHaveIt(t *testing.T) {
	c := crowd(t, 3)
	uitest.Must(c.Session.AddUser(t.Context(), directory.User{LastName: "Dehors", External: true, Partner: "Comité"}))(t)
	c.Key(fyne.KeyF5)
	c.Await("screen users")
	c.all()
	c.Want("6 personnes choisies")
	c.Press("Attribuer un rôle")
	c.Await("dialog open user-role")
	c.Write("caiss")
	c.Key(fyne.KeyReturn)
	c.Write("")
	c.Key(fyne.KeyReturn)
	c.Write("p01")
	c.Key(fyne.KeyReturn, fyne.KeyReturn)
	c.Await("dialog open users-bulk")
	c.Want("sera attribué à 4 personnes", "Lieux : P01 Forages Kolda", "Ce n'est pas possible pour 2 personnes", "Dehors est un utilisateur externe")
	c.Press("Attribuer à 4 personnes")
	c.Await("dialog open users-bulk-done")
	c.Want("4 personnes ont maintenant le rôle", "2 personnes sont restées")
	if c.changed != 1 {
		t.Errorf("the desk was told of %d changes", c.changed)
	}
}

func TestCodesAreShownOnceAndWrittenOnDemand(t *testing.T) {
	c := crowd(t, 2)
	out := t.TempDir()
	c.Chord(fyne.KeyF)
	c.Write("ba ")
	c.Key(fyne.KeyReturn)
	c.all()
	c.Press("Activer")
	c.Await("dialog open users-bulk")
	c.Press("Activer 2 comptes")
	c.Await("dialog open users-codes")
	c.Want("2 comptes sont préparés.", "agent1")
	c.Key(fyne.KeyEscape)
	c.Await("dialog open users-codes-unwritten")
	c.Press("Revoir les codes")
	c.Await("dialog open users-codes")
	c.Fill("codes-folder", out)
	c.Press("CSV pour un autre programme")
	c.Await("codes written")
	c.Press("PDF, une page par personne")
	c.Await("codes written")
	content := string(uitest.Must(os.ReadFile(filepath.Join(out, "codes-activation.csv")))(t))
	lines := strings.Split(strings.TrimSpace(content), "\r\n")
	if len(lines) != 3 || !strings.Contains(lines[1], "Ba 0;agent0;") {
		t.Errorf("the codes are %q", lines)
	}
	code := strings.Split(lines[1], ";")[2]
	c.Want(code)
	c.Press("J'ai les codes, fermer")
	c.WantNot(code) // gone with the dialog
	uitest.Must(c.ActivateAccount(t.Context(), "agent0", code, uitest.AwaPassword))(t)
	uitest.Must(os.Stat(filepath.Join(out, "codes-activation.pdf")))(t)
}

func TestMarkedPeopleAreArchived(t *testing.T) {
	c := crowd(t, 4)
	c.Chord(fyne.KeyF)
	c.Write("ba ")
	c.Key(fyne.KeyReturn)
	c.Key(fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeySpace)
	body := c.Window.Canvas().Focused().(desktop.Keyable)
	c.Want("2 personnes choisies")
	body.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	c.Key(fyne.KeyDown)
	body.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	c.Want("2 personnes choisies", "4 utilisateurs")
	c.Press("Archiver")
	c.Await("dialog open users-bulk")
	c.Press("Archiver 2 personnes")
	c.Await("notice fine 2 personnes sont archivées.")
	c.Want("2 utilisateurs", "Ba 0", "Ba 1")
}

func TestFilesOfThoseChosenAreWritten(t *testing.T) {
	c := crowd(t, 1)
	out := t.TempDir()
	c.all()
	c.Press("Télécharger .usr")
	c.Await("dialog open users-bulk")
	c.Want("Les données de 2 personnes seront écrites")
	c.Fill("folder", out)
	c.Press("Écrire les fichiers de 2 personnes")
	c.Await("dialog open users-bulk-done")
	if files := uitest.Must(os.ReadDir(out))(t); len(files) != 3 {
		t.Errorf("%d files lie in the folder, want two .usr and the .key", len(files))
	}
}
