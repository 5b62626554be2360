package access

import (
	"crypto/subtle"
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Activation is what decides whether an activation code opens an account here.
type Activation struct {
	ID     ident.ActivationID // zero when none is open
	Digest [32]byte           // of the right code
	Until  time.Time
	Spent  bool // used on this poste before
}

// Check compares the digest of the code that was typed, in constant time. Only
// who has the right code learns more than that it is wrong: that it has been
// spent (fault.Conflict) or has expired by trusted time (fault.Expired). A wrong
// code is fault.Denied and counts as a failure.
func (a Activation) Check(typed [32]byte, now time.Time) error {
	right := subtle.ConstantTimeCompare(typed[:], a.Digest[:]) == 1
	switch {
	case !right || a.ID.IsZero():
		return fault.New(fault.Denied, "access.code", nil)
	case a.Spent:
		return fault.New(fault.Conflict, "access.code-spent", nil)
	case !now.Before(a.Until):
		return fault.New(fault.Expired, "access.code-expired", fault.Args{"Until": a.Until})
	}
	return nil
}
