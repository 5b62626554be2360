package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// ActivationLifetime is how long an activation code can be used.
const ActivationLifetime = 14 * 24 * time.Hour

// NewActivation gives an activation that is made now, of the digest of its code.
func NewActivation(id ident.ActivationID, digest [32]byte, now time.Time) Activation {
	return Activation{ID: id, Digest: digest, Until: now.Add(ActivationLifetime)}
}

// Activate prepares the account of an employee, who must then use the
// activation's code: status 1 → 2.
func Activate(s Store, by Actor, id ident.UserID, a Activation, now time.Time) (User, error) {
	if a.ID.IsZero() || a.Digest == [32]byte{} || !a.Until.After(now) || a.Until.After(now.Add(ActivationLifetime)) {
		return User{}, fault.New(fault.Invalid, "directory.activation", nil)
	}
	u, err := manage(s, by, id, FunctionActivate, now)
	if err != nil {
		return User{}, err
	}
	if u.Address() == "" {
		return User{}, fault.New(fault.Invalid, "directory.no-address", fault.Args{"Name": u.Name()})
	}
	if err := u.AccessEnded(by.Zone, now); err != nil {
		return User{}, fault.New(fault.Invalid, "directory.access-over", fault.Args{"Name": u.Name(), "Day": u.AccessUntil})
	}
	u.Activation = a
	return follow(s, by, u, FunctionActivate, now, Detail{"until", calendar.Of(a.Until, by.Zone).String()})
}

// ConfirmActivation notes at head office that the user has used the code on a
// poste: status 2 → 3. The activation stays, for the user's other postes.
func ConfirmActivation(s Store, by Actor, id ident.UserID, now time.Time) (User, error) {
	return change(s, by, id, FunctionConfirm, now)
}

// CompleteActivation is the user's own confirmation on a poste, status 2 → 3, to
// be called once the code has been checked. Who is active already stays so. The
// history tells head office which activation was used.
func CompleteActivation(s Store, id ident.UserID, now time.Time) (User, error) {
	self, err := LoadActor(s, id)
	if err != nil {
		return User{}, err
	}
	if err := self.AccessEnded(self.Zone, now); err != nil {
		return User{}, err
	}
	used := Detail{"activation", self.Activation.ID.String()}
	if self.Status == StatusActive {
		return self.User, Note(s, self, id, VerbUserConfirmed, now, used)
	}
	if err := self.Offers(FunctionConfirm); err != nil {
		return User{}, err
	}
	return follow(s, self, self.User, FunctionConfirm, now, used)
}

// AcknowledgeActivation notes at head office that a poste has reported the use of
// an activation: status 2 → 3 when it is the open one. It tells whether it was.
func AcknowledgeActivation(s Store, id ident.UserID, used ident.ActivationID, now time.Time) (bool, error) {
	u, err := s.User(id)
	if err != nil {
		return false, ignoreMissing(err)
	}
	if u.Status != StatusPending || u.Activation.ID != used {
		return false, nil
	}
	_, err = follow(s, Actor{}, u, FunctionConfirm, now)
	return true, err
}

// Deactivate switches the account off: status 2 or 3 → 1.
func Deactivate(s Store, by Actor, id ident.UserID, now time.Time) (User, error) {
	return change(s, by, id, FunctionDeactivate, now)
}

// Archive keeps somebody who has left, for history: status 1, 2 or 3 → 4.
func Archive(s Store, by Actor, id ident.UserID, now time.Time) (User, error) {
	return change(s, by, id, FunctionArchive, now)
}

// Retrieve takes a user out of the archive: status 4 → 1. The account must then
// be activated again.
func Retrieve(s Store, by Actor, id ident.UserID, now time.Time) (User, error) {
	return change(s, by, id, FunctionRetrieve, now)
}

// change is a transition that needs nothing but the right and the status.
func change(s Store, by Actor, id ident.UserID, f Function, now time.Time) (User, error) {
	u, err := manage(s, by, id, f, now)
	if err != nil {
		return User{}, err
	}
	return follow(s, by, u, f, now)
}

// manage gives the user if by may use the function on them now.
func manage(s Store, by Actor, id ident.UserID, f Function, now time.Time) (User, error) {
	u, err := s.User(id)
	if err != nil {
		return User{}, err
	}
	if err := mayManage(s, by, u, now); err != nil {
		return User{}, err
	}
	return u, u.Offers(f)
}

// follow takes the user where the function leads.
func follow(s Store, by Actor, u User, f Function, now time.Time, details ...Detail) (User, error) {
	to := transitions[f].to
	if to != StatusPending && to != StatusActive {
		if err := keepsAdministrator(s, u); err != nil {
			return User{}, err
		}
		u.Activation = Activation{} // a code still on its way must not open the account again
	}
	details = append([]Detail{{"status", string(to)}}, details...)
	u.Status = to
	return save(s, by, u, verbOf[f], now, details...)
}
