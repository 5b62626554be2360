package access

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Factor is a person's second factor on one poste: TOTP by RFC 6238. It never
// travels, so that every poste has its own.
//
// The secret lies sealed under a key stretched from the person's password. A
// stolen data folder gives it to nobody who has not found the password by
// argon2id first; who has found it, and has the folder, needs no second factor
// any more, since the books are not encrypted on disk. The second factor defends
// the sign-in on a poste that is running, not a disk that was taken away.
type Factor struct {
	User     ident.UserID
	Sealed   []byte    // OTPSecret, see vault.SealFactor
	Enrolled time.Time // zero until a first code has confirmed it
	Made     time.Time // when the secret was drawn
	Used     int64     // newest step of which a code was accepted
	Drift    int64     // steps by which the person's clock was ahead of ours then
}

// PendingFactor is how long a secret waits for the first code that confirms it.
const PendingFactor = time.Hour

// Check decides about a typed code by the clock of the system and gives the
// factor as it is to be saved: a step is never accepted again (RFC 6238, section
// 5.2). Anything wrong is fault.Denied.
//
// It is the system's clock and not trusted time, which stands still for as long
// as a clock that ran ahead has been mended; nobody could sign in then. A clock
// that was set back makes no code good again that has been used, since later
// steps have.
//
// An offline poste has nobody to set its clock by. So the window of one step lies
// around the clock as well as around where the person's clock was found last
// time (RFC 6238, section 6).
func (f Factor) Check(secret OTPSecret, typed string, system time.Time) (Factor, error) {
	now := stepAt(system)
	code, readable := parseOTP(typed)
	step, found := secret.match(code, f.Used, otpWindow, now, now+f.Drift)
	if !readable || !found {
		return f, fault.New(fault.Denied, "access.factor-wrong", fault.Args{"Now": system})
	}
	f.Used, f.Drift = step, step-now
	return f, nil
}

// Confirm decides about the first code of a secret that was drawn less than an
// hour ago. Clocks may be ten minutes apart: who has just proved the password and
// holds the secret gains nothing by an old code.
func (f Factor) Confirm(secret OTPSecret, typed string, system time.Time) (Factor, error) {
	if age := system.Sub(f.Made); age >= PendingFactor || age <= -PendingFactor {
		return f, fault.New(fault.Expired, "access.factor-pending", nil)
	}
	now := stepAt(system)
	code, readable := parseOTP(typed)
	step, found := secret.match(code, f.Used, otpStranger, now)
	if !readable || !found {
		return f, fault.New(fault.Denied, "access.factor-wrong", fault.Args{"Now": system})
	}
	f.Used, f.Drift, f.Enrolled = step, step-now, system.UTC().Truncate(time.Second)
	return f, nil
}

// Anchor gives the factor after a recovery code has proved the person otherwise:
// codes count from the clock as it is now, should it have run ahead before.
func (f Factor) Anchor(system time.Time) Factor {
	if now := stepAt(system); f.Used > now {
		f.Used, f.Drift = now, 0
	}
	return f
}
