package accounting

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Permission is what makes a restore lawful that head office has to know of.
type Permission struct {
	Critical bool   // postings are put aside that head office has received in a closing
	Code     string // by which it has permitted that
}

// RestoreJournal brings a journal back to what a backup has, see RestorePlan, which
// it follows. What it replaces becomes a branch; a posting without lines says so in
// the chain, under a number after all that were given out.
func RestoreJournal(s RestoreRecords, by directory.Actor, poste ident.PosteID, plan RestorePlan, postings Postings, permission Permission, reason string, now time.Time) (Branch, error) {
	d, err := restoreDesk(s, by, poste, plan, permission, now)
	if err != nil {
		return Branch{}, err
	}
	if reason, err = required("reason", reason, MaxReason); err != nil {
		return Branch{}, err
	}
	b := Branch{
		Journal: plan.Journal.ID, Cause: CauseRestore, Cut: plan.Common, End: plan.Head, Backup: plan.Backup.Digest,
		Code: permission.Code, Reason: reason, PutAside: now.UTC().Truncate(time.Second), Author: by.ID, Poste: poste,
	}
	if plan.Aside.Postings > 0 {
		if b.Number, err = nextBranch(s, b.Journal); err != nil {
			return Branch{}, err
		}
		if err := s.PutAside(plan.Journal, b); err != nil {
			return Branch{}, err
		}
	}
	if err := bringBack(s, plan, postings); err != nil {
		return Branch{}, err
	}
	if err := keepBeyond(s, plan, postings, b); err != nil {
		return Branch{}, err
	}
	if plan.Aside.Postings > 0 {
		if err := d.mark(plan, b); err != nil {
			return Branch{}, err
		}
		if err := voidClosings(s, b.Journal, plan.Common); err != nil {
			return Branch{}, err
		}
	}
	return b, directory.Note(s, by, ident.UserID{}, directory.VerbJournalRestored, now, restoreFacts(plan, b, permission)...)
}

// CanRestore says what keeps somebody from a restore now, or nil.
func CanRestore(s RestoreRecords, by directory.Actor, poste ident.PosteID, plan RestorePlan, permission Permission, now time.Time) error {
	_, err := restoreDesk(s, by, poste, plan, permission, now)
	return err
}

// restoreDesk lets somebody restore, who may, on the poste that keeps the journal.
func restoreDesk(s RestoreRecords, by directory.Actor, poste ident.PosteID, plan RestorePlan, permission Permission, now time.Time) (*desk, error) {
	j := plan.Journal
	right := directory.RightRestore
	if permission.Critical {
		right = directory.RightRestoreCritical
	}
	if err := May(s, by, right, j, now); err != nil {
		return nil, err
	}
	args := fault.Args{"Journal": j.Ref(), "Number": plan.Backup.Head.Number}
	switch {
	case j.Status != Open:
		return nil, fault.New(fault.Denied, "accounting.not-open", fault.Args{
			"Journal": j.Ref(), "Status": fault.Key("journal.status." + string(j.Status)),
		})
	case plan.Nothing():
		return nil, fault.New(fault.Conflict, "accounting.restore-nothing", args)
	case j.Class == Cash && plan.Aside.Postings > 0:
		return nil, fault.New(fault.Denied, "accounting.restore-cash", args)
	}
	head, err := s.PostingHead(j.ID)
	if err != nil {
		return nil, err
	}
	if head != plan.Head {
		return nil, fault.New(fault.Conflict, "accounting.restore-stale", args)
	}
	owner, err := ownedBy(s, j, poste)
	if err != nil {
		return nil, err
	}
	today, err := j.Today(now)
	stamp := ledger.Entry{Book: j.ID, Epoch: owner.Epoch, Recorded: now, Author: by.ID, Poste: poste}
	return &desk{store: s, by: by, journal: j, now: now, today: today, stamp: stamp}, err
}

func nextBranch(s RestoreStore, journal ident.BookID) (int64, error) {
	branches, err := s.JournalBranches(journal)
	return int64(len(branches)) + 1, err
}

// bringBack appends what the backup has of the chain and the journal has not.
func bringBack(s RestoreStore, plan RestorePlan, postings Postings) error {
	if plan.Back.Postings == 0 {
		return nil
	}
	return postings(func(p Posting) error {
		if p.Entry.Seq <= plan.Common.Seq || p.Entry.Seq > plan.Target.Seq {
			return nil
		}
		return s.AppendPosting(plan.Journal, p)
	})
}

// keepBeyond keeps, as a branch of its own, what the backup has from before the
// journal was given on and head office never received.
func keepBeyond(s RestoreStore, plan RestorePlan, postings Postings, b Branch) error {
	if plan.Beyond.Postings == 0 {
		return nil
	}
	known, err := s.JournalBranches(b.Journal)
	if err != nil {
		return err
	}
	for _, other := range known {
		if other.End == plan.Backup.Head {
			return nil
		}
	}
	b.Number, b.Cause, b.Cut, b.End, b.Code = int64(len(known))+1, CauseWithdrawn, plan.Target, plan.Backup.Head, ""
	if err := s.SaveBranch(b); err != nil {
		return err
	}
	return postings(func(p Posting) error {
		if p.Entry.Seq <= plan.Target.Seq {
			return nil
		}
		return s.AppendBranchPosting(b.Number, p)
	})
}

// mark puts the marker into the chain.
func (d *desk) mark(plan RestorePlan, b Branch) error {
	d.head = plan.Target
	d.head.Number = max(plan.Head.Number, plan.Target.Number)
	_, err := d.enter(d.today, 0, Content{
		Mask: MaskRestore, VoucherDay: d.today, Text: b.Reason, Origin: b.Code, Restore: Restore{Branch: b.End, Backup: b.Backup},
	})
	return err
}
