package usrfile_test

import (
	"bytes"
	"testing"

	"golang.org/x/crypto/nacl/box"

	"github.com/comptoir/comptoir/usrfile"
)

func open(t *testing.T, file []byte, signer usrfile.SigningKey, reader usrfile.BoxKey) ([]byte, error) {
	t.Helper()
	m, err := inspect(t, file).Verify(signer.Public())
	return must(t, m, err).Open(reader)
}

// Row 17: somebody who may sign takes a sealed payload that he cannot read from
// another file. The forger keeps payload and recipient as they are.
func TestLiftedPayloadIsRefused(t *testing.T) {
	file := encode(t, sealedUser([]byte("{}")), issuerKey)
	otherFile := forge(t, file, issuerKey, func(_, m []byte) {
		m[56] ^= 1
	})
	_, err := open(t, otherFile, issuerKey, posteBox)
	refused(t, err, usrfile.ErrLifted)

	thief := usrfile.SigningKeyFromSeed(seed(66))
	id := thief.ID()
	otherSigner := forge(t, file, thief, func(h, m []byte) {
		copy(h[12:20], id[:])
		copy(m[32+12:32+20], id[:])
	})
	_, err = open(t, otherSigner, thief, posteBox)
	refused(t, err, usrfile.ErrLifted)
}

func TestSealedPayloadOpensWithTheRecipientsKeyOnly(t *testing.T) {
	file := encode(t, sealedUser([]byte("{}")), issuerKey)
	for name, key := range map[string]usrfile.BoxKey{"another": officeBox, "none": {}} {
		t.Run(name, func(t *testing.T) {
			_, err := open(t, file, issuerKey, key)
			refused(t, err, usrfile.ErrRecipient)
		})
	}
	claimed := forge(t, file, issuerKey, func(_, m []byte) {
		public := officeBox.Public()
		copy(m[192:224], public[:])
	})
	_, err := open(t, claimed, issuerKey, officeBox)
	refused(t, err, usrfile.ErrSealed)
}

// A signer who seals garbage must not bring the reader down.
func TestDamagedSealedPayloadIsRefused(t *testing.T) {
	public := posteBox.Public()
	short, err := box.SealAnonymous(nil, make([]byte, 23), &public, dice("short"))
	if err != nil {
		t.Fatal(err)
	}
	for name, payload := range map[string][]byte{
		"empty": {}, "shorter than a seal": make([]byte, 47), "zeros": make([]byte, 200),
		"shorter than what ties it": short,
	} {
		t.Run(name, func(t *testing.T) {
			file := encode(t, sealedUser(nil), issuerKey)
			file = forge(t, file, issuerKey, func(_, m []byte) { clear(m[228:]) })
			file = replacePayload(t, file, payload)
			_, err := open(t, file, issuerKey, posteBox)
			refused(t, err, usrfile.ErrSealed)
		})
	}
}

// replacePayload puts another payload under a new signature.
func replacePayload(t *testing.T, file, payload []byte) []byte {
	t.Helper()
	size := 228 + len(payload)
	resized := append(bytes.Clone(file[:88+228]), payload...)
	return forge(t, resized, issuerKey, func(h, m []byte) {
		for _, field := range [][]byte{h[20:24], m[32+20 : 32+24]} {
			field[2], field[3] = byte(size>>8), byte(size)
		}
		m[226], m[227] = byte(len(payload)>>8), byte(len(payload))
	})
}

func TestPlainPayloadNeedsNoKey(t *testing.T) {
	payload, err := open(t, encode(t, plainUser([]byte(`{"a":1}`)), issuerKey), issuerKey, usrfile.BoxKey{})
	if err != nil || string(payload) != `{"a":1}` {
		t.Errorf("got %q, %v", payload, err)
	}
}

// The largest payload that may be written is one that can also be sent sealed.
func TestLargestPayloadFitsSealed(t *testing.T) {
	largest := make([]byte, 4<<20-228-72)
	file := encode(t, sealedUser(largest), issuerKey)
	if want := 88 + 4<<20; len(file) != want {
		t.Errorf("file of %d bytes, want %d", len(file), want)
	}
	_, err := usrfile.Encode(sealedUser(append(largest, 0)), issuerKey, dice("seal"))
	refused(t, err, usrfile.ErrTooLarge)
}

func TestSealingNeedsRandomness(t *testing.T) {
	if _, err := usrfile.Encode(sealedUser([]byte("{}")), issuerKey, bytes.NewReader(make([]byte, 31))); err == nil {
		t.Error("sealed with 31 random bytes")
	}
}

func TestNobodySealsToAWeakKey(t *testing.T) {
	m := sealedUser([]byte("{}"))
	m.Recipient = [32]byte{1}
	_, err := usrfile.Encode(m, issuerKey, dice("seal"))
	refused(t, err, usrfile.ErrWeakKey)
}
