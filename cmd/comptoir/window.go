package main

import (
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/gallery"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/assets"
)

// usual is the size of a new window: whole on a laptop of 1366 × 768.
var usual = fyne.NewSize(1280, 680)

// open furnishes the window that the options ask for.
func open(a fyne.App, o options) (fyne.Window, error) {
	if err := trace(o.trace); err != nil {
		return nil, err
	}
	printer, err := translation.New(o.lang, "")
	if err != nil {
		return nil, err
	}
	if err := errors.Join(kit.TeachFyne(printer), kit.UseDisplaySize(a)); err != nil {
		return nil, err
	}
	a.Settings().SetTheme(kit.NewTheme(kit.Look(o.look)))
	a.SetIcon(fyne.NewStaticResource("comptoir.png", assets.AppIcon))
	w := a.NewWindow("Comptoir")
	w.Resize(usual)
	services := kit.NewServices(w, printer, kit.NewTasks(), today, report)
	a.Lifecycle().SetOnStarted(func() { kit.Trace("started") })
	gallery.New(services, kit.Look(o.look))
	return w, nil
}

func trace(file string) error {
	if file == "" {
		return nil
	}
	to, err := os.OpenFile(file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return fmt.Errorf("trace: %w", err)
	}
	kit.TraceTo(to)
	return nil
}

func today() calendar.Day { return calendar.Of(time.Now(), time.Local) }

// report logs an unforeseen error under a reference that can be read out.
func report(err error) string {
	reference := time.Now().UTC().Format("0102-150405")
	slog.Error("unforeseen", "reference", reference, "error", err)
	return reference
}
