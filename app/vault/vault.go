// Package vault keeps private keys at rest. At head office a random wrapping key
// protects the organisation's keys and is itself sealed to every entitled
// administrator; a poste's own keys lie in the system keyring, else in a file
// that only its owner can read.
package vault

import "github.com/comptoir/comptoir/app/ident"

// Store keeps sealed secrets; nothing readable passes through it. Secret and
// PersonalKey return fault.Missing when there is none.
type Store interface {
	// Secret gives a key of the organisation, sealed with the wrapping key.
	Secret(name string) ([]byte, error)
	SaveSecret(name string, sealed []byte) error
	DeleteSecret(name string) error

	// KeptKeys lists the keys of which copies are kept off the poste, root keys
	// by number first.
	KeptKeys() ([]KeptKey, error)
	SaveKeptKey(KeptKey) error
	DeleteKeptKey(public [32]byte) error

	// KeyFile gives the signed `.key` file of the trust chain, or fault.Missing.
	KeyFile() ([]byte, error)
	SaveKeyFile([]byte) error

	PersonalKey(ident.UserID) (PersonalKey, error)
	SavePersonalKey(PersonalKey) error
	PersonalKeys() ([]PersonalKey, error)
}

// PersonalKey is a person's own X25519 key at head office. Its private half is
// sealed with a key stretched from the person's password, so that the wrapping
// key can be handed to a colleague who is not there.
type PersonalKey struct {
	User          ident.UserID
	Public        [32]byte
	SealedPrivate []byte
	Wrapping      []byte // the wrapping key sealed to Public; nil when not entitled
}
