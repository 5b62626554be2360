// Package mark has the state that defends a poste against files which are
// genuine but old, repeated or forked: the order of what was applied, the
// trusted time, and codes already spent. Marks are never part of a backup and
// no restore writes them.
package mark

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Direction tells what was received from what was issued here.
type Direction string

const (
	Received Direction = "received"
	Issued   Direction = "issued"
)

// Stream names a sequence of which only the newest counts: the files about one
// subject for one poste, or the definition of one shared object.
type Stream struct {
	Direction Direction
	Name      string // kind of file ("usr") or of shared object ("organisation", "book")
	Subject   [16]byte
	Poste     ident.PosteID
}

// Order is a place in a stream.
type Order struct {
	Epoch  uint32
	Serial uint64
	Digest [32]byte // SHA-256 of the message or of the object
}

// Verdict is what an order means to a stream.
type Verdict int

const (
	Newer    Verdict = iota // apply it
	Repeated                // the same bytes were applied before: success, nothing to do
)

// Judge compares what arrives with the newest applied (seen says whether there
// is one). Older is refused as a rollback, the same place with other content as
// equivocation; both are fault.Conflict.
func Judge(last Order, seen bool, next Order) (Verdict, error) {
	switch {
	case !seen, next.Epoch > last.Epoch,
		next.Epoch == last.Epoch && next.Serial > last.Serial:
		return Newer, nil
	case next == last:
		return Repeated, nil
	case next.Epoch == last.Epoch && next.Serial == last.Serial:
		return 0, fault.New(fault.Conflict, "order.equivocation", nil)
	default:
		return 0, fault.New(fault.Conflict, "order.rollback", nil)
	}
}

const (
	// clockTolerance is how far two honest clocks may differ.
	clockTolerance = 24 * time.Hour
	// suspiciousJump is how far ahead time may be observed before a person
	// must confirm it.
	suspiciousJump = 30 * 24 * time.Hour
)

// Times are the marks of trusted time; zero where nothing is known.
type Times struct {
	Signed   time.Time // newest issue of an applied file
	Observed time.Time // newest instant at which this folder was used
}

// Now gives the trusted time: the newest of the system clock and the marks.
func (t Times) Now(system time.Time) time.Time {
	now := system
	for _, mark := range []time.Time{t.Signed, t.Observed} {
		if mark.After(now) {
			now = mark
		}
	}
	return now.UTC().Truncate(time.Second)
}

// Late reports « horloge en retard »: the system clock is more than a day
// behind trusted time. Work goes on, flagged; nothing that widens rights,
// restores or closes does.
func (t Times) Late(system time.Time) bool {
	return t.Now(system).Sub(system) > clockTolerance
}

// Jumped reports that the system clock is so far ahead of all that was observed
// that a person must confirm it before it is believed.
func (t Times) Jumped(system time.Time) bool {
	return !t.Observed.IsZero() && system.Sub(t.Now(t.Observed)) > suspiciousJump
}

// Observe gives the marks after a use at the system time. A suspicious jump
// moves nothing until it is confirmed.
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

// Store keeps marks. Only the transaction that applies a file writes them.
type Store interface {
	Times() (Times, error)
	SaveTimes(Times) error

	Order(Stream) (last Order, seen bool, err error)
	SaveOrder(Stream, Order) error

	// TrustChain gives the pinned chain as it travels in a `.key` file, or
	// nil when nothing is pinned yet.
	TrustChain() ([]byte, error)
	SaveTrustChain([]byte) error

	ActivationSpent(ident.ActivationID) (bool, error)
	SpendActivation(ident.ActivationID, time.Time) error
}
