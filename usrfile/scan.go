package usrfile

import (
	"bytes"
	"errors"
	"fmt"
)

// Limits of a payload, checked before memory is taken for what it says.
const (
	maxDepth  = 16
	maxString = 4 << 10 // bytes between the quotation marks
	maxItems  = 10_000  // of one array
	maxDigits = 19      // of a number
)

// checkJSON walks over b once, without taking memory: one value, canonical in
// its grammar and within the limits.
func checkJSON(b []byte, limit int) error {
	if len(b) > limit {
		return refuse(ErrTooLarge, "payload of %d bytes, at most %d", len(b), limit)
	}
	s := scanner{rest: b}
	if err := s.value(0); err != nil {
		return refuse(ErrPayload, "%v, at byte %d", err, len(b)-len(s.rest))
	}
	if len(s.rest) > 0 {
		return refuse(ErrPayload, "%d bytes after the end", len(s.rest))
	}
	return nil
}

// scanner reads the grammar of FORMAT.md, "Canonical JSON".
type scanner struct{ rest []byte }

func (s *scanner) value(depth int) error {
	switch {
	case s.skip('{'):
		return s.members(depth + 1)
	case s.skip('['):
		return s.items(depth + 1)
	case s.peek() == '"':
		return s.text()
	case s.word("true"), s.word("false"), s.word("null"):
		return nil
	default:
		return s.number()
	}
}

// members reads an object after its brace.
func (s *scanner) members(depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("deeper than %d", maxDepth)
	}
	if s.skip('}') {
		return nil
	}
	for {
		if err := s.text(); err != nil {
			return err
		}
		if !s.skip(':') {
			return errors.New("colon expected")
		}
		if err := s.value(depth); err != nil {
			return err
		}
		if s.skip('}') {
			return nil
		}
		if !s.skip(',') {
			return errors.New("comma or brace expected")
		}
	}
}

// items reads an array after its bracket.
func (s *scanner) items(depth int) error {
	if depth > maxDepth {
		return fmt.Errorf("deeper than %d", maxDepth)
	}
	if s.skip(']') {
		return nil
	}
	for count := 1; ; count++ {
		if count > maxItems {
			return fmt.Errorf("more than %d items", maxItems)
		}
		if err := s.value(depth); err != nil {
			return err
		}
		if s.skip(']') {
			return nil
		}
		if !s.skip(',') {
			return errors.New("comma or bracket expected")
		}
	}
}

// text reads a string. Only the quotation mark and the backslash are escaped:
// control characters are refused and everything else stands for itself.
func (s *scanner) text() error {
	if !s.skip('"') {
		return errors.New("string expected")
	}
	for i := 0; i < len(s.rest) && i <= maxString; i++ {
		switch s.rest[i] {
		case '"':
			err := checkText(s.rest[:i])
			s.rest = s.rest[i+1:]
			return err
		case '\\':
			i++
			if i == len(s.rest) || s.rest[i] != '"' && s.rest[i] != '\\' {
				return errors.New("escape other than \\\" and \\\\")
			}
		}
	}
	return fmt.Errorf("string without end or longer than %d bytes", maxString)
}

func (s *scanner) number() error {
	s.skip('-')
	start := s.rest
	for len(s.rest) > 0 && s.rest[0] >= '0' && s.rest[0] <= '9' {
		s.rest = s.rest[1:]
	}
	digits := len(start) - len(s.rest)
	if digits == 0 || digits > maxDigits || start[0] == '0' && digits > 1 {
		return errors.New("value expected")
	}
	return nil
}

func (s *scanner) peek() byte {
	if len(s.rest) == 0 {
		return 0
	}
	return s.rest[0]
}

func (s *scanner) skip(c byte) bool {
	if len(s.rest) == 0 || s.rest[0] != c {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

func (s *scanner) word(w string) bool {
	if !bytes.HasPrefix(s.rest, []byte(w)) {
		return false
	}
	s.rest = s.rest[len(w):]
	return true
}
