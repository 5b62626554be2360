package usrfile

import (
	"encoding/hex"
	"time"
)

// List is an array that is written as [] when empty, never as null.
type List[T any] []T

// MarshalJSON writes the items without HTML escaping.
func (l List[T]) MarshalJSON() ([]byte, error) {
	if l == nil {
		return []byte("[]"), nil
	}
	return encodeJSON([]T(l))
}

// Instant is a time in Unix seconds; 0 means none.
type Instant int64

// InstantOf gives the whole seconds of t, 0 for the zero time.
func InstantOf(t time.Time) Instant { return Instant(unix(t)) }

// Time gives the instant in UTC, the zero time for 0.
func (i Instant) Time() time.Time { return instant(uint64(i)) }

// Bytes32 is a key or digest, written as 64 lower-case hexadecimal digits.
type Bytes32 [32]byte

// MarshalText writes hexadecimal digits.
func (b Bytes32) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, b[:]), nil }

// UnmarshalText reads what MarshalText writes.
func (b *Bytes32) UnmarshalText(text []byte) error { return readHex(b[:], text) }

// Bytes16 is a nonce, written as 32 lower-case hexadecimal digits.
type Bytes16 [16]byte

// MarshalText writes hexadecimal digits.
func (b Bytes16) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, b[:]), nil }

// UnmarshalText reads what MarshalText writes.
func (b *Bytes16) UnmarshalText(text []byte) error { return readHex(b[:], text) }

// Bytes64 is a signature, written as 128 lower-case hexadecimal digits.
type Bytes64 [64]byte

// MarshalText writes hexadecimal digits.
func (b Bytes64) MarshalText() ([]byte, error) { return hex.AppendEncode(nil, b[:]), nil }

// UnmarshalText reads what MarshalText writes.
func (b *Bytes64) UnmarshalText(text []byte) error { return readHex(b[:], text) }

func readHex(to, text []byte) error {
	if len(text) != 2*len(to) {
		return refuse(ErrPayload, "%d hexadecimal digits, not %d", len(text), 2*len(to))
	}
	if _, err := hex.Decode(to, text); err != nil {
		return refuse(ErrPayload, "%v", err)
	}
	return nil
}
