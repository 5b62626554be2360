package usrfile

import (
	"encoding/binary"
	"io"

	"golang.org/x/crypto/nacl/box"
	"golang.org/x/crypto/nacl/sign"
)

// bindingSize is how many bytes in front of a sealed payload tie it to its
// envelope: file id and key id.
const bindingSize = 16 + 8

// sealOverhead is how much longer a payload is when sealed.
const sealOverhead = bindingSize + box.AnonymousOverhead

// maxPayload is the longest plain payload: it still fits when sealed.
const maxPayload = maxMessage - atPayload - sealOverhead

// Encode signs the message and gives the file. When Mode is Sealed the Payload
// given is plain and is sealed here to Recipient, with 32 bytes of random. A
// message that breaks a rule of its kind is refused, so that nothing is written
// that no reader takes.
func Encode(m Message, key SigningKey, random io.Reader) ([]byte, error) {
	if m.Mode == Sealed {
		sealed, err := seal(m, key.ID(), random)
		if err != nil {
			return nil, err
		}
		m.Payload = sealed
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	if err := CheckSigningPublic(key.Public()); err != nil {
		return nil, err
	}
	header := buildHeader(m.Kind, key.ID(), atPayload+len(m.Payload))
	return sign.Sign(header, m.bytes(header), key.private()), nil
}

func buildHeader(kind Kind, id KeyID, messageSize int) []byte {
	header := append(make([]byte, 0, messageAt+messageSize), magic...)
	header = append(header, byte(kind), formatVersion, suiteEd25519, 0)
	header = append(header, id[:]...)
	return binary.BigEndian.AppendUint32(header, uint32(messageSize))
}

func seal(m Message, signer KeyID, random io.Reader) ([]byte, error) {
	if err := CheckBoxPublic(m.Recipient); err != nil {
		return nil, err
	}
	if len(m.Payload) > maxMessage {
		return nil, refuse(ErrTooLarge, "payload of %d bytes", len(m.Payload))
	}
	bound := append(binding(m.FileID, signer), m.Payload...)
	return box.SealAnonymous(nil, bound, &m.Recipient, random)
}

func binding(fileID [16]byte, signer KeyID) []byte {
	b := make([]byte, 0, bindingSize)
	return append(append(b, fileID[:]...), signer[:]...)
}

// Open gives the plain payload, unsealed with key when it is sealed. A payload
// that was sealed for another file or signer is refused with ErrLifted. Only
// open what Verify gave.
func (m *Message) Open(key BoxKey) ([]byte, error) {
	if m.Mode == Plain {
		return m.Payload, nil
	}
	public, private := key.Public(), key.Seed()
	if m.Recipient != public {
		return nil, refuse(ErrRecipient, "sealed to another key")
	}
	opened, ok := box.OpenAnonymous(nil, m.Payload, &public, &private)
	if !ok || len(opened) < bindingSize {
		return nil, refuse(ErrSealed, "%d bytes", len(m.Payload))
	}
	if string(opened[:bindingSize]) != string(binding(m.FileID, m.signer)) {
		return nil, refuse(ErrLifted, "sealed for another file or by another signer")
	}
	return opened[bindingSize:], nil
}
