package vault

// Seed is the 32 secret bytes of a private key.
type Seed struct{ hidden }

// NewSeed hides the secret bytes of a key.
func NewSeed(secret [32]byte) Seed { return Seed{hide(secret[:])} }

// IsZero reports whether there is no key.
func (s Seed) IsZero() bool { return len(s.reveal()) != seedLen }

// Bytes gives the secret bytes, zero when there is no key.
func (s Seed) Bytes() (secret [seedLen]byte) {
	copy(secret[:], s.reveal())
	return secret
}
