package synctest

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
)

// Refused wants a refusal of that kind with the sentence of key.
func Refused(t testing.TB, err error, kind fault.Kind, key string) {
	t.Helper()
	var f *fault.Error
	if !errors.As(err, &f) || f.Key != key || f.Kind != kind {
		t.Errorf("got %v, want %s: %s", err, kind, key)
	}
}

// RefusedWhole wants that a folder refuses a `.usr` and nothing has changed.
func (f *Folder) RefusedWhole(kind fault.Kind, key string, file []byte, keys ...[]byte) {
	f.t.Helper()
	before := Dump(f.t, f.Path)
	Refused(f.t, f.Import(file, keys...), kind, key)
	if changed := Changed(before, Dump(f.t, f.Path)); len(changed) > 0 {
		f.t.Errorf("%v changed", changed)
	}
}
