package printing_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/app/ui/printing"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

func TestPagesAreKeptAndNeverReplaced(t *testing.T) {
	b := uitest.New(t)
	b.Window.SetContent(b.Notices)
	dir := t.TempDir()
	for _, page := range []string{"one", "two"} {
		printing.Print(b.Services, dir, "empreinte", func() ([]byte, error) { return []byte(page), nil })
		b.Await("printed")
		b.Await("notice fine")
	}
	for name, want := range map[string]string{"empreinte.pdf": "one", "empreinte-2.pdf": "two"} {
		path := filepath.Join(dir, "prints", name)
		if got := string(uitest.Must(os.ReadFile(path))(t)); got != want {
			t.Errorf("%s has %q, want %q", name, got, want)
		}
	}
	b.Want(filepath.Join(dir, "prints", "empreinte-2.pdf"))
}

func TestWhatCanNotBePrintedIsExplained(t *testing.T) {
	b := uitest.New(t)
	b.Window.SetContent(b.Notices)
	printing.Print(b.Services, t.TempDir(), "page", func() ([]byte, error) { return nil, errors.New("no ink") })
	b.Await("notice refused")
	if len(b.Reported) != 1 {
		t.Errorf("the log has %v", b.Reported)
	}

	file := filepath.Join(t.TempDir(), "file")
	uitest.Check(t, os.WriteFile(file, nil, 0o600))
	printing.Print(b.Services, file, "page", func() ([]byte, error) { return []byte("page"), nil })
	b.Await("notice refused")
	b.Want("Impossible d'écrire dans le dossier")
}
