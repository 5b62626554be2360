package vault

import (
	"crypto/sha256"
	"crypto/subtle"
	"io"

	"golang.org/x/crypto/nacl/secretbox"

	"github.com/comptoir/comptoir/app/fault"
)

const (
	nonceLen = 24
	keyLen   = 32
)

// label is what a secret is bound to: nacl/secretbox has no associated data, so
// the label lies before the secret inside of the box.
type label [sha256.Size]byte

func labelOf(name string) label { return sha256.Sum256([]byte("comptoir/vault/v1\x00" + name)) }

// seal gives nonce ‖ secretbox(label ‖ secret).
func seal(key *[keyLen]byte, bound label, secret []byte, random io.Reader) ([]byte, error) {
	var nonce [nonceLen]byte
	if _, err := io.ReadFull(random, nonce[:]); err != nil {
		return nil, err
	}
	return secretbox.Seal(nonce[:], append(bound[:], secret...), &nonce, key), nil
}

// open gives what seal sealed with the key under the label; anything else is
// fault.Forged.
func open(key *[keyLen]byte, bound label, sealed []byte) ([]byte, error) {
	if len(sealed) > nonceLen {
		nonce := [nonceLen]byte(sealed)
		plain, ok := secretbox.Open(nil, sealed[nonceLen:], &nonce, key)
		if ok && len(plain) >= len(bound) && subtle.ConstantTimeCompare(plain[:len(bound)], bound[:]) == 1 {
			return plain[len(bound):], nil
		}
	}
	return nil, damaged()
}

func damaged() error { return fault.New(fault.Forged, "vault.damaged", nil) }
