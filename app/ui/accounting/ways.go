package accounting

import (
	"slices"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ui/desk"
)

// ways are what the list offers without a journal, and the actions of « Le projet »,
// for the search everywhere.
func (s *section) ways() ([]desk.Way, error) {
	o, err := readOverview(s.Context, s.Session)
	if err != nil {
		return nil, err
	}
	way := func(key string, do func(*list)) desk.Way {
		return desk.Way{Text: s.T(key), Detail: s.T("accounting.title"), Open: func() { s.inList(do) }}
	}
	var ways []desk.Way
	if o.may.add {
		ways = append(ways, way("accounting.journal.new", (*list).addJournal))
	}
	seen := &list{section: s, overview: o}
	for _, a := range inProject.actions {
		if slices.ContainsFunc(o.projects, func(p directory.Project) bool { return seen.offers(a, p) }) {
			ways = append(ways, way("accounting.action."+a.name, func(l *list) { l.doInProject(a) }))
		}
	}
	return ways, nil
}

// offers reports whether an action is one of those of a project with journals.
func (l *list) offers(a action[chosen], project directory.Project) bool {
	of := l.chosen(project)
	return len(of.journals) > 0 && (a.may == nil || a.may(of))
}

// doInProject does an action of the only project that offers it, or asks of which.
func (l *list) doInProject(a action[chosen]) {
	var offering []directory.Project
	for _, p := range l.projects {
		if l.offers(a, p) {
			offering = append(offering, p)
		}
	}
	switch {
	case len(offering) == 1 || len(offering) > 1 && a.anyProject:
		a.do(l.chosen(offering[0]))
	case len(offering) > 1:
		l.askProject(offering, func(p directory.Project) { a.do(l.chosen(p)) })
	}
}
