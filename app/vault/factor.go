package vault

import (
	"io"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/ident"
)

// SealFactor seals the secret of a person's second factor under their password,
// for this poste alone. What that is worth when a data folder is stolen stands
// at access.Factor.
func SealFactor(user ident.UserID, secret access.OTPSecret, password string, effort access.Effort, random io.Reader) ([]byte, error) {
	return sealUnder(password, factorLabel(user), secret[:], effort, random)
}

// OpenFactor gives the secret back: fault.Denied for a wrong password,
// fault.Forged for a record that somebody edited.
func OpenFactor(user ident.UserID, sealed []byte, password string) (secret access.OTPSecret, err error) {
	plain, err := openUnder(password, factorLabel(user), sealed)
	if err != nil {
		return secret, err
	}
	if len(plain) != len(secret) {
		return secret, damaged()
	}
	copy(secret[:], plain)
	return secret, nil
}

// factorLabel binds the secret to the person.
func factorLabel(user ident.UserID) label { return labelOf("factor/" + user.String()) }
