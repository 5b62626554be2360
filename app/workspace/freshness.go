package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Freshness says until when the user data of a person counts as up to date.
type Freshness struct {
	Issued time.Time // when head office made it
	Until  time.Time // when a file of that date can no longer be imported
}

// Freshness gives the freshness of the signed-in person's user data, zero at
// head office.
func (s *Session) Freshness(ctx context.Context) (Freshness, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) (Freshness, error) {
		file, _, err := tx.AppliedFile(s.user)
		if err != nil {
			return Freshness{}, ignoreMissing(err)
		}
		envelope, err := usrfile.Inspect(file)
		if err != nil {
			return Freshness{}, exchange.AsFault(err)
		}
		m := envelope.Unverified()
		return Freshness{Issued: m.Issued, Until: m.Expires}, nil
	})
}
