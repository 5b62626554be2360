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

// exportMost is how many users share one durable transaction: as many as are read
// ahead at once.
const exportMost = storage.MostAhead

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

// errLeftOut has a group done again without those for whom it went wrong.
var errLeftOut = errors.New("workspace: left out")

// write writes the files of a group. Where the folder can not be written, that is
// what became of each of its users.
func (g *exportGroup) write(ctx context.Context, outcomes []Outcome) error {
	chained := g.parcel.chained
	paths, err := g.writeTogether(ctx, outcomes)
	for errors.Is(err, errLeftOut) {
		g.parcel = &shipment{w: g.parcel.w, dir: g.parcel.dir, chained: chained}
		paths, err = g.writeTogether(ctx, outcomes)
	}
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

// writeTogether writes the files of those for whom nothing went wrong so far. Where
// something then does, nothing of the group is kept.
func (g *exportGroup) writeTogether(ctx context.Context, outcomes []Outcome) ([]string, error) {
	g.exports = map[int]*export{}
	if !slices.ContainsFunc(outcomes, func(o Outcome) bool { return o.Err == nil }) {
		return nil, nil
	}
	return g.parcel.end(g.session.update(context.WithoutCancel(ctx), func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		err := g.writeEach(tx, by, now, outcomes)
		waited := g.parcel.wait()
		if err == nil && g.leaveOut(outcomes) {
			return errLeftOut
		}
		return errors.Join(err, waited)
	}))
}

// leaveOut reports whether there are some whose files could not be recorded or made,
// and tells them why.
func (g *exportGroup) leaveOut(outcomes []Outcome) (some bool) {
	for i, e := range g.exports {
		o := &outcomes[i]
		if o.Err == nil {
			o.Err = e.unsigned()
		}
		some = some || o.Err != nil
	}
	return some
}

// writeEach records the exports of a group, while files of it are signed and
// written.
func (g *exportGroup) writeEach(tx *storage.Tx, by directory.Actor, now time.Time, outcomes []Outcome) error {
	issuer, err := g.session.issuer(tx)
	if err != nil {
		return err
	}
	if err := readAhead(tx, outcomes); err != nil {
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
		e := &export{session: g.session, parcel: g.parcel, user: o.User.ID, tx: tx, store: recall, by: by, issuer: issuer, now: now}
		g.exports[i] = e
		o.Err = e.write(to)
		if _, foreseen := fault.KindOf(o.Err); o.Err != nil && !foreseen {
			return o.Err
		}
	}
	return nil
}

// readAhead reads in a few queries whom the exports of a group are about.
func readAhead(tx *storage.Tx, outcomes []Outcome) error {
	users := make([]ident.UserID, len(outcomes))
	for i := range outcomes {
		users[i] = outcomes[i].User.ID
	}
	return tx.ReadAhead(users)
}
