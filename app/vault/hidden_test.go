package vault_test

import (
	"bytes"
	"encoding/base64"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
)

// pattern is what the secrets of this test are made of, so that they would be
// found in whatever shows them.
var pattern = bytes.Repeat([]byte{0xa7, 0x5e, 0x21, 0x44}, 16)

// around holds secrets as another package's type would, exported and not.
type around struct {
	Shown     any
	Wrapping  vault.Wrapping
	Keys      *vault.PosteKeys
	concealed vault.Wrapping
	private   vault.PosteKeys
}

func TestSecretsAreNotShown(t *testing.T) {
	wrapping := must(vault.NewWrapping(bytes.NewReader(pattern)))
	keys := must(vault.NewPosteKeys(bytes.NewReader(pattern)))
	a := around{wrapping, wrapping, &keys, wrapping, keys}
	for _, secret := range []any{
		wrapping, &wrapping, keys, &keys, a, &a, []any{wrapping, keys}, map[string]any{"k": keys}, a.concealed, a.private,
	} {
		for _, verb := range strings.Fields("%v %+v %#v %s %q %x %X %d %t %o %b %c %U %p %T") {
			wantNothing(t, fmt.Sprintf("%T with %s", secret, verb), fmt.Sprintf(verb, secret))
		}
		for name, encode := range encodings {
			wantNothing(t, fmt.Sprintf("%T as %s", secret, name), encode(secret))
		}
		err := fault.New(fault.Invalid, "test.secret", fault.Args{"Secret": secret})
		wantNothing(t, "a fault", fmt.Sprintf("%v %+v %#v", err, err, err))
	}
}

var encodings = map[string]func(any) string{
	"JSON": func(v any) string { b, err := json.Marshal(v); return string(b) + fmt.Sprint(err) },
	"XML":  func(v any) string { b, err := xml.Marshal(v); return string(b) + fmt.Sprint(err) },
	"gob": func(v any) string {
		var b bytes.Buffer
		err := gob.NewEncoder(&b).Encode(v)
		return b.String() + fmt.Sprint(err)
	},
	"a text log": func(v any) string {
		return logged(v, func(w io.Writer) slog.Handler { return slog.NewTextHandler(w, nil) })
	},
	"a JSON log": func(v any) string {
		return logged(v, func(w io.Writer) slog.Handler { return slog.NewJSONHandler(w, nil) })
	},
}

func logged(v any, handler func(io.Writer) slog.Handler) string {
	var b strings.Builder
	slog.New(handler(&b)).Info("secret", "value", v)
	return b.String()
}

// wantNothing looks for a part of the pattern in the forms in which bytes are
// usually shown.
func wantNothing(t *testing.T, where, text string) {
	t.Helper()
	part := pattern[:4]
	forms := []string{
		string(part), hex.EncodeToString(part), strings.ToUpper(hex.EncodeToString(part)),
		base64.StdEncoding.EncodeToString(pattern)[:8], fmt.Sprint(part)[1:12], fmt.Sprintf("%#v", part)[7:20],
		fmt.Sprintf("%q", part)[1:8],
	}
	for _, form := range forms {
		if strings.Contains(text, form) {
			t.Errorf("%s shows %q: %s", where, form, text)
		}
	}
}

func TestTheSearchForSecretsFindsThem(t *testing.T) {
	for _, verb := range []string{"%v", "%x", "%X", "%#v", "%s", "%q"} {
		probe := &testing.T{}
		wantNothing(probe, "", fmt.Sprintf(verb, pattern))
		if !probe.Failed() {
			t.Errorf("a secret shown with %s is not found", verb)
		}
	}
}
