package usrfile

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
)

// restoreLabel is for the subject of a restore, and for nothing else.
const restoreLabel = "comptoir/verification/restore/v1\x00"

// Purpose says what a verification code permits.
type Purpose uint8

const (
	PurposeRestore Purpose = 1 // restore a journal behind a closing that was sent
	PurposeClosing Purpose = 2 // take a closing for released
	PurposeClock   Purpose = 3 // set trusted time
	PurposeFactor  Purpose = 4 // remove a person's second factor
)

// String gives "restore", "closing-release", "clock" or "factor-reset".
func (p Purpose) String() string {
	switch p {
	case PurposeRestore:
		return "restore"
	case PurposeClosing:
		return "closing-release"
	case PurposeClock:
		return "clock"
	case PurposeFactor:
		return "factor-reset"
	default:
		return fmt.Sprintf("purpose %d", uint8(p))
	}
}

// Subject is what a code permits, in facts that head office holds, too.
type Subject struct {
	Purpose Purpose
	Value   [32]byte // by purpose, see the functions that make subjects
}

// RestoreFacts say which journal would be restored: all of it is known to head
// office, which has received the backup's manifest and rejected the closings.
type RestoreFacts struct {
	Manifest [32]byte   // digest of the backup's manifest
	LastSeq  int64      // of the last entry that head office has received
	LastHash [32]byte   // of that entry
	Rejected [][32]byte // digests of every closing affected, in any order
}

// RestoreSubject gives the subject of a restore. ErrField for one that is not
// critical, because no closing is affected, or that leaves something out.
func RestoreSubject(r RestoreFacts) (Subject, error) {
	closings := slices.Clone(r.Rejected)
	slices.SortFunc(closings, func(a, b [32]byte) int { return bytes.Compare(a[:], b[:]) })
	switch {
	case isZero(r.Manifest) || r.LastSeq < 1 || isZero(r.LastHash):
		return Subject{}, refuse(ErrField, "restore without manifest or last entry")
	case len(closings) == 0 || len(closings) > maxItems || isZero(closings[0]):
		return Subject{}, refuse(ErrField, "restore that affects %d closings", len(closings))
	case len(slices.Compact(slices.Clone(closings))) != len(closings):
		return Subject{}, refuse(ErrField, "the same closing twice")
	}
	h := sha256.New()
	h.Write([]byte(restoreLabel))
	h.Write(r.Manifest[:])
	h.Write(binary.BigEndian.AppendUint64(nil, uint64(r.LastSeq)))
	h.Write(r.LastHash[:])
	h.Write(binary.BigEndian.AppendUint32(nil, uint32(len(closings))))
	for _, closing := range closings {
		h.Write(closing[:])
	}
	return Subject{PurposeRestore, [32]byte(h.Sum(nil))}, nil
}

// ClosingSubject gives the subject of a release; digest is that of the .clo
// file, see Message.Digest.
func ClosingSubject(digest [32]byte) Subject { return Subject{PurposeClosing, digest} }

// ClockSubject gives the subject of a clock correction to the UTC day of t.
func ClockSubject(t time.Time) Subject {
	s := Subject{Purpose: PurposeClock}
	copy(s.Value[:], t.UTC().Format(time.DateOnly))
	return s
}

// ClockSubjects gives what head office tries at the time now: the day, the one
// before and the one after, since poste and head office may see midnight
// differently.
func ClockSubjects(now time.Time) []Subject {
	var subjects []Subject
	for _, days := range []int{-1, 0, 1} {
		subjects = append(subjects, ClockSubject(now.UTC().AddDate(0, 0, days)))
	}
	return subjects
}

// FactorSubject gives the subject of a reset of the user's second factor.
func FactorSubject(user uuid.UUID) Subject {
	s := Subject{Purpose: PurposeFactor}
	copy(s.Value[:], user[:])
	return s
}

func (s Subject) check() error {
	right := !isZero(s.Value)
	switch s.Purpose {
	case PurposeRestore, PurposeClosing:
	case PurposeClock:
		right = s.isDay()
	case PurposeFactor:
		right = right && s == FactorSubject(uuid.UUID(s.Value[:16]))
	default:
		return refuse(ErrPurpose, "%s", s.Purpose)
	}
	if !right {
		return refuse(ErrField, "subject of a %s", s.Purpose)
	}
	return nil
}

// isDay reports whether the value is a day from 1970 to 9999, in the only
// spelling.
func (s Subject) isDay() bool {
	text, _, _ := bytes.Cut(s.Value[:], []byte{0})
	day, err := time.Parse(time.DateOnly, string(text))
	return err == nil && day.Unix() >= 0 && s == ClockSubject(day)
}
