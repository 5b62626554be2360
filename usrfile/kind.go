package usrfile

import (
	"fmt"
	"time"
)

// Kind says what a file is for.
type Kind uint8

const (
	KindUserData   Kind = 1 // user data of one person, from head office
	KindRequest    Kind = 2 // request of a poste to head office
	KindReply      Kind = 3 // head office's reply to a request
	KindBatch      Kind = 4 // batch of vouchers
	KindClosing    Kind = 5 // closing of a journal
	KindTrustChain Kind = 6 // trust chain of the organisation
	KindRecord     Kind = 7 // receipts, acknowledgements, heads, alarms
)

// Mode says whether a payload can be read by anyone.
type Mode uint8

const (
	Plain  Mode = 0
	Sealed Mode = 1 // to the recipient's X25519 key
)

// String gives "plain" or "sealed".
func (m Mode) String() string {
	switch m {
	case Plain:
		return "plain"
	case Sealed:
		return "sealed"
	default:
		return fmt.Sprintf("mode %d", uint8(m))
	}
}

// presence says what a kind demands of a header field.
type presence uint8

const (
	absent   presence = iota // must be zero
	required                 // must not be zero
	optional
)

// rule is a row of the table of kinds in FORMAT.md.
type rule struct {
	word     string        // in the context and the extension
	modes    [2]bool       // allowed, by Mode
	window   time.Duration // expires − issued, exactly; 0 for no expiry
	subject  presence
	poste    presence
	answers  presence
	keyEpoch presence
	posteIff bool // poste is present exactly when the payload is sealed
	maxBytes int  // of the message
	blobs    bool // may follow the message
}

const day = 24 * time.Hour

// Windows of validity, exactly.
const (
	UserDataWindow = 14 * day // 1 209 600 s
	RequestWindow  = 90 * day // of requests and replies
)

var (
	anyMode    = [2]bool{Plain: true, Sealed: true}
	plainOnly  = [2]bool{Plain: true}
	sealedOnly = [2]bool{Sealed: true}
)

var rules = map[Kind]rule{
	KindUserData: {word: "usr", modes: anyMode, window: UserDataWindow, subject: required, poste: optional,
		posteIff: true, keyEpoch: optional, maxBytes: maxMessage},
	KindRequest: {word: "req", modes: anyMode, window: RequestWindow, subject: required, poste: required,
		maxBytes: maxMessage},
	KindReply: {word: "rep", modes: sealedOnly, window: RequestWindow, subject: required, poste: required,
		answers: required, keyEpoch: optional, maxBytes: maxMessage},
	KindBatch:      {word: "lot", modes: sealedOnly, subject: required, poste: required, maxBytes: maxMessage, blobs: true},
	KindClosing:    {word: "clo", modes: sealedOnly, subject: required, poste: required, maxBytes: maxMessage, blobs: true},
	KindTrustChain: {word: "key", modes: plainOnly, maxBytes: maxChainFile - messageAt},
	KindRecord: {word: "rec", modes: sealedOnly, poste: optional, answers: optional, keyEpoch: optional,
		maxBytes: maxMessage},
}

// issuable are the kinds that an issuer key of head office may sign.
var issuable = map[Kind]bool{KindUserData: true, KindReply: true, KindRecord: true}

// Known reports whether k is a kind of this format version.
func (k Kind) Known() bool { _, known := rules[k]; return known }

// String gives the word that stands in the context and the extension: "usr".
func (k Kind) String() string {
	if r, known := rules[k]; known {
		return r.word
	}
	return fmt.Sprintf("kind %d", uint8(k))
}

// Extension gives the file name extension with its dot: ".usr".
func (k Kind) Extension() string { return "." + k.String() }

// MarshalText gives the word of a known kind, as links name kinds.
func (k Kind) MarshalText() ([]byte, error) {
	if !k.Known() {
		return nil, refuse(ErrKind, "%d", uint8(k))
	}
	return []byte(k.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (k *Kind) UnmarshalText(text []byte) error {
	for kind, r := range rules {
		if r.word == string(text) {
			*k = kind
			return nil
		}
	}
	return refuse(ErrKind, "%q", text)
}
