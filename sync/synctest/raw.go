package synctest

import (
	"crypto/ed25519"
	"encoding/binary"

	"github.com/comptoir/comptoir/usrfile"
)

// Offsets of usrfile/FORMAT.md.
const (
	messageAt = 24 + ed25519.SignatureSize
	payloadAt = 228
)

// SignAsItIs signs a message whose payload is sealed already. The library always
// seals anew, so the bytes are laid out by it first and changed here.
func (o *Office) SignAsItIs(m usrfile.Message) []byte {
	o.t.Helper()
	o.complete(&m)
	sealed := m.Payload
	m.Payload = nil
	file := o.Sign(m)
	message := append([]byte(nil), file[messageAt:messageAt+payloadAt]...)
	message = append(message, sealed...)
	header := append([]byte(nil), file[:24]...)
	binary.BigEndian.PutUint32(header[20:], uint32(len(message)))
	copy(message[32:], header)
	binary.BigEndian.PutUint32(message[224:], uint32(len(sealed)))
	seed := o.Issuer.Seed()
	signature := ed25519.Sign(ed25519.NewKeyFromSeed(seed[:]), message)
	return append(append(header, signature...), message...)
}

// Altered changes the signed bytes of a file at the offsets of FORMAT.md and signs
// them again with the issuer's key, which the library would not do.
func (o *Office) Altered(file []byte, edit func(message []byte)) []byte {
	o.t.Helper()
	message := append([]byte(nil), file[messageAt:]...)
	edit(message)
	seed := o.Issuer.Seed()
	signature := ed25519.Sign(ed25519.NewKeyFromSeed(seed[:]), message)
	return append(append(append([]byte(nil), file[:24]...), signature...), message...)
}
