package usrfile

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
)

// verificationAnswerLabel is for answers, and for nothing else.
const verificationAnswerLabel = "comptoir/verification/answer/v1\x00"

// answerSpelling is XXXX-XXXX-XXXX-XXXX. Its groups are numbered on from those
// of the request, so that a request typed where the answer belongs is a typo.
var answerSpelling = spelling{groups: 4, first: requestSpelling.first + byte(requestSpelling.groups)}

// VerificationAnswer is the code that head office reads back: 60 bits that only
// head office and the poste can compute. It permits one verification, once.
type VerificationAnswer struct {
	_    [0]func() // no ==, which is not done in constant time: see Accepts
	bits [8]byte   // the last four bits are zero
}

// Answer gives the answer to a request for v. It depends on all of v, not only
// on the bits of it that the request has. ErrCodeUnknown when the request was
// made for something else, ErrWeakKey without a key.
func (k VerificationKey) Answer(r VerificationRequest, v Verification) (VerificationAnswer, error) {
	if k.IsZero() {
		return VerificationAnswer{}, refuse(ErrWeakKey, "no verification key")
	}
	if err := v.check(); err != nil {
		return VerificationAnswer{}, err
	}
	if !r.asks(v) {
		return VerificationAnswer{}, refuse(ErrCodeUnknown, "the request is for something else")
	}
	key, request, facts := k.key(), r.bytes(), v.digest(r.Nonce)
	sum := authenticate(key[:], []byte(verificationAnswerLabel), request[:], facts[:])
	a := VerificationAnswer{bits: [8]byte(sum[:])}
	a.bits[7] &^= 0x0f
	return a, nil
}

// Accepts reports whether typed is the answer to the request for v, in constant
// time. Count and keep the attempt before asking.
func (k VerificationKey) Accepts(typed VerificationAnswer, r VerificationRequest, v Verification) (bool, error) {
	right, err := k.Answer(r, v)
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(typed.bits[:], right.bits[:]) == 1, nil
}

// authenticate is HMAC-SHA256 (RFC 2104) of the parts, one after the other.
func authenticate(key []byte, parts ...[]byte) []byte {
	mac := hmac.New(sha256.New, key)
	for _, part := range parts {
		mac.Write(part)
	}
	return mac.Sum(nil)
}

// ParseVerificationAnswer reads an answer as people type it: case, spaces and
// hyphens do not matter, O is 0, I and L are 1. ErrSyntax and ErrCheck are
// typing errors, which are no attempts, see VerificationAnswerGroups.
func ParseVerificationAnswer(text string) (VerificationAnswer, error) {
	var a VerificationAnswer
	if err := answerSpelling.parse(text, a.bits[:]); err != nil {
		return VerificationAnswer{}, err
	}
	return a, nil
}

// VerificationAnswerGroups judges the four groups of an answer as far as it is
// typed.
func VerificationAnswerGroups(text string) []GroupVerdict { return answerSpelling.verdicts(text) }

// String gives the answer as it is read to the poste: four groups of four.
func (a VerificationAnswer) String() string { return answerSpelling.write(a.bits[:]) }
