// Package desk is what every screen of a signed-in person is given: the parts
// of the kit, the session through which it works, and the way to other screens.
package desk

import (
	"context"
	"path/filepath"
	"strings"

	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Section names a place that the left bar leads to.
type Section string

const (
	Organisation Section = "organisation"
	Dashboard    Section = "dashboard"
	CashBooks    Section = "cashbooks"
	Accounting   Section = "accounting"
	Tasks        Section = "tasks"
	Users        Section = "users"
	Postes       Section = "postes"
	Account      Section = "account"
	Exchanges    Section = "exchanges"
)

// Desk is where a signed-in person works.
type Desk struct {
	*kit.Services
	Shell     *kit.Shell
	Workspace *workspace.Workspace
	Session   *workspace.Session
	Context   context.Context // ends when the person signs out

	// Arrivals is what is found for this folder while the window is open.
	Arrivals Arrivals

	open    map[Section]func()
	many    func(paths []string)
	items   map[Section]func(id string)
	ways    map[Section]func() ([]Way, error)
	files   map[string]func(path string)
	changed []func()
	drops   []func(paths []string) bool
}

// Route says what opens a section.
func (d *Desk) Route(section Section, open func()) {
	if d.open == nil {
		d.open = make(map[Section]func())
	}
	d.open[section] = open
}

// Open goes to a section; one that the person does not have leads nowhere.
func (d *Desk) Open(section Section) {
	if open := d.open[section]; open != nil {
		open()
	}
}

// RouteItem says what opens one thing of a section: a book by its name among
// people ("P01/1"), a user by identifier.
func (d *Desk) RouteItem(section Section, open func(id string)) {
	if d.items == nil {
		d.items = make(map[Section]func(string))
	}
	d.items[section] = open
}

// OpenItem goes to one thing of a section, or to the section where it has no
// way to a single thing.
func (d *Desk) OpenItem(section Section, id string) {
	if open := d.items[section]; open != nil {
		open(id)
		return
	}
	d.Open(section)
}

// RouteFile says what takes a file that was dropped on the window, opened by
// its extension or named on the command line. The extension has its dot.
func (d *Desk) RouteFile(extension string, open func(path string)) {
	if d.files == nil {
		d.files = make(map[string]func(string))
	}
	d.files[strings.ToLower(extension)] = open
}

// OpenFile hands a file to what takes its kind; it reports whether anything
// does.
func (d *Desk) OpenFile(path string) bool {
	open := d.files[strings.ToLower(filepath.Ext(path))]
	if open == nil {
		return false
	}
	open(path)
	return true
}

// Arrivals are the files that are found in the inbox, watched folders and on
// media. Its methods are called from the drawing goroutine.
type Arrivals interface {
	State() workspace.InboxState
	Look() // now
}

// RouteFiles says what takes several files, or folders, at once.
func (d *Desk) RouteFiles(open func(paths []string)) { d.many = open }

// TakesMany tells whether more than one of the files is of a kind that something
// takes.
func (d *Desk) TakesMany(paths []string) bool {
	taken := 0
	for _, path := range paths {
		if d.files[strings.ToLower(filepath.Ext(path))] != nil {
			taken++
		}
	}
	return taken > 1
}

// OpenFiles hands them over.
func (d *Desk) OpenFiles(paths []string) {
	if d.many != nil {
		d.many(paths)
	}
}

// RouteDrop says what is offered files that are dropped on the window before their
// kinds are looked at; it reports whether it has taken them.
func (d *Desk) RouteDrop(take func(paths []string) bool) { d.drops = append(d.drops, take) }

// TakeDrop offers files; it reports whether the screen in front has taken them.
func (d *Desk) TakeDrop(paths []string) bool {
	for _, take := range d.drops {
		if take(paths) {
			return true
		}
	}
	return false
}

// OnChange is called after something was written that other places show: the
// counts of the left bar, the status line.
func (d *Desk) OnChange(do func()) { d.changed = append(d.changed, do) }

// Changed tells those places to read again.
func (d *Desk) Changed() {
	for _, do := range d.changed {
		do()
	}
}
