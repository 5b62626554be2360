package usrfile

import "fmt"

// Reason names one cause for which a file, key or code is refused. Reasons are
// errors themselves: errors.Is(err, usrfile.ErrSignature) asks for one.
type Reason string

// Reading a file.
const (
	ErrNotRegular Reason = "not-regular" // directory, symbolic link, pipe or device
	ErrEmpty      Reason = "empty"
	ErrTooLarge   Reason = "too-large" // a length beyond its limit, declared or real
	ErrChanging   Reason = "changing"  // grew or shrank while it was read; try again
	ErrName       Reason = "name"      // not a plain file name
)

// Structure of the envelope.
const (
	ErrMagic     Reason = "magic"       // not a file of Comptoir
	ErrTextMode  Reason = "text-mode"   // damaged by a transfer as text
	ErrTruncated Reason = "truncated"   // ends too early
	ErrTrailing  Reason = "trailing"    // bytes after the end
	ErrVersion   Reason = "version"     // format version of a newer program
	ErrSuite     Reason = "suite"       // unknown signature suite
	ErrKind      Reason = "kind"        // unknown kind of file
	ErrReserved  Reason = "reserved"    // a byte that must be zero is not
	ErrHeader    Reason = "header"      // header differs from its signed copy
	ErrContext   Reason = "context"     // message signed for another purpose
	ErrInteger   Reason = "integer"     // a number beyond 2^63 − 1
	ErrLength    Reason = "length"      // payload length disagrees with message length
	ErrMode      Reason = "mode"        // plain where sealed is required, or the reverse
	ErrField     Reason = "field"       // a field that this kind requires is missing, or must be zero
	ErrWindow    Reason = "window"      // validity other than the kind's
	ErrSerial    Reason = "serial"      // serial outside the range of its day of issue
	ErrSchema    Reason = "schema"      // payload schema of a newer program
	ErrSignature Reason = "signature"   // not signed by this key, or changed since
	ErrRecipient Reason = "recipient"   // sealed to another key
	ErrSealed    Reason = "sealed"      // cannot be unsealed: damaged
	ErrLifted    Reason = "lifted"      // sealed payload taken from another envelope
	ErrBlob      Reason = "blob"        // a scan behind the message is damaged, or another one
	ErrPayload   Reason = "payload"     // payload is not the canonical JSON of its kind
	ErrSyntax    Reason = "code-syntax" // a typed code or fingerprint has a wrong symbol or length
)

// Verification codes.
const (
	ErrCheck         Reason = "code-check"     // a check symbol does not fit its group: a typo, or swapped groups
	ErrPurpose       Reason = "code-purpose"   // for a purpose that this program does not know
	ErrCodeUnknown   Reason = "code-unknown"   // asked for nothing that head office would permit
	ErrCodeAmbiguous Reason = "code-ambiguous" // could be for more than one thing; ask for another code
)

// Keys and trust.
const (
	ErrWeakKey        Reason = "weak-key"        // low-order or non-canonical public key
	ErrUnknownKey     Reason = "unknown-key"     // signer is not in the chain; ask for the .key file
	ErrKeyKind        Reason = "key-kind"        // key may not sign this kind
	ErrKeyTime        Reason = "key-time"        // issued before or after the key's validity
	ErrKeyRevoked     Reason = "key-revoked"     // key was revoked
	ErrKeyEpoch       Reason = "key-epoch"       // epoch other than the chain gives the key
	ErrOrganisation   Reason = "organisation"    // file of another organisation
	ErrChainOld       Reason = "chain-old"       // file needs a newer chain; ask for the .key file
	ErrChainLink      Reason = "chain-link"      // a link breaks a rule of its own
	ErrChainGap       Reason = "chain-gap"       // versions do not follow each other by one
	ErrChainThreshold Reason = "chain-threshold" // too few signatures of the old or the new roots
	ErrChainDuplicate Reason = "chain-duplicate" // the same key or signer twice
	ErrChainSigner    Reason = "chain-signer"    // signature by a key that is not a root, or a bad one
)

// Reasons lists every reason, for callers that have a sentence for each.
func Reasons() []Reason {
	return []Reason{
		ErrNotRegular, ErrEmpty, ErrTooLarge, ErrChanging, ErrName,
		ErrMagic, ErrTextMode, ErrTruncated, ErrTrailing, ErrVersion, ErrSuite, ErrKind, ErrReserved,
		ErrHeader, ErrContext, ErrInteger, ErrLength, ErrMode, ErrField, ErrWindow, ErrSerial, ErrSchema,
		ErrSignature, ErrRecipient, ErrSealed, ErrLifted, ErrBlob, ErrPayload, ErrSyntax,
		ErrCheck, ErrPurpose, ErrCodeUnknown, ErrCodeAmbiguous,
		ErrWeakKey, ErrUnknownKey, ErrKeyKind, ErrKeyTime, ErrKeyRevoked, ErrKeyEpoch, ErrOrganisation,
		ErrChainOld, ErrChainLink, ErrChainGap, ErrChainThreshold, ErrChainDuplicate, ErrChainSigner,
	}
}

// Error makes a Reason comparable with errors.Is.
func (r Reason) Error() string { return "usrfile: " + string(r) }

// Error is a refusal with what is known about it, for the log. It never holds
// anything secret.
type Error struct {
	Reason Reason
	Detail string
}

// Error gives a line for the log.
func (e *Error) Error() string {
	if e.Detail == "" {
		return e.Reason.Error()
	}
	return e.Reason.Error() + ": " + e.Detail
}

// Is reports whether target is the error's reason.
func (e *Error) Is(target error) bool { return target == e.Reason }

func refuse(reason Reason, format string, args ...any) *Error {
	return &Error{Reason: reason, Detail: fmt.Sprintf(format, args...)}
}
