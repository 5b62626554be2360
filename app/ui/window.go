// Package ui is the window: it decides by the state of the data folder and by
// the rights of the person which screens there are, and shows around them what
// is always true somewhere.
package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
	"github.com/comptoir/comptoir/app/ui/welcome"
	"github.com/comptoir/comptoir/app/workspace"
)

// Folder is a data folder that the window works on.
type Folder struct {
	Workspace *workspace.Workspace
	Settings  *settings.Settings
	Close     func() error
	Damaged   *welcome.Damaged // why there is no workspace, or nil
}

// Options say how the window begins.
type Options struct {
	Language string // "" for the one of the settings
	Look     string // likewise
	// Open opens another data folder for this window, such as one of the
	// sample organisation.
	Open func(dir string) (Folder, error)
}

// Window is the program's window on one data folder.
type Window struct {
	app      fyne.App
	window   fyne.Window
	tasks    *kit.Tasks
	options  Options
	folder   Folder
	services *kit.Services
	shell    *kit.Shell
	clock    time.Time       // trusted time when it was read last
	readAt   time.Time       // that instant by the clock of the system
	zone     *time.Location  // of the organisation
	host     *welcome.Host   // before sign-in
	person   *person         // after it, or nil
	arrivals *arrivals       // what is found for the folder, or nil for a damaged one
	context  context.Context // ends with the window
	cancel   context.CancelFunc
}

// New furnishes a window on a data folder.
func New(app fyne.App, w fyne.Window, tasks *kit.Tasks, folder Folder, options Options) *Window {
	win := &Window{app: app, window: w, tasks: tasks, options: options, folder: folder, zone: time.Local}
	win.context, win.cancel = context.WithCancel(context.Background())
	win.tell(time.Now())
	if options.Look != "" {
		folder.Settings.Look = options.Look
	}
	if options.Language != "" {
		folder.Settings.Language = options.Language
	}
	app.Settings().SetTheme(kit.NewTheme(kit.Look(folder.Settings.Look)))
	w.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { win.dropped(files) })
	w.SetCloseIntercept(win.leave)
	return win
}

// Start shows the first screen: the doors of an empty folder, else the sign-in;
// or the import of the first of some files.
func (win *Window) Start(files []string) error {
	if err := win.furnish(win.folder.Settings.Language, "", time.Local); err != nil {
		return err
	}
	win.welcome()
	if win.folder.Damaged != nil {
		win.host.Show()
		return nil
	}
	win.watchArrivals()
	win.lookCloser()
	if len(files) > 0 {
		win.OpenFiles(files)
		return nil
	}
	win.host.Show()
	return nil
}

// furnish makes the services and the frame in a language and a format.
func (win *Window) furnish(language, format string, zone *time.Location) error {
	if language == "" {
		language = translation.Languages()[0].Code
	}
	printer, err := translation.New(language, format)
	if err != nil {
		return err
	}
	if err := kit.TeachFyne(printer); err != nil {
		return err
	}
	win.zone = zone
	win.services = kit.NewServices(win.window, printer.In(zone), win.tasks, win.today, win.reference)
	win.shell = kit.NewShell(win.services)
	return nil
}

// tell notes the trusted time, from which the window counts on by itself.
func (win *Window) tell(now time.Time) { win.clock, win.readAt = now, time.Now() }

// today gives the day by trusted time.
func (win *Window) today() calendar.Day {
	return calendar.Of(win.clock.Add(time.Since(win.readAt)), win.zone)
}

// welcome makes ready for the screens before sign-in.
func (win *Window) welcome() {
	win.host = &welcome.Host{
		Services: win.services, Shell: win.shell, Workspace: win.folder.Workspace, Settings: win.folder.Settings,
		Damaged: win.folder.Damaged, Context: win.context, SignedIn: win.enter, Turn: win.turn, Speak: win.speak, Open: win.open,
	}
	win.window.SetTitle(win.services.T("ui.title"))
}

// leave closes the window once the screen in front lets go.
func (win *Window) leave() {
	proceed := func() {
		win.window.Hide()
		if win.folder.Workspace == nil {
			win.cancel()
			win.window.Close()
			return
		}
		win.writeDue(workspace.Closing, func() {
			win.cancel()
			win.window.Close()
		})
	}
	if hold := win.shell.Current().Leave; hold != nil && win.shell.Covered() {
		return // what was typed is asked about by whoever can unlock
	} else if hold != nil {
		hold(proceed)
		return
	}
	proceed()
}

// open puts another data folder into this window, and then does something there.
func (win *Window) open(dir string, then func(*welcome.Host)) {
	folder, err := win.options.Open(dir)
	if win.services.Refuse(err) {
		return
	}
	if win.arrivals != nil {
		win.arrivals.stop()
	}
	if err := win.folder.Close(); err != nil {
		win.services.Report(err)
	}
	folder.Settings.Look, folder.Settings.Language = win.folder.Settings.Look, win.folder.Settings.Language
	win.folder = folder
	win.watchArrivals()
	kit.Trace("folder opened")
	win.begin(then)
}

// begin starts anew before sign-in, in the language of the settings.
func (win *Window) begin(then func(*welcome.Host)) {
	if err := win.furnish(win.folder.Settings.Language, "", time.Local); err != nil {
		win.services.Refuse(err)
		return
	}
	win.welcome()
	then(win.host)
}

// turn changes between light and dark.
func (win *Window) turn() {
	look := string(kit.Dark)
	if win.folder.Settings.Look == look {
		look = string(kit.Light)
	}
	win.setLook(look)
}

func (win *Window) setLook(look string) {
	win.folder.Settings.Look = look
	win.app.Settings().SetTheme(kit.NewTheme(kit.Look(look)))
	kit.Trace("look " + look)
	win.keep()
}

// speak changes the language before sign-in.
func (win *Window) speak(language string) {
	win.folder.Settings.Language = language
	win.keep()
	win.begin((*welcome.Host).Show)
}

// Close gives the data folder free, after the window has closed.
func (win *Window) Close() error {
	win.cancel()
	if win.arrivals != nil {
		win.arrivals.stop()
	}
	return win.folder.Close()
}

// keep saves the settings; ones that can not be kept cost no work.
func (win *Window) keep() {
	if err := win.folder.Settings.Save(); err != nil {
		win.services.Report(err)
	}
}
