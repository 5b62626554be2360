package access

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/comptoir/comptoir/app/fault"
)

const (
	// PasswordMin is the shortest password, in characters (NIST SP 800-63B asks
	// for eight at least).
	PasswordMin = 10
	passwordMax = 1024 // bytes
)

// CheckNewPassword says in fault.Invalid why a password can not be chosen by the
// person of that e-mail address or login.
func CheckNewPassword(password, address string) error {
	normal := norm.NFC.String(password)
	switch {
	case utf8.RuneCountInString(normal) < PasswordMin:
		return fault.New(fault.Invalid, "access.short", fault.Args{"Min": PasswordMin})
	case len(normal) > passwordMax || !utf8.ValidString(password):
		return fault.New(fault.Invalid, "access.long", fault.Args{"Max": passwordMax})
	case tooNear(normal, address):
		return fault.New(fault.Invalid, "access.name", nil)
	case strings.Count(normal, string([]rune(normal)[0])) == utf8.RuneCountInString(normal):
		return fault.New(fault.Invalid, "access.one-character", nil)
	}
	return nil
}

// tooNear reports whether the password is the address or its part before the @.
func tooNear(password, address string) bool {
	local, _, _ := strings.Cut(address, "@")
	return strings.EqualFold(password, address) || strings.EqualFold(password, local)
}
