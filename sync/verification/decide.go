package verification

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Decision is what was decided about a request, and the reply to one that came as
// a file.
type Decision struct {
	Request directory.CodeRequest
	exchange.Outgoing
}

// Answers is what head office answers with.
type Answers struct {
	Issuer exchange.Issuer
	File   ident.FileID
	Random io.Reader
}

// Approve lets a second person permit what a request asks for. It looks again
// whether head office would: a closing may have been rejected since.
func Approve(s Store, f Facts, by directory.Actor, code string, with Answers, clock exchange.Clock) (Decision, error) {
	r, poste, err := open(s, code)
	if err != nil {
		return Decision{}, err
	}
	if r, err = directory.ApproveCode(by, r, clock.Now()); err != nil {
		return Decision{}, err
	}
	if err := stillPermits(s, f, r, poste, clock); err != nil {
		return Decision{}, err
	}
	return decided(s, by, r, poste, directory.VerbCodeApproved, with, clock.Now())
}

// Refuse says no, and why.
func Refuse(s Store, by directory.Actor, code, reason string, with Answers, clock exchange.Clock) (Decision, error) {
	r, poste, err := open(s, code)
	if err != nil {
		return Decision{}, err
	}
	if r, err = directory.RefuseCode(by, r, reason, clock.Now()); err != nil {
		return Decision{}, err
	}
	return decided(s, by, r, poste, directory.VerbCodeRefused, with, clock.Now())
}

func open(s Store, code string) (directory.CodeRequest, directory.Poste, error) {
	parsed, err := usrfile.ParseVerificationRequest(code)
	if err != nil {
		return directory.CodeRequest{}, directory.Poste{}, exchange.AsFault(err)
	}
	r, err := s.CodeRequest(parsed.String())
	if err != nil {
		return r, directory.Poste{}, err
	}
	poste, err := s.Poste(r.Poste)
	return r, poste, err
}

// stillPermits refuses what head office would not permit any more.
func stillPermits(s Store, f Facts, r directory.CodeRequest, poste directory.Poste, clock exchange.Clock) error {
	if err := trusted(poste); err != nil {
		return err
	}
	if err := mayHaveAsked(s, r, clock.Now()); err != nil {
		return err
	}
	switch r.Purpose {
	case mark.PurposeClock:
		if err := believed(usrfile.PurposeClock, clock); err != nil {
			return err
		}
		if r.Digest == [32]byte{} {
			return onItsDay(r, clock.Now())
		}
	case mark.PurposeFactor:
		_, err := s.User(User(r.Purpose, r.Subject))
		return err
	case mark.PurposeClosing, mark.PurposeRestore:
		items, err := f.AtOffice(s, r.Poste, r.Purpose)
		if err != nil {
			return err
		}
		if _, found := itemText(items, r.Subject); !found {
			return fault.New(fault.Denied, "file.code-unknown", nil)
		}
	}
	return nil
}

// onItsDay refuses to set a clock to a day that has passed: by voice it goes to
// when the poste asked.
func onItsDay(r directory.CodeRequest, now time.Time) error {
	asked := usrfile.Subject{Purpose: usrfile.PurposeClock, Value: r.Subject}
	if slices.Contains(usrfile.ClockSubjects(now), asked) {
		return nil
	}
	return fault.New(fault.Expired, "verification.day-passed", fault.Args{"Day": Day(r.Purpose, r.Subject).Format(time.DateOnly)})
}

// decided stores a decision and makes the reply to a request that came as a file.
func decided(s Store, by directory.Actor, r directory.CodeRequest, poste directory.Poste, verb directory.Verb, with Answers, now time.Time) (Decision, error) {
	if err := s.SaveCodeRequest(r); err != nil {
		return Decision{}, err
	}
	var more []directory.Detail
	if r.Refusal != "" {
		more = []directory.Detail{{Name: "reason", Value: r.Refusal}}
	}
	d := Decision{Request: r}
	if err := directory.Note(s, by, subjectOf(r), verb, now, details(r, poste, more...)...); err != nil {
		return d, err
	}
	if r.Digest == [32]byte{} {
		return d, nil
	}
	var err error
	d.Outgoing, err = reply(s, r, poste, with, now)
	return d, err
}

// reply makes the reply to a decided request that came as a file.
func reply(s Store, r directory.CodeRequest, poste directory.Poste, with Answers, now time.Time) (exchange.Outgoing, error) {
	payload, err := usrfile.EncodeVerificationReplyData(usrfile.VerificationReplyData{
		Request: r.Digest, Code: r.Code, Approved: r.Status == directory.RequestApproved, Reason: r.Refusal,
		Chain: with.Issuer.Trust.Chain(),
	})
	if err != nil {
		return exchange.Outgoing{}, exchange.AsFault(err)
	}
	m := usrfile.Message{
		Kind: usrfile.KindReply, FileID: uuid.UUID(with.File), Subject: uuid.UUID(r.User), Answers: r.Digest, Payload: payload,
	}
	file, err := with.Issuer.Sign(s, m, &poste, usrfile.RequestWindow, with.Random, now)
	name := fmt.Sprintf("code_%s_poste-%d_%s%s", r.Purpose, poste.Number, now.Format(time.DateOnly), m.Kind.Extension())
	return exchange.Outgoing{Name: name, Data: file}, err
}

// Answer gives the code to read back for an approved request. For a clock it is
// given on its day only. Keys are those that head office has or had.
func Answer(s Store, by directory.Actor, code string, keys []usrfile.BoxKey, now time.Time) (string, error) {
	if err := directory.MayHandleCodes(by, now); err != nil {
		return "", err
	}
	r, poste, err := open(s, code)
	if err != nil {
		return "", err
	}
	if r.Status != directory.RequestApproved {
		return "", fault.New(fault.Denied, "verification.not-approved", nil)
	}
	if r.Purpose == mark.PurposeClock {
		if err := onItsDay(r, now); err != nil {
			return "", err
		}
	}
	if err := trusted(poste); err != nil {
		return "", err
	}
	key, err := keyAtOffice(s, keys, poste)
	if err != nil {
		return "", err
	}
	request, facts, err := asksFor(s, r, poste)
	if err != nil {
		return "", err
	}
	answer, err := key.Answer(request, facts)
	return answer.String(), exchange.AsFault(err)
}

func posteNumber(p directory.Poste) string { return strconv.Itoa(p.Number) }
