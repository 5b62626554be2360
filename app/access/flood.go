package access

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// A poste takes so many wrong attempts in a row, under whatever names, and then
// one more every so often. Nobody can keep a colleague out for longer than that.
const (
	floodFree  = 30
	floodEvery = 10 * time.Second
	floodSpan  = floodFree * floodEvery
)

// Flood bounds the attempts on a whole poste, so that many names are no way round
// the slow-down of each (a leaky bucket: it is empty at Until, and every attempt
// moves that on).
type Flood struct{ Until time.Time }

// Next gives the flood after one more attempt, or says in fault.Denied how long
// to wait. Either is to be saved. Like Failures it goes by the clock of the
// system, and one that was set back makes nobody wait longer.
func (f Flood) Next(system time.Time) (Flood, error) {
	system = system.UTC().Truncate(time.Second)
	full := system.Add(floodSpan)
	until := f.Until
	if until.Before(system) {
		until = system
	}
	if until.After(full) { // the clock was set back
		until = full.Add(-floodEvery)
	}
	next := until.Add(floodEvery)
	if wait := next.Sub(full); wait > 0 {
		return Flood{until}, fault.New(fault.Denied, "access.wait", fault.Args{"Seconds": int(wait / time.Second)})
	}
	return Flood{next}, nil
}

// Undo gives the flood after an attempt has turned out to be right.
func (f Flood) Undo() Flood {
	if f.Until.IsZero() {
		return f
	}
	return Flood{f.Until.Add(-floodEvery)}
}
