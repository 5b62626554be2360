package accounting

import (
	"errors"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Postings walks through postings in the order of their chain; an error of visit
// ends the walk.
type Postings func(visit func(Posting) error) error

// RestorePlan says what the restore of a backup would do. Of the chain everything
// up to Common stays; what follows is put aside as a branch, and what the backup
// has after it comes back.
type RestorePlan struct {
	Journal Journal
	Backup  Backup
	Head    ledger.Head // of the journal as it is
	Common  ledger.Head // the last entry that it shares with the backup
	Target  ledger.Head // where the chain ends then, before the marker
	Aside   Extent
	Back    Extent
	Beyond  Extent // in the backup, entered after the head from which head office gave the journal on; kept as a branch
}

// Nothing reports whether the journal has all that is in the backup, and nothing
// after it.
func (p RestorePlan) Nothing() bool { return p.Aside.Postings+p.Back.Postings+p.Beyond.Postings == 0 }

// PlanRestore compares a journal with a backup, whose chain it verifies on the way.
// It refuses with fault.Conflict a backup that has grown apart from the journal, and
// one that does not reach the head from which head office has granted it.
func PlanRestore(s RestoreStore, b Backup, postings Postings) (RestorePlan, error) {
	j, err := s.Journal(b.Journal)
	if err != nil {
		return RestorePlan{}, err
	}
	p := planning{store: s, RestorePlan: RestorePlan{Journal: j, Backup: b}}
	if p.history, err = s.Ownerships(j.ID); err != nil {
		return p.RestorePlan, err
	}
	if p.Head, err = s.PostingHead(j.ID); err != nil {
		return p.RestorePlan, err
	}
	for _, step := range []func(Postings) error{p.readChain, p.findCommon, p.checkGrant, p.measure, p.checkNumbers} {
		if err := step(postings); err != nil {
			return p.RestorePlan, err
		}
	}
	return p.RestorePlan, nil
}

// maxRestored bounds the postings of a backup.
const maxRestored = 10_000_000

type planning struct {
	RestorePlan
	store   RestoreStore
	history []ledger.Ownership
	heads   []link // of the backup, by sequence number from 1
}

// link is what a plan keeps of an entry of the backup.
type link struct {
	hash   ledger.Hash
	number int64
	epoch  int64
}

// readChain verifies the chain of the backup from its beginning to its head.
func (p *planning) readChain(postings Postings) error {
	verifier, lost := ledger.NewVerifier(p.Journal.ID, ledger.Head{}), losing(ledger.LostNumbers(p.history))
	var current Posting
	err := postings(func(next Posting) error {
		current = next
		lost.reach(verifier, current.Entry.Epoch)
		if current.Mask == MaskRestore {
			verifier.Skip(current.Restore.gap(verifier.Head()))
		}
		if err := verifier.Check(&current.Entry, &current); err != nil {
			return err
		}
		if len(p.heads) == maxRestored {
			return fault.New(fault.Invalid, "accounting.restore-large", fault.Args{"Most": maxRestored})
		}
		p.heads = append(p.heads, link{current.Entry.Hash, verifier.Head().Number, current.Entry.Epoch})
		return nil
	})
	if err == nil && verifier.Head() != p.Backup.Head {
		err = fault.New(fault.Forged, "accounting.restore-head", fault.Args{"Journal": p.Journal.Ref(), "Number": p.Backup.Head.Number})
	}
	return err
}

// losing are the numbers that a journal has lost, by the epochs of the withdrawals, for
// a chain that may go on beyond one: what was entered there under an earlier epoch has
// these numbers.
type losing []ledger.Lost

// reach lets the chain have the gaps up to an epoch.
func (l *losing) reach(v *ledger.Verifier, epoch int64) {
	for len(*l) > 0 && (*l)[0].Epoch <= epoch {
		v.Skip((*l)[0].Gap)
		*l = (*l)[1:]
	}
}

// head gives the head of the backup's chain after an entry.
func (p *planning) headAt(seq int64) ledger.Head {
	if seq == 0 {
		return ledger.Head{}
	}
	return ledger.Head{Seq: seq, Number: p.heads[seq-1].number, Hash: p.heads[seq-1].hash}
}

// findCommon finds the last entry that both chains have, which is the last up to
// which they are the same.
func (p *planning) findCommon(Postings) error {
	low, high := int64(0), min(p.Head.Seq, int64(len(p.heads))) // low is shared, nothing after high is
	for low < high {
		middle := (low + high + 1) / 2
		here, err := hashAt(p.store, p.Journal.ID, middle)
		if err != nil {
			return err
		}
		if here == p.heads[middle-1].hash {
			low = middle
		} else {
			high = middle - 1
		}
	}
	p.Common, p.Target = p.headAt(low), p.headAt(int64(len(p.heads)))
	return nil
}

var errFound = errors.New("accounting: found")

// hashAt gives the hash of an entry of the journal; zero when it is not here.
func hashAt(s Store, journal ident.BookID, seq int64) (hash ledger.Hash, err error) {
	err = s.PostingChain(journal, seq, func(p Posting) error {
		if p.Entry.Seq == seq {
			hash = p.Entry.Hash
		}
		return errFound
	})
	if errors.Is(err, errFound) {
		err = nil
	}
	return hash, err
}

// checkGrant wants the restored chain to go through the head of the newest grant,
// and to end there where what follows was entered under an earlier one.
func (p *planning) checkGrant(Postings) error {
	if len(p.history) == 0 {
		return nil
	}
	owner := p.history[len(p.history)-1]
	granted := owner.Head
	args := fault.Args{"Journal": p.Journal.Ref(), "Number": granted.Number, "Backup": p.Target.Number}
	switch {
	case granted.Seq > p.Target.Seq:
		return fault.New(fault.Conflict, "accounting.restore-behind", args)
	case granted.Seq > 0 && p.headAt(granted.Seq).Hash != granted.Hash:
		return fault.New(fault.Conflict, "accounting.restore-apart", args)
	}
	if granted.Seq < p.Target.Seq && p.heads[granted.Seq].epoch != owner.Epoch {
		p.Target = p.headAt(granted.Seq)
		if p.Common.Seq > p.Target.Seq { // and so the journal itself has what was entered beyond
			p.Common = p.Target
		}
	}
	return nil
}

// measure tells what goes and what comes.
func (p *planning) measure(postings Postings) error {
	err := p.store.PostingChain(p.Journal.ID, p.Common.Seq+1, func(q Posting) error {
		p.Aside.Add(&q)
		return nil
	})
	if err != nil {
		return err
	}
	return postings(func(q Posting) error {
		switch seq := q.Entry.Seq; {
		case seq > p.Target.Seq:
			p.Beyond.Add(&q)
		case seq > p.Common.Seq:
			p.Back.Add(&q)
		}
		return nil
	})
}

// checkNumbers refuses what would use a number for a second content: what comes
// back was put aside before, or follows all numbers that were ever given out.
func (p *planning) checkNumbers(Postings) error {
	if p.Back.Postings+p.Beyond.Postings == 0 || p.Aside.Postings == 0 {
		return nil
	}
	branches, err := p.store.JournalBranches(p.Journal.ID)
	if err != nil {
		return err
	}
	aside := map[ledger.Hash]bool{}
	for _, b := range branches {
		err := p.store.BranchPostings(p.Journal.ID, b.Number, func(q Posting) error {
			aside[q.Entry.Hash] = true
			return nil
		})
		if err != nil {
			return err
		}
	}
	for seq := p.Common.Seq + 1; seq <= int64(len(p.heads)); seq++ {
		if l := p.heads[seq-1]; !aside[l.hash] && l.number <= p.Head.Number {
			return fault.New(fault.Conflict, "accounting.restore-diverged", fault.Args{"Journal": p.Journal.Ref(), "Number": l.number})
		}
	}
	return nil
}

// VerifyPostings recomputes the chain of a backup by itself: numbers go up, and it
// ends where it says.
func VerifyPostings(b Backup, postings Postings) error {
	end := ledger.Head{}
	err := postings(func(p Posting) error {
		e := &p.Entry
		if e.Seq != end.Seq+1 || e.Prev != end.Hash || e.Number <= end.Number || e.Book != b.Journal || e.Hash != e.Sum(&p) {
			return fault.New(fault.Forged, "accounting.backup-chain", fault.Args{"Number": e.Number, "Seq": end.Seq + 1})
		}
		end = end.After(*e)
		return nil
	})
	if err == nil && end != b.Head {
		err = fault.New(fault.Forged, "accounting.backup-chain", fault.Args{"Number": b.Head.Number, "Seq": end.Seq + 1})
	}
	return err
}
