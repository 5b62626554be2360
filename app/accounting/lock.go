package accounting

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// Locks say on which days of a journal nothing may be posted.
type Locks struct {
	Until   calendar.Day // nothing up to and with it; zero for no lock
	Pending *Closing     // nothing at all until head office has decided about it; else nil
	Years   []Year       // of the project; where there are any, each day must be in an open one
}

// LocksOf gives the locks of a journal.
func LocksOf(s Store, j Journal) (Locks, error) {
	closings, err := s.Closings(j.ID)
	if err != nil {
		return Locks{}, err
	}
	l := locksIn(closings)
	l.Years, err = s.Years(j.Project)
	return l, err
}

// locksIn gives the locks that closings make. A provisional one leaves none behind.
func locksIn(closings []Closing) (l Locks) {
	for i, c := range closings {
		if c.Pending() {
			l.Pending = &closings[i]
		}
		if c.Locks() {
			l.Until = max(l.Until, c.Until)
		}
	}
	return l
}

// Check says what keeps a posting from a day of the journal, or nil.
func (l Locks) Check(j Journal, day calendar.Day) error {
	if err := l.undecided(j); err != nil {
		return err
	}
	if day <= l.Until {
		return fault.New(fault.Invalid, "accounting.closed-day", fault.Args{"Journal": j.Ref(), "Day": day, "Until": l.Until})
	}
	return checkYear(l.Years, day)
}

// undecided refuses what has to wait for head office.
func (l Locks) undecided(j Journal) error {
	if l.Pending == nil {
		return nil
	}
	return fault.New(fault.Conflict, "accounting.closing-pending", fault.Args{
		"Journal": j.Ref(), "Number": l.Pending.Number, "Kind": fault.Key("closing." + string(l.Pending.Kind)), "Until": l.Pending.Until,
	})
}

func (d *desk) undecided() error { return d.locks.undecided(d.journal) }
