package directory

import (
	"errors"
	"regexp"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
)

// words is the form of languages: "fr", "fr-CH".
var words = regexp.MustCompile(`^([a-z]{2}(-[A-Z]{2})?)?$`)

// formats is what names of formats of numbers and dates look like: those of a
// language, or the one of ISO 8601.
var formats = regexp.MustCompile(`^([a-z]{2}(-[A-Z]{2})?|iso)?$`)

// cleanProfile brings what people type about a user into the form in which it is
// stored, or says in fault.Invalid what is wrong.
func cleanProfile(u *User) error {
	c := cleaning{}
	c.text("first-name", &u.FirstName, nameMax)
	c.text("last-name", &u.LastName, nameMax)
	c.text("phone", &u.Phone, phoneMax)
	c.text("job", &u.Job, titleMax)
	c.text("partner", &u.Partner, nameMax)
	c.apply(&u.Email, ParseEmail)
	c.apply(&u.Login, ParseLogin)
	if c.err != nil {
		return c.err
	}
	switch {
	case u.Name() == "":
		return fault.New(fault.Invalid, "directory.nameless", nil)
	case u.External && u.Partner == "":
		return fault.New(fault.Invalid, "directory.partner", nil)
	case !u.External && u.Partner != "":
		return fault.New(fault.Invalid, "directory.not-external", nil)
	case !words.MatchString(u.Language):
		return fault.New(fault.Invalid, "directory.language", fault.Args{"Text": fault.Excerpt(u.Language)})
	case !formats.MatchString(u.Format):
		return fault.New(fault.Invalid, "directory.format", fault.Args{"Text": fault.Excerpt(u.Format)})
	}
	_, err := calendar.Parse(u.AccessUntil.String())
	return err
}

// addressFree refuses an e-mail address or login that another user has, archived
// ones included, with fault.Conflict.
func addressFree(s Store, u User) error {
	for _, address := range []string{u.Email, u.Login} {
		if address == "" {
			continue
		}
		other, err := s.UserByName(address)
		if errors.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return err
		}
		if other.ID != u.ID {
			return fault.New(fault.Conflict, "directory.address-taken", fault.Args{"Address": address, "Name": other.Name()})
		}
	}
	return nil
}

// profile is what EditUser changes, in the order in which the history tells it.
var profile = []namedText[User]{
	{"first-name", func(u User) string { return u.FirstName }},
	{"last-name", func(u User) string { return u.LastName }},
	{"email", func(u User) string { return u.Email }},
	{"login", func(u User) string { return u.Login }},
	{"phone", func(u User) string { return u.Phone }},
	{"job", func(u User) string { return u.Job }},
	{"partner", func(u User) string { return u.Partner }},
	{"access-until", func(u User) string { return u.AccessUntil.String() }},
	{"language", func(u User) string { return u.Language }},
	{"format", func(u User) string { return u.Format }},
	{"notices", func(u User) string { return string(u.Notices) }},
	{"email-wish", func(u User) string { return u.EmailWish }},
}

// takeProfile gives u with the profile of from; everything else stays.
func (u User) takeProfile(from User) User {
	u.FirstName, u.LastName, u.Email, u.Login = from.FirstName, from.LastName, from.Email, from.Login
	u.Phone, u.Job, u.External, u.Partner = from.Phone, from.Job, from.External, from.Partner
	u.AccessUntil, u.Language, u.Format, u.Fields = from.AccessUntil, from.Language, from.Format, from.Fields
	if u.Email == u.EmailWish { // which is fulfilled
		u.EmailWish = ""
	}
	return u
}

// namedText is a field of something, as the history calls and writes it.
type namedText[T any] struct {
	name string
	text func(T) string
}

// changes lists the fields that differ, each as "old → new".
func changes[T any](fields []namedText[T], old, next T) []Detail {
	var details []Detail
	for _, field := range fields {
		before, after := field.text(old), field.text(next)
		if before != after {
			details = append(details, Detail{field.name, orDash(before) + " → " + orDash(after)})
		}
	}
	return details
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
