package vault_test

import (
	"bytes"
	"crypto/ecdh"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
)

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func wantFault(t *testing.T, err error, kind fault.Kind, key string) {
	t.Helper()
	if f := new(fault.Error); !errors.As(err, &f) || f.Kind != kind || f.Key != key {
		t.Errorf("error %v, want %s: %s", err, kind, key)
	}
}

func TestWhatIsSealedOpensUnderItsNameOnly(t *testing.T) {
	wrapping, other := must(vault.NewWrapping(rand.Reader)), must(vault.NewWrapping(rand.Reader))
	rapid.Check(t, func(rt *rapid.T) {
		name, secret := rapid.String().Draw(rt, "name"), rapid.SliceOf(rapid.Byte()).Draw(rt, "secret")
		sealed := must(wrapping.Seal(name, secret, rand.Reader))
		if opened, err := wrapping.Open(name, sealed); err != nil || !bytes.Equal(opened, secret) {
			rt.Fatalf("opened %x, %v", opened, err)
		}
		_, err := wrapping.Open(name+"x", sealed)
		wantFault(t, err, fault.Forged, "vault.damaged")
		_, err = other.Open(name, sealed)
		wantFault(t, err, fault.Forged, "vault.damaged")
		at := rapid.IntRange(0, len(sealed)-1).Draw(rt, "at")
		sealed[at] ^= 1 << rapid.IntRange(0, 7).Draw(rt, "bit")
		_, err = wrapping.Open(name, sealed)
		wantFault(t, err, fault.Forged, "vault.damaged")
		_, err = wrapping.Open(name, sealed[:at])
		wantFault(t, err, fault.Forged, "vault.damaged")
	})
}

func TestTheSameSecretIsSealedDifferently(t *testing.T) {
	wrapping := must(vault.NewWrapping(rand.Reader))
	secret := []byte("thirty-two bytes of an Ed25519 seed")
	first, second := must(wrapping.Seal("root", secret, rand.Reader)), must(wrapping.Seal("root", secret, rand.Reader))
	if bytes.Equal(first, second) || bytes.Contains(first, secret[:8]) {
		t.Error("the nonce is not new, or the secret is readable")
	}
}

func TestTheZeroWrappingDoesNothing(t *testing.T) {
	var none vault.Wrapping
	if _, err := none.Seal("root", []byte("x"), rand.Reader); err == nil {
		t.Error("it seals")
	}
	if _, err := none.Open("root", []byte("x")); err == nil {
		t.Error("it opens")
	}
	if _, err := none.SealFor([32]byte{9}, rand.Reader); err == nil {
		t.Error("it is sealed")
	}
}

func TestRandomnessThatEndsIsAnError(t *testing.T) {
	short := bytes.NewReader(make([]byte, 23))
	if _, err := vault.NewWrapping(short); err == nil {
		t.Error("a wrapping key of 23 bytes")
	}
	wrapping := must(vault.NewWrapping(rand.Reader))
	if _, err := wrapping.Seal("root", nil, bytes.NewReader(make([]byte, 23))); err == nil {
		t.Error("a nonce of 23 bytes")
	}
	if _, err := vault.NewPosteKeys(bytes.NewReader(make([]byte, 63))); err == nil {
		t.Error("keys of 63 bytes")
	}
}

// smallOrder are the public keys of X25519 for which everybody has the same
// secret (https://cr.yp.to/ecdh.html#validate).
var smallOrder = []string{
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0100000000000000000000000000000000000000000000000000000000000000",
	"e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
	"5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
}

func TestSealForRefusesPublicKeysOfSmallOrder(t *testing.T) {
	wrapping := must(vault.NewWrapping(rand.Reader))
	for _, text := range smallOrder {
		_, err := wrapping.SealFor([32]byte(must(hex.DecodeString(text))), rand.Reader)
		wantFault(t, err, fault.Forged, "vault.damaged")
	}
	good := must(ecdh.X25519().GenerateKey(rand.Reader)).PublicKey().Bytes()
	if _, err := wrapping.SealFor([32]byte(good), rand.Reader); err != nil {
		t.Errorf("a good key: %v", err)
	}
}
