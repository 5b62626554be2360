package directory

import (
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// FactorPolicy says what an organisation makes of second factors.
type FactorPolicy string

const (
	FactorNone     FactorPolicy = "none"     // nobody is asked for one
	FactorOptional FactorPolicy = "optional" // who has one is asked for it
	FactorRequired FactorPolicy = "required" // who has none enrols at the next sign-in
)

// PreAssignment is « pré-imputation »: whether those who enter vouchers say which
// account, funding and budget line they are for.
type PreAssignment string

const (
	PreAssignmentOff      PreAssignment = "off"      // they are not asked
	PreAssignmentOptional PreAssignment = "optional" // they may
	PreAssignmentRequired PreAssignment = "required" // a voucher without account is refused
)

// Label is the key of the setting's name.
func (p PreAssignment) Label() fault.Key { return fault.Key("pre-assignment." + string(p)) }

// Policy is what the organisation asks of everybody, on every poste: of sign-in,
// and of the entry of vouchers. It travels in every `.usr`.
type Policy struct {
	PasswordMin  int // characters
	SecondFactor FactorPolicy
	LockMinutes  int // longest time without a key or the mouse before the window locks; 0 leaves it to people

	PreAssignment PreAssignment

	CountDays int // a till is counted once in so many days, and on one more day a month; 0 for when people like
}

// DefaultPolicy is what an organisation begins with.
var DefaultPolicy = Policy{PasswordMin: 10, SecondFactor: FactorOptional, PreAssignment: PreAssignmentOptional}

// Bounds of a policy.
const (
	passwordMinLeast = 8 // NIST SP 800-63B, 3.1.1.2
	passwordMinMost  = 64
	lockMinutesMost  = 8 * 60
	countDaysMost    = 366
)

// check says in fault.Invalid what is wrong with a policy.
func (p Policy) check() error {
	switch {
	case p.PasswordMin < passwordMinLeast || p.PasswordMin > passwordMinMost:
		return fault.New(fault.Invalid, "directory.password-min", fault.Args{"Min": passwordMinLeast, "Max": passwordMinMost})
	case p.SecondFactor != FactorNone && p.SecondFactor != FactorOptional && p.SecondFactor != FactorRequired:
		return fault.New(fault.Invalid, "directory.factor-policy", fault.Args{"Text": fault.Excerpt(string(p.SecondFactor))})
	case p.LockMinutes < 0 || p.LockMinutes > lockMinutesMost:
		return fault.New(fault.Invalid, "directory.lock-minutes", fault.Args{"Max": lockMinutesMost})
	case p.CountDays < 0 || p.CountDays > countDaysMost:
		return fault.New(fault.Invalid, "directory.count-days", fault.Args{"Max": countDaysMost})
	case p.PreAssignment != PreAssignmentOff && p.PreAssignment != PreAssignmentOptional && p.PreAssignment != PreAssignmentRequired:
		return fault.New(fault.Invalid, "directory.pre-assignment", fault.Args{"Text": fault.Excerpt(string(p.PreAssignment))})
	}
	return nil
}

// Label is the key of the policy's name.
func (p FactorPolicy) Label() fault.Key { return fault.Key("factor-policy." + string(p)) }

// SetPolicy changes what the organisation asks of everybody. The same again changes
// nothing.
func SetPolicy(s Store, by Actor, p Policy, now time.Time) error {
	if err := Can(by, RightOrganisationManage, Place{}, now); err != nil {
		return err
	}
	if err := p.check(); err != nil {
		return err
	}
	o, err := s.Organisation()
	if err != nil || o.Policy == p {
		return err
	}
	details := o.Policy.changes(p)
	o.Policy = p
	o.Revision++
	if err := s.SaveOrganisation(o); err != nil {
		return err
	}
	return Note(s, by, by.ID, VerbPolicyChanged, now, details...)
}

func (p Policy) changes(next Policy) []Detail {
	var details []Detail
	if p.SecondFactor != next.SecondFactor {
		details = append(details, Detail{"second-factor", string(next.SecondFactor)})
	}
	if p.PasswordMin != next.PasswordMin {
		details = append(details, Detail{"password-min", strconv.Itoa(p.PasswordMin) + " → " + strconv.Itoa(next.PasswordMin)})
	}
	if p.LockMinutes != next.LockMinutes {
		details = append(details, Detail{"lock-minutes", strconv.Itoa(p.LockMinutes) + " → " + strconv.Itoa(next.LockMinutes)})
	}
	if p.CountDays != next.CountDays {
		details = append(details, Detail{"count-days", strconv.Itoa(p.CountDays) + " → " + strconv.Itoa(next.CountDays)})
	}
	if p.PreAssignment != next.PreAssignment {
		details = append(details, Detail{"pre-assignment", string(next.PreAssignment)})
	}
	return details
}
