package agekey_test

import (
	"bytes"
	"crypto/ecdh"
	"strings"
	"testing"

	"filippo.io/age"

	"github.com/comptoir/comptoir/app/agekey"
)

// age reads what is written here, and what is written is read back.
func TestAgeReadsTheKeys(t *testing.T) {
	for n := range 256 {
		secret := [32]byte(bytes.Repeat([]byte{byte(n)}, 32))
		secret[31] ^= 0x5a
		key, err := ecdh.X25519().NewPrivateKey(secret[:])
		if err != nil {
			t.Fatal(err)
		}
		public := [32]byte(key.PublicKey().Bytes())
		identity, err := age.ParseX25519Identity(agekey.Identity(secret))
		if err != nil || identity.Recipient().String() != agekey.Recipient(public) {
			t.Fatalf("%x: %v", secret, err)
		}
		if got, ok := agekey.ParseIdentity(agekey.Identity(secret)); !ok || got != secret {
			t.Errorf("%x comes back as %x, %v", secret, got, ok)
		}
		if got, ok := agekey.ParseRecipient(agekey.Recipient(public)); !ok || got != public {
			t.Errorf("%x comes back as %x, %v", public, got, ok)
		}
	}
}

// Every other symbol, in every place, is no key.
func TestATypoIsNoKey(t *testing.T) {
	written := agekey.Identity([32]byte{1, 31: 9})
	for i := range written {
		for _, symbol := range "QPZ1a!-\x00" {
			typo := written[:i] + string(symbol) + written[i+1:]
			if _, ok := agekey.ParseIdentity(typo); ok && typo != written {
				t.Errorf("%s is taken", typo)
			}
		}
	}
	for _, text := range []string{"", "AGE-SECRET-KEY-1", strings.ToLower(written), written + "Q", written[1:], agekey.Recipient([32]byte{1})} {
		if _, ok := agekey.ParseIdentity(text); ok {
			t.Errorf("%q is taken", text)
		}
	}
}
