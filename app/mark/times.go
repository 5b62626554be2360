package mark

import "time"

const (
	// clockTolerance is how far two honest clocks may differ.
	clockTolerance = 24 * time.Hour
	// suspiciousJump is how far ahead of everything known the system clock may
	// be before somebody must confirm it.
	suspiciousJump = 30 * 24 * time.Hour
)

// Times are the marks of trusted time; zero where nothing is known.
type Times struct {
	Signed   time.Time // newest issue of an applied file
	Observed time.Time // newest instant at which this folder was used
}

// newest gives the newest mark, zero when there is none.
func (t Times) newest() time.Time {
	if t.Signed.After(t.Observed) {
		return t.Signed
	}
	return t.Observed
}

// Now gives the trusted time: the newest of the system clock and the marks. A
// system clock that has jumped does not count before it is confirmed, so that a
// wrong year neither ends an access nor dates a voucher.
func (t Times) Now(system time.Time) time.Time {
	now := t.newest()
	if system.After(now) && !t.Jumped(system) {
		now = system
	}
	return now.UTC().Truncate(time.Second)
}

// Late reports « horloge en retard »: the system clock is more than a day
// behind trusted time. Work goes on, flagged; nothing that widens rights,
// restores or closes does.
func (t Times) Late(system time.Time) bool {
	return t.newest().Sub(system) > clockTolerance
}

// Jumped reports that the system clock is so far ahead of everything known that
// it is not believed until a person confirms it, see Observe, or a file of head
// office vouches for it, see Admits.
func (t Times) Jumped(system time.Time) bool {
	known := t.newest()
	return !known.IsZero() && system.Sub(known) > suspiciousJump
}

// Observe gives the marks after a use at the system time. A jump moves nothing
// until it is confirmed.
func (t Times) Observe(system time.Time, confirmed bool) Times {
	if system.After(t.Observed) && (confirmed || !t.Jumped(system)) {
		t.Observed = system.UTC().Truncate(time.Second)
	}
	return t
}

// Apply gives the marks after a file issued at that time was applied. A file
// from further ahead than clocks may differ moves nothing.
func (t Times) Apply(issued, system time.Time) Times {
	if issued.After(t.Signed) && !issued.After(system.Add(clockTolerance)) {
		t.Signed = issued.UTC()
	}
	return t
}

// Correct gives the marks after head office has vouched for an instant: what was
// observed goes there, back from a wrong future or over a jump. What files have
// signed stays; only a root link lowers it.
func (t Times) Correct(to time.Time) Times {
	t.Observed = to.UTC().Truncate(time.Second)
	return t
}

// Follow gives the marks after a link of the trust chain that raises the epoch
// was followed: what keys of the earlier epoch signed says no more what time it
// is. Nothing else sets the signed time back.
func (t Times) Follow(linkIssued time.Time) Times {
	if t.Signed.After(linkIssued) {
		t.Signed = linkIssued.UTC()
	}
	return t
}

// Admits says where a verified file lies in its import window, which begins a
// day before the issue, for clocks that differ, and ends just before expiry
// (zero for never); and by which trusted time. A file that head office made
// lately by a system clock that has jumped vouches for that clock, so that a
// folder can be used again after a long pause.
func (t Times) Admits(issued, expires, system time.Time) (Window, time.Time) {
	now := t.Now(system)
	if vouched := t.Apply(issued, system); !vouched.Jumped(system) {
		now = vouched.Now(system)
	}
	switch {
	case now.Before(issued.Add(-clockTolerance)):
		return NotYet, now
	case !expires.IsZero() && !now.Before(expires):
		return Over, now
	}
	return Inside, now
}

// Window says where the trusted time lies in the window of a file.
type Window int

const (
	Inside Window = iota
	NotYet        // before it
	Over          // after it
)
