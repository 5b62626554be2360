package kit

import (
	"errors"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/fault"
)

// FileChoice says which file or folder is asked for.
type FileChoice struct {
	Title      string
	Confirm    string   // text of the button; empty for the usual
	Extensions []string // such as ".usr"; none asks for a folder
}

// folderPreference remembers the folder of the last choice.
const folderPreference = "chooser.folder"

// ChooseFile asks for an existing file. Its path may be typed, too.
func (d *Dialogs) ChooseFile(choice FileChoice, chosen func(path string)) {
	newChooser(d, choice, chosen).open()
}

// ChooseFolder asks for an existing folder.
func (d *Dialogs) ChooseFolder(choice FileChoice, chosen func(path string)) {
	choice.Extensions = nil
	newChooser(d, choice, chosen).open()
}

// chooser is the dialog in which a file is found.
type chooser struct {
	dialogs  *Dialogs
	services *Services
	choice   FileChoice
	chosen   func(string)
	folder   string
	path     *TextField
	grid     *Grid[fileEntry]
	dialog   *OpenDialog
}

func newChooser(d *Dialogs, choice FileChoice, chosen func(string)) *chooser {
	c := &chooser{dialogs: d, services: d.services, choice: choice, chosen: chosen}
	c.path = NewTextField(c.services, "path")
	c.path.MaxRunes = 4096
	c.grid = NewGrid(c.services, "folder", c.columns(), Rows[fileEntry](nil))
	c.grid.OnOpen = c.opened
	c.grid.OnCursor = c.moved
	return c
}

func (c *chooser) columns() []Column[fileEntry] {
	t, p := c.services.T, c.services.Printer
	return []Column[fileEntry]{
		{ID: "name", Title: t("file.name"), Grow: true, Text: c.nameOf, Style: folderStyle},
		{ID: "size", Title: t("file.size"), Width: 90, Align: fyne.TextAlignTrailing, Style: mutedEntry, Text: func(e fileEntry) string {
			if e.folder {
				return ""
			}
			return t("file.kilobytes", fault.Args{"Size": (e.size + 1023) / 1024})
		}},
		{ID: "at", Title: t("file.modified"), Width: 160, Style: mutedEntry, Text: func(e fileEntry) string { return p.Time(e.at) }},
	}
}

func (c *chooser) nameOf(e fileEntry) string {
	if e.name == ".." {
		return c.services.T("file.parent")
	}
	return e.name
}

func folderStyle(e fileEntry) Style {
	if e.folder {
		return Strong
	}
	return Body
}

func mutedEntry(fileEntry) Style { return Muted }

func (c *chooser) open() {
	confirm := c.choice.Confirm
	if confirm == "" {
		confirm = c.services.T("file.choose")
	}
	parts := container.New(chooserLayout{}, c.path, c.grid, c.places())
	c.dialog = c.dialogs.OpenOver(Dialog{
		Name: "file", Title: c.choice.Title, Content: parts, Width: 760, Height: 480,
		Confirm: confirm, OnConfirm: c.confirm, Focus: c.path,
	})
	c.show(c.start())
}

// chooserLayout sets the path above, the places at the left of the folder. Fyne's
// border would let Tab come to the folder before the path.
type chooserLayout struct{}

func (chooserLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const places, below = 180, RowHeight + 12
	objects[0].Resize(fyne.NewSize(size.Width, RowHeight))
	objects[1].Move(fyne.NewPos(places+12, below))
	objects[1].Resize(fyne.NewSize(size.Width-places-12, size.Height-below))
	objects[2].Move(fyne.NewPos(0, below))
	objects[2].Resize(fyne.NewSize(places, size.Height-below))
}

func (chooserLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(480, 240) }

// start gives the folder of the last choice, or one's own.
func (c *chooser) start() string {
	last := fyne.CurrentApp().Preferences().String(folderPreference)
	if info, err := os.Stat(last); err == nil && info.IsDir() {
		return last
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return string(filepath.Separator)
	}
	return home
}

func (c *chooser) places() fyne.CanvasObject {
	list := VStack(0)
	for _, p := range places(func(key string) string { return c.services.T(key) }) {
		list.Add(newSectionRow(Section{Title: p.text, Icon: p.icon, Open: func() { c.show(p.path) }}, false))
	}
	return container.NewVScroll(list)
}

// show lists a folder; where it can not be read the list stays.
func (c *chooser) show(folder string) {
	extensions := c.choice.Extensions
	Load(c.services.Tasks, func() ([]fileEntry, error) { return listFolder(folder, extensions) }, func(entries []fileEntry, err error) {
		if err != nil {
			c.dialog.Refuse(err)
			return
		}
		c.folder = folder
		c.grid.SetSource(Rows[fileEntry](entries))
		c.name(folder)
	})
}

// name puts the path of the folder into the field, so that typing replaces it;
// what is being typed already stays.
func (c *chooser) name(folder string) {
	if c.path.typed {
		return
	}
	c.path.SetText(folder)
	if c.services.Window.Canvas().Focused() == c.path {
		c.path.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
}

// moved names the file under the cursor in the field above.
func (c *chooser) moved() {
	if entry, here := c.grid.Current(); here && !entry.folder {
		c.path.SetText(entry.path)
	}
}

func (c *chooser) opened(entry fileEntry) {
	if entry.folder {
		c.show(entry.path)
		return
	}
	c.path.SetText(entry.path)
	c.dialog.Answer()
}

// confirm takes what the field names: a file is chosen, a folder is opened, or
// chosen when a folder is asked for.
func (c *chooser) confirm() error {
	path := c.path.Text
	if !filepath.IsAbs(path) {
		path = filepath.Join(c.folder, path)
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return fault.Wrap(err, fault.Missing, "file.missing", fault.Args{"Path": path})
	case err != nil:
		return fault.Wrap(err, fault.Missing, "file.folder", fault.Args{"Path": path})
	case info.IsDir() && len(c.choice.Extensions) > 0:
		c.show(path)
		return ErrStay
	case !info.IsDir() && len(c.choice.Extensions) == 0:
		path = filepath.Dir(path)
	}
	c.remember(path, info.IsDir())
	c.dialog.Close() // what follows may open another dialog over the one that asked
	c.chosen(path)
	return ErrStay
}

func (c *chooser) remember(path string, folder bool) {
	if !folder {
		path = filepath.Dir(path)
	}
	fyne.CurrentApp().Preferences().SetString(folderPreference, path)
}
