package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
)

// viewingHistory runs a read for those who may see everybody's history.
func viewingHistory[T any](ctx context.Context, s *Session, do func(*storage.Tx) (T, error)) (T, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (none T, err error) {
		if err := directory.Can(by, directory.RightHistoryView, directory.Place{}, now); err != nil {
			return none, err
		}
		return do(tx)
	})
}

// VerifyJournal checks the chain of the whole history, and that it goes on from
// the anchors.
func (s *Session) VerifyJournal(ctx context.Context, anchors ...directory.JournalAnchor) (directory.JournalReport, error) {
	return viewingHistory(ctx, s, func(tx *storage.Tx) (directory.JournalReport, error) {
		return directory.VerifyJournal(tx, anchors...)
	})
}

// JournalVerbs lists the verbs that the history has.
func (s *Session) JournalVerbs(ctx context.Context) ([]directory.Verb, error) {
	return viewingHistory(ctx, s, (*storage.Tx).ActVerbs)
}

// JournalCopy is what a file says of the history: the acts that were selected,
// newest first, and the end of the whole journal at the same moment.
type JournalCopy struct {
	Acts  []directory.Act
	Names map[ident.UserID]string // of those whom they concern
	Head  directory.JournalHead
}

// CopyJournal reads the acts of a filter for a file.
func (s *Session) CopyJournal(ctx context.Context, f directory.HistoryFilter) (JournalCopy, error) {
	return viewingHistory(ctx, s, func(tx *storage.Tx) (c JournalCopy, err error) {
		if c.Head, err = tx.JournalHead(); err != nil {
			return c, err
		}
		if c.Acts, _, err = tx.Acts(f); err != nil {
			return c, err
		}
		users, _, err := tx.Users(directory.UserFilter{Archived: true})
		c.Names = make(map[ident.UserID]string, len(users))
		for _, u := range users {
			c.Names[u.ID] = u.Name()
		}
		return c, err
	})
}
