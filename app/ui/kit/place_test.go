package kit_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestLikelyFoldersAreThoseOfThePerson(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the home folder has another variable there")
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	for _, name := range []string{"Téléchargements", "Desktop", "Images"} {
		if err := os.Mkdir(filepath.Join(home, name), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	found := kit.LikelyFolders()
	for name, want := range map[string]bool{"Téléchargements": true, "Desktop": true, "Images": false, "Documents": false} {
		if slices.Contains(found, filepath.Join(home, name)) != want {
			t.Errorf("%s is likely: %v, want %v", name, !want, want)
		}
	}
	if slices.Contains(found, "/") {
		t.Error("the whole disk is likely")
	}
}
