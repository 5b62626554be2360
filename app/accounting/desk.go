package accounting

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// firstDay is the earliest day of a posting. It catches the year typed wrong.
var firstDay = calendar.New(1990, time.January, 1)

// desk is where postings are entered: a journal, opened now by somebody who may,
// on the poste that keeps it.
type desk struct {
	store   Records
	by      directory.Actor
	journal Journal
	now     time.Time
	today   calendar.Day
	plan    *chart.Plan
	head    ledger.Head
	locks   Locks
	stamp   ledger.Entry // what all entries made here have in common
}

// openDesk lets a person write in a journal, or says what is in the way.
func openDesk(s Records, by directory.Actor, right directory.Right, poste ident.PosteID, journal ident.BookID, now time.Time) (*desk, error) {
	j, err := s.Journal(journal)
	if err != nil {
		return nil, err
	}
	if err := May(s, by, right, j, now); err != nil {
		return nil, err
	}
	return sitDown(s, by, j, poste, now)
}

// sitDown opens a journal on the poste that keeps it, for somebody who may.
func sitDown(s Records, by directory.Actor, j Journal, poste ident.PosteID, now time.Time) (*desk, error) {
	if j.Status != Open {
		return nil, fault.New(fault.Denied, "accounting.not-open", fault.Args{
			"Journal": j.Ref(), "Status": fault.Key("journal.status." + string(j.Status)),
		})
	}
	owner, err := ownedBy(s, j, poste)
	if err != nil {
		return nil, err
	}
	if err := notReturned(s, j, owner); err != nil {
		return nil, err
	}
	head, err := continued(s, j, owner)
	if err != nil {
		return nil, err
	}
	if err := accepted(s, j, owner); err != nil {
		return nil, err
	}
	head.Number = max(head.Number, owner.FirstNumber-1) // numbers may have been lost
	today, err := j.Today(now)
	if err != nil {
		return nil, err
	}
	plan, err := chart.PlanOf(s, j.Project)
	if err != nil {
		return nil, err
	}
	locks, err := LocksOf(s, j)
	stamp := ledger.Entry{Book: j.ID, Epoch: owner.Epoch, Recorded: now, Author: by.ID, Poste: poste}
	return &desk{store: s, by: by, journal: j, now: now, today: today, plan: plan, head: head, locks: locks, stamp: stamp}, err
}

// ownedBy gives the grant under which the poste keeps the journal.
func ownedBy(s Records, j Journal, poste ident.PosteID) (ledger.Ownership, error) {
	owner, err := s.Ownership(j.ID)
	switch {
	case errors.Is(err, fault.Missing), err == nil && !owner.Kept():
		return owner, fault.New(fault.Denied, "accounting.unowned", fault.Args{"Journal": j.Ref()})
	case err != nil:
		return owner, err
	case owner.Poste == poste && !poste.IsZero():
		return owner, trusted(s, j, poste)
	}
	keeper, err := s.Poste(owner.Poste)
	switch {
	case errors.Is(err, fault.Missing):
		return owner, fault.New(fault.Denied, "accounting.elsewhere", fault.Args{"Journal": j.Ref()})
	case err != nil:
		return owner, err
	}
	return owner, fault.New(fault.Denied, "accounting.other-poste", fault.Args{
		"Journal": j.Ref(), "Poste": keeper.Number, "Location": keeper.Location,
	})
}

// trusted refuses a poste that has learnt that it was revoked: nobody would accept
// what it writes. It still shows and prints its journals.
func trusted(s directory.Store, j Journal, id ident.PosteID) error {
	poste, err := s.Poste(id)
	if errors.Is(err, fault.Missing) {
		return nil
	}
	if err == nil && poste.Status == directory.PosteRevoked {
		return fault.New(fault.Denied, "accounting.poste-revoked", fault.Args{"Journal": j.Ref(), "Poste": poste.Number})
	}
	return err
}

// continued gives the head that the next posting follows. What is stored here must
// be what head office granted, and from there on the owner's own.
func continued(s Store, j Journal, owner ledger.Ownership) (ledger.Head, error) {
	end, err := s.PostingEnd(j.ID)
	args := fault.Args{"Journal": j.Ref(), "Number": owner.Head.Number}
	switch {
	case err != nil || end.Head == owner.Head:
		return end.Head, err
	case end.Seq < owner.Head.Seq:
		return end.Head, fault.New(fault.Conflict, "accounting.behind", args)
	case end.Seq == owner.Head.Seq || end.Epoch != owner.Epoch:
		return end.Head, fault.New(fault.Conflict, "accounting.branch", args)
	}
	return end.Head, nil
}

// checkDay refuses a day on which nothing may be posted.
func (d *desk) checkDay(day calendar.Day) error {
	switch {
	case day > d.today:
		return fault.New(fault.Invalid, "accounting.future", fault.Args{"Day": day, "Today": d.today})
	case day < firstDay:
		return fault.New(fault.Invalid, "accounting.too-old", fault.Args{"Day": day, "First": firstDay})
	}
	return d.locks.Check(d.journal, day)
}

// enter appends a posting that has been checked.
func (d *desk) enter(day calendar.Day, reverses int64, c Content) (Posting, error) {
	entry := d.stamp
	entry.Day, entry.Reverses = day, reverses
	p := Posting{Content: c}
	if p.Voucher == "" {
		p.Voucher = d.journal.voucher(d.head.Number + 1)
	}
	p.Entry = d.head.Next(entry, &p)
	if err := d.store.AppendPosting(d.journal, p); err != nil {
		return Posting{}, err
	}
	d.head = d.head.After(p.Entry)
	return p, nil
}
