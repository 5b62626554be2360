package storage

import (
	"fmt"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ident"
)

// Values that mean "none" are NULL in the database and the zero value in Go:
// identifiers, instants, days, digests and keys. The functions here write them,
// the types here read them.

func id[K any](value ident.ID[K]) any {
	if value.IsZero() {
		return nil
	}
	return value[:]
}

func digest(value [32]byte) any {
	if value == [32]byte{} {
		return nil
	}
	return value[:]
}

func instant(value time.Time) any {
	if value.IsZero() {
		return nil
	}
	return value.Unix()
}

func day(value calendar.Day) any {
	if value.IsZero() {
		return nil
	}
	return value.String()
}

// positive writes a number of which zero means none.
func positive(value int64) any {
	if value == 0 {
		return nil
	}
	return value
}

type idColumn[K any] struct{ to *ident.ID[K] }

func toID[K any](to *ident.ID[K]) idColumn[K] { return idColumn[K]{to} }

// Scan implements sql.Scanner.
func (c idColumn[K]) Scan(source any) error {
	bytes, _ := source.([]byte)
	if source != nil && bytes == nil {
		return fmt.Errorf("storage: %T is no identifier", source)
	}
	value, err := ident.FromBytes[K](bytes)
	if err == nil {
		*c.to = value
	}
	return err
}

type digestColumn struct{ to *[32]byte }

// Scan implements sql.Scanner.
func (c digestColumn) Scan(source any) error {
	if source == nil {
		*c.to = [32]byte{}
		return nil
	}
	bytes, _ := source.([]byte)
	if len(bytes) != len(c.to) {
		return fmt.Errorf("storage: %T of %d bytes is no digest", source, len(bytes))
	}
	copy(c.to[:], bytes)
	return nil
}

type instantColumn struct{ to *time.Time }

// Scan implements sql.Scanner.
func (c instantColumn) Scan(source any) error {
	switch seconds := source.(type) {
	case nil:
		*c.to = time.Time{}
	case int64:
		*c.to = time.Unix(seconds, 0).UTC()
	default:
		return fmt.Errorf("storage: %T is no instant", source)
	}
	return nil
}

type dayColumn struct{ to *calendar.Day }

// Scan implements sql.Scanner.
func (c dayColumn) Scan(source any) error {
	switch text := source.(type) {
	case nil:
		*c.to = 0
		return nil
	case string:
		return c.to.UnmarshalText([]byte(text))
	case []byte:
		return c.to.UnmarshalText(text)
	default:
		return fmt.Errorf("storage: %T is no day", source)
	}
}

type positiveColumn struct{ to *int64 }

// Scan implements sql.Scanner.
func (c positiveColumn) Scan(source any) error {
	switch number := source.(type) {
	case nil:
		*c.to = 0
	case int64:
		*c.to = number
	default:
		return fmt.Errorf("storage: %T is no number", source)
	}
	return nil
}
