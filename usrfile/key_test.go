package usrfile_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// RFC 8032, section 7.1, test 1; RFC 7748, section 6.1, Alice.
func TestKeysFromSeedsOfTheStandards(t *testing.T) {
	signing := usrfile.SigningKeyFromSeed(bytes32(t, "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
	if got, want := signing.Public(), bytes32(t, "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"); got != want {
		t.Errorf("Ed25519 public key %x, want %x", got, want)
	}
	boxKey := usrfile.BoxKeyFromSeed(bytes32(t, "77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a"))
	if got, want := boxKey.Public(), bytes32(t, "8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"); got != want {
		t.Errorf("X25519 public key %x, want %x", got, want)
	}
}

func bytes32(t testing.TB, text string) [32]byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil || len(b) != 32 {
		t.Fatalf("%q: %v", text, err)
	}
	return [32]byte(b)
}

// holder is how careless code keeps a key.
type holder struct {
	Name   string
	Public usrfile.SigningKey
	hidden usrfile.BoxKey
}

func TestPrivateKeysAreNeverPrinted(t *testing.T) {
	s := usrfile.SigningKeyFromSeed(seed(0xab))
	b := usrfile.BoxKeyFromSeed(seed(0xab))
	h := holder{Name: "root", Public: s, hidden: b}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%X", "%d", "%o", "%b", "%08b"} {
		for _, v := range []any{s, &s, b, &b, h, &h, []any{s, b}, map[string]any{"k": s}, [1]usrfile.BoxKey{b}} {
			text := strings.ToLower(fmt.Sprintf(verb, v))
			for _, leak := range []string{"abababab", "171 171 171", "ab ab ab", "253 253 253", "10101011 10101011", "0xab, 0xab"} {
				if strings.Contains(text, leak) {
					t.Errorf("%s of %T shows the secret: %.80s", verb, v, text)
				}
			}
		}
	}
	if _, err := json.Marshal(h); err == nil {
		t.Error("a private key went into JSON")
	}
}

func TestNewKeysNeed32RandomBytes(t *testing.T) {
	key, err := usrfile.NewSigningKey(bytes.NewReader(bytes.Repeat([]byte{7}, 32)))
	if err != nil || key.Seed() != seed(7) || key.Public() != usrfile.SigningKeyFromSeed(seed(7)).Public() {
		t.Errorf("got %v, %v", key.ID(), err)
	}
	boxKey, err := usrfile.NewBoxKey(bytes.NewReader(bytes.Repeat([]byte{7}, 32)))
	if err != nil || boxKey.Seed() != seed(7) || boxKey.Public() != usrfile.BoxKeyFromSeed(seed(7)).Public() {
		t.Errorf("got another key, %v", err)
	}
	if _, err := usrfile.NewSigningKey(bytes.NewReader(make([]byte, 31))); err == nil {
		t.Error("a signing key of 31 bytes")
	}
	if _, err := usrfile.NewBoxKey(bytes.NewReader(make([]byte, 31))); err == nil {
		t.Error("a box key of 31 bytes")
	}
}

func TestZeroKeysSignNothing(t *testing.T) {
	var none usrfile.SigningKey
	if !none.IsZero() || issuerKey.IsZero() {
		t.Error("IsZero mistakes a key for none")
	}
	_, err := usrfile.Encode(plainUser([]byte("{}")), none, nil)
	refused(t, err, usrfile.ErrWeakKey)
}

func TestKeyIDsAreOfThePublicKey(t *testing.T) {
	if issuerKey.ID() != usrfile.KeyIDOf(issuerKey.Public()) || issuerKey.ID() == rootKey.ID() {
		t.Error("identifier does not follow from the public key alone")
	}
	if got := usrfile.KeyID([8]byte{0xff, 0, 0, 0, 0, 0, 0, 1}).String(); got != "ZW00-0000-0000-2" {
		t.Errorf("got %s", got)
	}
}
