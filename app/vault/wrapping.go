package vault

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"
	"fmt"
	"io"
	"slices"

	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/secretbox"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

const (
	nonceLen = 24
	keyLen   = 32
)

// Wrapping is the key that protects the organisation's secrets. It is never
// stored as such.
type Wrapping struct{ key *[keyLen]byte }

// NewWrapping draws a wrapping key.
func NewWrapping(random io.Reader) (Wrapping, error) {
	w := Wrapping{new([keyLen]byte)}
	_, err := io.ReadFull(random, w.key[:])
	return w, err
}

// Seal gives a secret that only this wrapping key opens, and only under its
// name: one secret can not be put in the place of another.
func (w Wrapping) Seal(name string, secret []byte, random io.Reader) ([]byte, error) {
	return seal(w.key, label(name), secret, random)
}

// Open gives the secret of the name, or fault.Forged when it was not sealed so.
func (w Wrapping) Open(name string, sealed []byte) ([]byte, error) {
	return open(w.key, label(name), sealed)
}

// SealFor gives the wrapping key so that only the owner of the public key opens
// it.
func (w Wrapping) SealFor(public [32]byte, random io.Reader) ([]byte, error) {
	return box.SealAnonymous(nil, w.key[:], &public, random)
}

// label binds a secret to its purpose.
func label(name string) [sha256.Size]byte { return sha256.Sum256([]byte("comptoir/vault/v1\x00" + name)) }

func seal(key *[keyLen]byte, bound [sha256.Size]byte, secret []byte, random io.Reader) ([]byte, error) {
	var nonce [nonceLen]byte
	if _, err := io.ReadFull(random, nonce[:]); err != nil {
		return nil, err
	}
	return secretbox.Seal(nonce[:], append(bound[:], secret...), &nonce, key), nil
}

func open(key *[keyLen]byte, bound [sha256.Size]byte, sealed []byte) ([]byte, error) {
	if len(sealed) > nonceLen {
		nonce := [nonceLen]byte(sealed)
		plain, ok := secretbox.Open(nil, sealed[nonceLen:], &nonce, key)
		if ok && len(plain) >= len(bound) && subtle.ConstantTimeCompare(plain[:len(bound)], bound[:]) == 1 {
			return plain[len(bound):], nil
		}
	}
	return nil, fault.New(fault.Forged, "vault.damaged", nil)
}

const redacted = "(secret)"

// String hides the key; so do GoString and Format.
func (Wrapping) String() string { return redacted }

// GoString hides the key.
func (Wrapping) GoString() string { return redacted }

// Format hides the key from every verb.
func (Wrapping) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, redacted) }

// personalName binds a person's private key to the person.
func personalName(user ident.UserID) string { return "personal/" + user.String() }

// NewPersonalKey draws a person's key, sealed with the password.
func NewPersonalKey(user ident.UserID, password string, effort access.Effort, random io.Reader) (PersonalKey, error) {
	public, private, err := box.GenerateKey(random)
	if err != nil {
		return PersonalKey{}, err
	}
	p := PersonalKey{User: user, Public: *public}
	p.SealedPrivate, err = sealPrivate(user, private, password, effort, random)
	return p, err
}

// A sealed private key begins with how its password was stretched: memory in
// KiB (4 bytes, big-endian), passes, lanes, salt.
const (
	effortLen = 6
	headLen   = effortLen + len(access.Salt{})
)

func sealPrivate(user ident.UserID, private *[keyLen]byte, password string, effort access.Effort, random io.Reader) ([]byte, error) {
	var salt access.Salt
	if _, err := io.ReadFull(random, salt[:]); err != nil {
		return nil, err
	}
	key := effort.Stretch(password, salt)
	sealed, err := seal(&key, label(personalName(user)), private[:], random)
	if err != nil {
		return nil, err
	}
	head := binary.BigEndian.AppendUint32(nil, effort.MemoryKiB)
	head = append(head, byte(effort.Passes), effort.Lanes)
	return slices.Concat(head, salt[:], sealed), nil
}

func (p PersonalKey) openPrivate(password string) (*[keyLen]byte, error) {
	sealed := p.SealedPrivate
	if len(sealed) < headLen {
		return nil, fault.New(fault.Forged, "vault.damaged", nil)
	}
	effort := access.Effort{
		MemoryKiB: binary.BigEndian.Uint32(sealed), Passes: uint32(sealed[4]), Lanes: sealed[5],
	}
	if !effort.Bearable() {
		return nil, fault.New(fault.Forged, "vault.damaged", nil)
	}
	key := effort.Stretch(password, access.Salt(sealed[effortLen:headLen]))
	private, err := open(&key, label(personalName(p.User)), sealed[headLen:])
	if err != nil || len(private) != keyLen {
		return nil, fault.Wrap(err, fault.Denied, "vault.password", nil)
	}
	return (*[keyLen]byte)(private), nil
}

// Unlock gives the wrapping key that was sealed to the person: fault.Denied for
// somebody who is not entitled, or for a wrong password.
func (p PersonalKey) Unlock(password string) (Wrapping, error) {
	private, err := p.openPrivate(password)
	if err != nil {
		return Wrapping{}, err
	}
	key, ok := box.OpenAnonymous(nil, p.Wrapping, &p.Public, private)
	if !ok || len(key) != keyLen {
		return Wrapping{}, fault.New(fault.Denied, "vault.not-entitled", nil)
	}
	return Wrapping{(*[keyLen]byte)(key)}, nil
}

// ChangePassword seals the private key anew.
func (p PersonalKey) ChangePassword(old, next string, effort access.Effort, random io.Reader) (PersonalKey, error) {
	private, err := p.openPrivate(old)
	if err != nil {
		return PersonalKey{}, err
	}
	p.SealedPrivate, err = sealPrivate(p.User, private, next, effort, random)
	return p, err
}
