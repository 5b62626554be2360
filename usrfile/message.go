package usrfile

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"io"
	"math"
	"time"

	"github.com/google/uuid"
)

// Message is what a signature covers. Times are whole seconds; a zero time, key
// or identifier means none.
type Message struct {
	Kind         Kind
	FileID       uuid.UUID
	Organisation uuid.UUID
	Subject      uuid.UUID // the user concerned
	Poste        uuid.UUID // recipient or sender, by kind
	KeyEpoch     uint32    // of the issuer key; zero when a poste signs
	Serial       uint64
	Issued       time.Time
	Expires      time.Time
	MinChain     uint32   // version of the trust chain that the reader needs
	Schema       uint32   // of the payload, from 1
	Answers      [32]byte // digest of the request that is answered
	Mode         Mode
	Recipient    [32]byte // X25519 key, when sealed
	Payload      []byte   // as it travels: sealed or plain. Open gives the plain one

	signer   KeyID
	signed   []byte // the exact bytes, when read from a file
	tail     io.ReaderAt
	tailSize int64 // bytes that follow the message in its file
}

// Offsets in the message. FORMAT.md has them as a table.
const (
	atContext      = 0
	atHeaderCopy   = 32
	atFileID       = 56
	atOrganisation = 72
	atSubject      = 88
	atPoste        = 104
	atKeyEpoch     = 120
	atSerial       = 124
	atIssued       = 132
	atExpires      = 140
	atMinChain     = 148
	atSchema       = 152
	atAnswers      = 156
	atMode         = 188
	atReserved     = 189
	atRecipient    = 192
	atLength       = 224
	atPayload      = 228
)

// Digest identifies the file: two files are the same when their digests are. It
// is SHA-256 of the message as it was read, so it panics for a Message that
// was not read from a file.
func (m *Message) Digest() [32]byte {
	if m.signed == nil {
		panic("usrfile: Digest of a message that was not read from a file")
	}
	return sha256.Sum256(m.signed)
}

// Signer gives the identifier of the key that signed the file it was read from.
func (m *Message) Signer() KeyID { return m.signer }

// bytes lays the message out for a file with that header.
func (m *Message) bytes(header []byte) []byte {
	b := make([]byte, atPayload, atPayload+len(m.Payload))
	copy(b[atContext:], context(m.Kind))
	copy(b[atHeaderCopy:], header)
	copy(b[atFileID:], m.FileID[:])
	copy(b[atOrganisation:], m.Organisation[:])
	copy(b[atSubject:], m.Subject[:])
	copy(b[atPoste:], m.Poste[:])
	binary.BigEndian.PutUint32(b[atKeyEpoch:], m.KeyEpoch)
	binary.BigEndian.PutUint64(b[atSerial:], m.Serial)
	binary.BigEndian.PutUint64(b[atIssued:], uint64(unix(m.Issued)))
	binary.BigEndian.PutUint64(b[atExpires:], uint64(unix(m.Expires)))
	binary.BigEndian.PutUint32(b[atMinChain:], m.MinChain)
	binary.BigEndian.PutUint32(b[atSchema:], m.Schema)
	copy(b[atAnswers:], m.Answers[:])
	b[atMode] = byte(m.Mode)
	copy(b[atRecipient:], m.Recipient[:])
	binary.BigEndian.PutUint32(b[atLength:], uint32(len(m.Payload)))
	return append(b, m.Payload...)
}

// parseFields reads the fields at their offsets and judges nothing; b has at
// least atPayload bytes.
func parseFields(b []byte) *Message {
	return &Message{
		Kind:         Kind(b[atHeaderCopy+8]),
		FileID:       uuid.UUID(b[atFileID:]),
		Organisation: uuid.UUID(b[atOrganisation:]),
		Subject:      uuid.UUID(b[atSubject:]),
		Poste:        uuid.UUID(b[atPoste:]),
		KeyEpoch:     binary.BigEndian.Uint32(b[atKeyEpoch:]),
		Serial:       binary.BigEndian.Uint64(b[atSerial:]),
		Issued:       instant(binary.BigEndian.Uint64(b[atIssued:])),
		Expires:      instant(binary.BigEndian.Uint64(b[atExpires:])),
		MinChain:     binary.BigEndian.Uint32(b[atMinChain:]),
		Schema:       binary.BigEndian.Uint32(b[atSchema:]),
		Answers:      [32]byte(b[atAnswers:]),
		Mode:         Mode(b[atMode]),
		Recipient:    [32]byte(b[atRecipient:]),
		Payload:      b[atPayload:],
		signed:       b,
	}
}

// parseMessage reads a signed message strictly; header is that of its file.
func parseMessage(b, header []byte) (*Message, error) {
	m := parseFields(b)
	switch {
	case !bytes.Equal(b[atHeaderCopy:atFileID], header):
		return nil, refuse(ErrHeader, "the signed copy of the header differs")
	case !bytes.Equal(b[atContext:atHeaderCopy], context(m.Kind)):
		return nil, refuse(ErrContext, "%q", bytes.TrimRight(b[atContext:atHeaderCopy], "\x00"))
	case !bytes.Equal(b[atReserved:atRecipient], make([]byte, atRecipient-atReserved)):
		return nil, refuse(ErrReserved, "bytes after the mode")
	case uint64(binary.BigEndian.Uint32(b[atLength:])) != uint64(len(m.Payload)):
		return nil, refuse(ErrLength, "payload of %d bytes, %d declared", len(m.Payload), binary.BigEndian.Uint32(b[atLength:]))
	}
	for _, at := range []int{atSerial, atIssued, atExpires} {
		if binary.BigEndian.Uint64(b[at:]) > math.MaxInt64 {
			return nil, refuse(ErrInteger, "at offset %d", at)
		}
	}
	return m, m.check()
}

// context gives the 32 bytes that say what the signature is for.
func context(k Kind) []byte {
	b := make([]byte, atHeaderCopy)
	copy(b, "comptoir/"+k.String()+"/v1")
	return b
}

// unix gives Unix seconds; zero for the zero time.
func unix(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.Unix()
}

// instant gives the time of Unix seconds; the zero time for zero.
func instant(seconds uint64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(int64(seconds), 0).UTC()
}
