package exchange

import (
	"slices"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/usrfile"
)

// FiscalYears are those of a project, the oldest first; at least one.
type FiscalYears struct {
	Project ident.ProjectID
	List    []accounting.Year
}

// Revision counts the changes of the years of a project.
func (f FiscalYears) Revision() (revision int64) {
	for _, y := range f.List {
		revision = max(revision, y.Revision)
	}
	return revision
}

func (f FiscalYears) toWire() usrfile.Years {
	wire := usrfile.Years{Project: uuid.UUID(f.Project), Revision: f.Revision()}
	for _, y := range f.List {
		wire.Years = append(wire.Years, usrfile.Year{
			Code: y.Code, First: y.First.String(), Last: y.Last.String(), Closed: usrfile.InstantOf(y.Closed),
		})
	}
	return wire
}

func yearsFromWire(w usrfile.Years) (FiscalYears, error) {
	f := FiscalYears{Project: ident.ProjectID(w.Project)}
	for _, one := range w.Years {
		y := accounting.Year{Project: f.Project, Code: one.Code, Revision: w.Revision, Closed: one.Closed.Time()}
		var err error
		if y.First, err = calendar.Parse(one.First); err != nil {
			return f, err
		}
		if y.Last, err = calendar.Parse(one.Last); err != nil {
			return f, err
		}
		f.List = append(f.List, y)
	}
	return f, nil
}

func (j *judge) years(brought FiscalYears) (FiscalYears, bool, error) {
	how, err := j.revision("years", brought.Project, brought.Revision(), brought.toWire())
	if err != nil || how == newer {
		return brought, err == nil, err
	}
	here, err := j.store.Years(brought.Project)
	if err == nil && len(here) == 0 {
		return brought, true, nil
	}
	return FiscalYears{brought.Project, here}, false, err
}

// apply writes the years. One that is closed here stays as it is: it is never
// opened again.
func (f FiscalYears) apply(s Store) error {
	here, err := s.Years(f.Project)
	if err != nil {
		return err
	}
	for _, y := range f.List {
		if slices.ContainsFunc(here, func(o accounting.Year) bool { return o.Code == y.Code && !o.IsOpen() }) {
			continue
		}
		if err := s.SaveYear(y); err != nil {
			return err
		}
	}
	return nil
}

// compareYears tells of fiscal years that come or are closed.
func compareYears(now, next Snapshot) (changes []Change) {
	for _, f := range next.Years {
		at := slices.IndexFunc(now.Years, func(o FiscalYears) bool { return o.Project == f.Project })
		if at < 0 || now.Years[at].Revision() != f.Revision() {
			changes = append(changes, Change{Note, "years", fault.Args{"Project": next.code(f.Project), "Count": len(f.List)}})
		}
	}
	return changes
}
