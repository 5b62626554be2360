package usrfile

import (
	"math"
	"time"
)

// SchemaVersion is the newest payload schema that this package reads and writes.
const SchemaVersion = 1

// serialsPerSecond spaces serials: those of a day of issue lie below those of
// the next, so that a stolen key cannot run ahead by more than a day.
const serialsPerSecond = 1000

// lastYear bounds times, so that nothing overflows in anybody's arithmetic.
const lastYear = 9999

// check holds the message against the rules of its kind.
func (m *Message) check() error {
	r, known := rules[m.Kind]
	if !known {
		return refuse(ErrKind, "%d", uint8(m.Kind))
	}
	for _, step := range []func(rule) error{
		m.checkPresence, m.checkMode, m.checkTimes, m.checkSerial, m.checkSchema, m.checkSize,
	} {
		if err := step(r); err != nil {
			return err
		}
	}
	return nil
}

func (m *Message) checkMode(r rule) error {
	if int(m.Mode) >= len(r.modes) || !r.modes[m.Mode] {
		return refuse(ErrMode, "%s file is %s", m.Kind, m.Mode)
	}
	if r.posteIff && (m.Mode == Sealed) == isZero(m.Poste) {
		return refuse(ErrMode, "%s file is %s; sealed exactly when it is for one poste", m.Kind, m.Mode)
	}
	if m.Mode == Sealed {
		return CheckBoxPublic(m.Recipient)
	}
	return nil
}

func (m *Message) checkPresence(r rule) error {
	recipient := absent
	if m.Mode == Sealed {
		recipient = required
	}
	for _, field := range []struct {
		name string
		want presence
		zero bool
	}{
		{"file id", required, isZero(m.FileID)},
		{"organisation", required, isZero(m.Organisation)},
		{"subject", r.subject, isZero(m.Subject)},
		{"poste", r.poste, isZero(m.Poste)},
		{"answers", r.answers, isZero(m.Answers)},
		{"recipient", recipient, isZero(m.Recipient)},
		{"key epoch", r.keyEpoch, m.KeyEpoch == 0},
	} {
		if field.want == required && field.zero || field.want == absent && !field.zero {
			return refuse(ErrField, "%s file: %s", m.Kind, field.name)
		}
	}
	return nil
}

// checkTimes wants the exact window of the kind: a longer one would be a way
// around the two weeks of user data.
func (m *Message) checkTimes(r rule) error {
	issued, expires := unix(m.Issued), unix(m.Expires)
	if issued <= 0 || issued > maxSeconds || !wholeSecond(m.Issued) || !wholeSecond(m.Expires) {
		return refuse(ErrWindow, "issued at %d s, expires at %d s", issued, expires)
	}
	if r.window == 0 && expires != 0 || r.window != 0 && expires-issued != int64(r.window/time.Second) {
		return refuse(ErrWindow, "%s file is valid for %d s", m.Kind, expires-issued)
	}
	return nil
}

var maxSeconds = time.Date(lastYear, 1, 1, 0, 0, 0, 0, time.UTC).Unix()

func wholeSecond(t time.Time) bool { return t.Nanosecond() == 0 }

// checkSerial bounds the serial of user data by the day of issue.
func (m *Message) checkSerial(rule) error {
	if m.Serial > math.MaxInt64 {
		return refuse(ErrInteger, "serial %d", m.Serial)
	}
	if m.Kind != KindUserData {
		return nil
	}
	first := uint64(unix(m.Issued)) * serialsPerSecond
	if m.Serial < first || m.Serial >= first+uint64(day/time.Second)*serialsPerSecond {
		return refuse(ErrSerial, "%d for a file issued at %d s", m.Serial, unix(m.Issued))
	}
	return nil
}

func (m *Message) checkSchema(rule) error {
	if m.Schema == 0 || m.Schema > SchemaVersion {
		return refuse(ErrSchema, "%d; this program reads up to %d", m.Schema, SchemaVersion)
	}
	return nil
}

func (m *Message) checkSize(r rule) error {
	if atPayload+len(m.Payload) > r.maxBytes {
		return refuse(ErrTooLarge, "%s message of %d bytes, at most %d", m.Kind, atPayload+len(m.Payload), r.maxBytes)
	}
	return nil
}

func isZero[T comparable](v T) bool {
	var zero T
	return v == zero
}
