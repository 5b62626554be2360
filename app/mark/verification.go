package mark

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Purpose says what a verification code permits, in the words of
// usrfile/FORMAT.md.
type Purpose string

const (
	PurposeRestore Purpose = "restore"         // restore a journal behind a closing that was sent
	PurposeClosing Purpose = "closing-release" // take a closing for released
	PurposeClock   Purpose = "clock"           // set trusted time
	PurposeFactor  Purpose = "factor-reset"    // remove a person's second factor
)

// Label is the key of the purpose's name.
func (p Purpose) Label() fault.Key { return fault.Key("code.purpose." + string(p)) }

// VerificationState says how far a verification has come.
type VerificationState string

const (
	VerificationOpen      VerificationState = "open"      // waits for an answer
	VerificationPermitted VerificationState = "permitted" // answered; what it permits is not done yet
	VerificationUsed      VerificationState = "used"      // done, once
	VerificationRefused   VerificationState = "refused"   // by head office
)

// VerificationAttempts is how many answers are compared for one request.
const VerificationAttempts = 5

// Verification is what this poste has asked head office to permit. There is one
// for each purpose: a new request takes the place of the one before. No restart
// and no restore lowers its attempts or makes it open again.
type Verification struct {
	Purpose   Purpose
	Nonce     uint32   // 25 bits, never used before for the purpose
	Subject   [32]byte // of the purpose, see usrfile
	Requester ident.UserID
	Request   [32]byte // digest of the message of the request file; zero when only spoken
	State     VerificationState
	Attempts  int       // answers that were compared, or about to be when the power went
	Opened    time.Time // by the system clock, whatever is believed of it
	Closed    time.Time // when it left the open state, by trusted time
}

// Left gives how many answers may still be compared.
func (v Verification) Left() int {
	if v.State != VerificationOpen {
		return 0
	}
	return VerificationAttempts - v.Attempts
}

// Attempt counts one more answer. Store it, and commit, before comparing; only
// then does a process that is killed in between not get another guess.
// fault.Denied when there are no attempts left, or nothing to answer.
func (v Verification) Attempt() (Verification, error) {
	switch {
	case v.State != VerificationOpen:
		return v, fault.New(fault.Denied, "mark.code-closed", nil)
	case v.Left() <= 0:
		return v, fault.New(fault.Denied, "mark.code-attempts", fault.Args{"Count": VerificationAttempts})
	}
	v.Attempts++
	return v, nil
}

// Permit notes the right answer. fault.Denied when nothing is open.
func (v Verification) Permit(now time.Time) (Verification, error) {
	return v.move(VerificationOpen, VerificationPermitted, now)
}

// Refuse notes that head office said no. fault.Denied when nothing is open.
func (v Verification) Refuse(now time.Time) (Verification, error) {
	return v.move(VerificationOpen, VerificationRefused, now)
}

// Use spends what was permitted, in the transaction that does it: once.
// fault.Denied a second time, or before it was permitted.
func (v Verification) Use(now time.Time) (Verification, error) {
	return v.move(VerificationPermitted, VerificationUsed, now)
}

func (v Verification) move(from, to VerificationState, now time.Time) (Verification, error) {
	if v.State != from {
		return v, fault.New(fault.Denied, "mark.code-closed", nil)
	}
	v.State, v.Closed = to, now
	return v, nil
}
