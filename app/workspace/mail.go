package workspace

import (
	"cmp"
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mail"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/usrfile"
)

// Letters lists e-mails, newest first. What they say is not among it.
func (s *Session) Letters(ctx context.Context, f mail.Filter) (letters []mail.Letter, total int, err error) {
	err = s.view(ctx, func(tx *storage.Tx, by directory.Actor, now time.Time) error {
		if err := directory.Can(by, directory.RightUserManage, directory.Place{}, now); err != nil {
			return err
		}
		letters, total, err = tx.Letters(f)
		return err
	})
	return letters, total, err
}

// Invitation is an activation e-mail that was put into the outbox.
type Invitation struct {
	Letter  mail.Letter
	Renewed bool // a new code was made: the `.usr` must be exported again
}

// MailActivation puts « Envoyer un e-mail d'activation » into the outbox, with
// the code that ActivateUser has given. Without one a new code is made, since
// codes are never stored. The address, where it is given, becomes the user's.
func (s *Session) MailActivation(ctx context.Context, id ident.UserID, address, code string) (Invitation, error) {
	invite := &invitation{session: s, user: id, address: address, code: code}
	return updating(ctx, s, invite.send)
}

type invitation struct {
	session *Session
	user    ident.UserID
	address string
	code    string
}

func (i *invitation) send(tx *storage.Tx, by directory.Actor, now time.Time) (Invitation, error) {
	u, err := directory.CanInvite(tx, by, i.user, now)
	if err != nil {
		return Invitation{}, err
	}
	if u, err = i.correctAddress(tx, by, u, now); err != nil {
		return Invitation{}, err
	}
	renewed := i.code == ""
	if renewed {
		if u, i.code, err = i.session.renewActivation(tx, by, u.ID, now); err != nil {
			return Invitation{}, err
		}
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return Invitation{}, err
	}
	if err := i.checkCode(organisation, u); err != nil {
		return Invitation{}, err
	}
	letter, err := i.session.queue(tx, by, mail.Activation, u, mail.Facts{
		"Code": i.code, "Until": u.Activation.Until.UTC().Format(time.RFC3339), "Address": u.Address(),
	}, now)
	return Invitation{letter, renewed}, err
}

// correctAddress takes the address that was given over that of the record.
func (i *invitation) correctAddress(tx *storage.Tx, by directory.Actor, u directory.User, now time.Time) (directory.User, error) {
	address, err := directory.ParseEmail(i.address)
	if err != nil || address == "" || address == u.Email {
		return u, err
	}
	u.Email = address
	return directory.EditUser(tx, by, u, now)
}

// checkCode refuses a code that would not activate the account any more.
func (i *invitation) checkCode(o directory.Organisation, u directory.User) error {
	typed, err := usrfile.ParseActivationCode(i.code)
	if err == nil && usrfile.ActivationDigest(uuid.UUID(o.ID), uuid.UUID(u.ID), uuid.UUID(u.Activation.ID), typed) == u.Activation.Digest {
		return nil
	}
	return fault.New(fault.Invalid, "mail.other-code", fault.Args{"Name": u.Name()})
}

// renewActivation gives an account that waits another code.
func (s *Session) renewActivation(tx *storage.Tx, by directory.Actor, id ident.UserID, now time.Time) (u directory.User, code string, err error) {
	secret, err := usrfile.NewActivationCode(s.w.random)
	if err != nil {
		return u, "", err
	}
	activation, err := draw[ident.ActivationID](s.w)
	if err != nil {
		return u, "", err
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return u, "", err
	}
	digest := usrfile.ActivationDigest(uuid.UUID(organisation.ID), uuid.UUID(id), uuid.UUID(activation), secret)
	u, err = directory.RenewActivation(tx, by, id, directory.NewActivation(activation, digest, now), now)
	return u, secret.String(), err
}

// queue puts a letter to a user into the outbox. What it says is sealed with the
// keys of head office, so only a session that has them can write or send one.
func (s *Session) queue(tx *storage.Tx, by directory.Actor, kind mail.Kind, to directory.User, facts mail.Facts, now time.Time) (mail.Letter, error) {
	if to.Email == "" {
		return mail.Letter{}, fault.New(fault.Invalid, "mail.no-address", fault.Args{"Name": to.Name()})
	}
	organisation, err := tx.Organisation()
	if err != nil {
		return mail.Letter{}, err
	}
	facts["Name"], facts["Organisation"] = to.Name(), organisation.Name
	id, err := draw[ident.LetterID](s.w)
	if err != nil {
		return mail.Letter{}, err
	}
	letter := mail.Letter{
		ID: id, Kind: kind, User: to.ID, Address: to.Email, Status: mail.Waiting, Made: now, By: by.ID, Next: now,
		Language: cmp.Or(to.Language, organisation.Language), Format: cmp.Or(to.Format, to.Language, organisation.Language),
	}
	if letter.Sealed, err = s.sealFacts(id, facts); err != nil {
		return mail.Letter{}, err
	}
	if err := tx.SaveLetter(letter); err != nil {
		return mail.Letter{}, err
	}
	return letter, noteLetter(tx, by, letter, directory.VerbLetterQueued, now)
}

func noteLetter(tx *storage.Tx, by directory.Actor, l mail.Letter, verb directory.Verb, now time.Time) error {
	return directory.Note(tx, by, l.User, verb, now,
		directory.Detail{Name: "letter", Value: string(l.Kind)}, directory.Detail{Name: "address", Value: l.Address})
}

// letterSecret names what a letter says in the vault.
func letterSecret(id ident.LetterID) string { return "letter/" + id.String() }

func (s *Session) sealFacts(id ident.LetterID, facts mail.Facts) ([]byte, error) {
	if s.office == nil {
		return nil, noKeys()
	}
	content, err := json.Marshal(facts)
	if err != nil {
		return nil, err
	}
	return s.office.wrapping.Seal(letterSecret(id), content, s.w.random)
}

func (s *Session) openFacts(l mail.Letter) (facts mail.Facts, err error) {
	if s.office == nil {
		return nil, noKeys()
	}
	content, err := s.office.wrapping.Open(letterSecret(l.ID), l.Sealed)
	if err != nil {
		return nil, err
	}
	return facts, json.Unmarshal(content, &facts)
}
