package accounting

import (
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

// VerifyChain recomputes the chain of a journal from the bytes that are stored: that
// no posting is missing, changed, moved or put in, that whoever entered it kept the
// journal then, that what restores have put aside is intact, and that the journal
// ends where it should and has gone through every end that was written down. What
// the postings say is not read; that they follow the rules and that totals agree with
// them is for Verify. The first damage is a fault.Forged that says what is wrong and
// where; the report then covers what comes before it. Of postings it tells how many
// there are, which numbers are lost, and the end.
func VerifyChain(s RestoreStore, journal ident.BookID) (Report, error) {
	a, err := verifyChain(s, journal)
	return a.report, err
}

// Verify does what VerifyChain does; then it reads every posting and checks it against
// the rules by which it must have been entered, and compares what is derived from the
// postings with them. Damage is told likewise.
func Verify(s RestoreStore, journal ident.BookID) (Report, error) {
	a, err := verifyChain(s, journal)
	if err != nil {
		return a.report, err
	}
	c := newContentAudit(a)
	if err := c.walk(s); err != nil {
		return a.report, err
	}
	return a.report, c.derived.check(s)
}

func verifyChain(s RestoreStore, journal ident.BookID) (*audit, error) {
	s.Afresh()
	j, err := s.Journal(journal)
	if err != nil {
		return &audit{}, err
	}
	a, err := newAudit(s, j)
	if err != nil {
		return a, err
	}
	for _, step := range []func(RestoreStore) error{a.walk, a.checkBranches, a.checkEnd, a.checkKnown} {
		if err := step(s); err != nil {
			return a, err
		}
	}
	return a, nil
}

// audit walks the chain of one journal.
type audit struct {
	report   Report
	zone     *time.Location
	history  []ledger.Ownership // by epoch; empty when head office has not granted the journal
	lost     []ledger.Gap       // by head office's word
	verifier *ledger.Verifier
	known    knownHeads
	here     ident.PosteID // that this folder is
	closings *closingAudit
	branches map[ledger.Hash]Branch // by their end
	marked   map[int64]bool         // branches that a marker names
}

func newAudit(s RestoreStore, j Journal) (*audit, error) {
	a := &audit{report: Report{Journal: j}, branches: map[ledger.Hash]Branch{}, marked: map[int64]bool{}}
	var err error
	if a.zone, err = calendar.Zone(j.TimeZone); err != nil {
		return a, err
	}
	if a.history, err = s.Ownerships(j.ID); err != nil {
		return a, err
	}
	a.lost = ledger.Gaps(a.history)
	a.verifier = ledger.NewVerifier(j.ID, ledger.Head{}, a.lost...)
	home, err := s.Home()
	if kind, foreseen := fault.KindOf(err); err != nil && (!foreseen || kind != fault.Missing) {
		return a, err
	}
	a.here = home.Poste
	if a.known, err = loadKnown(s, j.ID); err != nil {
		return a, a.unreadable(err)
	}
	if a.closings, err = newClosingAudit(s, j, a.known); err != nil {
		return a, a.unreadable(err)
	}
	branches, err := s.JournalBranches(j.ID)
	for _, b := range branches {
		a.branches[b.End.Hash] = b
	}
	return a, a.unreadable(err)
}

func (a *audit) walk(s RestoreStore) error {
	return a.unreadable(s.PostingLinks(a.report.Journal.ID, a.visit))
}

// visit checks one link: its place in the chain first, then who made it.
func (a *audit) visit(l *Link) error {
	before := a.verifier.Head()
	marker, err := a.marker(l, before)
	if err != nil {
		return err
	}
	if err := a.verifier.Check(&l.Entry, l); err != nil {
		return err
	}
	if key := a.checkMarker(&marker, before); key != "" {
		return a.damage(key, &l.Entry)
	}
	if !a.owned(&l.Entry) {
		return a.damage("accounting.damage-owner", &l.Entry)
	}
	a.report.Postings++
	a.report.Head = a.verifier.Head()
	a.report.Lost += l.Entry.Number - before.Number - 1
	delete(a.known, a.report.Head)
	return nil
}

// marker reads the marker of a restore, and lets the chain skip the numbers that it
// names, for which its own hash vouches; any other link gives nothing.
func (a *audit) marker(l *Link, before ledger.Head) (p Posting, err error) {
	if l.IsMarker() {
		p, err = l.Posting()
		a.verifier.Skip(p.Restore.gap(before))
	}
	return p, err
}

func (a *audit) unreadable(err error) error { return unreadable(err, a.report.Journal, a.report.Head) }

// unreadable says where a walk met what is no posting.
func unreadable(err error, j Journal, after ledger.Head) error {
	if err == nil || !isUnreadable(err) {
		return err
	}
	return fault.Wrap(err, fault.Forged, "accounting.damage-unreadable", fault.Args{
		"Journal": j.Ref(), "Seq": after.Seq + 1, "Number": after.Number + 1,
	})
}

// isUnreadable is ledger.Unreadable, and true of bytes that no posting has.
func isUnreadable(err error) bool {
	f := new(fault.Error)
	return ledger.Unreadable(err) || errors.As(err, &f) && f.Key == "accounting.body"
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

func (a *audit) damage(key string, e *ledger.Entry) error {
	return fault.New(fault.Forged, key, fault.Args{
		"Journal": a.report.Journal.Ref(), "Seq": e.Seq, "Number": e.Number, "Day": e.Day,
	})
}
