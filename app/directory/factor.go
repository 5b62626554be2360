package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// FactorMethod is the second factor that an administrator asks one person for.
type FactorMethod string

const (
	MethodUsual FactorMethod = ""     // as the organisation's policy says
	MethodTOTP  FactorMethod = "totp" // codes of an application (RFC 6238), whatever the policy
	MethodNone  FactorMethod = "none" // none, where the policy does not require one
)

// FactorMethods are what « Réinitialiser le second facteur » offers, under a
// policy.
func FactorMethods(p FactorPolicy) []FactorMethod {
	switch p {
	case FactorNone:
		return []FactorMethod{MethodNone}
	case FactorRequired:
		return []FactorMethod{MethodTOTP}
	}
	return []FactorMethod{MethodTOTP, MethodNone}
}

// Label is the key of the method's name.
func (m FactorMethod) Label() fault.Key {
	if m == MethodUsual {
		return "factor-method.usual"
	}
	return fault.Key("factor-method." + string(m))
}

// NeedsFactor reports whether the user must have a second factor.
func (u User) NeedsFactor(p Policy) bool {
	switch p.SecondFactor {
	case FactorNone:
		return false
	case FactorRequired:
		return true
	}
	return u.Factor == MethodTOTP
}

// ResetFactor is « Réinitialiser le second facteur »: what the user has enrolled
// anywhere counts no more, and with a method they enrol again at the next
// sign-in. Every poste does so once, when the user's data arrives there.
func ResetFactor(s Store, by Actor, id ident.UserID, m FactorMethod, now time.Time) (User, error) {
	if err := Can(by, RightFactorReset, Place{}, now); err != nil {
		return User{}, err
	}
	u, err := s.User(id)
	if err != nil {
		return User{}, err
	}
	if err := mayReset(s, by, u, m, now); err != nil {
		return User{}, err
	}
	u.Factor = m
	u.FactorReset++
	return save(s, by, u, VerbFactorReset, now, Detail{"factor", string(m)})
}

func mayReset(s Store, by Actor, u User, m FactorMethod, now time.Time) error {
	if by.ID == u.ID { // an unlocked window must not be enough
		return fault.New(fault.Denied, "directory.own-factor", nil)
	}
	if err := mayTouch(s, by, u, now); err != nil {
		return err
	}
	o, err := s.Organisation()
	if err != nil {
		return err
	}
	for _, offered := range FactorMethods(o.Policy.SecondFactor) {
		if offered == m {
			return nil
		}
	}
	return fault.New(fault.Conflict, "directory.factor-method", fault.Args{"Method": m.Label(), "Policy": o.Policy.SecondFactor.Label()})
}
