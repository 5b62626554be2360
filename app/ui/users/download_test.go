package users_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// withPostes is head office after Awa has registered her poste.
func withPostes(t *testing.T) *counter {
	t.Helper()
	office := uitest.NewOffice(t)
	_, awa := office.Join()
	office.Answer(awa)
	return at(t, office, office.Session)
}

func TestDownloadPreselectsTheUsersPostes(t *testing.T) {
	c := withPostes(t)
	out := t.TempDir()
	c.openAwa(general)
	c.Press("Télécharger")
	c.Await("dialog open user-download")
	c.Want("Poste 1 · Portable Awa")
	c.Fill("folder", out)
	c.Key(fyne.KeyReturn)
	c.Await("dialog open user-downloaded")
	c.Want("Pour le poste 1")
	c.WantNot("Pour un poste non enregistré")
	wantFiles(t, out, ".usr", ".key")

	c.Key(fyne.KeyEscape)
	c.Press("Télécharger") // the folder is remembered, the key lies there already
	c.Open("plain")
	c.Press("Télécharger")
	c.Await("dialog open user-downloaded")
	c.Want("Pour le poste 1", "Pour un poste non enregistré")
	wantFiles(t, out, ".usr", ".usr", ".usr", ".key")
}

func TestDownloadForSomebodyElsesPoste(t *testing.T) {
	c := withPostes(t)
	ctx, out := t.Context(), t.TempDir()
	ibou := uitest.Must(c.Session.AddUser(ctx, directory.User{FirstName: "Ibou", LastName: "Fall", Login: "ibou"}))(t)
	uitest.Must(c.Session.ActivateUser(ctx, ibou.ID))(t)
	c.desk.OpenItem("users", ibou.ID.String())
	c.Press("Télécharger")
	c.Await("dialog open user-download")
	c.WantNot("Poste 1 · Portable Awa")
	c.Open("plain") // clears it
	c.Fill("other-poste", "portable")
	c.Key(fyne.KeyReturn)
	c.Want("Poste 1 · Portable Awa")
	c.Fill("folder", out)
	c.Key(fyne.KeyReturn)
	c.Await("dialog open user-downloaded")
	c.Want("Pour le poste 1")
	wantFiles(t, out, ".usr", ".key")
}

func TestDownloadRefusesNobodyAndNowhere(t *testing.T) {
	c := atHeadOffice(t)
	c.openAwa(general)
	c.Press("Télécharger")
	c.Await("dialog open user-download")
	c.Open("plain")
	c.Press("Télécharger")
	c.Await("dialog refused user-download")
	c.Want("Aucun destinataire n'est coché.")
	c.Open("plain")
	c.Fill("folder", filepath.Join(t.TempDir(), "gone"))
	c.Key(fyne.KeyReturn)
	c.Await("field refused folder")
	c.Want("n'est pas un dossier.")
}

func TestDownloadIsOfferedToWhoMayExportOnly(t *testing.T) {
	c := atHeadOffice(t)
	_, awa := c.Join()
	c = at(t, c.Office, awa)
	c.openAwa(general)
	c.WantNot("Télécharger", "Éditer", "Archiver")
}

// wantFiles checks which kinds of files a folder has.
func wantFiles(t *testing.T, dir string, extensions ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, entry := range entries {
		got = append(got, filepath.Ext(entry.Name()))
	}
	slices.Sort(got)
	slices.Sort(extensions)
	if !slices.Equal(got, extensions) {
		t.Errorf("the folder has %q, want %q", got, extensions)
	}
}
