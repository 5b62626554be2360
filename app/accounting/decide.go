package accounting

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Verdict is what a person at head office says about a closing.
type Verdict struct {
	Journal  ident.BookID
	Number   int64
	Released bool
	Reason   string              // wanted of a rejection
	Document cashbook.Attachment // that explains it; zero for none
}

// MayDecide says what keeps the person from deciding about a closing, or nil: it
// takes the right, it is done once, and nobody decides about what they have closed
// themselves.
func MayDecide(s Records, by directory.Actor, c Closing, now time.Time) error {
	j, err := s.Journal(c.Journal)
	if err != nil {
		return err
	}
	if err := May(s, by, directory.RightClosingDecide, j, now); err != nil {
		return err
	}
	args := fault.Args{"Journal": j.Ref(), "Number": c.Number, "State": fault.Key("closing.state." + string(c.State))}
	switch {
	case !c.Pending():
		return fault.New(fault.Conflict, "accounting.closing-decided", args)
	case c.Author == by.ID:
		return fault.New(fault.Denied, "accounting.closing-own", args)
	}
	return nil
}

// Decide releases or rejects a closing at head office, for good. A rejection opens
// the period again; the postings stay.
func Decide(s Records, by directory.Actor, v Verdict, now time.Time) (Closing, error) {
	c, err := ClosingOf(s, v.Journal, v.Number)
	if err != nil {
		return Closing{}, err
	}
	if err := MayDecide(s, by, c, now); err != nil {
		return Closing{}, err
	}
	if v.Reason, err = directory.Clean("reason", v.Reason, MaxReason); err != nil {
		return Closing{}, err
	}
	if !v.Released {
		if v.Reason, err = required("reason", v.Reason, MaxReason); err != nil {
			return Closing{}, err
		}
	}
	c.Decision = Decision{
		Reason: v.Reason, At: now.UTC().Truncate(time.Second), By: by.ID, ByName: by.Name(), Document: v.Document,
	}
	return settle(s, by, c, v.Released, now)
}

// ClosingOf gives a closing of a journal, or fault.Missing.
func ClosingOf(s Store, journal ident.BookID, number int64) (Closing, error) {
	closings, err := s.Closings(journal)
	if err != nil {
		return Closing{}, err
	}
	for _, c := range closings {
		if c.Number == number {
			return c, nil
		}
	}
	j, err := s.Journal(journal)
	if err != nil {
		return Closing{}, err
	}
	return Closing{}, fault.New(fault.Missing, "accounting.closing-missing", fault.Args{"Journal": j.Ref(), "Number": number})
}

// settle keeps what was decided. The days of a month that is rejected are open
// again with it.
func settle(s Records, by directory.Actor, c Closing, released bool, now time.Time) (Closing, error) {
	verb := VerbClosingReleased
	c.State = ClosingReleased
	if !released {
		verb, c.State = VerbClosingRejected, ClosingRejected
		if c.Kind == CloseMonth {
			if err := openDays(s, c); err != nil {
				return c, err
			}
		}
	}
	if err := s.SaveClosing(c); err != nil {
		return c, err
	}
	j, err := s.Journal(c.Journal)
	if err != nil {
		return c, err
	}
	facts := c.Facts(j)
	if c.Decision.Reason != "" {
		facts = append(facts, directory.Detail{Name: "reason", Value: c.Decision.Reason})
	}
	if c.Decision.Document.Name != "" {
		facts = append(facts, directory.Detail{Name: "document", Value: c.Decision.Document.Name})
	}
	if c.Decision.ByCode {
		facts = append(facts, directory.Detail{Name: "by-code", Value: "✓"})
	}
	return c, directory.Note(s, by, c.Author, verb, now, facts...)
}

// openDays takes the closings of days back that lie behind the last released month.
func openDays(s Store, rejected Closing) error {
	closings, err := s.Closings(rejected.Journal)
	if err != nil {
		return err
	}
	released := releasedUntil(closings)
	for _, c := range closings {
		if c.Kind != CloseDay || c.State != ClosingStands || c.Number > rejected.Number || c.Until <= released {
			continue
		}
		c.State = ClosingVoid
		if err := s.SaveClosing(c); err != nil {
			return err
		}
	}
	return nil
}

// releasedUntil gives the last day of the months that head office has released.
func releasedUntil(closings []Closing) (until calendar.Day) {
	for _, c := range closings {
		if c.Kind == CloseMonth && c.State == ClosingReleased {
			until = max(until, c.Until)
		}
	}
	return until
}

// Word is head office's decision as it arrives at the poste.
type Word struct {
	Journal  ident.BookID
	Number   int64
	Digest   [32]byte
	Released bool
	Decision
}

// CheckWord says whether a decision can be taken, and which closing it is about. It
// is fault.Conflict when it names another file than the closing was sent in, or
// says something else than was learnt before. What was learnt before is known.
func CheckWord(s Store, w Word) (c Closing, known bool, err error) {
	if c, err = ClosingOf(s, w.Journal, w.Number); err != nil {
		return c, false, err
	}
	j, err := s.Journal(w.Journal)
	if err != nil {
		return c, false, err
	}
	args := fault.Args{"Journal": j.Ref(), "Number": w.Number, "State": fault.Key("closing.state." + string(c.State))}
	state := ClosingRejected
	if w.Released {
		state = ClosingReleased
	}
	switch {
	case c.Digest != w.Digest || !c.Exported():
		return c, false, fault.New(fault.Conflict, "accounting.word-other", args)
	case c.State == state:
		return c, true, nil
	case !c.Pending():
		return c, false, fault.New(fault.Conflict, "accounting.word-changed", args)
	}
	return c, false, nil
}

// TakeWord does at the poste what head office has decided.
func TakeWord(s Records, by directory.Actor, w Word, now time.Time) (Closing, error) {
	c, known, err := CheckWord(s, w)
	if err != nil {
		return c, err
	}
	if known && !c.Decision.ByCode {
		return c, nil
	}
	c.Decision = w.Decision
	if known { // the file that came after the code says who decided
		return c, s.SaveClosing(c)
	}
	return settle(s, by, c, w.Released, now)
}

// ReleaseByCode releases the closing that came in a message, at the poste: head
// office has permitted it by a code. The caller has spent the code.
func ReleaseByCode(s Records, by directory.Actor, digest [32]byte, now time.Time) (Closing, error) {
	c, err := s.ClosingByDigest(digest)
	if err != nil {
		return c, err
	}
	if !c.Pending() {
		return c, nil
	}
	c.Decision = Decision{At: now.UTC().Truncate(time.Second), By: by.ID, ByName: by.Name(), ByCode: true}
	return settle(s, by, c, true, now)
}

// PostingCheck is the mark that head office leaves at a posting: « contrôlé ».
type PostingCheck struct {
	Journal ident.BookID
	Seq     int64
	Number  int64
	By      ident.UserID
	ByName  string // as it was then
	At      time.Time
	Remark  string
}

// CheckPosting marks a posting as checked, or takes the mark away.
func CheckPosting(s Records, by directory.Actor, journal ident.BookID, number int64, on bool, remark string, now time.Time) error {
	j, err := s.Journal(journal)
	if err != nil {
		return err
	}
	if err := May(s, by, directory.RightClosingDecide, j, now); err != nil {
		return err
	}
	p, err := s.Posting(journal, number)
	if err != nil {
		return err
	}
	if p.Entry.Author == by.ID {
		return fault.New(fault.Denied, "accounting.check-own", fault.Args{"Journal": j.Ref(), "Number": number})
	}
	if !on {
		return s.DeletePostingCheck(journal, number)
	}
	if remark, err = directory.Clean("remark", remark, MaxReason); err != nil {
		return err
	}
	return s.SavePostingCheck(PostingCheck{
		Journal: journal, Seq: p.Entry.Seq, Number: number, By: by.ID, ByName: by.Name(), At: now.UTC().Truncate(time.Second), Remark: remark,
	})
}
