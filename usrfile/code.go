package usrfile

import (
	"crypto/sha256"
	"fmt"
	"io"

	"github.com/google/uuid"
)

// activationLabel gives the digest of an activation code its one meaning.
const activationLabel = "comptoir/activation/v1\x00"

// ActivationCode is 80 random bits that travel separately from the user data.
// Head office shows it once and keeps only its digest.
type ActivationCode [10]byte

// NewActivationCode makes a code of 10 bytes of random.
func NewActivationCode(random io.Reader) (ActivationCode, error) {
	var code ActivationCode
	if _, err := io.ReadFull(random, code[:]); err != nil {
		return ActivationCode{}, fmt.Errorf("read randomness for a code: %w", err)
	}
	return code, nil
}

// ParseActivationCode reads a code as people type it: case, spaces and hyphens
// do not matter, O is 0, I and L are 1. Else ErrSyntax.
func ParseActivationCode(text string) (ActivationCode, error) {
	var code ActivationCode
	if err := parseGroups(text, code[:]); err != nil {
		return ActivationCode{}, err
	}
	return code, nil
}

// String gives the code for the person it is meant for: XXXX-XXXX-XXXX-XXXX.
func (c ActivationCode) String() string { return groups(c[:]) }

// ActivationDigest is what user data says of the code. It is bound to one
// activation of one user; compare it in constant time.
func ActivationDigest(organisation, user, activation uuid.UUID, code ActivationCode) [32]byte {
	h := sha256.New()
	h.Write([]byte(activationLabel))
	for _, part := range [][]byte{organisation[:], user[:], activation[:], code[:]} {
		h.Write(part)
	}
	return [32]byte(h.Sum(nil))
}
