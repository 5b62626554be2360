package ui

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/organisation"
	"github.com/comptoir/comptoir/app/ui/tasks"
)

// entry is a section of the left bar: its icon and the rights of which any opens
// it, anywhere; none where everybody may. What is about the whole organisation is
// opened by a right over all of it, not by one in some projects.
type entry struct {
	section desk.Section
	icon    string
	rights  []directory.Right
	whole   bool
}

// entries are the sections in the order of the left bar. Each has a text
// "ui.section."+section.
var entries = []entry{
	{desk.Dashboard, "dashboard", nil, false},
	{desk.CashBooks, "cash", []directory.Right{directory.RightBookView}, false},
	{desk.Accounting, "accounting", []directory.Right{directory.RightJournalView}, false},
	{desk.Tasks, "tasks", tasks.Rights(), false},
	{desk.Users, "users", []directory.Right{directory.RightUserView}, true},
	{desk.Postes, "poste", []directory.Right{directory.RightPosteView}, true},
	{desk.Organisation, "settings", organisation.Rights(), true},
	{desk.Exchanges, "exchange", nil, false},
	{desk.Account, "person", nil, false},
}

// sectionsFor gives what the person may open.
func sectionsFor(by directory.Actor, now time.Time) []entry {
	var open []entry
	for _, e := range entries {
		if e.opens(by, now) {
			open = append(open, e)
		}
	}
	return open
}

func (e entry) opens(by directory.Actor, now time.Time) bool {
	return e.rights == nil || slices.ContainsFunc(e.rights, func(right directory.Right) bool {
		if e.whole {
			return directory.Can(by, right, directory.Place{}, now) == nil
		}
		return directory.CanSomewhere(by, right, now) == nil
	})
}

// showSections fills the left bar; count is what waits under « Tâches en cours ».
func (p *person) showSections(count int) {
	var sections []kit.Section
	for _, e := range sectionsFor(p.actor, p.condition.Now) {
		s := kit.Section{
			ID: string(e.section), Title: p.desk.T("ui.section." + string(e.section)), Icon: e.icon,
			Open: func() { p.desk.Open(e.section) },
		}
		if e.section == desk.Tasks {
			s.Count = count
		}
		sections = append(sections, s)
	}
	p.desk.Shell.SetSections(sections)
}

// has reports whether the person has a section.
func (p *person) has(section desk.Section) bool {
	for _, e := range sectionsFor(p.actor, p.condition.Now) {
		if e.section == section {
			return true
		}
	}
	return false
}
