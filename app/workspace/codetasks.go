package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// CodeTask is a request for a verification code at head office, with what it would
// allow in words.
type CodeTask struct {
	Request   directory.CodeRequest
	About     CodeSubject
	Asker     string
	Poste     directory.Poste
	EnteredBy string // who typed the code, empty for a file
	Decider   string
	MayDecide error // why the person may not approve it, nil when they may
}

// CodeCall is a request code as it was read over the telephone.
type CodeCall struct {
	Code   string
	Caller string // e-mail or login of who is on the telephone, or empty
	directory.CodeStatement
}

// CodeTasks lists the requests for codes of a status, all for the empty one.
func (s *Session) CodeTasks(ctx context.Context, status directory.RequestStatus) ([]CodeTask, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]CodeTask, error) {
		if err := directory.MayHandleCodes(by, now); err != nil {
			return nil, err
		}
		requests, err := tx.CodeRequests(status)
		if err != nil {
			return nil, err
		}
		tasks := make([]CodeTask, 0, len(requests))
		for _, r := range requests {
			t, err := codeTask(tx, by, r, now)
			if err != nil {
				return nil, err
			}
			tasks = append(tasks, t)
		}
		return tasks, nil
	})
}

func codeTask(tx *storage.Tx, by directory.Actor, r directory.CodeRequest, now time.Time) (t CodeTask, err error) {
	t = CodeTask{Request: r}
	_, t.MayDecide = directory.ApproveCode(by, r, now)
	t.About.Item, t.About.Day = r.Item, verification.Day(r.Purpose, r.Subject)
	if t.Poste, err = tx.Poste(r.Poste); err != nil {
		return t, err
	}
	for _, name := range []struct {
		of   ident.UserID
		into *string
	}{
		{r.User, &t.Asker}, {r.ReceivedBy, &t.EnteredBy}, {r.DecidedBy, &t.Decider},
		{verification.User(r.Purpose, r.Subject), &t.About.Person},
	} {
		if *name.into, err = nameOf(tx, name.of); err != nil {
			return t, err
		}
	}
	return t, nil
}

// EnterCode takes a request code that somebody reads over the telephone, and finds
// out what it asks for.
func (s *Session) EnterCode(ctx context.Context, call CodeCall) (CodeTask, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (CodeTask, error) {
		clock, err := s.w.clock(tx)
		if err != nil {
			return CodeTask{}, err
		}
		heard := verification.Call{Code: call.Code, CodeStatement: call.CodeStatement}
		if call.Caller != "" {
			user, err := directory.FindUser(tx, call.Caller)
			if err != nil {
				return CodeTask{}, err
			}
			heard.Caller = user.ID
		}
		r, err := verification.Enter(tx, s.w.facts, by, heard, clock)
		if err != nil {
			return CodeTask{}, err
		}
		return codeTask(tx, by, r, now)
	})
}

// CodeDecided is what became of a request for a code.
type CodeDecided struct {
	Task   CodeTask
	Answer string // to read back; empty when refused, or for others to read, see CodeAnswer
	Path   string // of the reply to a request that came as a file
}

// ApproveCode permits what a request asks for: the answer is read back, and for a
// request that came as a file the reply is written to dir.
func (s *Session) ApproveCode(ctx context.Context, code, dir string) (CodeDecided, error) {
	return s.decideCode(ctx, dir, func(tx *storage.Tx, by directory.Actor, with verification.Answers) (verification.Decision, error) {
		clock, err := s.w.clock(tx)
		if err != nil {
			return verification.Decision{}, err
		}
		return verification.Approve(tx, s.w.facts, by, code, with, clock)
	})
}

// RefuseCode says no, and why.
func (s *Session) RefuseCode(ctx context.Context, code, reason, dir string) (CodeDecided, error) {
	return s.decideCode(ctx, dir, func(tx *storage.Tx, by directory.Actor, with verification.Answers) (verification.Decision, error) {
		clock, err := s.w.clock(tx)
		if err != nil {
			return verification.Decision{}, err
		}
		return verification.Refuse(tx, by, code, reason, with, clock)
	})
}

type codeDecision func(*storage.Tx, directory.Actor, verification.Answers) (verification.Decision, error)

func (s *Session) decideCode(ctx context.Context, dir string, decide codeDecision) (CodeDecided, error) {
	file, err := draw[ident.FileID](s.w)
	if err != nil {
		return CodeDecided{}, err
	}
	var decided CodeDecided
	parcel := shipment{w: s.w, dir: dir}
	paths, err := parcel.end(s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.MayHandleCodes(by, now); err != nil {
			return err // before anything is said of keys
		}
		issuer, err := s.issuer(tx)
		if err != nil {
			return err
		}
		d, err := decide(tx, by, verification.Answers{Issuer: issuer, File: file, Random: s.w.random})
		if err != nil {
			return err
		}
		if decided.Task, err = codeTask(tx, by, d.Request, now); err != nil {
			return err
		}
		if decided.Answer, err = s.answerIfAny(tx, by, d.Request, now); err != nil || d.Data == nil {
			return err
		}
		if err := parcel.add(d.Outgoing); err != nil {
			return err
		}
		return parcel.addNewerChain(tx)
	}))
	if err != nil {
		return CodeDecided{}, err
	}
	if len(paths) > 0 {
		decided.Path = paths[0]
	}
	return decided, nil
}

// answerIfAny gives the answer to an approved request. A clock whose day has passed
// has none: its reply travels as a file.
func (s *Session) answerIfAny(tx *storage.Tx, by directory.Actor, r directory.CodeRequest, now time.Time) (string, error) {
	if r.Status != directory.RequestApproved {
		return "", nil
	}
	answer, err := s.answer(tx, by, r.Code, now)
	if errors.Is(err, fault.Expired) {
		return "", nil
	}
	return answer, err
}

func (s *Session) answer(tx *storage.Tx, by directory.Actor, code string, now time.Time) (string, error) {
	if err := directory.MayHandleCodes(by, now); err != nil {
		return "", err
	}
	keys, err := s.boxKeys(tx)
	if err != nil {
		return "", err
	}
	return verification.Answer(tx, by, code, keys, now)
}

// CodeAnswer gives the answer to an approved request once more, to be read back.
func (s *Session) CodeAnswer(ctx context.Context, code string) (string, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (string, error) {
		return s.answer(tx, by, code, now)
	})
}

// ReceiveFile puts a request file among the tasks of head office, whatever it asks
// for.
func (s *Session) ReceiveFile(ctx context.Context, path string) (*Arrival, error) {
	a, err := s.w.Examine(ctx, s, path)
	if err != nil {
		return nil, err
	}
	if a.Kind != usrfile.KindRequest {
		return nil, exchange.OtherKind(a.Kind, usrfile.KindRequest)
	}
	return a, s.w.Apply(ctx, s, a, a.Fingerprint)
}
