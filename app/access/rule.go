package access

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/comptoir/comptoir/app/fault"
)

const (
	// longestPassword is in bytes, in NFC.
	longestPassword = 1024
	// longestTyped bounds what is looked at before normalising, which shortens
	// no text to less than a quarter.
	longestTyped = 4 * longestPassword
	// shortestPolicy is the least that an organisation can ask for, in
	// characters (NIST SP 800-63B, 3.1.1.2).
	shortestPolicy = 8
)

// Policy is what an organisation asks of passwords.
type Policy struct {
	MinLength int // characters; fewer than eight count as eight
}

// DefaultPolicy is what an organisation asks unless it says otherwise.
var DefaultPolicy = Policy{MinLength: 10}

// Check says in fault.Invalid why the password can not be chosen by the person of
// those names: first and last name, e-mail address, login. There is no rule
// about kinds of characters: they make passwords worse (NIST SP 800-63B).
func (p Policy) Check(password string, names ...string) error {
	if len(password) > longestTyped {
		return fault.New(fault.Invalid, "access.long", fault.Args{"Max": longestPassword})
	}
	normal := norm.NFC.String(password)
	shortest := max(p.MinLength, shortestPolicy)
	switch {
	case len(normal) > longestPassword:
		return fault.New(fault.Invalid, "access.long", fault.Args{"Max": longestPassword})
	case !utf8.ValidString(normal) || strings.ContainsFunc(normal, unicode.IsControl):
		return fault.New(fault.Invalid, "access.unreadable", nil)
	case utf8.RuneCountInString(normal) < shortest:
		return fault.New(fault.Invalid, "access.short", fault.Args{"Min": shortest})
	case slices.ContainsFunc(names, func(name string) bool { return tooNear(normal, name) }):
		return fault.New(fault.Invalid, "access.name", nil)
	case oneCharacter(normal):
		return fault.New(fault.Invalid, "access.one-character", nil)
	}
	return nil
}

// tooNear reports whether the password is little more than the name, or than its
// part before the @: the same letters, whatever the case, digits and signs.
func tooNear(password, name string) bool {
	user, _, _ := strings.Cut(name, "@")
	letters := lettersOf(password)
	return letters != "" && (letters == lettersOf(name) || letters == lettersOf(user))
}

func lettersOf(text string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return r
	}, cases.Fold().String(norm.NFKC.String(text)))
}

func oneCharacter(text string) bool {
	first, _ := utf8.DecodeRuneInString(text)
	return strings.Trim(text, string(first)) == ""
}
