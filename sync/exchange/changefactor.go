package exchange

import (
	"cmp"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// compareFactor tells of a second factor that counts no more: until the person
// enrols again, the password alone opens the account.
func compareFactor(now, next Snapshot) []Change {
	a, b := now.User, next.User
	switch {
	case a.ID.IsZero(), a.Factor == b.Factor && a.FactorReset == b.FactorReset:
		return nil
	case b.FactorReset > a.FactorReset:
		return []Change{{Gain, "factor-reset", fault.Args{"Method": b.Factor.Label()}}}
	case b.Factor == directory.MethodTOTP:
		return []Change{{Loss, "factor", fault.Args{"Method": b.Factor.Label()}}}
	}
	return []Change{{Gain, "factor", fault.Args{"Method": b.Factor.Label()}}}
}

// strictness is the order of what an organisation asks.
var strictness = map[directory.FactorPolicy]int{
	directory.FactorNone: 0, directory.FactorOptional: 1, directory.FactorRequired: 2,
}

// comparePolicy tells of sign-in that becomes harder or easier for everybody.
func comparePolicy(now, next Snapshot) []Change {
	a, b := now.Organisation.Policy, next.Organisation.Policy
	if now.Organisation.ID.IsZero() {
		return nil
	}
	var changes []Change
	tell := func(harder int, key string, args fault.Args) {
		if harder != 0 {
			changes = append(changes, Change{map[bool]Sign{true: Loss, false: Gain}[harder > 0], key, args})
		}
	}
	tell(cmp.Compare(strictness[b.SecondFactor], strictness[a.SecondFactor]), "policy-factor", fault.Args{"Policy": b.SecondFactor.Label()})
	tell(cmp.Compare(b.PasswordMin, a.PasswordMin), "policy-password", fault.Args{"Min": b.PasswordMin})
	if a.LockMinutes != b.LockMinutes {
		changes = append(changes, Change{Note, "policy-lock", fault.Args{"Minutes": b.LockMinutes}})
	}
	if a.CountDays != b.CountDays {
		changes = append(changes, Change{Note, "policy-count", fault.Args{"Days": b.CountDays}})
	}
	if a.PreAssignment != b.PreAssignment {
		changes = append(changes, Change{Note, "policy-pre-assignment", fault.Args{"Policy": b.PreAssignment.Label()}})
	}
	return changes
}

// resetFactor does here, once, what « Réinitialiser le second facteur » asked for
// at head office.
func (st *settled) resetFactor(s Store, now time.Time) error {
	here, err := s.User(st.User.ID)
	if errors.Is(err, fault.Missing) {
		return nil
	}
	if err != nil || st.User.FactorReset <= here.FactorReset {
		return err
	}
	if err := s.DeleteFactor(here.ID); err != nil {
		return err
	}
	return directory.Note(s, directory.Actor{}, here.ID, directory.VerbFactorReset, now, directory.Detail{Name: "factor", Value: string(st.User.Factor)})
}
