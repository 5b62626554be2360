// Package desk is what every screen of a signed-in person is given: the parts
// of the kit, the session through which it works, and the way to other screens.
package desk

import (
	"context"

	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Section names a place that the left bar leads to.
type Section string

const (
	Dashboard Section = "dashboard"
	CashBooks Section = "cashbooks"
	Tasks     Section = "tasks"
	Users     Section = "users"
	Postes    Section = "postes"
	Account   Section = "account"
)

// Desk is where a signed-in person works.
type Desk struct {
	*kit.Services
	Shell     *kit.Shell
	Workspace *workspace.Workspace
	Session   *workspace.Session
	Context   context.Context // ends when the person signs out

	open    map[Section]func()
	changed []func()
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

// OnChange is called after something was written that other places show: the
// counts of the left bar, the status line.
func (d *Desk) OnChange(do func()) { d.changed = append(d.changed, do) }

// Changed tells those places to read again.
func (d *Desk) Changed() {
	for _, do := range d.changed {
		do()
	}
}
