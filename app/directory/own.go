package directory

import (
	"time"

	"github.com/comptoir/comptoir/app/fault"
)

// Verbs of what people change about themselves.
const (
	VerbOwnEdited Verb = "own-edited"
	VerbOwnWished Verb = "own-wished"
)

// OwnData is what a person keeps about themselves. Names, function and access
// are head office's: they are on vouchers and in the history. An e-mail address
// signs in and receives activation codes, so another one is a wish, which an
// administrator fulfils by entering it in the record.
type OwnData struct {
	Phone     string
	EmailWish string // empty for none
	Language  string
	Format    string
	Notices   Notices
}

// Own gives what a user has of it.
func (u User) Own() OwnData {
	return OwnData{Phone: u.Phone, EmailWish: u.EmailWish, Language: u.Language, Format: u.Format, Notices: u.Notices}
}

func (u User) withOwn(own OwnData) User {
	u.Phone, u.EmailWish, u.Language, u.Format, u.Notices = own.Phone, own.EmailWish, own.Language, own.Format, own.Notices
	return u
}

// EditOwn changes what the actor keeps about themselves, at head office.
func EditOwn(s Store, by Actor, own OwnData, now time.Time) (User, error) {
	old, next, err := tryOwn(s, by, own)
	if err != nil {
		return User{}, err
	}
	details := changes(profile, old, next)
	if len(details) == 0 {
		return old, nil
	}
	return save(s, by, next, VerbOwnEdited, now, details...)
}

// WishOwn notes on a poste what the actor would like changed about themselves. It
// changes nothing there, since the record is head office's: the wish travels with
// the poste's record and stands in the person's history.
func WishOwn(s Store, by Actor, own OwnData, now time.Time) error {
	old, next, err := tryOwn(s, by, own)
	if err != nil {
		return err
	}
	details := changes(profile, old, next)
	if len(details) == 0 {
		return fault.New(fault.Invalid, "directory.no-wish", nil)
	}
	return Note(s, by, by.ID, VerbOwnWished, now, details...)
}

func tryOwn(s Store, by Actor, own OwnData) (old, next User, err error) {
	if old, err = s.User(by.ID); err != nil {
		return old, next, err
	}
	if own.EmailWish, err = ParseEmail(own.EmailWish); err != nil {
		return old, next, err
	}
	if own.EmailWish == old.Email {
		own.EmailWish = ""
	}
	if own.Notices, err = NoticesOf(own.Notices.List()...); err != nil {
		return old, next, err
	}
	next = old.withOwn(own)
	return old, next, cleanProfile(&next)
}
