package kit_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestFolderFieldTakesExistingFoldersOnly(t *testing.T) {
	b := newBench(t)
	dir := t.TempDir()
	file := filepath.Join(dir, "a.usr")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	field := kit.NewFolderField(b.Services, "out", dir)
	b.put(field, field)
	for typed, right := range map[string]bool{
		dir: true, " " + dir + " ": true, file: false, filepath.Join(dir, "none"): false, ".": false, "": false,
	} {
		field.SetText(typed)
		if problem := field.Check(); (problem == "") != right {
			t.Errorf("%q gives %q", typed, problem)
		}
	}
}

func TestFolderFieldRemembersAFolderWhileItIsThere(t *testing.T) {
	b := newBench(t)
	usual, stick := t.TempDir(), filepath.Join(t.TempDir(), "stick")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	first := kit.NewFolderField(b.Services, "out", usual)
	first.SetText(stick)
	if got := first.Folder(); got != stick {
		t.Errorf("the folder is %q", got)
	}
	if again := kit.NewFolderField(b.Services, "out", usual); again.Text != stick {
		t.Errorf("the next field has %q, want %q", again.Text, stick)
	}
	if other := kit.NewFolderField(b.Services, "in", usual); other.Text != usual {
		t.Errorf("a field of another name has %q, want %q", other.Text, usual)
	}
	if err := os.Remove(stick); err != nil {
		t.Fatal(err)
	}
	if gone := kit.NewFolderField(b.Services, "out", usual); gone.Text != usual {
		t.Errorf("with the stick taken out the field has %q, want %q", gone.Text, usual)
	}
}

func TestFolderFieldOpensTheChoice(t *testing.T) {
	b := newBench(t)
	field := kit.NewFolderField(b.Services, "out", t.TempDir())
	b.put(field, field)
	b.key(fyne.KeyF4)
	b.wantShown(t, "Choisir un dossier")
}
