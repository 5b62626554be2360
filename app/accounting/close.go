package accounting

import (
	"slices"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// rightToClose is what each kind of closing needs.
var rightToClose = map[ClosingKind]directory.Right{
	CloseDay: directory.RightDayClose, CloseMonth: directory.RightMonthClose, CloseProvisional: directory.RightProvisionalClose,
}

// ClosingPlan is what a closing would lock and send.
type ClosingPlan struct {
	Closing           // without digest and files
	Days    []Closing // of days since the closing that was sent last, which travel along
	Before  [32]byte  // digest of that one; zero for none
	Balance []Total   // up to the last day, by account; for what is sent
	Sent    int64     // postings that are sent
}

// ClosingOrder is what a person wants to close.
type ClosingOrder struct {
	Journal ident.BookID
	Kind    ClosingKind
	Until   calendar.Day // none: today for a day and a provisional one, the last full month for a month
	Late    bool         // the clock is behind trusted time
}

// PlanClosing says what a closing would do, or what is in its way: fault.Conflict
// while head office has not decided about the one before, for a day that is closed,
// and while drafts of the days remain; fault.Expired while the clock is late.
// Nothing is written.
func PlanClosing(s Records, by directory.Actor, poste ident.PosteID, o ClosingOrder, now time.Time) (ClosingPlan, error) {
	right, known := rightToClose[o.Kind]
	if !known {
		return ClosingPlan{}, fault.New(fault.Invalid, "accounting.closing-kind", fault.Args{"Kind": fault.Excerpt(string(o.Kind))})
	}
	d, err := openDesk(s, by, right, poste, o.Journal, now)
	if err != nil {
		return ClosingPlan{}, err
	}
	if o.Late {
		return ClosingPlan{}, fault.New(fault.Expired, "accounting.closing-late", fault.Args{"Journal": d.journal.Ref()})
	}
	closings, err := s.Closings(d.journal.ID)
	if err != nil {
		return ClosingPlan{}, err
	}
	if o.Until, err = d.lastDay(o, locksIn(closings)); err != nil {
		return ClosingPlan{}, err
	}
	if err := d.checkDrafts(o.Until); err != nil {
		return ClosingPlan{}, err
	}
	return d.planClosing(o, closings)
}

// CanClose says what keeps the person from closing the journal now, whatever the
// day, or nil.
func CanClose(s Records, by directory.Actor, poste ident.PosteID, journal ident.BookID, kind ClosingKind, now time.Time) error {
	d, err := openDesk(s, by, rightToClose[kind], poste, journal, now)
	if err != nil {
		return err
	}
	return d.undecided()
}

// lastDay gives the last day that is closed, and refuses one that can not be.
func (d *desk) lastDay(o ClosingOrder, locks Locks) (calendar.Day, error) {
	if err := d.undecided(); err != nil {
		return 0, err
	}
	until := o.Until
	if until.IsZero() {
		until = d.today
		if o.Kind == CloseMonth {
			until = monthEnd(until.Date())
			if until > d.today {
				until = monthStart(until.Date()) - 1
			}
		}
	}
	args := fault.Args{"Journal": d.journal.Ref(), "Day": until, "Closed": locks.Until, "Today": d.today}
	switch {
	case until > d.today:
		return 0, fault.New(fault.Invalid, "accounting.closing-future", args)
	case until < firstDay:
		return 0, fault.New(fault.Invalid, "accounting.too-old", fault.Args{"Day": until, "First": firstDay})
	case o.Kind == CloseMonth && until != monthEnd(until.Date()):
		return 0, fault.New(fault.Invalid, "accounting.closing-month", args)
	}
	closed, err := d.closedBefore(o.Kind)
	args["Closed"] = closed
	if err == nil && until <= closed {
		err = fault.New(fault.Conflict, "accounting.closing-done", args)
	}
	return until, err
}

// closedBefore gives the day up to which closings of a kind, or of a stronger one,
// have closed.
func (d *desk) closedBefore(kind ClosingKind) (closed calendar.Day, err error) {
	closings, err := d.store.Closings(d.journal.ID)
	for _, c := range closings {
		counts := c.State == ClosingStands || c.State == ClosingReleased
		switch kind {
		case CloseDay:
			counts = counts && c.Kind != CloseProvisional
		case CloseMonth:
			counts = counts && c.Kind == CloseMonth
		case CloseProvisional:
			counts = false // it reports; the days may be closed
		}
		if counts {
			closed = max(closed, c.Until)
		}
	}
	return closed, err
}

// checkDrafts refuses while drafts of days that would be closed remain, and says
// which.
func (d *desk) checkDrafts(until calendar.Day) error {
	drafts, err := d.store.Drafts(d.journal.ID)
	if err != nil {
		return err
	}
	drafts = slices.DeleteFunc(drafts, func(f Draft) bool { return f.Day.IsZero() || f.Day > until })
	if len(drafts) == 0 {
		return nil
	}
	return fault.New(fault.Conflict, "accounting.closing-drafts", fault.Args{
		"Journal": d.journal.Ref(), "Count": len(drafts), "Day": drafts[0].Day, "Text": fault.Excerpt(drafts[0].Text),
	})
}

// planClosing works out what the closing says.
func (d *desk) planClosing(o ClosingOrder, closings []Closing) (ClosingPlan, error) {
	stored, err := d.store.PostingHead(d.journal.ID)
	if err != nil {
		return ClosingPlan{}, err
	}
	p := ClosingPlan{Closing: Closing{
		Journal: d.journal.ID, Number: 1, Epoch: d.stamp.Epoch, Kind: o.Kind, Until: o.Until,
		Closed: d.now.UTC().Truncate(time.Second), Head: stored, Author: d.by.ID, Poste: d.stamp.Poste, State: ClosingStands,
	}}
	before := ledger.Head{}
	if n := len(closings); n > 0 {
		p.Number, p.Prev = closings[n-1].Number+1, closings[n-1].Hash
		before = countedTo(closings, o.Kind)
	}
	if before.Seq > stored.Seq { // a restore has put postings aside
		before = stored
	}
	if p.Postings, p.DebitMinor, err = turnover(d.store, d.journal.ID, before.Seq); err != nil {
		return p, err
	}
	p.Hash = p.Sum()
	if !p.Exported() {
		return p, nil
	}
	p.State = ClosingSent
	return p, p.since(d.store, d.journal, closings)
}

// countedTo gives the place in the chain from which a closing counts: the closing
// before it and, for one that is sent, the one that was sent before.
func countedTo(closings []Closing, kind ClosingKind) ledger.Head {
	for _, c := range slices.Backward(closings) {
		if kind == CloseDay || c.Exported() {
			return c.Head
		}
	}
	return ledger.Head{}
}

// turnover counts and adds up the postings after a place in the chain.
func turnover(s Store, journal ident.BookID, after int64) (postings, debitMinor int64, err error) {
	err = s.PostingChain(journal, after+1, func(p Posting) error {
		postings++
		debitMinor += p.DebitMinor()
		return nil
	})
	return postings, debitMinor, err
}

// since fills in what is sent along: all since the closing that was sent last.
func (p *ClosingPlan) since(s Store, j Journal, closings []Closing) error {
	last, err := lastExported(s, closings)
	if err != nil {
		return err
	}
	p.After, p.Before = last.Head, last.Digest
	for _, c := range slices.Backward(closings) {
		if c.Exported() {
			break
		}
		p.Days = slices.Insert(p.Days, 0, c)
	}
	p.Sent = p.Head.Seq - p.After.Seq
	p.Balance, err = s.Totals(TotalFilter{Project: j.Project, Journals: []ident.BookID{j.ID}, Until: p.Until})
	return err
}

// Close keeps a closing as it was planned, for one that is sent with its files.
func Close(s Records, by directory.Actor, p ClosingPlan, now time.Time) (Closing, error) {
	j, err := s.Journal(p.Journal)
	if err != nil {
		return Closing{}, err
	}
	if err := s.SaveClosing(p.Closing); err != nil {
		return Closing{}, err
	}
	return p.Closing, directory.Note(s, by, ident.UserID{}, VerbClosed, now, p.Facts(j)...)
}

func monthStart(year int, month time.Month, _ int) calendar.Day { return calendar.New(year, month, 1) }

func monthEnd(year int, month time.Month, _ int) calendar.Day {
	return calendar.New(year, month+1, 1) - 1
}

// Facts are what the history keeps of a closing.
func (c Closing) Facts(j Journal) []directory.Detail {
	return []directory.Detail{
		{Name: "journal", Value: j.Ref()}, {Name: "closing", Value: strconv.FormatInt(c.Number, 10)},
		{Name: "closing-kind", Value: string(c.Kind)}, {Name: "last-day", Value: c.Until.String()},
		{Name: "number", Value: strconv.FormatInt(c.Head.Number, 10)}, {Name: "anchor", Value: c.Head.Hash.Anchor()},
	}
}
