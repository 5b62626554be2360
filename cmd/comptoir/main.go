// Command comptoir is the desktop program.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/instance"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/settings"
	"github.com/comptoir/comptoir/app/ui/welcome"
	"github.com/comptoir/comptoir/app/workspace"
)

// spare is how much more the heap grows, in percent of what is in use, before it is
// swept: half of what Go does by itself. The window is open all day on small machines,
// and while ten thousand people are imported this spares some 40 MB of 380.
const spare = 50

func main() {
	debug.SetGCPercent(spare)
	options, err := parse(os.Args[1:])
	if err != nil {
		os.Exit(2) // the flag package has said why
	}
	if err := run(options); err != nil {
		explain(err, options.lang)
		os.Exit(1)
	}
}

// options are what the command line says.
type options struct {
	gallery bool
	data    string // folder; empty for the usual one of the system
	look    string // empty for the one of the settings
	lang    string // likewise
	trace   string // file for one line an event
	files   []string
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("comptoir", flag.ContinueOnError)
	flags.BoolVar(&o.gallery, "gallery", false, "show every part of the window with canned data")
	flags.StringVar(&o.data, "data", os.Getenv("COMPTOIR_DATA"), "data `folder`")
	flags.StringVar(&o.look, "theme", "", "light or dark")
	flags.StringVar(&o.lang, "lang", "", "`language` before anybody has signed in")
	flags.StringVar(&o.trace, "trace", "", "`file` that gets one line for each event of the window")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	for _, file := range flags.Args() {
		path, err := filepath.Abs(file)
		if err != nil {
			return o, err
		}
		o.files = append(o.files, path)
	}
	return o, nil
}

func run(o options) error {
	if err := traceTo(o.trace); err != nil {
		return err
	}
	makeCache()
	if o.gallery {
		w, err := newWindow(app.NewWithID(identifier))
		if err != nil {
			return err
		}
		if err := showGallery(w, o); err != nil {
			return err
		}
		w.ShowAndRun()
		return nil
	}
	dir, err := dataDir(o.data)
	if err != nil {
		return err
	}
	p := &program{}
	folder, err := p.open(dir)
	if instance.IsOpen(err) {
		explain(err, o.lang)
		return instance.Summon(dir, o.files)
	}
	if _, foreseen := fault.KindOf(err); foreseen {
		explain(err, o.lang)
		folder, err = damaged(dir, err), nil
	}
	if err != nil {
		return err
	}
	return p.work(folder, o)
}

// damaged is a folder that can not be opened: the window says why, and what can be done.
func damaged(dir string, problem error) ui.Folder {
	return ui.Folder{Settings: settings.Load(dir), Close: func() error { return nil }, Damaged: &welcome.Damaged{Dir: dir, Problem: problem}}
}

// identifier names the program to the system; FyneApp.toml has it too.
const identifier = "org.comptoir.desktop"

// refreshing is how often an open window looks at the day and the clock.
const refreshing = 10 * time.Minute

// follow lets the window look at every tick.
func (p *program) follow(ticks <-chan time.Time) {
	for range ticks {
		fyne.Do(p.window.Refresh)
	}
}

// calm keeps cursors from blinking while nobody is there.
func calm(ticks <-chan time.Time) {
	for range ticks {
		if kit.Resting() {
			fyne.Do(kit.CalmCursors)
		}
	}
}

// work shows the window until it is closed.
func (p *program) work(folder ui.Folder, o options) error {
	a := app.NewWithID(identifier)
	w, err := newWindow(a)
	if err != nil {
		return err
	}
	p.window = ui.New(a, w, kit.NewTasks(), folder, ui.Options{Language: o.lang, Look: o.look, Open: p.open})
	if err := p.window.Start(o.files); err != nil {
		return err
	}
	a.Lifecycle().SetOnStarted(func() { kit.Trace("started") })
	refresh := time.NewTicker(refreshing)
	defer refresh.Stop()
	go p.follow(refresh.C)
	rest := time.NewTicker(kit.CalmEvery)
	defer rest.Stop()
	go calm(rest.C)
	w.ShowAndRun()
	return p.window.Close()
}

func dataDir(named string) (string, error) {
	if named != "" {
		return filepath.Abs(named)
	}
	return workspace.DefaultDir(os.Getenv)
}

// explain says on the terminal why there is no window.
func explain(err error, language string) {
	if language == "" {
		language = translation.Languages()[0].Code
	}
	p, languageErr := translation.New(language, "")
	if languageErr != nil {
		fmt.Fprintln(os.Stderr, "comptoir:", err)
		return
	}
	if _, foreseen := fault.KindOf(err); !foreseen {
		fmt.Fprintln(os.Stderr, "comptoir:", err)
		return
	}
	text, hint := p.Fault(err, "")
	fmt.Fprintf(os.Stderr, "%s\n%s\n", text, hint)
}
