package tasks

import (
	"github.com/comptoir/comptoir/app/ui/desk"
)

// backups is the task to look after backups that are not made by themselves as they
// should be.
func (s *section) backups() ([]item, error) {
	plan, err := s.Session.FailedBackup(s.Context)
	if err != nil || plan.Failed == nil {
		return nil, err
	}
	what, _ := s.Explain(plan.Failed)
	return []item{{
		nature: s.T("tasks.nature.backup"), what: what, since: plan.Tried,
		open: func() { s.OpenItem(desk.Organisation, "backups") },
	}}, nil
}
