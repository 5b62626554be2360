package main

import "time"

// moment is an instant as machines read it: RFC 3339 in UTC, empty for none.
type moment time.Time

// MarshalText gives the form for JSON.
func (m moment) MarshalText() ([]byte, error) {
	if time.Time(m).IsZero() {
		return nil, nil
	}
	return []byte(time.Time(m).UTC().Format(time.RFC3339)), nil
}
