package tasks

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/workspace"
)

// requests are the registrations that wait for a decision.
func (s *section) requests() ([]item, error) {
	open, err := s.Session.Tasks(s.Context, directory.RequestOpen)
	items := make([]item, 0, len(open))
	for _, t := range open {
		items = append(items, s.requestItem(t))
	}
	return items, err
}

func (s *section) requestItem(t workspace.Task) item {
	return item{
		nature: s.T("tasks.nature.request"), person: t.Person, poste: joined(t.Request.Label, t.Request.Location),
		what: joined(s.T("module."+string(t.Request.Module)), s.kind(t)), since: t.Request.Received, open: func() { s.open(t) },
	}
}

// kind says whether a poste is new, has a further module, or asks for new keys.
func (s *section) kind(t workspace.Task) string {
	switch args := (fault.Args{"Number": t.Registration.Poste.Number}); {
	case t.Obstacle != nil:
		return s.T("tasks.kind.obstacle")
	case t.Registration.Renewal:
		return s.T("tasks.kind.renewal", args)
	case t.Registration.Known:
		return s.T("tasks.kind.further", args)
	}
	return s.T("tasks.kind.new")
}

// joined puts what there is on one line.
func joined(parts ...string) string {
	var there []string
	for _, part := range parts {
		if part != "" {
			there = append(there, part)
		}
	}
	return strings.Join(there, " · ")
}
