package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/instance"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui"
	"github.com/comptoir/comptoir/app/ui/gallery"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
	"github.com/comptoir/comptoir/app/workspace"
	"github.com/comptoir/comptoir/assets"
)

// usual is the size of a new window in pixels, whatever the magnification: whole
// on a laptop of 1366 × 768.
var usual = fyne.NewSize(1280, 680)

// makeCache makes the folder that Fyne keeps its cache in, because it expects the
// one above to be there and complains otherwise.
func makeCache() {
	if dir, err := os.UserCacheDir(); err == nil {
		_ = os.MkdirAll(filepath.Join(dir, "fyne"), 0o700) // nothing of ours is in it
	}
}

// newWindow makes the window, as large as the person wants things.
func newWindow(a fyne.App) (fyne.Window, error) {
	if err := kit.UseDisplaySize(a); err != nil {
		return nil, err
	}
	kit.BlinkPlainly()
	a.SetIcon(fyne.NewStaticResource("comptoir.png", assets.AppIcon))
	w := a.NewWindow("Comptoir")
	percent := float32(kit.DisplaySize(a))
	w.Resize(fyne.NewSize(usual.Width*100/percent, usual.Height*100/percent))
	w.CenterOnScreen()
	return w, nil
}

// program is the one window with the data folder that it is on.
type program struct{ window *ui.Window }

// open opens a data folder for this window alone; later starts on it bring the
// window to the front.
func (p *program) open(dir string) (ui.Folder, error) {
	alone, err := instance.Take(dir)
	if err != nil {
		return ui.Folder{}, err
	}
	w, err := workspace.Open(context.Background(), dir, workspace.Options{})
	if err != nil {
		return ui.Folder{}, errors.Join(err, alone.Release())
	}
	if err := alone.Listen(p.summon); err != nil {
		w.Reference(err) // the window works, later starts only do not bring it to the front
	}
	close := func() error { return errors.Join(w.Close(), alone.Release()) }
	return ui.Folder{Workspace: w, Settings: settings.Load(dir), Close: close}, nil
}

// summon is called from another goroutine than the one that draws.
func (p *program) summon(files []string) {
	fyne.Do(func() { p.window.Summon(files) })
}

// showGallery shows the parts of the kit with canned data.
func showGallery(w fyne.Window, o options) error {
	language := o.lang
	if language == "" {
		language = translation.Languages()[0].Code
	}
	printer, err := translation.New(language, "")
	if err != nil {
		return err
	}
	if err := kit.TeachFyne(printer); err != nil {
		return err
	}
	look := kit.NewTheme(kit.Look(o.look)).Look()
	fyne.CurrentApp().Settings().SetTheme(kit.NewTheme(look))
	today := func() calendar.Day { return calendar.Of(time.Now(), time.Local) }
	gallery.New(kit.NewServices(w, printer, kit.NewTasks(), today, report), look)
	return nil
}

// report logs an unforeseen error of the gallery, which has no data folder.
func report(err error) string {
	reference := time.Now().UTC().Format("0102-150405")
	slog.Error("unforeseen", "reference", reference, "error", err)
	return reference
}

// traceTo writes what happens in the window to a file, each event after the
// milliseconds since the start of the program.
func traceTo(file string) error {
	if file == "" {
		return nil
	}
	to, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("trace: %w", err)
	}
	kit.TraceTo(stamped{to})
	return nil
}

// born is when the program started, as nearly as it can tell itself.
var born = time.Now()

type stamped struct{ to io.Writer }

// Write writes one event.
func (s stamped) Write(event []byte) (int, error) {
	if _, err := fmt.Fprintf(s.to, "%d %s", time.Since(born).Milliseconds(), event); err != nil {
		return 0, err
	}
	return len(event), nil
}
