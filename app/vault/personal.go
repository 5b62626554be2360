package vault

import (
	"crypto/ecdh"
	"crypto/subtle"
	"io"

	"golang.org/x/crypto/nacl/box"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// NewPersonalKey draws a person's key, its private half sealed with the password.
func NewPersonalKey(user ident.UserID, password string, effort access.Effort, random io.Reader) (PersonalKey, error) {
	public, private, err := box.GenerateKey(random)
	if err != nil {
		return PersonalKey{}, err
	}
	p := PersonalKey{User: user, Public: *public}
	p.SealedPrivate, err = p.sealPrivate(private[:], password, effort, random)
	return p, err
}

// label binds a person's private key to the person.
func (p PersonalKey) label() label { return labelOf("personal/" + p.User.String()) }

func (p PersonalKey) sealPrivate(private []byte, password string, effort access.Effort, random io.Reader) ([]byte, error) {
	return sealUnder(password, p.label(), private, effort, random)
}

// openPrivate gives the private half: fault.Denied for a wrong password,
// fault.Forged for a record that somebody edited.
func (p PersonalKey) openPrivate(password string) (*[keyLen]byte, error) {
	private, err := openUnder(password, p.label(), p.SealedPrivate)
	if err != nil {
		return nil, err
	}
	if len(private) != keyLen || !isPair(private, p.Public) {
		return nil, damaged()
	}
	return (*[keyLen]byte)(private), nil
}

// isPair reports whether the public half is the private one's: another would
// have the next secret sealed to somebody else.
func isPair(private []byte, public [32]byte) bool {
	key, err := ecdh.X25519().NewPrivateKey(private)
	return err == nil && subtle.ConstantTimeCompare(key.PublicKey().Bytes(), public[:]) == 1
}

// Unlock gives the wrapping key that was sealed to the person: fault.Denied for
// somebody who is not entitled, or for a wrong password.
func (p PersonalKey) Unlock(password string) (Wrapping, error) {
	private, err := p.openPrivate(password)
	if err != nil {
		return Wrapping{}, err
	}
	if len(p.Wrapping) == 0 {
		return Wrapping{}, fault.New(fault.Denied, "vault.not-entitled", nil)
	}
	key, ok := box.OpenAnonymous(nil, p.Wrapping, &p.Public, private)
	if !ok || len(key) != keyLen {
		return Wrapping{}, damaged()
	}
	return Wrapping{hide(key)}, nil
}

// ChangePassword seals the private half anew; what was sealed to the person
// stays as it is.
func (p PersonalKey) ChangePassword(old, next string, effort access.Effort, random io.Reader) (PersonalKey, error) {
	private, err := p.openPrivate(old)
	if err != nil {
		return PersonalKey{}, err
	}
	p.SealedPrivate, err = p.sealPrivate(private[:], next, effort, random)
	return p, err
}
