package vault

import (
	"crypto/ecdh"
	"errors"
	"io"

	"golang.org/x/crypto/nacl/box"
)

// Wrapping is the key that protects the organisation's secrets at head office.
// It is never stored as such. The zero value seals and opens nothing.
type Wrapping struct{ hidden }

// NewWrapping draws a wrapping key.
func NewWrapping(random io.Reader) (Wrapping, error) {
	key := make([]byte, keyLen)
	_, err := io.ReadFull(random, key)
	return Wrapping{hide(key)}, err
}

// key gives the wrapping key as nacl wants it.
func (w Wrapping) key() (*[keyLen]byte, error) {
	if len(w.reveal()) != keyLen {
		return nil, errors.New("vault: no wrapping key")
	}
	return (*[keyLen]byte)(w.reveal()), nil
}

// Seal gives a secret that only this wrapping key opens, and only under its
// name: one secret can not be put in the place of another.
func (w Wrapping) Seal(name string, secret []byte, random io.Reader) ([]byte, error) {
	key, err := w.key()
	if err != nil {
		return nil, err
	}
	return seal(key, labelOf(name), secret, random)
}

// Open gives the secret of the name, or fault.Forged when it was not sealed so.
func (w Wrapping) Open(name string, sealed []byte) ([]byte, error) {
	key, err := w.key()
	if err != nil {
		return nil, err
	}
	return open(key, labelOf(name), sealed)
}

// SealFor gives the wrapping key so that only the owner of the public key opens
// it. A public key that gives everybody the same secret is fault.Forged.
func (w Wrapping) SealFor(public [32]byte, random io.Reader) ([]byte, error) {
	key, err := w.key()
	if err != nil {
		return nil, err
	}
	if err := checkPublic(public); err != nil {
		return nil, err
	}
	return box.SealAnonymous(nil, key[:], &public, random)
}

// checkPublic refuses the public keys of low order, for which nacl/box gives a
// constant instead of an error, by a trial with crypto/ecdh.
func checkPublic(public [32]byte) error {
	trial, err := ecdh.X25519().NewPrivateKey(make([]byte, keyLen))
	if err != nil {
		return err
	}
	key, err := ecdh.X25519().NewPublicKey(public[:])
	if err != nil {
		return err
	}
	if _, err := trial.ECDH(key); err != nil {
		return damaged()
	}
	return nil
}
