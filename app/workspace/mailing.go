package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/storage"
)

// Hand gives a letter to a server. Whether it is refused for good is said by the
// kind of the fault, fault.Denied or fault.Invalid.
type Hand func(context.Context, mail.Server, string, mail.Letter, mail.Facts) error

// Mailed says what became of the letters that were due.
type Mailed struct {
	Sent, Failed int
	Refused      error // of the last that failed
}

// mailBatch is how many letters are looked at in one go.
const mailBatch = 50

// SendMail hands the letters that are due to the server, one after the other. A
// letter may be sent twice if the power goes between the server's answer and our
// note of it; it has the same Message-ID then.
func (s *Session) SendMail(ctx context.Context, hand Hand) (Mailed, error) {
	var m Mailed
	for ctx.Err() == nil {
		batch, err := s.dueMail(ctx)
		if err != nil || len(batch.letters) == 0 {
			return m, err
		}
		for _, l := range batch.letters {
			err := s.sendLetter(ctx, batch, l, hand)
			if err == nil {
				m.Sent++
				continue
			}
			if _, foreseen := fault.KindOf(err); !foreseen {
				return m, err
			}
			m.Failed, m.Refused = m.Failed+1, err
		}
	}
	return m, ctx.Err()
}

// dueLetters are letters that are due, and where to hand them in.
type dueLetters struct {
	server   mail.Server
	password string
	letters  []mail.Letter
}

func (s *Session) dueMail(ctx context.Context) (dueLetters, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (due dueLetters, err error) {
		if err := directory.Can(by, directory.RightUserManage, directory.Place{}, now); err != nil {
			return due, err
		}
		if due.letters, err = tx.DueLetters(now, mailBatch); err != nil || len(due.letters) == 0 {
			return due, err
		}
		if due.server, err = mailServer(tx); err != nil {
			return due, err
		}
		due.password, err = s.mailPassword(tx)
		return due, err
	})
}

// sendLetter hands one letter in and notes what came of it.
func (s *Session) sendLetter(ctx context.Context, to dueLetters, l mail.Letter, hand Hand) error {
	facts, err := s.openFacts(l)
	if err != nil {
		return err
	}
	refused := hand(ctx, to.server, to.password, l, facts)
	if errors.Is(refused, context.Canceled) {
		return refused
	}
	err = s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		current, err := tx.Letter(l.ID)
		if err != nil || current.Status != mail.Waiting {
			return err
		}
		return settleLetter(tx, by, current, refused, now)
	})
	return errors.Join(refused, err)
}

func settleLetter(tx *storage.Tx, by directory.Actor, l mail.Letter, refused error, now time.Time) error {
	if refused == nil {
		l = l.Delivered(now)
		if err := tx.SaveLetter(l); err != nil {
			return err
		}
		return noteLetter(tx, by, l, directory.VerbLetterSent, now)
	}
	forGood := errors.Is(refused, fault.Denied) || errors.Is(refused, fault.Invalid)
	l = l.Failed(now, faultKey(refused), forGood)
	if err := tx.SaveLetter(l); err != nil || l.Status == mail.Waiting {
		return err
	}
	return noteLetter(tx, by, l, directory.VerbLetterAbandoned, now)
}

// faultKey gives the key of the sentence; unforeseen errors have none.
func faultKey(err error) string {
	var f *fault.Error
	if errors.As(err, &f) {
		return f.Key
	}
	return "unforeseen"
}

// Render gives a letter as a file.
type Render func(mail.Server, mail.Letter, mail.Facts) ([]byte, error)

// exportLetter gives a letter that waits as a file and notes that it has left.
func (s *Session) exportLetter(tx *storage.Tx, by directory.Actor, l mail.Letter, render Render, now time.Time) ([]byte, error) {
	facts, err := s.openFacts(l)
	if err != nil {
		return nil, err
	}
	server, err := tx.MailServer()
	if ignoreMissing(err) != nil {
		return nil, err
	}
	file, err := render(server, l, facts)
	if err != nil {
		return nil, err
	}
	l = l.HandedOut(now)
	if err := tx.SaveLetter(l); err != nil {
		return nil, err
	}
	return file, noteLetter(tx, by, l, directory.VerbLetterSent, now)
}

// CancelLetter gives up a letter that waits.
func (s *Session) CancelLetter(ctx context.Context, id ident.LetterID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		l, err := waitingLetter(tx, by, id, now)
		if err != nil {
			return err
		}
		if l, err = l.Cancel(); err != nil {
			return err
		}
		if err := tx.SaveLetter(l); err != nil {
			return err
		}
		return noteLetter(tx, by, l, directory.VerbLetterAbandoned, now)
	})
}

// RetryLetter has a letter that waits tried at once.
func (s *Session) RetryLetter(ctx context.Context, id ident.LetterID) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		l, err := waitingLetter(tx, by, id, now)
		if err != nil {
			return err
		}
		if l, err = l.Again(now); err != nil {
			return err
		}
		return tx.SaveLetter(l)
	})
}

// TryMailServer puts a trial letter to the signed-in person into the outbox.
func (s *Session) TryMailServer(ctx context.Context) (mail.Letter, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (mail.Letter, error) {
		if err := directory.Can(by, directory.RightOrganisationManage, directory.Place{}, now); err != nil {
			return mail.Letter{}, err
		}
		if _, err := mailServer(tx); err != nil {
			return mail.Letter{}, err
		}
		return s.queue(tx, by, mail.Trial, by.User, mail.Facts{}, now)
	})
}

func waitingLetter(tx *storage.Tx, by directory.Actor, id ident.LetterID, now time.Time) (mail.Letter, error) {
	if err := directory.Can(by, directory.RightUserManage, directory.Place{}, now); err != nil {
		return mail.Letter{}, err
	}
	l, err := tx.Letter(id)
	if err != nil {
		return l, err
	}
	if l.Status != mail.Waiting {
		_, err = l.Again(now)
	}
	return l, err
}
