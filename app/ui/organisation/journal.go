package organisation

import (
	"github.com/comptoir/comptoir/app/ui/history"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// journal is « Journal »: the history of all administrative acts.
func (s *section) journal() {
	history.OpenJournal(s.Desk, []kit.Crumb{{Text: s.T("organisation.title"), Open: s.open}})
}
