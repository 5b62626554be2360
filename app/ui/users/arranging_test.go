package users_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestViewsAreArrangedKeptAndFoundAgain(t *testing.T) {
	c := crowd(t, 3)
	c.Press("Colonnes")
	c.Await("dialog open users-columns")
	c.Open("column-login")
	c.Open("column-email")
	c.Press("Appliquer")
	c.Await("screen users")
	c.Want("Nom d'utilisateur", "agent2")
	c.WantNot("awa@eauvive.example")

	c.Press("Filtrer")
	c.Await("dialog open users-filters")
	c.Fill("filter-job", "CHAUFF")
	c.Press("Appliquer")
	c.Want("3 utilisateurs", "Fonction : CHAUFF")

	c.Fill("group", "Par statut")
	c.Key(fyne.KeyReturn)
	c.Want("Sans compte (3)")
	c.Press("Enregistrer la vue")
	c.Await("dialog open users-view")
	c.Write("Chauffeurs")
	c.Key(fyne.KeyReturn)
	c.Await("notice fine La vue «\u202fChauffeurs\u202f» est enregistrée.")

	c.Reach("view")
	c.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Write("vue")
	c.Key(fyne.KeyReturn)
	c.Await("screen users")
	c.Want("5 utilisateurs", "awa@eauvive.example")
	c.Reach("view")
	c.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Write("chauff")
	c.Key(fyne.KeyReturn)
	c.Await("screen users")
	c.Want("3 utilisateurs", "Fonction : CHAUFF", "Sans compte (3)")
}

func TestGroupsFold(t *testing.T) {
	c := crowd(t, 2)
	c.Fill("group", "Par statut")
	c.Key(fyne.KeyReturn)
	c.Want("Sans compte (2)", "Ba 1", "Activation en attente (1)")
	c.Reach("grid")
	c.Key(fyne.KeyHome, fyne.KeyReturn)
	c.WantNot("Ba 1")
	c.Want("Sans compte (2)", "Diop Awa")
	c.Key(fyne.KeyReturn)
	c.Want("Ba 1")
}

func TestTheTableIsExportedAsShown(t *testing.T) {
	c := crowd(t, 2)
	out := t.TempDir()
	c.Chord(fyne.KeyF)
	c.Write("ba ")
	c.Key(fyne.KeyReturn)
	c.Chord(fyne.KeyE)
	c.Await("dialog open users-export")
	c.Fill("export-folder", out)
	c.Reach("export-format")
	c.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Write("CSV pour")
	c.Key(fyne.KeyReturn) // takes it and exports
	c.Await("notice fine")
	content := string(uitest.Must(os.ReadFile(filepath.Join(out, "utilisateurs.csv")))(t))
	if want := "\ufeffNom;E-mail;Fonction;Statut;Rôles;Accès jusqu'au\r\nBa 0;agent0;Chauffeur;Sans compte;;\r\nBa 1;agent1;Chauffeur;Sans compte;;\r\n"; content != want {
		t.Errorf("exported %q, want %q", content, want)
	}
	c.Chord(fyne.KeyP)
	c.Await("printed")
	c.Await("notice fine")
	if !strings.HasPrefix(string(uitest.Must(os.ReadFile(filepath.Join(c.Dir(), "prints", "utilisateurs.pdf")))(t)), "%PDF") {
		t.Error("no PDF was kept")
	}
}

func TestASpreadsheetIsTakenInWholeOrNotAtAll(t *testing.T) {
	c := crowd(t, 0)
	path := filepath.Join(t.TempDir(), "staff.csv")
	uitest.Check(t, os.WriteFile(path, []byte("Nom;Courriel;Matricule\nFall;ibou@eauvive.example;m1\nDiop;"+uitest.AwaName+";m2\n"), 0o600))
	c.Press("Importer")
	c.Await("dialog open file")
	c.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Write(path)
	c.Key(fyne.KeyReturn)
	c.Await("screen users-import")
	c.Await("newcomers checked")
	c.Want("1 ligne sur 2 est refusée.", "appartient déjà", "Sera ajouté", "Ligne 3")
	c.Reach("map-email")
	c.Chord(fyne.KeyS)
	c.WantNot("sont ajoutées")
	c.Window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	c.Write("– Auc")
	c.Key(fyne.KeyReturn)
	c.Await("newcomers checked")
	c.Want("2 lignes sont prêtes.")
	c.Chord(fyne.KeyS)
	c.Await("notice fine 2 personnes sont ajoutées.")
	c.Want("4 utilisateurs", "Fall")
}
