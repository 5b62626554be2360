package directory

import (
	"regexp"
	"strings"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"

	"github.com/comptoir/comptoir/app/fault"
)

// Bounds of addresses (RFC 5321, 4.5.3.1), in bytes.
const (
	emailMax     = 254
	emailUserMax = 64
	domainMax    = 253
)

// Only ASCII: an address is typed on foreign keyboards and read over the
// telephone, and letters of other scripts look like ours.
var (
	// emailUser is a dot-atom of RFC 5322, 3.2.3.
	emailUser = regexp.MustCompile("^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$")
	// emailDomain is a host name of at least two labels (RFC 1123, 2.1).
	emailDomain = regexp.MustCompile(`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$`)
	login       = regexp.MustCompile(`^[a-z0-9]([a-z0-9._-]{0,30}[a-z0-9])$`)
)

// FoldAddress gives an e-mail address or login as it is stored and compared:
// without spaces around, NFKC, case-folded.
func FoldAddress(typed string) string {
	if len(typed) > 2*emailMax {
		return typed // too long for any address, hence not worth the work
	}
	return cases.Fold().String(norm.NFKC.String(strings.TrimSpace(typed)))
}

// FindUser gives the user of an e-mail address or login as a person types it, or
// fault.Missing.
func FindUser(s Store, typed string) (User, error) {
	return s.UserByName(FoldAddress(typed))
}

// ParseEmail gives a folded e-mail address; empty stays empty, others are
// refused with fault.Invalid. Quoted local parts and domain literals, which
// nobody has, are refused too.
func ParseEmail(typed string) (string, error) {
	folded := FoldAddress(typed)
	user, domain, _ := strings.Cut(folded, "@")
	bounded := len(folded) <= emailMax && len(user) <= emailUserMax && len(domain) <= domainMax
	if folded != "" && !(bounded && emailUser.MatchString(user) && emailDomain.MatchString(domain)) {
		return "", fault.New(fault.Invalid, "directory.email", fault.Args{"Text": fault.Excerpt(typed)})
	}
	return folded, nil
}

// ParseLogin gives a folded login name: 2 to 32 letters, digits, dots, hyphens
// and underscores, the first and last a letter or digit; empty stays empty,
// others are refused with fault.Invalid. It has no @, so it is never an e-mail
// address.
func ParseLogin(typed string) (string, error) {
	folded := FoldAddress(typed)
	if folded != "" && !login.MatchString(folded) {
		return "", fault.New(fault.Invalid, "directory.login", fault.Args{"Text": fault.Excerpt(typed)})
	}
	return folded, nil
}
