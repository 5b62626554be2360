package tasks

import (
	"strings"

	"github.com/comptoir/comptoir/app/directory"
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
		what: s.T("module." + string(t.Request.Module)), since: t.Request.Received, open: func() { s.open(t) },
	}
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
