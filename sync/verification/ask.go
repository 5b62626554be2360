package verification

import (
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Wish is what a person asks head office to permit on this poste.
type Wish struct {
	Purpose mark.Purpose
	User    ident.UserID // whose second factor; zero for the person who asks
	Item    [32]byte     // the closing or the restore, of Facts.AtPoste
	directory.CodeStatement
}

// Draw is the randomness of one request.
type Draw struct {
	File   ident.FileID
	Random io.Reader
}

// Asked is a request that now waits for its answer.
type Asked struct {
	Code string
	exchange.Outgoing
}

// maxNonces bounds how often a nonce that was used before is drawn anew.
const maxNonces = 1000

// Ask opens a request in the place of the one before of its purpose, and makes
// the file that asks for the same. by need not have signed in where WithoutSignIn
// says so. The clock's instants are the system's: what is believed of them may be
// what is wrong.
func Ask(s Store, f Facts, by directory.Actor, w Wish, from exchange.Sender, draw Draw, clock exchange.Clock) (Asked, error) {
	if err := mayAsk(by, &w, clock.Now()); err != nil {
		return Asked{}, err
	}
	poste, err := registered(s)
	if err != nil {
		return Asked{}, err
	}
	if w.CodeStatement, err = w.Cleaned(); err != nil {
		return Asked{}, err
	}
	v := mark.Verification{
		Purpose: w.Purpose, Requester: by.ID, State: mark.VerificationOpen, Opened: clock.System.UTC().Truncate(time.Second),
	}
	if v.Subject, err = subject(s, f, w, clock); err != nil {
		return Asked{}, err
	}
	if v.Nonce, err = freshNonce(s, w.Purpose, draw.Random); err != nil {
		return Asked{}, err
	}
	facts, err := about(s, poste, v.Purpose, v.Subject, v.Requester)
	if err != nil {
		return Asked{}, err
	}
	request, err := usrfile.NewVerificationRequest(facts, usrfile.VerificationNonce(v.Nonce))
	if err != nil {
		return Asked{}, exchange.AsFault(err)
	}
	asked := Asked{Code: request.String()}
	if v.Request, err = asked.write(s, v, w, from, draw, issued(w.Purpose, clock)); err != nil {
		return Asked{}, err
	}
	if err := s.SaveVerification(v); err != nil {
		return Asked{}, err
	}
	details := append([]directory.Detail{{Name: "purpose", Value: string(w.Purpose)}, {Name: "code", Value: asked.Code}}, w.Details()...)
	return asked, directory.Note(s, by, concerned(v), directory.VerbCodeRequested, clock.Now(), details...)
}

// mayAsk decides whether a person may ask. What mends a clock or a lost telephone
// takes no more than an account, whatever an unbelievable clock says of its end;
// for somebody else, and for journals, it takes the right.
func mayAsk(by directory.Actor, w *Wish, now time.Time) error {
	if wire(w.Purpose) == 0 {
		return fault.New(fault.Invalid, "verification.purpose", fault.Args{"Text": fault.Excerpt(string(w.Purpose))})
	}
	if w.Purpose == mark.PurposeFactor && w.User.IsZero() {
		w.User = by.ID
	}
	own := w.Purpose == mark.PurposeClock || w.Purpose == mark.PurposeFactor && w.User == by.ID
	switch {
	case !own:
		return directory.CanSomewhere(by, directory.RightCodeRequest, now)
	case by.Status != directory.StatusActive:
		return fault.New(fault.Denied, "directory.account-inactive", fault.Args{"Status": by.Status.Label()})
	}
	return nil
}

// subject gives what is asked for, in the facts of this poste.
func subject(s Store, f Facts, w Wish, clock exchange.Clock) ([32]byte, error) {
	switch w.Purpose {
	case mark.PurposeClock:
		return usrfile.ClockSubject(clock.System).Value, nil
	case mark.PurposeFactor:
		if _, err := s.User(w.User); err != nil {
			return [32]byte{}, err
		}
		return usrfile.FactorSubject(uuid.UUID(w.User)).Value, nil
	}
	items, err := f.AtPoste(s, w.Purpose)
	if err != nil {
		return [32]byte{}, err
	}
	if _, found := itemText(items, w.Item); !found {
		return [32]byte{}, fault.New(fault.Missing, "verification.nothing", fault.Args{"Purpose": w.Purpose.Label()})
	}
	return w.Item, nil
}

// issued is when a request is dated: by trusted time, but for the clock by the one
// that the person has just set right.
func issued(p mark.Purpose, clock exchange.Clock) time.Time {
	if p == mark.PurposeClock {
		return clock.System.UTC().Truncate(time.Second)
	}
	return clock.Now()
}

// freshNonce draws a nonce that was never given out: an old answer must not fit a
// new request.
func freshNonce(s Store, p mark.Purpose, random io.Reader) (uint32, error) {
	for range maxNonces {
		nonce, err := usrfile.NewVerificationNonce(random)
		if err != nil {
			return 0, err
		}
		fresh, err := s.TakeNonce(p, uint32(nonce))
		if err != nil || fresh {
			return uint32(nonce), err
		}
	}
	return 0, fault.New(fault.Conflict, "verification.nonces", nil)
}

// write makes the request file, and gives the digest of its message.
func (a *Asked) write(s Store, v mark.Verification, w Wish, from exchange.Sender, draw Draw, at time.Time) ([32]byte, error) {
	previous, err := exchange.Previous(s, from.Poste)
	if err != nil {
		return [32]byte{}, err
	}
	payload, err := usrfile.EncodeVerificationData(usrfile.VerificationData{
		Code: a.Code, Subject: v.Subject, Authorisation: w.Authorisation, Beneficiary: w.Beneficiary,
		Project: w.Project, Journal: w.Journal, Reason: w.Reason, Previous: previous,
	})
	if err != nil {
		return [32]byte{}, exchange.AsFault(err)
	}
	m := usrfile.Message{
		Kind: usrfile.KindRequest, Mode: usrfile.Sealed, FileID: uuid.UUID(draw.File),
		Subject: uuid.UUID(v.Requester), Payload: payload,
	}
	file, digest, err := from.Sign(s, m, draw.Random, at)
	a.Outgoing = exchange.Outgoing{
		Name: fmt.Sprintf("code_%s_%s%s", v.Purpose, at.Format(time.DateOnly), m.Kind.Extension()), Data: file,
	}
	return digest, err
}

// concerned gives the person whom a verification is about.
func concerned(v mark.Verification) ident.UserID {
	if user := User(v.Purpose, v.Subject); !user.IsZero() {
		return user
	}
	return v.Requester
}
