package accounting

import (
	"cmp"
	"maps"
	"slices"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// knownHeads are ends of the journal that were written down elsewhere: where a
// backup was made, where a branch leaves the chain. Each must be in the chain, or
// in a branch.
type knownHeads map[ledger.Head]bool

func loadKnown(s RestoreStore, journal ident.BookID) (knownHeads, error) {
	known := knownHeads{}
	backups, err := s.JournalBackups(journal)
	if err != nil {
		return nil, err
	}
	for _, b := range backups {
		if b.Told.IsZero() { // what others have told may be ahead of what is here
			known[b.Head] = true
		}
	}
	branches, err := s.JournalBranches(journal)
	for _, b := range branches {
		known[b.Cut] = true
	}
	return known, err
}

// checkKnown refuses a journal in which an end that it had is gone.
func (a *audit) checkKnown(RestoreStore) error {
	delete(a.known, ledger.Head{})
	if len(a.known) == 0 {
		return nil
	}
	first := slices.MinFunc(slices.Collect(maps.Keys(a.known)), func(x, y ledger.Head) int {
		return cmp.Or(cmp.Compare(x.Seq, y.Seq), cmp.Compare(x.Number, y.Number))
	})
	return fault.New(fault.Forged, "accounting.damage-known", fault.Args{
		"Journal": a.report.Journal.Ref(), "Number": first.Number, "Anchor": first.Hash.Anchor(),
	})
}

// checkMarker compares the marker of a restore with the branch that it names.
func (a *audit) checkMarker(p *Posting, before ledger.Head) string {
	if p.Mask != MaskRestore {
		return ""
	}
	b, found := a.branches[p.Restore.Branch.Hash]
	e := p.Entry
	if !found && e.Poste != a.here { // what another poste has put aside need never have been here
		return ""
	}
	same := b.End == p.Restore.Branch && b.Backup == p.Restore.Backup && (b.Cause == CauseRestore || b.Cause == CauseFollowed) && b.Code == p.Origin &&
		b.Reason == p.Text && b.PutAside.Equal(e.Recorded) && b.Author == e.Author && b.Poste == e.Poste
	if !found || !same || b.Cut.Seq > before.Seq {
		return "accounting.damage-marker"
	}
	a.marked[b.Number] = true
	return ""
}

// checkBranches recomputes the chain of every branch, and wants each that a restore
// has left to be named by a marker, in the chain or in a later branch.
func (a *audit) checkBranches(s RestoreStore) error {
	branches := slices.SortedFunc(maps.Values(a.branches), func(x, y Branch) int { return cmp.Compare(x.Number, y.Number) })
	for _, b := range branches {
		if err := a.checkBranch(s, b); err != nil {
			return err
		}
	}
	for _, b := range branches {
		if b.Cause == CauseRestore && !a.marked[b.Number] || b.Journal != a.report.Journal.ID {
			return a.branchDamage(b, nil)
		}
	}
	return nil
}

func (a *audit) checkBranch(s RestoreStore, b Branch) error {
	verifier, lost := ledger.NewVerifier(b.Journal, b.Cut), losing(ledger.LostNumbers(a.history))
	var current Posting
	err := s.BranchPostings(b.Journal, b.Number, func(p Posting) error {
		current = p
		before := verifier.Head()
		lost.reach(verifier, p.Entry.Epoch)
		if p.Mask == MaskRestore {
			verifier.Skip(p.Restore.gap(before))
		}
		if err := verifier.Check(&current.Entry, &current); err != nil {
			return err
		}
		if a.checkMarker(&current, before) != "" {
			return a.damage("accounting.damage-marker", &current.Entry)
		}
		a.report.Aside++
		delete(a.known, verifier.Head())
		return nil
	})
	if err != nil && (isUnreadable(err) || isForged(err)) || err == nil && verifier.Head() != b.End {
		return a.branchDamage(b, err)
	}
	a.report.Branches++
	return err
}

func isForged(err error) bool {
	kind, _ := fault.KindOf(err)
	return kind == fault.Forged
}

func (a *audit) branchDamage(b Branch, cause error) error {
	args := fault.Args{"Journal": a.report.Journal.Ref(), "Branch": b.Number, "From": b.Cut.Number + 1, "To": b.End.Number}
	if cause != nil {
		return fault.Wrap(cause, fault.Forged, "accounting.damage-branch", args)
	}
	return fault.New(fault.Forged, "accounting.damage-branch", args)
}
