package vault

import (
	"encoding/base64"
	"io"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// PosteKeys are a poste's own: the seed of its Ed25519 key, then that of its
// X25519 key. They never leave it and are in no backup.
type PosteKeys struct{ hidden }

const (
	seedLen      = 32
	posteKeysLen = 2 * seedLen
)

// NewPosteKeys draws the keys of a poste.
func NewPosteKeys(random io.Reader) (PosteKeys, error) {
	seeds := make([]byte, posteKeysLen)
	_, err := io.ReadFull(random, seeds)
	return PosteKeys{hide(seeds)}, err
}

// IsZero reports whether there are no keys.
func (k PosteKeys) IsZero() bool { return len(k.reveal()) != posteKeysLen }

// SignSeed gives the seed of the Ed25519 key, zero when there are no keys.
func (k PosteKeys) SignSeed() (seed [seedLen]byte) {
	copy(seed[:], k.reveal())
	return seed
}

// BoxSeed gives the seed of the X25519 key, zero when there are no keys.
func (k PosteKeys) BoxSeed() (seed [seedLen]byte) {
	if !k.IsZero() {
		copy(seed[:], k.reveal()[seedLen:])
	}
	return seed
}

// PosteKeyStore keeps the keys of a poste. Load returns fault.Missing when it
// has none, and any other error when there may be some: new ones must not be
// drawn then.
type PosteKeyStore interface {
	Load(ident.PosteID) (PosteKeys, error)
	Save(ident.PosteID, PosteKeys) error
}

// encode gives the keys as they are kept.
func (k PosteKeys) encode() string { return base64.StdEncoding.EncodeToString(k.reveal()) }

// decodePosteKeys reads exactly what encode writes.
func decodePosteKeys(text string) (PosteKeys, error) {
	seeds, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil || len(seeds) != posteKeysLen || base64.StdEncoding.EncodeToString(seeds) != text {
		return PosteKeys{}, damaged()
	}
	return PosteKeys{hide(seeds)}, nil
}

func noPosteKeys() error { return fault.New(fault.Missing, "vault.no-poste-keys", nil) }
