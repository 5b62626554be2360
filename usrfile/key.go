package usrfile

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"io"

	"golang.org/x/crypto/curve25519"
)

// KeyID finds a public key; it proves nothing. It is the first 8 bytes of
// SHA-256(0x01 ‖ "comptoir/key/v1" ‖ 0x00 ‖ public key).
type KeyID [8]byte

// String gives 13 symbols in groups of four, as people see them.
func (id KeyID) String() string { return groups(id[:]) }

// KeyIDOf gives the identifier of an Ed25519 public key.
func KeyIDOf(public [32]byte) KeyID {
	input := append([]byte{suiteEd25519}, "comptoir/key/v1\x00"...)
	sum := sha256.Sum256(append(input, public[:]...))
	return KeyID(sum[:8])
}

// secret is a private key that no print statement can show. The seed lies in a
// function because fmt prints the unexported fields of other people's structs,
// and what their pointers lead to, without asking Format.
type secret struct {
	seed   func() [32]byte
	public [32]byte
}

func hide(seed, public [32]byte) secret {
	return secret{seed: func() [32]byte { return seed }, public: public}
}

const redacted = "[private key]"

func (secret) String() string   { return redacted }
func (secret) GoString() string { return redacted }

// Format shows nothing of the key, whatever the verb.
func (secret) Format(state fmt.State, _ rune) { _, _ = io.WriteString(state, redacted) }

// MarshalText refuses: a private key must not slip into JSON.
func (secret) MarshalText() ([]byte, error) {
	return nil, refuse(ErrField, "a private key has no text form")
}

// Seed gives the 32 secret bytes, for the vault only.
func (s secret) Seed() [32]byte {
	if s.seed == nil {
		return [32]byte{}
	}
	return s.seed()
}

// Public gives the public key.
func (s secret) Public() [32]byte { return s.public }

// IsZero reports whether there is no key.
func (s secret) IsZero() bool { return s.seed == nil }

// SigningKey is an Ed25519 key pair. It never prints its secret.
type SigningKey struct{ secret }

// NewSigningKey makes a key of 32 bytes of random.
func NewSigningKey(random io.Reader) (SigningKey, error) {
	seed, err := readSeed(random)
	if err != nil {
		return SigningKey{}, err
	}
	return SigningKeyFromSeed(seed), nil
}

// SigningKeyFromSeed gives the key of a seed (RFC 8032, section 5.1.5).
func SigningKeyFromSeed(seed [32]byte) SigningKey {
	private := ed25519.NewKeyFromSeed(seed[:])
	return SigningKey{hide(seed, [32]byte(private[32:]))}
}

// ID gives the key's identifier.
func (k SigningKey) ID() KeyID { return KeyIDOf(k.public) }

// private gives seed ‖ public, as nacl/sign wants it.
func (k SigningKey) private() *[64]byte {
	var b [64]byte
	seed := k.Seed()
	copy(b[:32], seed[:])
	copy(b[32:], k.public[:])
	return &b
}

// BoxKey is an X25519 key pair. It never prints its secret.
type BoxKey struct{ secret }

// NewBoxKey makes a key of 32 bytes of random.
func NewBoxKey(random io.Reader) (BoxKey, error) {
	seed, err := readSeed(random)
	if err != nil {
		return BoxKey{}, err
	}
	return BoxKeyFromSeed(seed), nil
}

// BoxKeyFromSeed gives the key of a scalar (RFC 7748, section 6.1).
func BoxKeyFromSeed(seed [32]byte) BoxKey {
	var public [32]byte
	curve25519.ScalarBaseMult(&public, &seed)
	return BoxKey{hide(seed, public)}
}

func readSeed(random io.Reader) (seed [32]byte, err error) {
	if _, err = io.ReadFull(random, seed[:]); err != nil {
		return [32]byte{}, fmt.Errorf("read randomness for a key: %w", err)
	}
	return seed, nil
}
