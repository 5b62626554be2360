package importing_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/importing"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/uitest"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/usrfile"
)

// imports is a window that imports into a folder.
type imports struct {
	*uitest.Bench
	*importing.Flow
	left, changed int
	applied       *workspace.Arrival
}

func begin(t *testing.T, f *uitest.Folder, s *workspace.Session) *imports {
	t.Helper()
	t.Setenv("HOME", t.TempDir()) // nothing is found there
	i := &imports{Bench: uitest.New(t)}
	shell := kit.NewShell(i.Bench.Services)
	i.Flow = &importing.Flow{
		Services: i.Bench.Services, Workspace: f.Workspace, Session: s, Context: t.Context(),
		Leave: func() { i.left++ }, Changed: func() { i.changed++ },
		Applied: func(a *workspace.Arrival) []*kit.Button {
			i.applied = a
			return []*kit.Button{kit.NewButton("Ensuite", "", kit.Primary, nil)}
		},
		Stage: func(s importing.Step) {
			buttons := kit.HStack(8)
			for _, b := range s.Buttons {
				buttons.Add(b)
			}
			content := kit.VStack(8, kit.NewText(s.Title, kit.Title), s.Content, buttons)
			shell.ShowAlone(kit.Screen{Name: s.Name, Content: content, Focus: s.Focus})
		},
	}
	return i
}

func TestFirstContactComparesTheFingerprintFirst(t *testing.T) {
	office := uitest.NewOffice(t)
	path := office.Export()
	site := uitest.NewFolder(t)
	i := begin(t, site, nil)

	i.Examine(path)
	i.Await("screen fingerprint")
	for _, group := range strings.Split(office.Fingerprint.String(), "-") {
		if !i.Shows(group) {
			t.Errorf("group %s is not shown", group)
		}
	}
	i.WantNot("Ce qui change", "P01")
	i.Reach("compared")
	i.Key(fyne.KeyTab) // Continue rests until the groups are compared
	i.Key(fyne.KeyReturn)
	if i.Shows("Ce qui change") {
		t.Fatal("the preview came without the comparison")
	}

	i.Open("compared")
	i.Press("Continuer")
	i.Await("screen preview")
	i.Want(filepath.Base(path), "Siège Eau Vive", "Awa Diop", "21 nov. 2026 à 09:14", "encore 14 jours",
		"Ce qui change", "Ajouté", "« Caissier » · projet P01 Forages Kolda", "Livre P01/1 Caisse Kolda")

	i.Press("Appliquer")
	i.Await("import applied")
	i.Await("screen result")
	if i.applied == nil || i.changed != 1 {
		t.Fatal("nobody heard of the import")
	}
	condition := uitest.Must(site.Condition(t.Context()))(t)
	if condition.Empty || condition.Organisation.Name != "Eau Vive" {
		t.Errorf("the folder is %+v", condition)
	}
}

func TestCancelChangesNothing(t *testing.T) {
	office := uitest.NewOffice(t)
	site := uitest.NewFolder(t)
	i := begin(t, site, nil)
	i.Examine(office.Export())
	i.Press("Annuler")
	if i.left != 1 || !uitest.Must(site.Condition(t.Context()))(t).Empty {
		t.Error("something was imported")
	}
}

func TestRepeatedFileSaysSo(t *testing.T) {
	office := uitest.NewOffice(t)
	path := office.Export()
	site := uitest.NewFolder(t)
	arrival := uitest.Must(site.Examine(t.Context(), nil, path))(t)
	uitest.Check(t, site.Apply(t.Context(), nil, arrival, office.Fingerprint))

	i := begin(t, site, nil)
	i.Examine(path)
	i.Await("screen preview")
	i.Want("Ce fichier est déjà importé.")
	i.WantNot("Appliquer", "Annuler")
	i.Press("Fermer")
	if i.left != 1 {
		t.Error("the file is still there")
	}
}

func TestRefusalSaysWhatIsWrongAndWhatToDo(t *testing.T) {
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	fresh, older := office.Export(), office.Export()
	office.Now = office.Now.Add(time.Hour)
	newer := office.Export()
	site.Now = office.Now
	arrival := uitest.Must(site.Examine(t.Context(), nil, newer))(t)
	uitest.Check(t, site.Apply(t.Context(), awa, arrival, office.Fingerprint))

	for _, c := range []struct {
		name, path string
		now        time.Duration
		text       string
	}{
		{"forged", flipped(t, newer), 0, "La signature de ce fichier est fausse : il a été modifié ou abîmé."},
		{"foreign", uitest.NewOffice(t).Export(), 0, "Ce fichier vient d'une autre organisation."},
		{"older", older, 0, "Un fichier plus récent a déjà été importé."},
		{"absent", "/nowhere/awa.usr", 0, "Le fichier /nowhere/awa.usr n'existe pas."},
		{"expired", fresh, usrfile.UserDataWindow + time.Hour, "Ce fichier a expiré le 5 déc. 2026 à 09:14."}, // last: time does not go back
	} {
		t.Run(c.name, func(t *testing.T) {
			before := uitest.Must(awa.Freshness(t.Context()))(t)
			site.Now = office.Now.Add(c.now)
			defer func() { site.Now = office.Now }()
			i := begin(t, site, awa)
			i.Examine(c.path)
			i.Await("screen refused")
			i.Want(c.text, "Rien n'a été modifié sur ce poste.")
			if after := uitest.Must(awa.Freshness(t.Context()))(t); after != before {
				t.Errorf("freshness went from %v to %v", before, after)
			}
		})
	}
}

// flipped copies a file with one bit of its payload turned.
func flipped(t *testing.T, path string) string {
	t.Helper()
	content := uitest.Must(os.ReadFile(path))(t)
	content[len(content)-9] ^= 1
	copied := filepath.Join(t.TempDir(), "flipped.usr")
	uitest.Check(t, os.WriteFile(copied, content, 0o600))
	key := filepath.Join(filepath.Dir(path), "*.key")
	if keys, err := filepath.Glob(key); err != nil || len(keys) == 0 {
		t.Fatalf("no trust chain beside the file: %v", err)
	}
	return copied
}

func TestOwnFilesOnlyAfterSignIn(t *testing.T) {
	office := uitest.NewOffice(t)
	site, _ := office.Join()
	path := office.Export()
	i := begin(t, site, office.Session) // somebody else than Awa
	i.Examine(path)
	i.Await("screen refused")
	i.Want("Ce fichier est destiné à Awa Diop, pas à vous.")
}

func TestReplyShowsTheNumberAndTheBooks(t *testing.T) {
	office := uitest.NewOffice(t)
	site, awa := office.Join()
	i := begin(t, site, awa)
	i.Examine(office.Answer(awa))
	i.Await("screen preview")
	i.Want("Siège Eau Vive", "Ce poste devient le poste 1 · Portable Awa · Kolda", "Livre P01/1 Caisse Kolda confié à ce poste")
	i.Press("Appliquer")
	i.Await("screen result")
	i.Want("Ce poste est enregistré.")
	if number := uitest.Must(site.Condition(t.Context()))(t).Poste.Number; number != 1 {
		t.Errorf("the poste has number %d", number)
	}
}

func TestChooseOffersWhatWasFound(t *testing.T) {
	office := uitest.NewOffice(t)
	path := office.Export()
	i := begin(t, uitest.NewFolder(t), nil)
	downloads := filepath.Join(os.Getenv("HOME"), "Downloads")
	uitest.Check(t, os.Mkdir(downloads, 0o700))
	i.Choose()
	i.Await("screen choose")
	i.Want("Aucun fichier .usr ou .rep n'a été trouvé.")

	for _, name := range []string{filepath.Base(path), "eau-vive.key"} {
		found, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*"+filepath.Ext(name)))
		content := uitest.Must(os.ReadFile(found[0]))(t)
		uitest.Check(t, os.WriteFile(filepath.Join(downloads, name), content, 0o600))
	}
	i.Press("Chercher à nouveau")
	i.Await("screen choose")
	i.Want(filepath.Base(path), downloads)
	i.Open("file")
	i.Await("screen fingerprint")
}
