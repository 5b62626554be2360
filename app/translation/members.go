package translation

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

var (
	errCut    = errors.New("unexpected end")
	errMember = errors.New("want texts, each with its key")
)

// members gives the keys and values of an object whose values are strings or objects
// of strings, as they stand there. It looks for where each ends and no more: what
// decodes a value refuses one that is not well formed.
func members(content string, take func(key, raw string)) error {
	s := scanner{content}
	if !s.next('{') {
		return errMember
	}
	for more := !s.next('}'); more; {
		quoted, err := s.text()
		if err != nil {
			return err
		}
		if !s.next(':') {
			return fmt.Errorf("%s: %w", quoted, errMember)
		}
		raw, err := s.value()
		if err != nil {
			return fmt.Errorf("%s: %w", quoted, err)
		}
		var key string
		if err := unquote(quoted, &key); err != nil {
			return fmt.Errorf("%s: %w", quoted, err)
		}
		take(key, raw)
		if more = s.next(','); !more && !s.next('}') {
			return fmt.Errorf("%s: %w", quoted, errMember)
		}
	}
	if s.rest = strings.TrimLeft(s.rest, blank); s.rest != "" {
		return errMember
	}
	return nil
}

// unquote decodes a key, most of which mean what they show.
func unquote(quoted string, key *string) error {
	if !strings.Contains(quoted, `\`) {
		*key = quoted[1 : len(quoted)-1]
		return nil
	}
	return json.Unmarshal([]byte(quoted), key)
}

const blank = " \t\r\n"

// scanner has what of a file is still to be read.
type scanner struct{ rest string }

// next takes a sign, after blanks, if it comes next.
func (s *scanner) next(sign byte) bool {
	s.rest = strings.TrimLeft(s.rest, blank)
	if s.rest == "" || s.rest[0] != sign {
		return false
	}
	s.rest = s.rest[1:]
	return true
}

// value takes a string or an object of strings.
func (s *scanner) value() (string, error) {
	if s.rest = strings.TrimLeft(s.rest, blank); !strings.HasPrefix(s.rest, "{") {
		return s.text()
	}
	from := s.rest
	for s.rest = s.rest[1:]; ; {
		at := strings.IndexAny(s.rest, `"{}`)
		switch {
		case at < 0:
			return "", errCut
		case s.rest[at] == '}':
			s.rest = s.rest[at+1:]
			return from[:len(from)-len(s.rest)], nil
		case s.rest[at] == '{':
			return "", errMember
		}
		s.rest = s.rest[at:]
		if _, err := s.text(); err != nil {
			return "", err
		}
	}
}

// text takes a string and gives it with its quotes.
func (s *scanner) text() (string, error) {
	if s.rest = strings.TrimLeft(s.rest, blank); s.rest == "" {
		return "", errCut
	}
	if s.rest[0] != '"' {
		return "", errMember
	}
	for at := 1; ; {
		end := strings.IndexByte(s.rest[at:], '"')
		if end < 0 {
			return "", errCut
		}
		if at += end; !escaped(s.rest[:at]) {
			quoted := s.rest[:at+1]
			s.rest = s.rest[at+1:]
			return quoted, nil
		}
		at++
	}
}

// escaped reports whether what follows a text is escaped by it.
func escaped(text string) bool {
	return (len(text)-len(strings.TrimRight(text, `\`)))%2 == 1
}
