package accounting

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// IncomingClosing is a file of a closing on its way into head office.
type IncomingClosing struct {
	Journal  ident.BookID
	Number   int64 // of the closing
	Part     int   // of its files, from 1
	Epoch    int64
	Sender   ident.PosteID
	After    ledger.Head
	Postings []Posting
	Digest   [32]byte // of the message
	Report   *IncomingReport
}

// IncomingReport is the closing itself, in the last of its files.
type IncomingReport struct {
	Parts    [][32]byte // digests of the files before
	Closings []Closing  // since the one that was sent last; the last one is this
	Balance  []Total
}

// End gives the end of the run.
func (in IncomingClosing) End() ledger.Head {
	end := in.After
	for _, p := range in.Postings {
		end = end.After(p.Entry)
	}
	return end
}

// Closing gives the closing that the file brings; found is false in all files but
// the last.
func (in IncomingClosing) Closing() (c Closing, found bool) {
	if in.Report == nil {
		return Closing{}, false
	}
	return in.Report.Closings[len(in.Report.Closings)-1], true
}

// closingCheck looks at one file.
type closingCheck struct {
	store    Records
	journal  Journal
	in       IncomingClosing
	held     ledger.Head
	closings []Closing
	files    []ClosingFile
	fresh    []Posting
	marker   *Posting    // of a restore that puts aside what is held; nil for none
	end      ledger.Head // of what is held before that
}

// CheckClosing says whether a file of a closing can be taken, and which of its
// postings are new. One before which another is missing, and one of a poste that
// the journal was withdrawn from, are fault.Conflict; what contradicts itself, head
// office's word or what is held is fault.Forged. Nothing is written.
func CheckClosing(s Records, in IncomingClosing) (fresh []Posting, err error) {
	c, err := checkClosing(s, in)
	if err != nil {
		return nil, err
	}
	return c.fresh, nil
}

func checkClosing(s Records, in IncomingClosing) (c *closingCheck, err error) {
	c = &closingCheck{store: s, in: in}
	for _, step := range []func() error{
		c.load, c.findRestore, c.checkOwner, c.checkPlace, c.checkChain, c.checkKnown, c.checkFresh, c.checkReport,
	} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *closingCheck) load() (err error) {
	if c.journal, err = c.store.Journal(c.in.Journal); err != nil {
		return err
	}
	if c.held, err = c.store.PostingHead(c.in.Journal); err != nil {
		return err
	}
	if c.closings, err = c.store.Closings(c.in.Journal); err != nil {
		return err
	}
	c.files, err = c.store.ClosingFiles(c.in.Journal, c.in.Number)
	return err
}

// refuse names the closing in a sentence.
func (c *closingCheck) refuse(kind fault.Kind, key string, number int64) error {
	return fault.New(kind, "accounting."+key, fault.Args{"Journal": c.journal.Ref(), "Closing": c.in.Number, "Number": number})
}

// checkOwner wants the poste to have kept the journal under the epoch, by head
// office's own word.
func (c *closingCheck) checkOwner() error {
	history, err := c.store.Ownerships(c.in.Journal)
	if err != nil {
		return err
	}
	var own, next ledger.Ownership
	for _, o := range history {
		switch {
		case o.Epoch == c.in.Epoch && o.Poste == c.in.Sender && o.Kept():
			own = o
		case own.Epoch != 0 && next.Epoch == 0:
			next = o
		}
	}
	switch {
	case own.Epoch == 0:
		return c.refuse(fault.Forged, "clo-owner", 0)
	case next.Epoch != 0 && c.in.End().Seq > next.Head.Seq:
		return c.refuse(fault.Conflict, "clo-withdrawn", next.Head.Number)
	}
	for _, p := range c.in.Postings {
		if p.Entry.Epoch > c.in.Epoch || p.Entry.Epoch == c.in.Epoch && p.Entry.Poste != c.in.Sender {
			return c.refuse(fault.Forged, "clo-owner", p.Entry.Number)
		}
	}
	return nil
}

// checkPlace wants the file to be the next one of its closing, and to begin within
// what is held.
func (c *closingCheck) checkPlace() error {
	if len(c.files) < c.in.Part-1 || c.in.After.Seq > c.held.Seq {
		return c.refuse(fault.Conflict, "clo-gap", c.held.Number)
	}
	for _, f := range c.files {
		if f.Part == c.in.Part && f.Digest != c.in.Digest {
			return c.refuse(fault.Forged, "clo-other", c.held.Number)
		}
	}
	held, err := holds(c.store, c.in.Journal, c.in.After)
	if err == nil && !held {
		err = c.refuse(fault.Forged, "clo-fork", c.in.After.Number)
	}
	return err
}

// checkChain checks the run by itself: its hashes, and what postings say.
func (c *closingCheck) checkChain() error {
	history, err := c.store.Ownerships(c.in.Journal)
	if err != nil {
		return err
	}
	verifier := ledger.NewVerifier(c.in.Journal, c.in.After, ledger.Gaps(history)...)
	for i := range c.in.Postings {
		p := &c.in.Postings[i]
		if p.Mask == MaskRestore {
			verifier.Skip(p.Restore.gap(verifier.Head()))
		}
		if err := verifier.Check(&p.Entry, p); err != nil {
			return err
		}
		if err := c.inspect(p); err != nil {
			return err
		}
	}
	return nil
}

// inspect refuses what nobody could have posted.
func (c *closingCheck) inspect(p *Posting) error {
	if p.Mask == MaskRestore {
		if len(p.Lines) > 0 || p.Restore == (Restore{}) {
			return c.refuse(fault.Forged, "clo-content", p.Entry.Number)
		}
		return nil
	}
	cleaned, err := p.Content.cleaned(c.journal)
	if err != nil || !cleaned.Equal(p.Content) || p.Restore != (Restore{}) {
		return c.refuse(fault.Forged, "clo-content", p.Entry.Number)
	}
	entered, err := c.journal.Today(p.Entry.Recorded)
	if err != nil {
		return err
	}
	if p.Entry.Day > entered || p.Entry.Day < firstDay {
		return c.refuse(fault.Forged, "clo-content", p.Entry.Number)
	}
	return nil
}

// checkKnown compares the postings that head office has already, and finds those
// that it has not.
func (c *closingCheck) checkKnown() error {
	for i, p := range c.in.Postings {
		if p.Entry.Seq > c.held.Seq {
			c.fresh = c.in.Postings[i:]
			break
		}
		known, err := c.store.Posting(c.in.Journal, p.Entry.Number)
		if err != nil {
			return err
		}
		if known.Entry.Hash != p.Entry.Hash {
			return c.refuse(fault.Forged, "clo-fork", p.Entry.Number)
		}
	}
	if len(c.fresh) > 0 && c.fresh[0].Entry.Prev != c.held.Hash {
		return c.refuse(fault.Forged, "clo-fork", c.fresh[0].Entry.Number)
	}
	return nil
}

// checkFresh refuses postings of months that were released, and second reversals.
func (c *closingCheck) checkFresh() error {
	released := releasedUntil(c.closings)
	for _, p := range c.fresh {
		own := p.Mask == MaskRestore || p.Mask == MaskClosing
		if p.Entry.Day <= released && !own {
			return c.refuse(fault.Forged, "clo-locked", p.Entry.Number)
		}
		if p.Entry.Reverses == 0 || p.Entry.Reverses > c.in.After.Number {
			continue
		}
		switch again, err := c.reversedAgain(p.Entry.Reverses); {
		case err != nil:
			return err
		case again:
			return c.refuse(fault.Forged, "clo-content", p.Entry.Number)
		}
	}
	return nil
}

func isMissing(err error) bool {
	kind, known := fault.KindOf(err)
	return known && kind == fault.Missing
}
