package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/archive"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// JournalRestore says what the restore of a backup would do, before anything
// happens.
type JournalRestore struct {
	Content   JournalContent
	Plan      accounting.RestorePlan
	Critical  bool                 // postings that head office has received in a closing would be put aside
	Affected  []accounting.Closing // those closings
	Item      [32]byte             // what a code is asked for, when it is critical; see CodeItems
	Permitted bool                 // head office has permitted it, and nobody has done it yet
	Blocked   error                // what is in the way, or nil
}

// PreviewRestore reads all of a backup of a journal, compares it with the journal
// and says what a restore would put aside and bring back. Nothing is written.
func (s *Session) PreviewRestore(ctx context.Context, path string, tell archive.Tell) (r JournalRestore, err error) {
	err = s.unpackedJournal(ctx, path, tell, func(u *unpackedJournal) error {
		return s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
			if r, err = s.planRestore(tx, u, by, now); err != nil {
				return err
			}
			r.Blocked, err = s.blocked(tx, r, by, now)
			return err
		})
	})
	return r, err
}

func (s *Session) planRestore(tx *storage.Tx, u *unpackedJournal, by directory.Actor, now time.Time) (r JournalRestore, err error) {
	r.Content = u.content
	j, err := tx.Journal(u.backup.Journal)
	if isMissing(err) {
		return r, fault.New(fault.Missing, "workspace.restore-unknown", fault.Args{"Journal": u.content.Journal.Project + "/" + u.content.Journal.Code})
	}
	if err != nil {
		return r, err
	}
	if err := accounting.May(tx, by, directory.RightJournalView, j, now); err != nil {
		return r, err
	}
	if _, err := u.closings(); err != nil {
		return r, err
	}
	if r.Plan, err = accounting.PlanRestore(tx, u.backup, u.postings); err != nil {
		return r, err
	}
	if r.Plan.Aside.Postings == 0 {
		return r, nil
	}
	if r.Affected, err = accounting.AffectedClosings(tx, j.ID, r.Plan.Common); err != nil {
		return r, err
	}
	if r.Critical = len(r.Affected) > 0; !r.Critical {
		return r, nil
	}
	if accounting.CheckAffected(j, r.Affected) != nil || r.Plan.Common != u.backup.Head {
		return r, nil // nothing that could be asked for
	}
	subject, err := verification.RestoreOf(tx, u.backup.Journal, u.backup.Digest, r.Affected)
	if err != nil {
		return r, err
	}
	r.Item = subject.Value
	v, err := tx.Verification(mark.PurposeRestore)
	r.Permitted = err == nil && v.Subject == r.Item && v.State == mark.VerificationPermitted
	return r, ignoreMissing(err)
}

// blocked gives what keeps the person from the restore now.
func (s *Session) blocked(tx *storage.Tx, r JournalRestore, by directory.Actor, now time.Time) (refusal, err error) {
	home, err := tx.Home()
	if err != nil {
		return nil, err
	}
	refusal = accounting.CanRestore(tx, by, home.Poste, r.Plan, accounting.Permission{Critical: r.Critical}, now)
	if refusal == nil {
		refusal = s.w.believedForRestore(tx)
	}
	if refusal == nil {
		refusal = vouched(tx, r)
	}
	if refusal == nil && r.Critical {
		refusal = criticalAllowed(r)
	}
	return refusal, unforeseen(refusal)
}

// believedForRestore refuses while the clock is behind trusted time, or has jumped.
func (w *Workspace) believedForRestore(tx *storage.Tx) error {
	clock, err := w.clock(tx)
	if err != nil {
		return err
	}
	if clock.Times.Late(clock.System) {
		return fault.New(fault.Expired, "workspace.restore-late", fault.Args{"Now": clock.Now()})
	}
	return w.believedClock(tx)
}

// vouched refuses postings for which nobody answers: neither the signature of a
// poste that is known here, nor head office, which has granted the journal from
// their last one on.
func vouched(tx *storage.Tx, r JournalRestore) error {
	if r.Content.Signed || r.Plan.Back.Postings == 0 {
		return nil
	}
	owner, err := tx.Ownership(r.Plan.Journal.ID)
	if ignoreMissing(err) != nil {
		return err
	}
	if owner.Head.Seq > 0 && owner.Head == r.Plan.Target {
		return nil
	}
	return fault.New(fault.Forged, "workspace.backup-signature", fault.Args{"Poste": r.Content.Number})
}

func criticalAllowed(r JournalRestore) error {
	if err := accounting.CheckAffected(r.Plan.Journal, r.Affected); err != nil {
		return err
	}
	args := fault.Args{"Journal": r.Plan.Journal.Ref(), "Closings": len(r.Affected), "Number": r.Plan.Backup.Head.Number}
	switch {
	case r.Item == [32]byte{}:
		return fault.New(fault.Denied, "workspace.restore-indirect", args)
	case !r.Permitted:
		return fault.New(fault.Denied, "workspace.restore-critical", args)
	}
	return nil
}

// JournalRestored is what a restore did.
type JournalRestored struct {
	JournalRestore
	Branch accounting.Branch // of number 0 when nothing was put aside
	Head   ledger.Head       // of the journal now
}

// RestoreJournal brings a journal back to a backup, by somebody who has just given
// the password. seen is the preview that the person has agreed to: where the
// journal has changed since, that is fault.Conflict. What is replaced becomes a
// branch. A critical restore spends what head office has permitted, in the same
// transaction. Marks are not touched.
func (s *Session) RestoreJournal(ctx context.Context, path string, seen JournalRestore, reason string, tell archive.Tell) (done JournalRestored, err error) {
	if err := s.RecentlyProved(); err != nil {
		return done, err
	}
	err = s.unpackedJournal(ctx, path, tell, func(u *unpackedJournal) error {
		if err := s.w.restoreAttachments(u.scratch); err != nil {
			return err
		}
		return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
			done, err = s.restoreWithin(tx, u, seen, by, reason, now)
			return err
		})
	})
	s.w.imports.Add(1)
	return done, err
}

func (s *Session) restoreWithin(tx *storage.Tx, u *unpackedJournal, seen JournalRestore, by directory.Actor, reason string, now time.Time) (done JournalRestored, err error) {
	if done.JournalRestore, err = s.planRestore(tx, u, by, now); err != nil {
		return done, err
	}
	if done.Content.Digest != seen.Content.Digest || done.Plan.Head != seen.Plan.Head || done.Plan.Common != seen.Plan.Common || done.Critical != seen.Critical {
		return done, fault.New(fault.Conflict, "accounting.restore-stale", fault.Args{"Journal": done.Plan.Journal.Ref()})
	}
	refusal, err := s.blocked(tx, done.JournalRestore, by, now)
	if err != nil || refusal != nil {
		return done, orElse(err, refusal)
	}
	permission := accounting.Permission{Critical: done.Critical}
	if done.Critical {
		if permission.Code, err = s.w.spendRestore(tx, by, done.Item); err != nil {
			return done, err
		}
	}
	home, err := tx.Home()
	if err != nil {
		return done, err
	}
	if done.Branch, err = accounting.RestoreJournal(tx, by, home.Poste, done.Plan, u.postings, permission, reason, now); err != nil {
		return done, err
	}
	if err := bringClosings(tx, u); err != nil {
		return done, err
	}
	if err := tx.SaveJournalBackup(u.backup); err != nil {
		return done, err
	}
	report, err := accounting.Verify(tx, u.backup.Journal)
	done.Head = report.Head
	return done, err
}

// spendRestore spends what was permitted, and gives the code by which.
func (w *Workspace) spendRestore(tx *storage.Tx, by directory.Actor, item [32]byte) (code string, err error) {
	clock, err := w.clock(tx)
	if err != nil {
		return "", err
	}
	v, err := tx.Verification(mark.PurposeRestore)
	if err != nil {
		return "", err
	}
	if code, err = verification.Code(tx, v); err != nil {
		return "", err
	}
	return code, verification.Permit(tx, by, usrfile.Subject{Purpose: usrfile.PurposeRestore, Value: item}, clock)
}

// bringClosings adds the closings of the backup that go on from those that are
// here, and whose ends the journal has.
func bringClosings(tx *storage.Tx, u *unpackedJournal) error {
	closings, err := u.closings()
	if err != nil {
		return err
	}
	known, err := tx.Closings(u.backup.Journal)
	if err != nil {
		return err
	}
	for n, c := range closings {
		if n < len(known) {
			if known[n].Hash != c.Hash {
				return nil // they part here, and those of the journal stand
			}
			continue
		}
		held, err := accounting.InChain(tx, u.backup.Journal, c.Head)
		if err != nil || !held {
			return err
		}
		if err := tx.SaveClosing(c); err != nil {
			return err
		}
	}
	return nil
}

// JournalBranch is what a restore has put aside.
type JournalBranch struct {
	accounting.Branch
	Extent accounting.Extent
	By     string
}

// JournalBranches lists what was put aside of a journal.
func (s *Session) JournalBranches(ctx context.Context, journal ident.BookID) (list []JournalBranch, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, _ accounting.Journal, _ time.Time) error {
		branches, err := tx.JournalBranches(journal)
		if err != nil {
			return err
		}
		for _, b := range branches {
			shown := JournalBranch{Branch: b}
			if shown.By, err = nameOf(tx, b.Author); err != nil {
				return err
			}
			err := tx.BranchPostings(journal, b.Number, func(p accounting.Posting) error {
				shown.Extent.Add(&p)
				return nil
			})
			if err != nil {
				return err
			}
			list = append(list, shown)
		}
		return nil
	})
	return list, err
}

// BranchPostings gives the postings of a branch, which are read and printed like
// those of the journal.
func (s *Session) BranchPostings(ctx context.Context, journal ident.BookID, branch int64) (postings []accounting.Posting, err error) {
	err = s.viewJournal(ctx, journal, func(tx *storage.Tx, j accounting.Journal, _ time.Time) error {
		err := tx.BranchPostings(journal, branch, func(p accounting.Posting) error {
			postings = append(postings, p)
			return nil
		})
		if err == nil && len(postings) == 0 {
			err = fault.New(fault.Missing, "workspace.no-branch", fault.Args{"Journal": j.Ref(), "Branch": branch})
		}
		return err
	})
	return postings, err
}
