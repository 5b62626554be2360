package access

import (
	"crypto/sha256"
	"encoding/binary"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

const (
	freeFailures = 3               // typing errors that cost nothing
	firstDelay   = 5 * time.Second // after one more; doubled by each further one
	longestDelay = 5 * time.Minute // never more: a site must not lock itself out for good
	nameTracks   = 4096            // for names that nobody has
	longestCheck = time.Minute     // an attempt under way for longer has been killed
)

// Unknown gives the track of a name that nobody has.
func Unknown(name string) Track {
	digest := sha256.Sum256([]byte("comptoir/name/v1\x00" + name))
	return Track{Stage: StageName, Bucket: int(binary.BigEndian.Uint16(digest[:])) % nameTracks}
}

// Failures are counted by the system clock, not by trusted time: that one stands
// still while the clock is late, and no wait would ever end.

// Next gives the failures after one more. An attempt counts as failed from its
// beginning, so that many at once are not free.
func (f Failures) Next(system time.Time) Failures {
	if system.Sub(f.Last) > longestCheck {
		f.Open = 0
	}
	f.Count++
	f.Open++
	f.Last = system.UTC().Truncate(time.Second)
	return f
}

// End gives the failures after an attempt has ended: right, nothing counts any
// more; wrong, it stays counted.
func (f Failures) End(right bool) Failures {
	f.Open = max(f.Open-1, 0)
	if right {
		f.Count, f.Last = 0, time.Time{}
	}
	return f
}

// Anchor gives the failures by a system clock that was set back since: the wait
// begins anew, but is no longer than any other. They are to be saved when they
// differ.
func (f Failures) Anchor(system time.Time) Failures {
	if f.Count > 0 && system.Before(f.Last) {
		f.Last = system.UTC().Truncate(time.Second)
	}
	return f
}

// Wait refuses with fault.Denied, saying how long to wait, while the anchored
// failures are too many and too recent.
func (f Failures) Wait(system time.Time) error {
	left := f.Last.Add(f.delay()).Sub(system)
	if left <= 0 {
		return nil
	}
	seconds := int((left + time.Second - 1) / time.Second)
	return fault.New(fault.Denied, "access.wait", fault.Args{"Seconds": seconds})
}

// delay is how long to wait after the last failure.
func (f Failures) delay() time.Duration {
	if f.Count <= freeFailures {
		return 0
	}
	delay := firstDelay
	for range f.Count - freeFailures - 1 {
		if delay *= 2; delay >= longestDelay {
			return longestDelay
		}
	}
	return delay
}

// Busy reports whether attempts are under way that may still turn out to be right.
func (f Failures) Busy(system time.Time) bool {
	return f.Open > 0 && system.Sub(f.Last) <= longestCheck
}
