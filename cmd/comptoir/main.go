// Command comptoir is the desktop program.
package main

import (
	"flag"
	"fmt"
	"os"

	"fyne.io/fyne/v2/app"
)

func main() {
	options, err := parse(os.Args[1:])
	if err != nil {
		os.Exit(2) // the flag package has said why
	}
	window, err := open(app.NewWithID("org.comptoir.desktop"), options)
	if err != nil {
		fmt.Fprintln(os.Stderr, "comptoir:", err)
		os.Exit(1)
	}
	window.ShowAndRun()
}

// options are what the command line says.
type options struct {
	gallery bool
	data    string // folder; empty for the usual one of the system
	look    string
	lang    string
	trace   string // file for one line an event
	files   []string
}

func parse(args []string) (options, error) {
	var o options
	flags := flag.NewFlagSet("comptoir", flag.ContinueOnError)
	flags.BoolVar(&o.gallery, "gallery", false, "show every part of the window with canned data")
	flags.StringVar(&o.data, "data", os.Getenv("COMPTOIR_DATA"), "data `folder`")
	flags.StringVar(&o.look, "theme", "light", "light or dark")
	flags.StringVar(&o.lang, "lang", "fr", "`language` before anybody has signed in")
	flags.StringVar(&o.trace, "trace", "", "`file` that gets one line for each event of the window")
	if err := flags.Parse(args); err != nil {
		return o, err
	}
	o.files = flags.Args()
	return o, nil
}
