package vault_test

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"testing"

	"github.com/comptoir/comptoir/app/access"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/vault"
)

func TestAFactorOpensUnderItsPasswordOnly(t *testing.T) {
	secret := access.OTPSecret{1, 2, 3, 19: 4}
	sealed := must(vault.SealFactor(awa, secret, password, access.FloorEffort, rand.Reader))
	if got := must(vault.OpenFactor(awa, sealed, password)); got != secret {
		t.Error("another secret")
	}
	if bytes.Contains(sealed, secret[:4]) {
		t.Error("the secret lies open in what is stored")
	}
	again := must(vault.SealFactor(awa, secret, password, access.FloorEffort, rand.Reader))
	if bytes.Equal(sealed[6:22], again[6:22]) {
		t.Error("the salt is not new")
	}
	edited := bytes.Clone(sealed)
	edited[len(edited)-1] ^= 1
	absurd := bytes.Clone(sealed)
	absurd[0] = 0xff
	for name, c := range map[string]struct {
		user     ident.UserID
		sealed   []byte
		password string
		kind     fault.Kind
		key      string
	}{
		"another password":      {awa, sealed, "une autre phrase", fault.Denied, "vault.password"},
		"under somebody else":   {ident.UserID{2}, sealed, password, fault.Denied, "vault.password"},
		"edited":                {awa, edited, password, fault.Denied, "vault.password"},
		"cut":                   {awa, sealed[:21], password, fault.Forged, "vault.damaged"},
		"nothing":               {awa, nil, password, fault.Forged, "vault.damaged"},
		"an effort past bounds": {awa, absurd, password, fault.Forged, "vault.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := vault.OpenFactor(c.user, c.sealed, c.password)
			wantFault(t, err, c.kind, c.key)
		})
	}
}

func TestASecretOfAFactorShowsItselfToNobody(t *testing.T) {
	secret := access.OTPSecret{0xab, 0xcd, 0xef, 0x01}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		for _, value := range []any{secret, &secret, struct{ S access.OTPSecret }{secret}} {
			if got := fmt.Sprintf(verb, value); bytes.Contains([]byte(got), []byte("abcdef")) || bytes.Contains([]byte(got), []byte("171 205")) {
				t.Errorf("%s of %T shows it: %s", verb, value, got)
			}
		}
	}
}
