package usrfile

import (
	"bytes"
	"encoding/binary"
	"io"

	"golang.org/x/crypto/nacl/sign"
)

// magic begins every file. Its parts show damage by a transfer as text: a high
// bit, both kinds of line end, and the end of file of DOS.
var magic = []byte("\x89CPT\r\n\x1a\n")

const (
	formatVersion = 1
	suiteEd25519  = 1 // nacl/sign

	headerSize = 24
	messageAt  = headerSize + sign.Overhead // offset of the message in the file

	maxMessage   = 4 << 20  // bytes, with the payload
	maxChainFile = 64 << 10 // bytes of a whole .key file
)

// Envelope is the structure of a file. Nothing in it may be believed before
// Verify.
type Envelope struct {
	Kind  Kind
	KeyID KeyID // of the key that is said to have signed
	Size  int   // bytes of the whole file

	file     []byte // to the end of the message
	tail     io.ReaderAt
	tailSize int64 // bytes after the message
}

// frame is what the header says about the whole file.
type frame struct {
	kind  Kind
	keyID KeyID
	size  int64 // up to the end of the message
}

// Inspect checks the structure of a file. It keeps file, which must not be
// changed afterwards.
func Inspect(file []byte) (*Envelope, error) {
	f, err := parseHeader(file, int64(len(file)))
	if err != nil {
		return nil, err
	}
	return f.envelope(file[:f.size], file[f.size:]), nil
}

// InspectAt is Inspect for a file of that size of which only the message is held
// in memory. What follows is read from r whenever a blob is, so r must stay open
// until then.
func InspectAt(r io.ReaderAt, size int64) (*Envelope, error) {
	start := make([]byte, min(size, headerSize))
	if err := readFull(io.NewSectionReader(r, 0, size), start); err != nil {
		return nil, err
	}
	f, err := parseHeader(start, size)
	if err != nil {
		return nil, err
	}
	file := make([]byte, f.size)
	if err := readFull(io.NewSectionReader(r, 0, size), file); err != nil {
		return nil, err
	}
	if !bytes.Equal(start, file[:headerSize]) {
		return nil, refuse(ErrChanging, "the header changed while it was read")
	}
	e := f.envelope(file, nil)
	e.Size, e.tail, e.tailSize = int(size), io.NewSectionReader(r, f.size, size-f.size), size-f.size
	return e, nil
}

func (f frame) envelope(file, tail []byte) *Envelope {
	return &Envelope{
		Kind: f.kind, KeyID: f.keyID, Size: len(file) + len(tail),
		file: file, tail: bytes.NewReader(tail), tailSize: int64(len(tail)),
	}
}

// parseHeader reads the first bytes of a file of that size and says whether the
// rest is worth reading.
func parseHeader(start []byte, size int64) (frame, error) {
	if err := checkMagic(start, size); err != nil {
		return frame{}, err
	}
	f := frame{kind: Kind(start[8]), keyID: KeyID(start[12:]), size: messageAt}
	length := int64(binary.BigEndian.Uint32(start[20:]))
	r, known := rules[f.kind]
	switch {
	case start[9] != formatVersion:
		return f, refuse(ErrVersion, "%d; this program reads %d", start[9], formatVersion)
	case !known:
		return f, refuse(ErrKind, "%d", start[8])
	case start[10] != suiteEd25519:
		return f, refuse(ErrSuite, "%d", start[10])
	case start[11] != 0:
		return f, refuse(ErrReserved, "byte 11 of the header")
	case length > int64(r.maxBytes):
		return f, refuse(ErrTooLarge, "message of %d bytes, at most %d", length, r.maxBytes)
	case length < atPayload:
		return f, refuse(ErrTruncated, "message of %d bytes", length)
	}
	f.size += length
	switch {
	case size > MaxFile:
		return f, refuse(ErrTooLarge, "file of %d bytes, at most %d", size, MaxFile)
	case r.blobs && size >= f.size:
		return f, nil // where it ends, the payload knows: see OpenBlobs
	}
	return f, checkSize(size, f.size)
}

func checkMagic(start []byte, size int64) error {
	switch {
	case size == 0:
		return refuse(ErrEmpty, "no bytes at all")
	case !bytes.HasPrefix(start, magic) && looksLikeText(start):
		return refuse(ErrTextMode, "the file was transferred as text")
	case !bytes.HasPrefix(start, magic[:min(len(start), len(magic))]):
		return refuse(ErrMagic, "not a file of Comptoir")
	case len(start) < headerSize:
		return refuse(ErrTruncated, "%d bytes", size)
	}
	return nil
}

// looksLikeText recognises what the usual text conversions make of the magic:
// line ends changed either way, and the high bit lost or written as UTF-8.
func looksLikeText(start []byte) bool {
	for _, damaged := range []string{
		"\x89CPT\n\x1a\n", "\x89CPT\r\n\x1a\r\n", "\x89CPT\r\r\n\x1a\r\n", "\x89CPT\r\x1a\r",
		"\x09CPT\r\n\x1a\n", "\x09CPT\n\x1a\n", "\xc2\x89CPT", "\xe2\x80\xb0CPT", "\xef\xbf\xbdCPT", "?CPT\r\n",
	} {
		if bytes.HasPrefix(start, []byte(damaged)) {
			return true
		}
	}
	return false
}

func checkSize(real, declared int64) error {
	if real < declared {
		return refuse(ErrTruncated, "%d bytes of %d", real, declared)
	}
	if real > declared {
		return refuse(ErrTrailing, "%d bytes after the end", real-declared)
	}
	return nil
}

// header gives the bytes that the message repeats.
func (e *Envelope) header() []byte { return e.file[:headerSize] }

// Unverified gives what the file says of itself, for display as such. Anyone can
// have written it.
func (e *Envelope) Unverified() Message {
	m := parseFields(e.file[messageAt:])
	m.signer = e.KeyID
	return *m
}

// Verify checks that the holder of the public key signed exactly this file and
// that it keeps the rules of its kind. Whether the key may sign it is a
// question for Trust.
func (e *Envelope) Verify(public [32]byte) (*Message, error) {
	if KeyIDOf(public) != e.KeyID {
		return nil, refuse(ErrUnknownKey, "signed with %s", e.KeyID)
	}
	signed, err := openSigned(e.file[headerSize:], public)
	if err != nil {
		return nil, err
	}
	m, err := parseMessage(signed, e.header())
	if err != nil {
		return nil, err
	}
	m.signer, m.tail, m.tailSize = e.KeyID, e.tail, e.tailSize
	return m, nil
}

// openSigned gives the message of signature ‖ message. It is the one place
// where signatures of files are verified.
func openSigned(signed []byte, public [32]byte) ([]byte, error) {
	if err := CheckSigningPublic(public); err != nil {
		return nil, err
	}
	message, ok := sign.Open(nil, signed, &public)
	if !ok {
		return nil, refuse(ErrSignature, "key %s", KeyIDOf(public))
	}
	return message, nil
}
