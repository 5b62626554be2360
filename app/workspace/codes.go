package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// CodeSubject says in words what a code is about, beside its purpose.
type CodeSubject struct {
	Person string    // whose second factor
	Day    time.Time // to which a clock is set, in UTC
	Item   string    // the closing or the restore
}

// CodeAsked is a request for a code: to be read aloud, or carried as a file.
type CodeAsked struct {
	Code string
	Path string // of the request file
}

// AskCode is « Demander le code de vérification ». Nobody needs to have signed in
// for what mends the clock or a lost telephone: then name says who asks, and by is
// nil. The file is written to dir; the code says the same.
func (w *Workspace) AskCode(ctx context.Context, by *Session, name string, wish CodeWish, dir string) (CodeAsked, error) {
	var asked verification.Asked
	parcel := shipment{w: w, dir: dir}
	paths, err := parcel.end(w.asking(ctx, by, name, wish, func(tx *storage.Tx, actor directory.Actor) (err error) {
		if asked, err = w.ask(tx, actor, wish); err != nil {
			return err
		}
		return parcel.add(asked.Outgoing)
	}))
	if err != nil {
		return CodeAsked{}, err
	}
	return CodeAsked{Code: asked.Code, Path: paths[0]}, nil
}

// asking runs a transaction as whoever asks.
func (w *Workspace) asking(ctx context.Context, by *Session, name string, wish CodeWish, do func(*storage.Tx, directory.Actor) error) error {
	if by != nil && !verification.WithoutSignIn(wish.Purpose) {
		return by.update(ctx, func(tx *storage.Tx, actor directory.Actor, _ time.Time) error { return do(tx, actor) })
	}
	return w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		actor, err := asker(tx, by, name, wish)
		if err != nil {
			return err
		}
		return do(tx, actor)
	})
}

// asker gives the signed-in person, or the one whose name was typed: who asks for
// themselves only.
func asker(tx *storage.Tx, by *Session, name string, wish CodeWish) (directory.Actor, error) {
	if by != nil {
		return directory.LoadActor(tx, by.user)
	}
	if !verification.WithoutSignIn(wish.Purpose) {
		return directory.Actor{}, fault.New(fault.Denied, "workspace.code-sign-in", nil)
	}
	user, err := directory.FindUser(tx, name)
	if err != nil {
		return directory.Actor{}, err
	}
	if !wish.User.IsZero() && wish.User != user.ID {
		return directory.Actor{}, fault.New(fault.Denied, "workspace.code-sign-in", nil)
	}
	return directory.LoadActor(tx, user.ID)
}

func (w *Workspace) ask(tx *storage.Tx, by directory.Actor, wish CodeWish) (verification.Asked, error) {
	home, err := tx.Home()
	if err != nil {
		return verification.Asked{}, err
	}
	keys, err := w.posteKeys(home)
	if err != nil {
		return verification.Asked{}, err
	}
	file, err := draw[ident.FileID](w)
	if err != nil {
		return verification.Asked{}, err
	}
	clock, err := w.clock(tx)
	if err != nil {
		return verification.Asked{}, err
	}
	from := exchange.Sender{Poste: home.Poste, Key: keys.Sign}
	return verification.Ask(tx, w.facts, by, wish, from, verification.Draw{File: file, Random: w.random}, clock)
}

// clock gives the instant of a transaction.
func (w *Workspace) clock(tx mark.Store) (exchange.Clock, error) {
	times, err := tx.Times()
	return exchange.Clock{System: w.now(), Times: times}, err
}

// CodeItems gives what this poste can ask a code for beside days and people.
func (s *Session) CodeItems(ctx context.Context, purpose mark.Purpose) ([]CodeItem, error) {
	return viewing(ctx, s, func(tx *storage.Tx, _ directory.Actor, _ time.Time) ([]CodeItem, error) {
		return s.w.facts.AtPoste(tx, purpose)
	})
}

// PosteCode is what this poste has asked last for a purpose.
type PosteCode struct {
	mark.Verification
	About CodeSubject
	Code  string
	Asker string
}

// PosteCodes gives what this poste has asked for, the last of each purpose. Who
// has not signed in sees only what can be answered without.
func (w *Workspace) PosteCodes(ctx context.Context, by *Session) ([]PosteCode, error) {
	var codes []PosteCode
	err := w.view(ctx, func(tx *storage.Tx, _ time.Time) error {
		all, err := tx.Verifications()
		if err != nil {
			return err
		}
		for _, v := range all {
			if by == nil && !verification.WithoutSignIn(v.Purpose) {
				continue
			}
			c, err := w.posteCode(tx, v)
			if err != nil {
				return err
			}
			codes = append(codes, c)
		}
		return nil
	})
	return codes, err
}

func (w *Workspace) posteCode(tx *storage.Tx, v mark.Verification) (PosteCode, error) {
	c := PosteCode{Verification: v}
	var err error
	if c.Code, err = verification.Code(tx, v); err != nil {
		return c, err
	}
	if c.Asker, err = nameOf(tx, v.Requester); err != nil {
		return c, err
	}
	items, err := w.facts.AtPoste(tx, v.Purpose)
	if err != nil {
		return c, err
	}
	for _, i := range items {
		if i.Subject == v.Subject {
			c.About.Item = i.Text
		}
	}
	c.About.Day = verification.Day(v.Purpose, v.Subject)
	c.About.Person, err = nameOf(tx, verification.User(v.Purpose, v.Subject))
	return c, err
}

// CodeOutcome is what an answer has permitted.
type CodeOutcome struct {
	Purpose mark.Purpose
	Person  string    // whose second factor is gone
	Now     time.Time // trusted time afterwards
	Late    bool      // a file has dated the clock later; only head office's root can take that back
}

// EnterAnswer takes the answer that head office has read back. A typing error is
// fault.Invalid and costs nothing; anything else is counted and written down
// before it is compared. A wrong answer is fault.Denied.
func (w *Workspace) EnterAnswer(ctx context.Context, by *Session, purpose mark.Purpose, text string) (CodeOutcome, error) {
	typed, err := usrfile.ParseVerificationAnswer(text)
	if err != nil {
		return CodeOutcome{}, exchange.AsFault(err)
	}
	if by == nil && !verification.WithoutSignIn(purpose) {
		return CodeOutcome{}, fault.New(fault.Denied, "workspace.code-sign-in", nil)
	}
	var counted mark.Verification
	err = w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		counted, err = verification.Count(tx, purpose)
		return err
	})
	if err != nil {
		return CodeOutcome{}, err
	}
	out, err := w.compare(ctx, by, counted, typed)
	if errors.Is(err, fault.Denied) {
		err = errors.Join(err, w.noteWrong(ctx, by, counted))
	}
	return out, err
}

func (w *Workspace) compare(ctx context.Context, by *Session, counted mark.Verification, typed usrfile.VerificationAnswer) (CodeOutcome, error) {
	var out CodeOutcome
	err := w.update(ctx, func(tx *storage.Tx, _ time.Time) error {
		actor, err := importer(tx, by)
		if err != nil {
			return err
		}
		home, err := tx.Home()
		if err != nil {
			return err
		}
		keys, err := w.posteKeys(home)
		if err != nil {
			return err
		}
		clock, err := w.clock(tx)
		if err != nil {
			return err
		}
		done, err := verification.Compare(tx, actor, keys.Box, counted, typed, clock)
		if err != nil {
			return err
		}
		if err := w.releasePermitted(tx, actor, done, clock); err != nil {
			return err
		}
		out, err = codeOutcome(tx, done)
		return err
	})
	return out, err
}

func codeOutcome(tx *storage.Tx, done verification.Outcome) (CodeOutcome, error) {
	person, err := nameOf(tx, done.User)
	return CodeOutcome{Purpose: done.Purpose, Person: person, Now: done.Now, Late: done.Late}, err
}

func (w *Workspace) noteWrong(ctx context.Context, by *Session, v mark.Verification) error {
	return w.update(ctx, func(tx *storage.Tx, now time.Time) error {
		actor, err := importer(tx, by)
		if err != nil {
			return err
		}
		return verification.NoteWrong(tx, actor, v, now)
	})
}

// importer gives who acts: the signed-in person, or nobody.
func importer(tx *storage.Tx, by *Session) (directory.Actor, error) {
	if by == nil {
		return directory.Actor{}, nil
	}
	return directory.LoadActor(tx, by.user)
}
