package usrfile

import (
	"bytes"

	"github.com/google/uuid"
)

// verificationType is the first key of what asks for a verification in a file,
// and answers it, so that a reader tells it from what registers a module.
const verificationType = "verification"

// IsVerification reports whether the payload of a request or a reply is about a
// verification code. It only looks at the beginning.
func IsVerification(payload []byte) bool {
	return bytes.HasPrefix(payload, []byte(`{"type":"`+verificationType+`",`))
}

// VerificationData is the payload of a sealed .req file that asks for what a
// request code asks for, schema 1. The requester and the poste are in the
// message. What is stated is for people; Code and Subject say what is wanted.
type VerificationData struct {
	Type          string  `json:"type"`          // "verification"
	Code          string  `json:"code"`          // as VerificationRequest writes it
	Subject       Bytes32 `json:"subject"`       // the value, of the code's purpose
	Authorisation string  `json:"authorisation"` // who gave leave, or which paper
	Beneficiary   string  `json:"beneficiary"`
	Project       string  `json:"project"`
	Journal       string  `json:"journal"`
	Reason        string  `json:"reason"`
	Previous      Bytes32 `json:"previous"` // digest of the sender's message before this one
}

// EncodeVerificationData gives the payload, whose Type it fills in; data that no
// reader would take is refused.
func EncodeVerificationData(d VerificationData) ([]byte, error) {
	d.Type = verificationType
	return encodePayload(d)
}

// DecodeVerificationData reads the payload strictly.
func DecodeVerificationData(payload []byte) (VerificationData, error) {
	return decodePayload[VerificationData](payload)
}

func (d VerificationData) check(c *checker) {
	c.oneOf(d.Type, "type", verificationType)
	c.code(d.Code)
	c.filled(d.Reason, "reason")
	r, err := ParseVerificationRequest(d.Code)
	c.that(err == nil && Subject{r.Purpose, d.Subject}.check() == nil, "subject")
}

// code wants a request code in its only canonical spelling.
func (c *checker) code(code string) {
	r, err := ParseVerificationRequest(code)
	c.that(err == nil && r.String() == code, "code")
}

// Asks gives the request code and what it would be answered for, of a request
// file by requester on a poste. ErrCodeUnknown when the code was made for
// something else.
func (d VerificationData) Asks(organisation, poste uuid.UUID, number int, requester uuid.UUID) (VerificationRequest, Verification, error) {
	r, err := ParseVerificationRequest(d.Code)
	if err != nil {
		return VerificationRequest{}, Verification{}, err
	}
	v := Verification{
		Organisation: organisation, Poste: poste, PosteNumber: number,
		Subject: Subject{r.Purpose, d.Subject}, Requester: requester,
	}
	_, err = r.Match([]Verification{v})
	return r, v, err
}

// VerificationReplyData is the payload of a .rep file that permits or refuses a
// verification, schema 1. It is bound to the nonce by the code, and says the same
// as the answer that is read aloud.
type VerificationReplyData struct {
	Type     string  `json:"type"`    // "verification"
	Request  Bytes32 `json:"request"` // digest of the request's message
	Code     string  `json:"code"`    // of the request
	Approved bool    `json:"approved"`
	Reason   string  `json:"reason"` // of a refusal
	Chain    Chain   `json:"chain"`  // zero when the poste needs none
}

// EncodeVerificationReplyData gives the payload, whose Type it fills in; data
// that no reader would take is refused.
func EncodeVerificationReplyData(d VerificationReplyData) ([]byte, error) {
	d.Type = verificationType
	return encodePayload(d)
}

// DecodeVerificationReplyData reads the payload strictly.
func DecodeVerificationReplyData(payload []byte) (VerificationReplyData, error) {
	return decodePayload[VerificationReplyData](payload)
}

func (d VerificationReplyData) check(c *checker) {
	c.oneOf(d.Type, "type", verificationType)
	c.that(!isZero(d.Request), "request")
	c.code(d.Code)
	c.that(d.Approved == (d.Reason == ""), "reason")
}
