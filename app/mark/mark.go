// Package mark has the state that defends a poste against files which are
// genuine but old, repeated or forked: the order of what was applied, the
// trusted time, and codes already spent. Marks are never part of a backup and
// no restore writes them.
package mark

import (
	"time"

	"github.com/comptoir/comptoir/app/ident"
)

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

	// Verification gives what was asked for last, or fault.Missing.
	Verification(Purpose) (Verification, error)
	Verifications() ([]Verification, error)
	SaveVerification(Verification) error
	// TakeNonce reserves a nonce for good; fresh is false for one that was
	// taken before.
	TakeNonce(Purpose, uint32) (fresh bool, err error)
}
