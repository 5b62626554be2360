package usrfile

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"

	"github.com/google/uuid"
)

// verificationLabel is for the digest of a verification, and for nothing else.
const verificationLabel = "comptoir/verification/v1\x00"

// Verification is what a code is asked for: who wants what on which poste.
type Verification struct {
	Organisation uuid.UUID
	Poste        uuid.UUID
	PosteNumber  int // 1 … 1 048 575
	Subject      Subject
	Requester    uuid.UUID
}

func (v Verification) check() error {
	switch {
	case isZero(v.Organisation) || isZero(v.Poste) || isZero(v.Requester):
		return refuse(ErrField, "verification without organisation, poste or requester")
	case v.PosteNumber < 1 || v.PosteNumber > maxPoste:
		return refuse(ErrField, "poste number %d", v.PosteNumber)
	}
	return v.Subject.check()
}

// digest is C of FORMAT.md: everything that is asked for, bound to one nonce.
func (v Verification) digest(nonce VerificationNonce) [32]byte {
	h := sha256.New()
	h.Write([]byte(verificationLabel))
	h.Write([]byte{byte(v.Subject.Purpose)})
	for _, part := range [][]byte{v.Organisation[:], v.Poste[:], v.Subject.Value[:], v.Requester[:]} {
		h.Write(part)
	}
	h.Write(binary.BigEndian.AppendUint32(nil, uint32(nonce)))
	return [32]byte(h.Sum(nil))
}

// VerificationNonce is 25 random bits that make each request another one.
type VerificationNonce uint32

// NewVerificationNonce makes a nonce of 4 bytes of random.
func NewVerificationNonce(random io.Reader) (VerificationNonce, error) {
	var b [4]byte
	if _, err := io.ReadFull(random, b[:]); err != nil {
		return 0, fmt.Errorf("read randomness for a nonce: %w", err)
	}
	return VerificationNonce(binary.BigEndian.Uint32(b[:]) & maxNonce), nil
}
