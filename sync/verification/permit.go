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

// permit does what head office has permitted. A clock is corrected and a second
// factor removed here and now; what concerns a journal waits for Permit. instant
// is one for which head office has vouched.
func permit(s Store, by directory.Actor, v mark.Verification, instant time.Time, clock exchange.Clock) (Outcome, error) {
	out := Outcome{Purpose: v.Purpose, User: User(v.Purpose, v.Subject)}
	switch v.Purpose {
	case mark.PurposeClock:
		times, err := s.Times()
		if err != nil {
			return out, err
		}
		clock.Times = times.Correct(instant).Observe(clock.System, false)
		if err := s.SaveTimes(clock.Times); err != nil {
			return out, err
		}
	case mark.PurposeFactor:
		if err := s.DeleteFactor(out.User); err != nil {
			return out, err
		}
	}
	out.Now, out.Late = clock.Now(), clock.Times.Late(clock.System)
	v, err := v.Permit(out.Now)
	if err != nil {
		return out, err
	}
	if WithoutSignIn(v.Purpose) {
		return out, use(s, by, v, out.Now)
	}
	if err := s.SaveVerification(v); err != nil {
		return out, err
	}
	return out, note(s, by, v, directory.VerbCodePermitted, out.Now)
}

// Permit spends what head office has permitted for a journal, in the transaction
// that does it. It is fault.Denied unless exactly this was permitted and nobody
// has done it yet, and fault.Expired while the clock is late.
func Permit(s Store, by directory.Actor, subject usrfile.Subject, clock exchange.Clock) error {
	v, err := s.Verification(mark.Purpose(subject.Purpose.String()))
	switch {
	case errors.Is(err, fault.Missing), err == nil && v.Subject != subject.Value:
		return fault.New(fault.Denied, "verification.not-permitted", nil)
	case err != nil:
		return err
	case clock.Times.Late(clock.System):
		return fault.New(fault.Expired, "verification.clock-late", fault.Args{"Now": clock.Now()})
	}
	return use(s, by, v, clock.Now())
}

func use(s Store, by directory.Actor, v mark.Verification, now time.Time) error {
	v, err := v.Use(now)
	if err != nil {
		return err
	}
	if err := s.SaveVerification(v); err != nil {
		return err
	}
	return note(s, by, v, directory.VerbCodeUsed, now)
}

func note(s Store, by directory.Actor, v mark.Verification, verb directory.Verb, now time.Time, more ...directory.Detail) error {
	details := []directory.Detail{{Name: "purpose", Value: string(v.Purpose)}}
	if code, err := Code(s, v); err == nil {
		details = append(details, directory.Detail{Name: "code", Value: code})
	}
	return directory.Note(s, by, concerned(v), verb, now, append(details, more...)...)
}
