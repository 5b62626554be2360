package kit_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"github.com/comptoir/comptoir/app/ui/kit"
)

// stick is a folder as it comes from head office, and one's home.
func stick(t *testing.T) string {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, name := range []string{"awa.usr", "notes.txt", ".hidden.usr", "Été/moussa.USR"} {
		path := filepath.Join(home, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, make([]byte, 1500), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return home
}

// choose opens the dialog and gives where the choice goes.
func choose(t *testing.T) (b *bench, home string, chosen *string) {
	t.Helper()
	home, chosen = stick(t), new(string)
	b = newBench(t)
	b.Dialogs.ChooseFile(kit.FileChoice{Title: "Choisir", Extensions: []string{".usr"}}, func(path string) { *chosen = path })
	return b, home, chosen
}

func TestChooserListsFoldersAndRightFiles(t *testing.T) {
	b, home, _ := choose(t)
	b.wantShown(t, "awa.usr", "Été", "2 Ko", "Dossier parent", "Dossier personnel", home)
	b.wantHidden(t, "notes.txt", ".hidden.usr", "moussa.USR")
}

func TestFileIsChosenByTypingItsPath(t *testing.T) {
	b, home, chosen := choose(t)
	b.write(filepath.Join(home, "Été"))
	b.key(fyne.KeyReturn)
	b.wantShown(t, "moussa.USR")
	b.write("moussa.USR") // in the folder that is shown
	b.key(fyne.KeyReturn)
	if want := filepath.Join(home, "Été", "moussa.USR"); *chosen != want || b.Dialogs.Front() != nil {
		t.Errorf("chosen %q, want %q", *chosen, want)
	}
}

func TestFileIsChosenInTheTable(t *testing.T) {
	b, home, chosen := choose(t)
	b.key(fyne.KeyTab, fyne.KeyDown, fyne.KeyReturn) // the folder
	b.wantShown(t, "moussa.USR")
	b.key(fyne.KeyDown, fyne.KeyReturn)
	if want := filepath.Join(home, "Été", "moussa.USR"); *chosen != want {
		t.Errorf("chosen %q, want %q", *chosen, want)
	}
	b.Dialogs.ChooseFile(kit.FileChoice{Title: "Choisir", Extensions: []string{".usr"}}, func(string) {})
	b.wantShown(t, "moussa.USR") // where the last one was
}

// TestQuestionAboutTheChosenFileStandsAlone opens a dialog for the file, such as for
// its passphrase: the choice must be gone by then, over whatever had asked for it.
func TestQuestionAboutTheChosenFileStandsAlone(t *testing.T) {
	home := stick(t)
	b := newBench(t)
	asking := b.Dialogs.Open(kit.Dialog{Name: "asking", Title: "Restaurer", Content: kit.NewText("", kit.Body), Confirm: "Oui"})
	var question *kit.OpenDialog
	b.Dialogs.ChooseFile(kit.FileChoice{Title: "Choisir", Extensions: []string{".usr"}}, func(string) {
		question = b.Dialogs.OpenOver(kit.Dialog{Name: "question", Title: "Phrase secrète", Content: kit.NewText("", kit.Body), Confirm: "Ouvrir"})
	})
	b.write(filepath.Join(home, "awa.usr"))
	b.key(fyne.KeyReturn)
	if question == nil || b.Dialogs.Front() != question {
		t.Fatal("the question is not in front")
	}
	question.Answer()
	if b.Dialogs.Front() != asking {
		t.Error("the choice of the file stays open")
	}
}

func TestWhatIsNotThereIsRefused(t *testing.T) {
	b, home, chosen := choose(t)
	b.chordSelectAll()
	b.write("nulle-part.usr")
	b.key(fyne.KeyReturn)
	if *chosen != "" || !contains(b.markup(), "n'existe pas") {
		t.Errorf("chosen %q", *chosen)
	}
	if err := os.RemoveAll(filepath.Join(home, "Été")); err != nil {
		t.Fatal(err)
	}
	b.key(fyne.KeyTab, fyne.KeyDown, fyne.KeyReturn)
	if !contains(b.markup(), "ne peut pas être lu") {
		t.Error("a folder that has gone is not explained")
	}
	b.key(fyne.KeyEscape)
	if b.Dialogs.Front() != nil {
		t.Error("Esc does not close")
	}
}

func TestFolderIsChosen(t *testing.T) {
	home := stick(t)
	b := newBench(t)
	chosen := ""
	b.Dialogs.ChooseFolder(kit.FileChoice{Title: "Dossier", Confirm: "Exporter ici"}, func(path string) { chosen = path })
	b.wantShown(t, "Exporter ici", "Été")
	b.wantHidden(t, "awa.usr")
	b.key(fyne.KeyReturn)
	if chosen != home {
		t.Errorf("chosen %q, want %q", chosen, home)
	}
}

func TestPlaceOpensItsFolder(t *testing.T) {
	b, home, _ := choose(t)
	b.chordSelectAll()
	b.write(filepath.Join(home, "Été"))
	b.key(fyne.KeyReturn)
	b.wantShown(t, "moussa.USR")
	test.TapCanvas(b.Window.Canvas(), fyne.NewPos(460, 273)) // the first place
	b.wantShown(t, "awa.usr")
}
