package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// maxPartyLines is how many lines are looked at for the third parties of a project.
const maxPartyLines = 1_000

// Party is a third party as postings call it.
type Party struct{ Code, Name string }

// EarlierParties gives the third parties of the journal's project, those used last
// first, each by the name that it had last.
func (s *Session) EarlierParties(ctx context.Context, journal ident.BookID) (parties []Party, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, j accounting.Journal, _ time.Time) error {
		lines, err := tx.LatestPartyLines(j.Project, maxPartyLines)
		known := map[string]bool{}
		for _, l := range lines {
			line := l.Line()
			if !known[line.Party] {
				known[line.Party] = true
				parties = append(parties, Party{line.Party, line.PartyName})
			}
		}
		return err
	})
	return parties, err
}
