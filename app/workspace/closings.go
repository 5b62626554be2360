package workspace

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
)

// ClosingCard is a closing as lists show it.
type ClosingCard struct {
	accounting.Closing
	Journal   accounting.Journal
	Author    string // who closed
	Poste     directory.Poste
	Files     []string // names of its files
	Here      bool     // they lie in the outbox
	MayDecide error    // why the person may not decide about it, nil when they may
}

// ClosingPreview is what a closing would lock and send, and what is in its way.
type ClosingPreview struct {
	Plan    accounting.ClosingPlan
	Locks   accounting.Locks // before
	Journal accounting.Journal
	Sends   bool // files go to head office
}

// Closings lists the closings of a journal, the newest first.
func (s *Session) Closings(ctx context.Context, journal ident.BookID) (cards []ClosingCard, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		j, err := tx.Journal(journal)
		if err != nil {
			return err
		}
		if err := accounting.May(tx, by, directory.RightJournalView, j, now); err != nil {
			return err
		}
		all, err := tx.Closings(journal)
		if err != nil {
			return err
		}
		for _, c := range slices.Backward(all) {
			card, err := s.closingCard(tx, by, j, c, now)
			if err != nil {
				return err
			}
			cards = append(cards, card)
		}
		return nil
	})
	return cards, err
}

// JournalLocks gives the days of a journal on which nothing may be posted.
func (s *Session) JournalLocks(ctx context.Context, journal ident.BookID) (locks accounting.Locks, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, j accounting.Journal, _ time.Time) error {
		locks, err = accounting.LocksOf(tx, j)
		return err
	})
	return locks, err
}

// PendingClosings lists the closings that wait for head office's decision and that
// the person may see, the oldest first: at a site those that were sent from it.
func (s *Session) PendingClosings(ctx context.Context) ([]ClosingCard, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (cards []ClosingCard, err error) {
		all, err := tx.PendingClosings()
		if err != nil {
			return nil, err
		}
		for _, c := range all {
			j, err := tx.Journal(c.Journal)
			if err != nil {
				return nil, err
			}
			if accounting.May(tx, by, directory.RightJournalView, j, now) != nil {
				continue
			}
			card, err := s.closingCard(tx, by, j, c, now)
			if err != nil {
				return nil, err
			}
			cards = append(cards, card)
		}
		return cards, nil
	})
}

func (s *Session) closingCard(tx *storage.Tx, by directory.Actor, j accounting.Journal, c accounting.Closing, now time.Time) (card ClosingCard, err error) {
	card = ClosingCard{Closing: c, Journal: j, MayDecide: mayDecideClosing(tx, by, c, now)}
	if card.Author, err = nameOf(tx, c.Author); err != nil {
		return card, err
	}
	if card.Poste, err = tx.Poste(c.Poste); ignoreMissing(err) != nil {
		return card, err
	}
	files, err := tx.ClosingFiles(c.Journal, c.Number)
	card.Here = len(files) > 0
	for _, f := range files {
		card.Files = append(card.Files, f.Name)
		_, missing := os.Lstat(filepath.Join(s.w.Outbox(), f.Name))
		card.Here = card.Here && f.Name != "" && missing == nil
	}
	return card, err
}

// mayDecideClosing lets nobody decide on a site: it is head office's word.
func mayDecideClosing(tx *storage.Tx, by directory.Actor, c accounting.Closing, now time.Time) error {
	if err := atOffice(tx); err != nil {
		return err
	}
	return accounting.MayDecide(tx, by, c, now)
}

// PlanClosing shows what a closing would lock and send. No day is today, for a
// month the last full one.
func (s *Session) PlanClosing(ctx context.Context, journal ident.BookID, kind accounting.ClosingKind, until calendar.Day) (p ClosingPreview, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		home, err := tx.Home()
		if err != nil {
			return err
		}
		order, err := s.closingOrder(tx, journal, kind, until)
		if err != nil {
			return err
		}
		if p.Plan, err = accounting.PlanClosing(tx, by, home.Poste, order, now); err != nil {
			return err
		}
		if p.Journal, err = tx.Journal(journal); err != nil {
			return err
		}
		p.Sends = p.Plan.Exported() && home.Side != directory.HeadOffice
		p.Locks, err = accounting.LocksOf(tx, p.Journal)
		return err
	})
	return p, err
}

func (s *Session) closingOrder(tx *storage.Tx, journal ident.BookID, kind accounting.ClosingKind, until calendar.Day) (accounting.ClosingOrder, error) {
	clock, err := s.w.clock(tx)
	return accounting.ClosingOrder{Journal: journal, Kind: kind, Until: until, Late: clock.Times.Late(clock.System)}, err
}

// CanClose says what keeps the person from a kind of closing of a journal now.
func (s *Session) CanClose(ctx context.Context, journal ident.BookID, kind accounting.ClosingKind) error {
	return s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		home, err := tx.Home()
		if err != nil {
			return err
		}
		return accounting.CanClose(tx, by, home.Poste, journal, kind, now)
	})
}

// CloseJournal closes a journal up to a day, by somebody who has just given the
// password, and writes what goes to head office into a folder.
func (s *Session) CloseJournal(ctx context.Context, journal ident.BookID, kind accounting.ClosingKind, until calendar.Day, dir string) (c accounting.Closing, paths []string, err error) {
	if err := s.RecentlyProved(); err != nil {
		return c, nil, err
	}
	paths, err = s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) (files []exchange.Outgoing, err error) {
		order, err := s.closingOrder(tx, journal, kind, until)
		if err != nil {
			return nil, err
		}
		m, err := s.closingMaker(tx, by, now)
		if err != nil {
			return nil, err
		}
		c, files, err = handover.WriteClosing(tx, m, order, s.w.Cabinet())
		return files, err
	})
	if err != nil {
		return c, nil, err
	}
	return c, paths, s.afterClosing(ctx, c)
}

// closingMaker gives what the files of a closing are made with: head office needs
// none for its own journals.
func (s *Session) closingMaker(tx *storage.Tx, by directory.Actor, now time.Time) (handover.Making, error) {
	home, err := tx.Home()
	if err != nil {
		return handover.Making{}, err
	}
	m, err := s.making(home, by, now)
	m.Sender.Poste = home.Poste
	return m, err
}

// RewriteClosing writes the files of a closing once more, the same bytes: they were
// lost, or never written because the power went.
func (s *Session) RewriteClosing(ctx context.Context, journal ident.BookID, number int64, dir string) (c accounting.Closing, paths []string, err error) {
	paths, err = s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) (files []exchange.Outgoing, err error) {
		m, err := s.closingMaker(tx, by, now)
		if err != nil {
			return nil, err
		}
		c, files, err = handover.WriteClosingAgain(tx, m, journal, number, s.w.Cabinet())
		return files, err
	})
	return c, paths, err
}
