package verification

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Preview is what a person sees before a reply to a request for a code is applied.
type Preview struct {
	Opened   *exchange.Opened
	Asked    mark.Verification // zero when the reply was applied before
	Code     string
	Approved bool
	Reason   string // of a refusal
	chain    usrfile.Chain
}

// PreviewReply opens a reply at the poste that asked. One that corrects the clock
// is not judged by the clock; the nonce that it names makes an old one worthless.
func PreviewReply(s Store, r exchange.Receiver, p exchange.Parcel, clock exchange.Clock) (*Preview, error) {
	o, err := exchange.OpenUnless(s, r, p, usrfile.KindReply, clock, Timeless)
	if err != nil {
		return nil, err
	}
	data, err := usrfile.DecodeVerificationReplyData(o.Payload)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	pv := &Preview{Opened: o, Code: data.Code, Approved: data.Approved, Reason: data.Reason, chain: data.Chain}
	if o.Repeated {
		return pv, nil
	}
	if data.Request != o.Message.Answers {
		return nil, fault.New(fault.Forged, "verification.other-request", nil)
	}
	pv.Asked, err = answered(s, o.Message.Answers, data.Code)
	return pv, err
}

// Timeless reports whether a payload is about the clock, and so must not be judged
// by it.
func Timeless(payload []byte) bool {
	if !usrfile.IsVerification(payload) {
		return false
	}
	data, err := usrfile.DecodeVerificationReplyData(payload)
	if err != nil {
		return false
	}
	request, err := usrfile.ParseVerificationRequest(data.Code)
	return err == nil && request.Purpose == usrfile.PurposeClock
}

// answered gives the open request that a reply answers.
func answered(s Store, request [32]byte, code string) (mark.Verification, error) {
	parsed, err := usrfile.ParseVerificationRequest(code)
	if err != nil {
		return mark.Verification{}, exchange.AsFault(err)
	}
	v, err := s.Verification(mark.Purpose(parsed.Purpose.String()))
	switch {
	case errors.Is(err, fault.Missing), err == nil && v.Request != request:
		return v, fault.New(fault.Conflict, "verification.other-request", nil)
	case err != nil:
		return v, err
	case v.State != mark.VerificationOpen:
		return v, fault.New(fault.Conflict, "verification.answered", nil)
	}
	own, err := Code(s, v)
	if err == nil && own != code {
		err = fault.New(fault.Conflict, "verification.other-request", nil)
	}
	return v, err
}

// ApplyReply does what PreviewReply showed, with its marks and its line in the
// history.
func ApplyReply(s Store, by directory.Actor, pv *Preview, clock exchange.Clock) (Outcome, error) {
	if pv.Opened.Repeated {
		return Outcome{}, pv.Opened.SaveChain(s)
	}
	if err := pv.Opened.TakeChain(pv.chain); err != nil {
		return Outcome{}, err
	}
	if err := pv.Opened.SaveMarks(s, clock); err != nil {
		return Outcome{}, err
	}
	if !pv.Approved {
		return Outcome{Purpose: pv.Asked.Purpose}, decline(s, by, pv, clock.Now())
	}
	return permit(s, by, pv.Asked, pv.Opened.Message.Issued, clock)
}

func decline(s Store, by directory.Actor, pv *Preview, now time.Time) error {
	v, err := pv.Asked.Refuse(now)
	if err != nil {
		return err
	}
	if err := s.SaveVerification(v); err != nil {
		return err
	}
	return note(s, by, v, directory.VerbCodeRefused, now, directory.Detail{Name: "reason", Value: pv.Reason})
}
