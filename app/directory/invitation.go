package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// CanInvite decides whether by may have an activation e-mail sent to the user now
// and gives the user: the account waits for its activation, and there is an
// address to write to.
func CanInvite(s Store, by Actor, id ident.UserID, now time.Time) (User, error) {
	return manage(s, by, id, FunctionInvite, now)
}

// RenewActivation gives an account that waits for its activation another one. The
// code of the one before no longer counts once a `.usr` with this one has
// arrived.
func RenewActivation(s Store, by Actor, id ident.UserID, a Activation, now time.Time) (User, error) {
	if a.ID.IsZero() || a.Digest == [32]byte{} || !a.Until.After(now) || a.Until.After(now.Add(ActivationLifetime)) {
		return User{}, fault.New(fault.Invalid, "directory.activation", nil)
	}
	u, err := manage(s, by, id, FunctionInvite, now)
	if err != nil {
		return User{}, err
	}
	u.Activation = a
	return save(s, by, u, VerbActivationRenewed, now, Detail{"until", calendar.Of(a.Until, by.Zone).String()})
}
