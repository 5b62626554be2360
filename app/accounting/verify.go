package accounting

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Report is what the verification of a journal found.
type Report struct {
	Journal    Journal
	Postings   int64 // that are intact
	Reversals  int64 // of them
	Restores   int64 // markers, which restores have left
	Lines      int64
	Lost       int64       // numbers that no posting of the journal has
	Branches   int64       // that restores have put aside, intact
	Aside      int64       // postings in them
	DebitMinor int64       // all debits in the base currency, which are all credits
	Head       ledger.Head // its Hash.Anchor is printed on reports
}

// Verify recomputes the chain of a journal and checks every posting against the
// rules by which it must have been entered; then it compares what is derived from
// the postings, what was put aside by restores, and the end with head office's
// grant and with every end that was written down. The first damage is a
// fault.Forged that says what is wrong and where; the report then covers what
// comes before it.
func Verify(s RestoreStore, journal ident.BookID) (Report, error) {
	j, err := s.Journal(journal)
	if err != nil {
		return Report{}, err
	}
	a, err := newAudit(s, j)
	if err != nil {
		return Report{Journal: j}, err
	}
	for _, step := range []func(RestoreStore) error{a.walk, a.checkBranches, a.checkEnd, a.checkKnown, a.derived.check} {
		if err := step(s); err != nil {
			return a.report, err
		}
	}
	return a.report, nil
}

// audit walks the chain of one journal.
type audit struct {
	report   Report
	zone     *time.Location
	history  []ledger.Ownership // by epoch; empty when head office has not granted the journal
	lost     []ledger.Gap       // by head office's word
	verifier *ledger.Verifier
	rules    *ruleAudit
	derived  *derivedAudit
	known    knownHeads
	here     ident.PosteID // that this folder is
	closings *closingAudit
	branches map[ledger.Hash]Branch // by their end
	marked   map[int64]bool         // branches that a marker names
	current  Posting                // the one being checked; kept here so that a walk allocates little
}

func newAudit(s RestoreStore, j Journal) (*audit, error) {
	zone, err := calendar.Zone(j.TimeZone)
	if err != nil {
		return nil, err
	}
	history, err := s.Ownerships(j.ID)
	if err != nil {
		return nil, err
	}
	lost := ledger.Gaps(history)
	a := &audit{
		report: Report{Journal: j}, zone: zone, history: history, lost: lost,
		verifier: ledger.NewVerifier(j.ID, ledger.Head{}, lost...), rules: newRuleAudit(j),
		derived: newDerivedAudit(j),
	}
	home, err := s.Home()
	if kind, foreseen := fault.KindOf(err); err != nil && (!foreseen || kind != fault.Missing) {
		return nil, err
	}
	a.here = home.Poste
	if a.known, err = loadKnown(s, j.ID); err != nil {
		return nil, a.unreadable(err)
	}
	if a.closings, err = newClosingAudit(s, j, a.known); err != nil {
		return a, a.unreadable(err)
	}
	branches, err := s.JournalBranches(j.ID)
	a.branches, a.marked = map[ledger.Hash]Branch{}, map[int64]bool{}
	for _, b := range branches {
		a.branches[b.End.Hash] = b
	}
	return a, a.unreadable(err)
}

func (a *audit) walk(s RestoreStore) error {
	return a.unreadable(s.PostingChain(a.report.Journal.ID, 1, a.visit))
}

// unreadable says where the walk met what is no posting.
func (a *audit) unreadable(err error) error {
	if err == nil || !isUnreadable(err) {
		return err
	}
	return fault.Wrap(err, fault.Forged, "accounting.damage-unreadable", fault.Args{
		"Journal": a.report.Journal.Ref(), "Seq": a.report.Head.Seq + 1, "Number": a.report.Head.Number + 1,
	})
}

// isUnreadable tells what a column can not be read for from what a walk has found,
// and from what keeps the whole store from answering.
func isUnreadable(err error) bool {
	kind, foreseen := fault.KindOf(err)
	f := new(fault.Error)
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return false
	case !foreseen, kind == fault.Invalid:
		return true
	}
	return errors.As(err, &f) && f.Key == "accounting.body"
}

// visit checks one posting: its place in the chain first, then the rules.
func (a *audit) visit(p Posting) error {
	a.current = p
	before := a.verifier.Head()
	if p.Mask == MaskRestore { // its own hash vouches for the numbers that it has skipped
		a.verifier.Skip(p.Restore.gap(before))
	}
	if err := a.verifier.Check(&a.current.Entry, &a.current); err != nil {
		return err
	}
	if key := a.rules.check(&a.current, before, a.zone); key != "" {
		return a.damage(key, &a.current)
	}
	if key := a.checkMarker(&a.current, before); key != "" {
		return a.damage(key, &a.current)
	}
	if !a.closings.allows(&a.current) {
		return a.damage("accounting.damage-closed", &a.current)
	}
	if !a.owned(&a.current.Entry) {
		return a.damage("accounting.damage-owner", &a.current)
	}
	a.count(&a.current, before)
	return nil
}

// count takes a posting that is in order into the report.
func (a *audit) count(p *Posting, before ledger.Head) {
	a.report.Postings++
	a.report.Head = a.verifier.Head()
	a.report.Lines += int64(len(p.Lines))
	a.report.DebitMinor += p.DebitMinor()
	a.report.Lost += p.Entry.Number - before.Number - 1
	switch {
	case p.Entry.Reverses != 0:
		a.report.Reversals++
	case p.Mask == MaskRestore:
		a.report.Restores++
	}
	a.derived.expect(p)
	delete(a.known, a.report.Head)
	a.closings.pass(a.report.Head)
}

// owned compares the chain with the grants: it must go through every granted head,
// and whatever follows one is by the owner under that grant.
func (a *audit) owned(e *ledger.Entry) bool {
	var owner ledger.Ownership
	for _, o := range a.history {
		if o.Head.Seq == e.Seq && o.Head.Hash != e.Hash {
			return false
		}
		if o.Head.Seq < e.Seq {
			owner = o
		}
	}
	return owner.Epoch == 0 || e.Epoch == owner.Epoch && e.Poste == owner.Poste
}

// checkEnd compares the end of the walk with what the store says it is, and with
// the newest grant, so that a chain cut short is found.
func (a *audit) checkEnd(s RestoreStore) error {
	j := a.report.Journal
	head, err := s.PostingHead(j.ID)
	if err != nil {
		return a.unreadable(err)
	}
	expected := head
	for _, o := range a.history {
		if o.Head.Seq > expected.Seq {
			expected = o.Head
		}
	}
	if expected != a.report.Head {
		return fault.New(fault.Forged, "accounting.damage-head", fault.Args{
			"Journal": j.Ref(), "Number": a.report.Head.Number, "Expected": expected.Number,
		})
	}
	return nil
}

func (a *audit) damage(key string, p *Posting) error {
	return fault.New(fault.Forged, key, fault.Args{
		"Journal": a.report.Journal.Ref(), "Seq": p.Entry.Seq, "Number": p.Entry.Number, "Day": p.Entry.Day,
	})
}
