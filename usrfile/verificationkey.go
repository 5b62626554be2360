package usrfile

import (
	"crypto/ecdh"
	"crypto/hkdf"
	"crypto/sha256"
	"fmt"

	"github.com/google/uuid"
)

// verificationKeyLabel is for deriving the key, and for nothing else.
const verificationKeyLabel = "comptoir/verification/key/v1\x00"

// Registration is what a poste and head office both know of how they met.
type Registration struct {
	Organisation uuid.UUID
	Poste        uuid.UUID
	Request      [32]byte // digest of the registration that was approved
}

// VerificationKey is what a poste and head office share without ever having
// sent it. It never prints its secret, is kept nowhere and is made again from
// the private keys whenever a code is to be answered or compared.
type VerificationKey struct{ key func() [32]byte }

// AtPoste gives the key from the poste's own key and head office's public one.
// ErrWeakKey for a public key with which everybody would share the secret,
// ErrField when the registration lacks something.
func (r Registration) AtPoste(own BoxKey, office [32]byte) (VerificationKey, error) {
	return r.derive(own, office, own.Public(), office)
}

// AtOffice gives the same key from head office's own key and the poste's public
// one.
func (r Registration) AtOffice(own BoxKey, poste [32]byte) (VerificationKey, error) {
	return r.derive(own, poste, poste, own.Public())
}

func (r Registration) derive(own BoxKey, other, poste, office [32]byte) (VerificationKey, error) {
	if isZero(r.Organisation) || isZero(r.Poste) || isZero(r.Request) {
		return VerificationKey{}, refuse(ErrField, "registration without organisation, poste or request")
	}
	shared, err := exchange(own, other)
	if err != nil {
		return VerificationKey{}, err
	}
	info := []byte(verificationKeyLabel)
	for _, part := range [][]byte{r.Organisation[:], r.Poste[:], poste[:], office[:]} {
		info = append(info, part...)
	}
	key, err := extractAndExpand(shared, r.Request[:], info)
	if err != nil {
		return VerificationKey{}, fmt.Errorf("derive a verification key: %w", err)
	}
	return VerificationKey{key: func() [32]byte { return key }}, nil
}

// exchange gives X25519 of the own private and the other's public key. A zero
// secret is an error, never a key (RFC 7748, section 6.1).
func exchange(own BoxKey, other [32]byte) ([]byte, error) {
	if own.IsZero() {
		return nil, refuse(ErrWeakKey, "no private key")
	}
	if err := CheckBoxPublic(other); err != nil {
		return nil, err
	}
	seed := own.Seed()
	private, err := ecdh.X25519().NewPrivateKey(seed[:])
	if err != nil {
		return nil, refuse(ErrWeakKey, "%v", err)
	}
	public, err := ecdh.X25519().NewPublicKey(other[:])
	if err != nil {
		return nil, refuse(ErrWeakKey, "%v", err)
	}
	shared, err := private.ECDH(public)
	if err != nil {
		return nil, refuse(ErrWeakKey, "%v", err)
	}
	return shared, nil
}

// extractAndExpand is HKDF-SHA256 (RFC 5869) for a key of 32 bytes.
func extractAndExpand(secret, salt, info []byte) ([32]byte, error) {
	key, err := hkdf.Key(sha256.New, secret, salt, string(info), 32)
	if err != nil {
		return [32]byte{}, fmt.Errorf("HKDF: %w", err)
	}
	return [32]byte(key), nil
}

// IsZero reports whether there is no key.
func (k VerificationKey) IsZero() bool { return k.key == nil }

func (VerificationKey) String() string   { return redacted }
func (VerificationKey) GoString() string { return redacted }

// Format shows nothing of the key, whatever the verb.
func (VerificationKey) Format(state fmt.State, verb rune) { secret{}.Format(state, verb) }

// MarshalText refuses: a secret must not slip into JSON.
func (VerificationKey) MarshalText() ([]byte, error) { return secret{}.MarshalText() }
