package usrfile

import "encoding/binary"

// Fields of a request code after the 3 bits of the purpose: 75 bits in all.
const (
	posteBits = 20
	factsBits = 27
	nonceBits = 25

	maxNonce = 1<<nonceBits - 1
)

// requestSpelling is XXXX-XXXX-XXXX-XXXX-XXXX.
var requestSpelling = spelling{groups: 5, first: 1}

// VerificationRequest is the code that a poste reads to head office. It says
// what is wanted in so few bits that only somebody who could permit it knows
// what they mean; it proves nothing.
type VerificationRequest struct {
	Purpose     Purpose
	PosteNumber int
	Facts       uint32 // the first 27 bits of the digest of the verification
	Nonce       VerificationNonce
}

// NewVerificationRequest gives the code that asks for v. A nonce must not be
// used for two requests. ErrField or ErrPurpose when v lacks something.
func NewVerificationRequest(v Verification, nonce VerificationNonce) (VerificationRequest, error) {
	if err := v.check(); err != nil {
		return VerificationRequest{}, err
	}
	if nonce > maxNonce {
		return VerificationRequest{}, refuse(ErrField, "nonce of more than %d bits", nonceBits)
	}
	return layOut(v, nonce), nil
}

func layOut(v Verification, nonce VerificationNonce) VerificationRequest {
	digest := v.digest(nonce)
	return VerificationRequest{
		Purpose: v.Subject.Purpose, PosteNumber: v.PosteNumber,
		Facts: binary.BigEndian.Uint32(digest[:]) >> (32 - factsBits), Nonce: nonce,
	}
}

// ParseVerificationRequest reads a code as people type it: case, spaces and
// hyphens do not matter, O is 0, I and L are 1. ErrSyntax and ErrCheck are
// typing errors, see VerificationRequestGroups; ErrPurpose and ErrField mean
// that it never was a code of this version.
func ParseVerificationRequest(text string) (VerificationRequest, error) {
	var b [10]byte
	if err := requestSpelling.parse(text, b[:]); err != nil {
		return VerificationRequest{}, err
	}
	head := binary.BigEndian.Uint64(b[:]) >> 14 // all before the nonce
	r := VerificationRequest{
		Purpose:     Purpose(head >> (posteBits + factsBits)),
		PosteNumber: int(head >> factsBits & (1<<posteBits - 1)),
		Facts:       uint32(head & (1<<factsBits - 1)),
		Nonce:       VerificationNonce(binary.BigEndian.Uint32(b[6:]) >> 5 & maxNonce),
	}
	switch {
	case r.Purpose < PurposeRestore || r.Purpose > PurposeFactor:
		return VerificationRequest{}, refuse(ErrPurpose, "%s", r.Purpose)
	case r.PosteNumber == 0:
		return VerificationRequest{}, refuse(ErrField, "poste number 0")
	}
	return r, nil
}

// VerificationRequestGroups judges the five groups of a request code as far as
// it is typed.
func VerificationRequestGroups(text string) []GroupVerdict { return requestSpelling.verdicts(text) }

// String gives the code as it is read to head office: five groups of four.
func (r VerificationRequest) String() string {
	b := r.bytes()
	return requestSpelling.write(b[:])
}

// bytes gives the 75 bits and five zero bits.
func (r VerificationRequest) bytes() (b [10]byte) {
	head := uint64(r.Purpose)<<(posteBits+factsBits) | uint64(r.PosteNumber)<<factsBits | uint64(r.Facts)
	binary.BigEndian.PutUint64(b[:], head<<14|uint64(r.Nonce>>11))
	binary.BigEndian.PutUint16(b[8:], uint16(r.Nonce<<5))
	return b
}

// Match finds what is asked for among everything that head office would permit,
// and gives its index. ErrCodeUnknown when it is none of the candidates,
// ErrCodeAmbiguous when it could be more than one of them: then the poste must
// ask with another nonce. At most 10 000 candidates, else ErrTooLarge.
func (r VerificationRequest) Match(candidates []Verification) (int, error) {
	if len(candidates) > maxItems {
		return 0, refuse(ErrTooLarge, "%d candidates, at most %d", len(candidates), maxItems)
	}
	found := -1
	for i, v := range candidates {
		if err := v.check(); err != nil {
			return 0, err
		}
		switch {
		case !r.asks(v):
		case found >= 0 && candidates[found] != v:
			return 0, refuse(ErrCodeAmbiguous, "candidates %d and %d", found, i)
		case found < 0:
			found = i
		}
	}
	if found < 0 {
		return 0, refuse(ErrCodeUnknown, "none of %d candidates", len(candidates))
	}
	return found, nil
}

// asks reports whether the code may have been made for v.
func (r VerificationRequest) asks(v Verification) bool {
	return r.Nonce <= maxNonce && r == layOut(v, r.Nonce)
}
