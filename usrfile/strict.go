package usrfile

import (
	"bytes"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
)

// strictReader reads JSON that checkJSON has passed, and nothing but the one
// spelling that encodeJSON would write: every key of a struct, in its order, and
// every value as it is written. So nothing needs to be written again to be
// compared.
type strictReader struct{ rest []byte }

// strictly reads one kind of value.
type strictly func(*strictReader, reflect.Value) error

var strictTypes sync.Map // strictly by reflect.Type

func strictOf(t reflect.Type) strictly {
	if known, ok := strictTypes.Load(t); ok {
		return known.(strictly)
	}
	read := makeStrict(t)
	strictTypes.Store(t, read)
	return read
}

var (
	readsJSON = reflect.TypeFor[json.Unmarshaler]()
	readsText = reflect.TypeFor[encoding.TextUnmarshaler]()
)

func makeStrict(t reflect.Type) strictly {
	switch {
	case reflect.PointerTo(t).Implements(readsJSON):
		return (*strictReader).own
	case reflect.PointerTo(t).Implements(readsText):
		return (*strictReader).spelled
	}
	switch t.Kind() {
	case reflect.Struct:
		return strictStruct(t)
	case reflect.Slice:
		return strictList(t)
	case reflect.Pointer:
		return strictPointer(t)
	case reflect.String:
		return (*strictReader).text
	case reflect.Bool:
		return (*strictReader).truth
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return (*strictReader).signed
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return (*strictReader).unsigned
	}
	panic(fmt.Sprintf("usrfile: no payload has a %v", t)) // a mistake in this package
}

var errSpelling = errors.New("not canonical")

// expect takes the words that must come next.
func (r *strictReader) expect(words string) error {
	if len(r.rest) < len(words) || string(r.rest[:len(words)]) != words {
		return errSpelling
	}
	r.rest = r.rest[len(words):]
	return nil
}

func (r *strictReader) follows(words string) bool { return r.expect(words) == nil }

// strictStruct wants every field in its order, those of embedded structs where
// these stand.
func strictStruct(t reflect.Type) strictly {
	type member struct {
		key  string // with what stands in front of it and behind
		at   []int
		read strictly
	}
	var members []member
	before := "{"
	for _, f := range reflect.VisibleFields(t) {
		if !f.Anonymous {
			members = append(members, member{before + `"` + f.Tag.Get("json") + `":`, f.Index, strictOf(f.Type)})
			before = ","
		}
	}
	return func(r *strictReader, v reflect.Value) error {
		for _, m := range members {
			if err := r.expect(m.key); err != nil {
				return err
			}
			if err := m.read(r, v.FieldByIndex(m.at)); err != nil {
				return err
			}
		}
		return r.expect("}")
	}
}

// strictList reads a List, which is never null.
func strictList(t reflect.Type) strictly {
	item := strictOf(t.Elem())
	return func(r *strictReader, v reflect.Value) error {
		v.Set(reflect.MakeSlice(t, 0, 0))
		if r.follows("[]") {
			return nil
		}
		for before := "["; !r.follows("]") || before == "["; before = "," {
			if err := r.expect(before); err != nil {
				return err
			}
			n := v.Len()
			v.Grow(1)
			v.SetLen(n + 1)
			if err := item(r, v.Index(n)); err != nil {
				return err
			}
		}
		return nil
	}
}

func strictPointer(t reflect.Type) strictly {
	read := strictOf(t.Elem())
	return func(r *strictReader, v reflect.Value) error {
		if r.follows("null") {
			return nil
		}
		v.Set(reflect.New(t.Elem()))
		return read(r, v.Elem())
	}
}

// raw takes one value as it stands.
func (r *strictReader) raw() ([]byte, error) {
	s := scanner{rest: r.rest}
	if err := s.value(0); err != nil {
		return nil, err
	}
	value := r.rest[:len(r.rest)-len(s.rest)]
	r.rest = s.rest
	return value, nil
}

// own reads a type that reads and writes itself.
func (r *strictReader) own(v reflect.Value) error {
	value, err := r.raw()
	if err != nil {
		return err
	}
	if err := v.Addr().Interface().(json.Unmarshaler).UnmarshalJSON(value); err != nil {
		return err
	}
	again, err := v.Interface().(json.Marshaler).MarshalJSON()
	if err == nil && !bytes.Equal(again, value) {
		err = errSpelling
	}
	return err
}

// spelled reads a type that is written as a text of its own.
func (r *strictReader) spelled(v reflect.Value) error {
	text, err := r.quoted()
	if err != nil {
		return err
	}
	if err := v.Addr().Interface().(encoding.TextUnmarshaler).UnmarshalText(text); err != nil {
		return err
	}
	again, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err == nil && !bytes.Equal(again, text) {
		err = errSpelling
	}
	return err
}

// quoted takes a text and leaves its escapes in it.
func (r *strictReader) quoted() ([]byte, error) {
	if err := r.expect(`"`); err != nil {
		return nil, err
	}
	for i := 0; i < len(r.rest); i++ {
		switch r.rest[i] {
		case '\\':
			i++
		case '"':
			text := r.rest[:i]
			r.rest = r.rest[i+1:]
			return text, nil
		}
	}
	return nil, errSpelling
}

// unescape is all that canonical text has escaped.
var unescape = strings.NewReplacer(`\"`, `"`, `\\`, `\`)

func (r *strictReader) text(v reflect.Value) error {
	text, err := r.quoted()
	if err != nil {
		return err
	}
	if bytes.IndexByte(text, '\\') < 0 {
		v.SetString(string(text))
	} else {
		v.SetString(unescape.Replace(string(text)))
	}
	return nil
}

func (r *strictReader) truth(v reflect.Value) error {
	if r.follows("true") {
		v.SetBool(true)
		return nil
	}
	return r.expect("false")
}

// number takes a number, of which -0 alone has a second spelling.
func (r *strictReader) number() (string, error) {
	n := 0
	for n < len(r.rest) && (r.rest[n] == '-' || r.rest[n] >= '0' && r.rest[n] <= '9') {
		n++
	}
	digits := string(r.rest[:n])
	r.rest = r.rest[n:]
	if digits == "-0" {
		return "", errSpelling
	}
	return digits, nil
}

func (r *strictReader) signed(v reflect.Value) error {
	digits, err := r.number()
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(digits, 10, v.Type().Bits())
	v.SetInt(n)
	return err
}

func (r *strictReader) unsigned(v reflect.Value) error {
	digits, err := r.number()
	if err != nil {
		return err
	}
	n, err := strconv.ParseUint(digits, 10, v.Type().Bits())
	v.SetUint(n)
	return err
}
