// Package fault names the kinds of error by what the person in front of the
// program can do about them.
//
// The rules of the trade make a fault with a key and arguments; the sentence a
// person reads is made once, at the edge (window or command line), from the
// translation of that key. Everything that is not a fault is unforeseen: it
// goes whole to the log, and the person reads a short reference number.
package fault

import (
	"errors"
	"fmt"
)

// Kind says what can be done about an error. Kinds are errors themselves, so
// that errors.Is(err, fault.Expired) is the only question callers ask.
type Kind string

const (
	Invalid  Kind = "invalid"  // the input is wrong; correct it and try again
	Forged   Kind = "forged"   // a file is damaged or not from whom it says; ask for it again
	Expired  Kind = "expired"  // too late, or too early; ask for a new one or mend the clock
	Denied   Kind = "denied"   // the person lacks the right, here or now
	Conflict Kind = "conflict" // the world has moved on: older serial, already decided, changed meanwhile
	Missing  Kind = "missing"  // the thing named does not exist here
)

// Error makes a Kind comparable with errors.Is.
func (k Kind) Error() string { return string(k) }

// Args are the values a translated sentence may mention. Allowed are strings,
// integers, time.Time, calendar.Day, money.Amount, Key and Phrase; secrets never.
type Args map[string]any

// Key as an argument stands for its own translation: the name of a role or of a
// status inside a sentence.
type Key string

// Error is a foreseen error. Its Key is looked up as "error."+Key for the
// sentence and "error."+Key+".hint" for what to do next.
type Error struct {
	Kind  Kind
	Key   string
	Args  Args
	cause error
}

// New makes a fault of the kind with the sentence of key.
func New(kind Kind, key string, args Args) *Error {
	return &Error{Kind: kind, Key: key, Args: args}
}

// Wrap makes a fault that keeps the error it stems from, for the log.
func Wrap(cause error, kind Kind, key string, args Args) *Error {
	return &Error{Kind: kind, Key: key, Args: args, cause: cause}
}

// Error gives a line for the log, not for a person.
func (e *Error) Error() string {
	text := fmt.Sprintf("%s: %s", e.Kind, e.Key)
	if len(e.Args) > 0 {
		text += fmt.Sprintf(" %v", map[string]any(e.Args))
	}
	if e.cause != nil {
		text += ": " + e.cause.Error()
	}
	return text
}

// Is reports whether target is the fault's kind.
func (e *Error) Is(target error) bool { return target == e.Kind }

// Unwrap gives the error the fault stems from, or nil.
func (e *Error) Unwrap() error { return e.cause }

// KindOf gives the kind of a fault, and false for an unforeseen error.
func KindOf(err error) (Kind, bool) {
	var f *Error
	if errors.As(err, &f) {
		return f.Kind, true
	}
	return "", false
}
