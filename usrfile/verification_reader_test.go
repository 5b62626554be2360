package usrfile_test

import (
	"crypto/ecdh"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// A second implementation, of FORMAT.md only: numbers as texts of bits, HKDF by
// its two steps, check symbols by trying all.

func bitsOf(b []byte) string { return fmt.Sprintf("%0*b", 8*len(b), new(big.Int).SetBytes(b)) }

func hmacOf(key []byte, message string) []byte {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(message))
	return mac.Sum(nil)
}

// product multiplies in GF(2)[z]/(z⁵ + z² + 1).
func product(a, b int) int {
	sum := 0
	for bit := range 5 {
		if b>>bit&1 == 1 {
			sum ^= a << bit
		}
	}
	for bit := 9; bit >= 5; bit-- {
		if sum>>bit&1 == 1 {
			sum ^= 0b100101 << (bit - 5)
		}
	}
	return sum
}

func writeCode(bits string, number int) string {
	var groups []string
	for ; bits != ""; bits = bits[15:] {
		var first, second, third int
		if _, err := fmt.Sscanf(bits[:5]+" "+bits[5:10]+" "+bits[10:15], "%b %b %b", &first, &second, &third); err != nil {
			panic(err)
		}
		check := 0
		for product(16, number)^product(8, first)^product(4, second)^product(2, third)^check != 0 {
			check++
		}
		groups = append(groups, string([]byte{crockford[first], crockford[second], crockford[third], crockford[check]}))
		number++
	}
	return strings.Join(groups, "-")
}

func secondKey(t *testing.T, r usrfile.Registration) []byte {
	t.Helper()
	own := seed(4)
	private, err := ecdh.X25519().NewPrivateKey(own[:])
	must(t, private, err)
	office := officeBox.Public()
	public, err := ecdh.X25519().NewPublicKey(office[:])
	must(t, public, err)
	shared, err := private.ECDH(public)
	must(t, shared, err)
	info := "comptoir/verification/key/v1\x00" + string(r.Organisation[:]) + string(r.Poste[:]) +
		string(private.PublicKey().Bytes()) + string(office[:])
	return hmacOf(hmacOf(r.Request[:], string(shared)), info+"\x01")
}

func TestASecondImplementationGivesTheSameCodes(t *testing.T) {
	key := secondKey(t, sampleRegistration())
	for _, subject := range exampleSubjects() {
		for _, nonce := range []usrfile.VerificationNonce{0, 1, 20_000_000, 1<<25 - 1} {
			v := verificationOf(subject)
			facts := sha256.Sum256([]byte("comptoir/verification/v1\x00" + string(rune(subject.Purpose)) +
				string(orgID[:]) + string(posteID[:]) + string(subject.Value[:]) + string(userID[:]) +
				string([]byte{byte(nonce >> 24), byte(nonce >> 16), byte(nonce >> 8), byte(nonce)})))
			bits := fmt.Sprintf("%03b%020b%s%025b", subject.Purpose, 12, bitsOf(facts[:])[:27], nonce)
			packed, _ := new(big.Int).SetString(bits+"00000", 2)
			mac := hmacOf(key, "comptoir/verification/answer/v1\x00"+string(packed.FillBytes(make([]byte, 10)))+string(facts[:]))

			r := newRequest(t, v, nonce)
			if got, want := r.String(), writeCode(bits, 1); got != want {
				t.Errorf("%s, nonce %d: request %s, want %s", subject.Purpose, nonce, got, want)
			}
			if got, want := answer(t, sampleKey(t), r, v).String(), writeCode(bitsOf(mac)[:60], 6); got != want {
				t.Errorf("%s, nonce %d: answer %s, want %s", subject.Purpose, nonce, got, want)
			}
		}
	}
}

// The subject of a restore, put together by FORMAT.md.
func TestASecondImplementationGivesTheSameRestore(t *testing.T) {
	text := "comptoir/verification/restore/v1\x00" + strings.Repeat("\x11", 32) +
		"\x00\x00\x00\x00\x00\x00\x01\x9c" + strings.Repeat("\x22", 32) +
		"\x00\x00\x00\x02" + strings.Repeat("\x33", 32) + strings.Repeat("\x44", 32)
	if got, want := restoreSubject(t, sampleRestore()).Value, sha256.Sum256([]byte(text)); got != want {
		t.Errorf("got %x, want %x", got, want)
	}
}
