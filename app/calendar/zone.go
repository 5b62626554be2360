package calendar

import (
	"sync"
	"time"
	_ "time/tzdata" // old and bare systems have no zone files of their own

	"github.com/comptoir/comptoir/app/fault"
)

// zones keeps what LoadLocation found: reading a zone takes longer than
// entering a voucher. Only existing zones get in, so it stays small.
var zones sync.Map // name → *time.Location

// Zone gives the IANA time zone of the name, such as "Africa/Dakar". Unknown
// names are refused with fault.Invalid, and so is "Local", which would mean
// something else on every poste.
func Zone(name string) (*time.Location, error) {
	if zone, known := zones.Load(name); known {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil || name == "" || name == "Local" {
		return nil, fault.New(fault.Invalid, "calendar.zone", fault.Args{"Name": fault.Excerpt(name)})
	}
	zones.Store(name, zone)
	return zone, nil
}

// End gives the first instant after the day in the zone loc. That is midnight
// where midnight exists: some zones begin summer time by skipping it, others
// end it by living the hour before twice.
func (d Day) End(loc *time.Location) time.Time {
	midnight := (d + 1).Time()
	end := midnight
	for _, shift := range [...]time.Duration{-24 * time.Hour, 24 * time.Hour} {
		_, offset := midnight.Add(shift).In(loc).Zone()
		candidate := midnight.Add(-time.Duration(offset) * time.Second)
		if Of(candidate, loc) > d && Of(candidate.Add(-time.Nanosecond), loc) <= d {
			end = candidate
		}
	}
	return end.In(loc)
}
