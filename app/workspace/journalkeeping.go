package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
)

// GrantJournal gives a journal to a poste. The grant travels with the next user
// data; head office's own poste has it at once.
func (s *Session) GrantJournal(ctx context.Context, journal ident.BookID, poste ident.PosteID) (ledger.Ownership, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (ledger.Ownership, error) {
		return accounting.GrantJournal(tx, by, journal, poste, now)
	})
}

// SendPostings writes what was posted in a journal before it was granted, for the
// poste that keeps it, into a folder. There is nothing where the journal begins with
// the grant, and where that is head office's own poste.
func (s *Session) SendPostings(ctx context.Context, journal ident.BookID, dir string) ([]string, error) {
	return s.ship(ctx, dir, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]exchange.Outgoing, error) {
		j, err := tx.Journal(journal)
		if err != nil {
			return nil, err
		}
		if err := accounting.May(tx, by, directory.RightBookGrant, j, now); err != nil {
			return nil, err
		}
		owner, err := tx.Ownership(journal)
		if ignoreMissing(err) != nil {
			return nil, err
		}
		home, err := tx.Home()
		if err != nil || owner.Head.Seq == 0 || owner.Poste == home.Poste {
			return nil, err
		}
		issuer, err := s.issuer(tx)
		if err != nil {
			return nil, err
		}
		m, err := s.making(home, by, now)
		if err != nil {
			return nil, err
		}
		return handover.WritePostings(tx, issuer, m, j)
	})
}

// JournalPostes lists the postes to which a journal can be given.
func (s *Session) JournalPostes(ctx context.Context, journal ident.BookID) ([]directory.Poste, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]directory.Poste, error) {
		return accounting.AblePostes(tx, by, journal, now)
	})
}

// WithdrawJournal takes a journal from a poste that is dead; the numbers up to the
// last printed one that head office does not hold are lost.
func (s *Session) WithdrawJournal(ctx context.Context, journal ident.BookID, lastPrinted int64, reason string) (ledger.Ownership, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (ledger.Ownership, error) {
		return accounting.WithdrawJournal(tx, by, journal, lastPrinted, reason, now)
	})
}

// AcceptJournal takes a journal over on this poste from who kept it before.
func (s *Session) AcceptJournal(ctx context.Context, journal ident.BookID) (ledger.Ownership, error) {
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (ledger.Ownership, error) {
		return accounting.AcceptJournal(tx, by, poste, journal, now)
	})
}

// ReturnJournal gives a journal back to head office: nothing more is posted in it
// here, and the next record says so. A backup is made before.
func (s *Session) ReturnJournal(ctx context.Context, journal ident.BookID) (accounting.Journal, error) {
	if _, err := viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (struct{}, error) {
		home, err := tx.Home()
		if err != nil {
			return struct{}{}, err
		}
		return struct{}{}, accounting.ReadyToReturn(tx, by, home.Poste, journal, now)
	}); err != nil {
		return accounting.Journal{}, err
	}
	if _, err := s.BackupJournal(ctx, journal, accounting.BackupReturn, "", nil); err != nil {
		return accounting.Journal{}, err
	}
	return writePosting(ctx, s, func(tx *storage.Tx, by directory.Actor, poste ident.PosteID, now time.Time) (accounting.Journal, error) {
		return accounting.ReturnJournal(tx, by, poste, journal, now)
	})
}

// RestJournal lays a journal by (« au repos »), or opens it again.
func (s *Session) RestJournal(ctx context.Context, journal ident.BookID, rest bool) (accounting.Journal, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Journal, error) {
		return accounting.RestJournal(tx, by, journal, rest, now)
	})
}

// FinaliseJournal ends a journal for ever; a reason is needed for one that is still
// kept.
func (s *Session) FinaliseJournal(ctx context.Context, journal ident.BookID, reason string) (accounting.Journal, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (accounting.Journal, error) {
		return accounting.FinaliseJournal(tx, by, journal, reason, now)
	})
}

// JournalHistory gives who kept a journal from the first epoch on.
func (s *Session) JournalHistory(ctx context.Context, journal ident.BookID) (h BookHistory, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		h, err = readKeepings(tx, journal)
		return err
	})
	return h, err
}

// JournalKeeping is what the person can do about who keeps a journal on this poste.
// Each error is nil, or says in words what is in the way.
type JournalKeeping struct {
	Grant  error // give it to a poste, withdraw it, lay it by, finalise it
	Return error // give it back to head office
	Accept error // take it over from who kept it before
	Post   error

	Returned bool          // its poste has told that it gave it back
	Office   bool          // this is head office: what is done here need not travel to it
	Poste    ident.PosteID // that this is
}

// JournalKeeping gives what the person can do about who keeps a journal.
func (s *Session) JournalKeeping(ctx context.Context, journal ident.BookID) (JournalKeeping, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (k JournalKeeping, err error) {
		j, err := tx.Journal(journal)
		if err != nil {
			return k, err
		}
		if err := accounting.May(tx, by, directory.RightJournalView, j, now); err != nil {
			return k, err
		}
		return keepingOf(tx, by, j, now)
	})
}

func keepingOf(tx *storage.Tx, by directory.Actor, j accounting.Journal, now time.Time) (k JournalKeeping, err error) {
	home, err := tx.Home()
	if err != nil {
		return k, err
	}
	owner, err := tx.Ownership(j.ID)
	if ignoreMissing(err) != nil {
		return k, err
	}
	if k.Returned, err = accounting.Returned(tx, owner); err != nil {
		return k, err
	}
	k.Office, k.Poste = home.Side == directory.HeadOffice, home.Poste
	k.Grant = accounting.May(tx, by, directory.RightBookGrant, j, now)
	k.Return = accounting.CanReturn(tx, by, home.Poste, j.ID, now)
	k.Accept = accounting.CanAccept(tx, by, home.Poste, j.ID, now)
	k.Post = accounting.CanPost(tx, by, home.Poste, j.ID, now)
	return k, unforeseen(k.Grant, k.Return, k.Accept, k.Post)
}
