package usrfile

// OpenSigned lets the Wycheproof vectors go the way that files go.
var OpenSigned = openSigned

// ReadBounded lets a test change a file while it is read.
var ReadBounded = readBounded

// CheckJSON lets the scanner be compared with that of the standard library.
var CheckJSON = checkJSON

// MessageBytes lays a message out again.
func MessageBytes(m *Message, header []byte) []byte { return m.bytes(header) }

// Limits that FORMAT.md gives in figures.
const (
	MaxMessage   = maxMessage
	MaxPayload   = maxPayload
	MaxChain     = maxChain
	MaxChainFile = maxChainFile
	MaxPlainFile = messageAt + maxMessage
	ChunkStored  = chunkStored
)

// Unmarshal reads canonical JSON the way that payloads are read.
func Unmarshal(b []byte, v any) error { return unmarshal(b, v, maxPayload) }

// EncodeJSON writes JSON the way that payloads are written.
var EncodeJSON = encodeJSON

// The ways to give a file its name, of which a system knows one or both.
var (
	RenameFree       = renameFree
	ReserveAndRename = reserveAndRename
)
