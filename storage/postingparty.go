package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/ident"
)

// LatestPartyLines gives the lines of third parties of a project that are the latest
// by day, at most limit: what an entry completes codes and names from.
func (t *Tx) LatestPartyLines(project ident.ProjectID, limit int) ([]accounting.AccountLine, error) {
	return list(t, lineReader(), `
		SELECT l.place, `+postingColumns+` FROM posting_line l JOIN posting e ON e.journal = l.journal AND e.seq = l.seq
		WHERE l.project = $1 AND l.account >= '4' AND l.account < '5' AND l.party <> ''
		ORDER BY l.day DESC, l.number DESC LIMIT $2`, id(project), limit)
}
