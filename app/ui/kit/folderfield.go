package kit

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
)

// FolderField takes an existing folder: its path may be typed, F4 or the icon
// opens the choice. The folder used last under its name is remembered.
type FolderField struct {
	TextField
}

// maxPath bounds a path, as the systems do.
const maxPath = 4096

// NewFolderField gives a field with the folder that was used last, or with usual
// where there is none or it is gone, as a stick that was taken out.
func NewFolderField(s *Services, name, usual string) *FolderField {
	f := &FolderField{}
	f.init(s, name)
	f.Required, f.MaxRunes = true, maxPath
	f.Verify = existingFolder
	f.keys = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyF4 {
			f.choose()
		}
		return event.Name == fyne.KeyF4
	}
	f.ActionItem = newTap("folder", f.choose)
	f.ExtendBaseWidget(f)
	f.SetText(usual)
	if last := fyne.CurrentApp().Preferences().String(f.preference()); existingFolder(last) == nil {
		f.SetText(last)
	}
	return f
}

func (f *FolderField) preference() string { return "folder." + f.name }

// existingFolder takes whole paths only: where a program was started from means
// nothing to a person.
func existingFolder(path string) error {
	path = strings.TrimSpace(path)
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() || !filepath.IsAbs(path) {
		return fault.Wrap(err, fault.Missing, "file.no-folder", fault.Args{"Path": fault.Excerpt(path)})
	}
	return nil
}

// Folder gives the folder and remembers it.
func (f *FolderField) Folder() string {
	folder := strings.TrimSpace(f.Text)
	fyne.CurrentApp().Preferences().SetString(f.preference(), folder)
	return folder
}

func (f *FolderField) choose() {
	if !f.Disabled() {
		f.services.Dialogs.ChooseFolder(FileChoice{Title: f.services.T("file.choose-folder")}, f.SetText)
	}
}
