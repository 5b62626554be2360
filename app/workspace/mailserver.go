package workspace

import (
	"context"
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/storage"
)

// mailSecret names the password of the mail server in the vault.
const mailSecret = "mail-server"

// MailServer gives where e-mails are handed in, or fault.Missing. Its password is
// shown to nobody.
func (s *Session) MailServer(ctx context.Context) (mail.Server, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (mail.Server, error) {
		if err := directory.Can(by, directory.RightOrganisationManage, directory.Place{}, now); err != nil {
			return mail.Server{}, err
		}
		return tx.MailServer()
	})
}

// SetMailServer keeps where e-mails are handed in; an empty password leaves the
// one that is kept, unless server or user are others now.
func (s *Session) SetMailServer(ctx context.Context, server mail.Server, password string) (mail.Server, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (mail.Server, error) {
		if err := directory.Can(by, directory.RightOrganisationManage, directory.Place{}, now); err != nil {
			return mail.Server{}, err
		}
		server, err := server.Cleaned()
		if err != nil {
			return mail.Server{}, err
		}
		if err := s.keepMailPassword(tx, server, password); err != nil {
			return mail.Server{}, err
		}
		if err := tx.SaveMailServer(server); err != nil {
			return mail.Server{}, err
		}
		return server, directory.Note(tx, by, by.ID, directory.VerbMailServerChanged, now, directory.Detail{Name: "host", Value: server.Host})
	})
}

// keepMailPassword seals the password. One that was given to another server is
// not shown to this one.
func (s *Session) keepMailPassword(tx *storage.Tx, server mail.Server, password string) error {
	if s.office == nil {
		return noKeys()
	}
	before, err := tx.MailServer()
	if ignoreMissing(err) != nil {
		return err
	}
	if password == "" && err == nil && before.Host == server.Host && before.User == server.User {
		return nil
	}
	sealed, err := s.office.wrapping.Seal(mailSecret, []byte(password), s.w.random)
	if err != nil {
		return err
	}
	return tx.SaveSecret(mailSecret, sealed)
}

func (s *Session) mailPassword(tx *storage.Tx) (string, error) {
	if s.office == nil {
		return "", noKeys()
	}
	sealed, err := tx.Secret(mailSecret)
	if err != nil {
		return "", err
	}
	password, err := s.office.wrapping.Open(mailSecret, sealed)
	return string(password), err
}

// ForgetMailServer leaves e-mails waiting in the outbox from now on.
func (s *Session) ForgetMailServer(ctx context.Context) error {
	return s.update(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightOrganisationManage, directory.Place{}, now); err != nil {
			return err
		}
		if err := tx.DeleteMailServer(); err != nil {
			return err
		}
		return directory.Note(tx, by, by.ID, directory.VerbMailServerChanged, now)
	})
}

// mailServer gives the server, or says what to do without one.
func mailServer(tx *storage.Tx) (mail.Server, error) {
	server, err := tx.MailServer()
	if errors.Is(err, fault.Missing) {
		return server, fault.Wrap(err, fault.Missing, "mail.no-server", nil)
	}
	return server, err
}
