package accounting

import (
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Year is a fiscal year of a project, « exercice ». Years follow each other without
// a gap; a closed one is never opened again.
type Year struct {
	Project     ident.ProjectID
	Code        string // unique in the project: "2026"
	First, Last calendar.Day
	Revision    int64 // of the years of the project, for files

	// Once it is closed:
	Closed      time.Time // zero while it is open
	ClosedBy    ident.UserID
	ResultMinor int64        // in the base currency; a profit is positive
	Account     string       // that the result went to
	Journal     ident.BookID // with the two postings below; zero where they are not known
	Closing     int64        // number of the first closing entry; 0 where there were none
	Opening     int64        // number of the first opening entry of the next year, which follow them
}

// IsOpen reports whether it can still be posted in.
func (y Year) IsOpen() bool { return y.Closed.IsZero() }

// Contains reports whether a day is in the year.
func (y Year) Contains(day calendar.Day) bool { return y.First <= day && day <= y.Last }

// YearStore keeps fiscal years.
type YearStore interface {
	// Years gives those of a project, by their first day.
	Years(ident.ProjectID) ([]Year, error)
	// SaveYear adds a year or changes it.
	SaveYear(Year) error
	// PartyBalances gives what each account bears with each third party at the end
	// of a day, by account and party, over all journals of a project.
	PartyBalances(ident.ProjectID, calendar.Day) ([]PartyBalance, error)
}

// Bounds of fiscal years.
const (
	MaxYearCode = 20
	maxYears    = 100
	maxYearDays = 24 * 31 // the first year of an entity may be longer than twelve months
)

// YearOf gives the year of a day; found is false where the project has none for it.
func YearOf(years []Year, day calendar.Day) (year Year, found bool) {
	i := slices.IndexFunc(years, func(y Year) bool { return y.Contains(day) })
	if i < 0 {
		return Year{}, false
	}
	return years[i], true
}

// checkYear wants a day to be in an open year, where the project has any.
func checkYear(years []Year, day calendar.Day) error {
	if len(years) == 0 {
		return nil
	}
	y, found := YearOf(years, day)
	switch {
	case !found:
		return fault.New(fault.Invalid, "accounting.no-year", fault.Args{"Day": day})
	case !y.IsOpen():
		return fault.New(fault.Invalid, "accounting.year-closed", fault.Args{"Day": day, "Year": y.Code})
	}
	return nil
}

// AddYear adds a fiscal year after the last one of its project.
func AddYear(s Records, by directory.Actor, y Year, now time.Time) (Year, error) {
	if err := mayYears(s, by, directory.RightJournalManage, y.Project, now); err != nil {
		return Year{}, err
	}
	var err error
	if y.Code, err = required("code", y.Code, MaxYearCode); err != nil {
		return Year{}, err
	}
	years, err := s.Years(y.Project)
	if err != nil {
		return Year{}, err
	}
	y = Year{Project: y.Project, Code: y.Code, First: y.First, Last: y.Last, Revision: newestYears(years) + 1}
	if err := y.check(years); err != nil {
		return Year{}, err
	}
	if err := s.SaveYear(y); err != nil {
		return Year{}, err
	}
	facts, err := y.facts(s)
	if err != nil {
		return Year{}, err
	}
	return y, directory.Note(s, by, ident.UserID{}, VerbYearAdded, now, facts...)
}

// check refuses a year that does not follow those there are.
func (y *Year) check(years []Year) error {
	if n := len(years); n > 0 && y.First.IsZero() {
		y.First = years[n-1].Last + 1
	}
	args := fault.Args{"Year": y.Code, "First": y.First, "Last": y.Last}
	days := int64(y.Last) - int64(y.First) + 1
	switch {
	case y.First < firstDay || y.Last > calendar.New(9999, 12, 31) || days < 1 || days > maxYearDays:
		return fault.New(fault.Invalid, "accounting.year-days", args)
	case len(years) >= maxYears:
		return fault.New(fault.Invalid, "accounting.years-many", fault.Args{"Most": maxYears})
	case slices.ContainsFunc(years, func(o Year) bool { return o.Code == y.Code }):
		return fault.New(fault.Conflict, "accounting.year-exists", args)
	case len(years) > 0 && y.First != years[len(years)-1].Last+1:
		args["Next"] = years[len(years)-1].Last + 1
		return fault.New(fault.Invalid, "accounting.year-gap", args)
	}
	return nil
}

func newestYears(years []Year) (revision int64) {
	for _, y := range years {
		revision = max(revision, y.Revision)
	}
	return revision
}

// mayYears decides about the years of a project.
func mayYears(s directory.Store, by directory.Actor, right directory.Right, project ident.ProjectID, now time.Time) error {
	at, err := directory.PlaceOf(s, project)
	if err != nil {
		return err
	}
	return directory.Can(by, right, at, now)
}

// facts are what the history keeps of a year.
func (y Year) facts(s directory.Store) ([]directory.Detail, error) {
	project, err := s.Project(y.Project)
	return []directory.Detail{
		{Name: "project", Value: project.Code}, {Name: "year", Value: y.Code},
		{Name: "first-day", Value: y.First.String()}, {Name: "last-day", Value: y.Last.String()},
	}, err
}
