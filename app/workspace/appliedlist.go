package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// PersonFreshness says how fresh the user data of a person is on this poste.
type PersonFreshness struct {
	Name   string
	Status directory.Status
	Freshness
}

// mostFresh bounds the people that are listed.
const mostFresh = 200

// FreshnessOfAll gives the people whose user data was imported here, the latest
// import first, and how many there are in all.
func (s *Session) FreshnessOfAll(ctx context.Context) (people []PersonFreshness, total int, err error) {
	err = s.view(ctx, func(tx *storage.Tx, _ directory.Actor, _ time.Time) error {
		ids, files, all, err := tx.AppliedFiles(mostFresh)
		if err != nil {
			return err
		}
		total = all
		for i, id := range ids {
			u, err := tx.User(id)
			if err != nil {
				return err
			}
			p := PersonFreshness{Name: u.Name(), Status: u.Status}
			if envelope, err := usrfile.Inspect(files[i]); err == nil {
				m := envelope.Unverified()
				p.Freshness = Freshness{Issued: m.Issued, Until: m.Expires}
			}
			people = append(people, p)
		}
		return nil
	})
	return people, total, err
}
