package verification

import (
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Outcome is what an answer has permitted.
type Outcome struct {
	Purpose mark.Purpose
	User    ident.UserID // whose second factor is gone
	Now     time.Time    // trusted time afterwards
	Late    bool         // the clock is still not believed: a file has dated it
}

// Count counts an answer that is about to be compared, and gives what it is for.
// Commit before Compare, so that a poste which loses its power in between has
// lost the attempt as well. Typing errors are found before and not counted, see
// usrfile.ParseVerificationAnswer.
func Count(s Store, p mark.Purpose) (mark.Verification, error) {
	v, err := s.Verification(p)
	if err != nil {
		return v, err
	}
	if v, err = v.Attempt(); err != nil {
		return v, err
	}
	return v, s.SaveVerification(v)
}

// Compare compares a counted answer and does what it permits, once, in the same
// transaction. A wrong one is fault.Denied; note it with NoteWrong.
func Compare(s Store, by directory.Actor, own usrfile.BoxKey, counted mark.Verification, typed usrfile.VerificationAnswer, clock exchange.Clock) (Outcome, error) {
	v, err := s.Verification(counted.Purpose)
	if err != nil {
		return Outcome{}, err
	}
	if v != counted {
		return Outcome{}, fault.New(fault.Conflict, "verification.replaced", nil)
	}
	facts, request, err := spoken(s, v)
	if err != nil {
		return Outcome{}, err
	}
	key, err := keyAtPoste(s, own)
	if err != nil {
		return Outcome{}, err
	}
	right, err := key.Accepts(typed, request, facts)
	switch {
	case err != nil:
		return Outcome{}, exchange.AsFault(err)
	case !right:
		return Outcome{}, fault.New(fault.Denied, "verification.wrong", fault.Args{"Left": v.Left()})
	}
	return permit(s, by, v, v.Opened, clock)
}

// NoteWrong writes a wrong answer to the history.
func NoteWrong(s Store, by directory.Actor, v mark.Verification, now time.Time) error {
	return directory.Note(s, by, concerned(v), directory.VerbCodeWrong, now,
		directory.Detail{Name: "purpose", Value: string(v.Purpose)}, directory.Detail{Name: "attempts", Value: strconv.Itoa(v.Left())})
}
