package workspace

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/transit"
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
const exportMost = 512

// ExportUsers writes the `.usr` files of many users into a folder, for the
// postes that each has registered, else plain; each user's wholly or not at all.
// What was written stays when the rest is cancelled.
func (s *Session) ExportUsers(ctx context.Context, users []ident.UserID, dir string, tell func(done, total int)) ([]Outcome, error) {
	previewed, err := s.PreviewExport(ctx, users)
	if err != nil {
		return nil, err
	}
	run := &exportRun{session: s, dir: dir, tell: func(done int) { tell(done, len(previewed)) }}
	for outcomes := range slices.Chunk(previewed, exportMost) {
		if err = ctx.Err(); err == nil {
			err = run.write(ctx, outcomes)
		}
		if err != nil {
			break
		}
	}
	run.end()
	return previewed[:run.done], err
}

// exportRun writes group after group. The names of one appear while the next is
// written, and before that is recorded.
type exportRun struct {
	session *Session
	dir     string
	tell    func(done int)
	chained bool           // the chain lies in the folder
	before  *exportGroup   // is recorded, and its names appear
	sent    []transit.Sent // lie in the folder, and are not listed yet
	done    int            // users whose outcome is known
}

// write records the files of a group and lets their names appear meanwhile. Where the
// folder can not be written, that is what became of each of its users.
func (r *exportRun) write(ctx context.Context, outcomes []Outcome) error {
	g := &exportGroup{run: r, session: r.session, outcomes: outcomes}
	err := g.record(ctx)
	for errors.Is(err, errLeftOut) {
		err = g.record(ctx)
	}
	if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
		return err
	}
	r.published() // also where nothing was recorded after it
	r.before = g
	if g.err = err; err == nil {
		r.chained = g.parcel.chained
		g.appearing.Go(func() { g.paths, g.sent, g.err = g.parcel.publish() })
	}
	return nil
}

// published waits until the names of the group before have appeared.
func (r *exportRun) published() {
	g := r.before
	if g == nil {
		return
	}
	r.before = nil
	g.appearing.Wait()
	g.tellOutcomes()
	r.sent = append(r.sent, g.sent...)
	r.done += len(g.outcomes)
	r.tell(r.done)
}

// list has what lies in the folder listed, with what is recorded next.
func (r *exportRun) list(tx *storage.Tx) error {
	r.published()
	return saveSent(tx, r.sent)
}

// end ends what is still going on.
func (r *exportRun) end() {
	r.published()
	r.session.w.remember(r.sent)
}

// exportGroup is users whose files are recorded in one transaction.
type exportGroup struct {
	run      *exportRun
	session  *Session
	outcomes []Outcome
	parcel   *shipment
	exports  map[int]*export // of the outcomes that have files

	appearing sync.WaitGroup // of the names; then there are:
	paths     []string
	sent      []transit.Sent
	err       error // why there are no more paths
}

// errLeftOut has a group done again without those for whom it went wrong.
var errLeftOut = errors.New("workspace: left out")

// record writes the files of those for whom nothing went wrong so far. Where
// something then does, nothing of the group is kept.
func (g *exportGroup) record(ctx context.Context) error {
	g.exports = map[int]*export{}
	g.parcel = &shipment{w: g.session.w, dir: g.run.dir, chained: g.run.chained}
	if !slices.ContainsFunc(g.outcomes, func(o Outcome) bool { return o.Err == nil }) {
		return nil
	}
	err := g.session.update(context.WithoutCancel(ctx), func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		err := g.writeEach(tx, by, now)
		waited := g.parcel.wait()
		if err == nil && g.leaveOut() {
			return errLeftOut
		}
		return errors.Join(err, waited, g.run.list(tx))
	})
	if err != nil {
		g.parcel.discard(0)
		return err
	}
	g.run.sent = nil // is listed
	return nil
}

// tellOutcomes says what became of each user.
func (g *exportGroup) tellOutcomes() {
	for i := range g.outcomes {
		o := &g.outcomes[i]
		e, exported := g.exports[i]
		switch {
		case o.Err != nil:
		case exported && len(g.paths) >= len(e.written):
			g.paths, o.Written = e.published(g.paths), e.written
		default:
			o.Err, g.paths = g.err, nil
		}
	}
}

// leaveOut reports whether there are some whose files could not be recorded or made,
// and tells them why.
func (g *exportGroup) leaveOut() (some bool) {
	for i, e := range g.exports {
		o := &g.outcomes[i]
		if o.Err == nil {
			o.Err = e.unsigned()
		}
		some = some || o.Err != nil
	}
	return some
}

// writeEach records the exports of a group, while files of it are signed and
// written.
func (g *exportGroup) writeEach(tx *storage.Tx, by directory.Actor, now time.Time) error {
	issuer, err := g.session.issuer(tx)
	if err != nil {
		return err
	}
	recall := exchange.NewRecall(tx)
	for i := range g.outcomes {
		if i%storage.MostAhead == 0 {
			if err := readAhead(tx, g.outcomes[i:min(i+storage.MostAhead, len(g.outcomes))]); err != nil {
				return err
			}
		}
		o := &g.outcomes[i]
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
