package vault

import (
	"fmt"
	"io"
)

// redacted is what anybody sees of a secret.
const redacted = "(secret)"

// hidden is secret bytes that no log, no message and no file can show by
// mistake. They lie behind a function, so that they stay hidden within another
// type too, where its own methods are not asked: fmt follows a pointer when a
// verb does not suit it.
type hidden struct{ bytes func() []byte }

func hide(bytes []byte) hidden { return hidden{func() []byte { return bytes }} }

// reveal gives the bytes, nil for the zero value.
func (h hidden) reveal() []byte {
	if h.bytes == nil {
		return nil
	}
	return h.bytes()
}

// String hides the secret.
func (hidden) String() string { return redacted }

// GoString hides the secret from %#v.
func (hidden) GoString() string { return redacted }

// Format hides the secret from every verb.
func (hidden) Format(s fmt.State, _ rune) { _, _ = io.WriteString(s, redacted) }

// MarshalText hides the secret from JSON and everything else that writes text.
func (hidden) MarshalText() ([]byte, error) { return []byte(redacted), nil }

// MarshalBinary refuses to write the secret.
func (hidden) MarshalBinary() ([]byte, error) {
	return nil, fmt.Errorf("vault: a secret is not written")
}
