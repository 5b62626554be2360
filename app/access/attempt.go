package access

import (
	"crypto/subtle"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

const (
	freeFailures = 3               // typing errors that cost nothing
	firstDelay   = 5 * time.Second // after one more; doubled by each further one
	longestDelay = 5 * time.Minute // never more: a site must not lock itself out for good
)

// Next gives the failures after one more, at the trusted time now.
func (f Failures) Next(now time.Time) Failures {
	f.Count++
	f.Last = now
	return f
}

// Wait refuses with fault.Denied while the last failures are too recent. A
// clock that was set back ends no wait sooner and starts none anew: the wait
// counts from now at the most.
func (f Failures) Wait(now time.Time) error {
	until := f.Last.Add(f.delay())
	if f.Count <= freeFailures || !now.Before(until) {
		return nil
	}
	if now.Before(f.Last) {
		until = now.Add(f.delay())
	}
	return fault.New(fault.Denied, "access.wait", fault.Args{"Seconds": int(until.Sub(now).Round(time.Second) / time.Second)})
}

func (f Failures) delay() time.Duration {
	delay := firstDelay
	for range f.Count - freeFailures - 1 {
		if delay *= 2; delay >= longestDelay {
			return longestDelay
		}
	}
	return delay
}

// SameDigest compares in constant time.
func SameDigest(a, b [32]byte) bool { return subtle.ConstantTimeCompare(a[:], b[:]) == 1 }
