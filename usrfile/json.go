package usrfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
)

// marshal writes v as canonical JSON: keys in the order of the struct, no
// whitespace, no HTML escaping. It refuses what decode would refuse.
func marshal(v any, limit int) ([]byte, error) {
	b, err := encodeJSON(v)
	if err != nil {
		return nil, payloadError(err)
	}
	return b, checkJSON(b, limit)
}

func encodeJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}

// unmarshal reads canonical JSON into v and refuses everything that marshal
// would not have written: writing v again would give the same bytes. Duplicate
// and case-variant keys, other orders, whitespace and other spellings of a
// number or string all fall to that.
func unmarshal(b []byte, v any, limit int) error {
	if err := checkJSON(b, limit); err != nil {
		return err
	}
	r, to := strictReader{rest: b}, reflect.ValueOf(v).Elem()
	if err := strictOf(to.Type())(&r, to); errors.Is(err, errSpelling) {
		return refuse(ErrPayload, "not canonical at byte %d", len(b)-len(r.rest))
	} else if err != nil {
		return payloadError(err)
	}
	if len(r.rest) > 0 {
		return refuse(ErrPayload, "not canonical at byte %d", len(b)-len(r.rest))
	}
	return nil
}

// payloadError keeps a reason of ours and names every other cause ErrPayload.
func payloadError(err error) error {
	var ours *Error
	if errors.As(err, &ours) {
		return ours
	}
	return refuse(ErrPayload, "%v", err)
}
