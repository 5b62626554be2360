package workspace

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
)

// PreviewExport tells for whom a `.usr` can be written.
func (s *Session) PreviewExport(ctx context.Context, users []ident.UserID) ([]Outcome, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]Outcome, error) {
		store, err := newBatch(tx, len(users))
		if err != nil {
			return nil, err
		}
		denied := directory.Can(by, directory.RightUsrExport, directory.Place{}, now)
		outcomes := make([]Outcome, 0, len(users))
		for _, id := range users {
			u, err := store.User(id)
			if err != nil && !errors.Is(err, fault.Missing) {
				return nil, err
			}
			if err == nil {
				err = directory.CanDownload(u)
			}
			if denied != nil {
				err = denied
			}
			u.ID = id
			outcomes = append(outcomes, Outcome{User: u, Err: err})
		}
		return outcomes, nil
	})
}

// exportMost is how many users share one durable transaction.
const exportMost = 128

// ExportUsers writes the `.usr` files of many users into a folder, for the
// postes that each has registered, else plain; each user's wholly or not at all.
// What was written stays when the rest is cancelled.
func (s *Session) ExportUsers(ctx context.Context, users []ident.UserID, dir string, tell func(done, total int)) ([]Outcome, error) {
	previewed, err := s.PreviewExport(ctx, users)
	if err != nil {
		return nil, err
	}
	chained := false
	for done := 0; done < len(previewed); {
		if err := ctx.Err(); err != nil {
			return previewed[:done], err
		}
		group := &exportGroup{session: s, parcel: &shipment{w: s.w, dir: dir, chained: chained}}
		outcomes := previewed[done:min(done+exportMost, len(previewed))]
		if err := group.write(ctx, outcomes); err != nil {
			return previewed[:done], err
		}
		chained = group.parcel.chained
		done += len(outcomes)
		tell(done, len(previewed))
	}
	return previewed, nil
}

// exportGroup is users whose files are recorded in one transaction.
type exportGroup struct {
	session *Session
	parcel  *shipment
	exports map[int]*export // of the outcomes that have files
}

// write writes the files of a group. Where the folder can not be written, that is
// what became of each of its users.
func (g *exportGroup) write(ctx context.Context, outcomes []Outcome) error {
	if !slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Err == nil }) {
		return nil
	}
	g.exports = map[int]*export{}
	paths, err := g.parcel.end(g.session.update(context.WithoutCancel(ctx), func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		return errors.Join(g.writeEach(tx, by, now, outcomes), g.parcel.wait())
	}))
	if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
		return err
	}
	for i := range outcomes {
		o := &outcomes[i]
		e, exported := g.exports[i]
		switch {
		case o.Err != nil:
		case exported && len(paths) >= len(e.written):
			paths, o.Written = e.published(paths), e.written
		default:
			o.Err, paths = err, nil
		}
	}
	return nil
}

func (g *exportGroup) writeEach(tx *storage.Tx, by directory.Actor, now time.Time, outcomes []Outcome) error {
	issuer, err := g.session.issuer(tx)
	if err != nil {
		return err
	}
	recall := exchange.NewRecall(tx)
	for i := range outcomes {
		o := &outcomes[i]
		if o.Err != nil {
			continue
		}
		to, err := usualRecipients(recall, o.User.ID)
		if err != nil {
			return err
		}
		before, chained := len(g.parcel.staged), g.parcel.chained
		e := &export{session: g.session, parcel: g.parcel, user: o.User.ID, tx: tx, store: recall, by: by, issuer: issuer, now: now}
		if o.Err = tx.Attempt(func() error { return e.write(to) }); o.Err == nil {
			g.exports[i] = e
			continue
		}
		recall.Forget()
		g.parcel.discard(before)
		g.parcel.chained = chained
		if _, foreseen := fault.KindOf(o.Err); !foreseen {
			return o.Err
		}
	}
	return nil
}
