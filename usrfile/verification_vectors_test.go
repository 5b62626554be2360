package usrfile_test

import (
	"bytes"
	"crypto/hkdf"
	"crypto/sha256"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// x25519Vector is one of the 518 of Wycheproof.
type x25519Vector struct {
	TcID                             int
	Comment, Public, Private, Shared string
}

func x25519Vectors(t *testing.T) []x25519Vector {
	t.Helper()
	var file struct {
		TestGroups []struct{ Tests []x25519Vector }
	}
	vectors(t, "wycheproof_x25519_test.json", &file)
	var all []x25519Vector
	for _, group := range file.TestGroups {
		all = append(all, group.Tests...)
	}
	if len(all) != 518 {
		t.Errorf("%d vectors, want 518", len(all))
	}
	return all
}

// All 518 X25519 vectors: the right secret, or an error for one of zero and for
// a public key in another spelling than its only one.
func TestWycheproofX25519Exchange(t *testing.T) {
	agreed, refusedKeys := 0, 0
	for _, v := range x25519Vectors(t) {
		public, want := [32]byte(unhex(t, v.Public)), unhex(t, v.Shared)
		got, err := usrfile.Exchange(usrfile.BoxKeyFromSeed([32]byte(unhex(t, v.Private))), public)
		if !canonical(public) || isAllZero(want) {
			if refused(t, err, usrfile.ErrWeakKey); got != nil {
				t.Errorf("vector %d (%s): a secret beside the error", v.TcID, v.Comment)
			}
			refusedKeys++
			continue
		}
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("vector %d (%s): got %x, %v, want %x", v.TcID, v.Comment, got, err, want)
		}
		agreed++
	}
	if agreed+refusedKeys != 518 || refusedKeys < 31 {
		t.Errorf("%d secrets and %d refusals of 518", agreed, refusedKeys)
	}
}

func isAllZero(b []byte) bool { return len(bytes.Trim(b, "\x00")) == 0 }

// The 31 keys that give a zero secret are refused before a key is derived, on
// either side, and before anything is sealed to them: sealing takes randomness
// first, and none is taken.
func TestWycheproofZeroSecretsErrBeforeAnythingIsMadeOfThem(t *testing.T) {
	zeros := 0
	for _, v := range x25519Vectors(t) {
		if !isAllZero(unhex(t, v.Shared)) {
			continue
		}
		zeros++
		public, own := [32]byte(unhex(t, v.Public)), usrfile.BoxKeyFromSeed([32]byte(unhex(t, v.Private)))
		atPoste, err := sampleRegistration().AtPoste(own, public)
		refused(t, err, usrfile.ErrWeakKey)
		atOffice, err := sampleRegistration().AtOffice(own, public)
		refused(t, err, usrfile.ErrWeakKey)
		if !atPoste.IsZero() || !atOffice.IsZero() {
			t.Errorf("vector %d (%s): a verification key beside the error", v.TcID, v.Comment)
		}
		m := sealedUser([]byte("{}"))
		m.Recipient = public
		taken := untouched{t}
		_, err = usrfile.Encode(m, issuerKey, taken)
		refused(t, err, usrfile.ErrWeakKey)
	}
	if zeros != 31 {
		t.Errorf("%d vectors with a zero secret, want 31", zeros)
	}
}

// untouched is randomness that nobody may read.
type untouched struct{ t *testing.T }

func (u untouched) Read([]byte) (int, error) {
	u.t.Error("sealed to a key that gives zero")
	return 0, nil
}

// All 86 HKDF-SHA256 vectors against the standard library, and the first 32
// bytes of each the way that verification keys are derived: what HKDF expands
// begins the same whatever its length.
func TestWycheproofHKDF(t *testing.T) {
	var file struct {
		TestGroups []struct {
			Tests []struct {
				TcID                             int
				Comment, Ikm, Salt, Info, Result string
				Okm                              string
				Size                             int
			}
		}
	}
	vectors(t, "wycheproof_hkdf_sha256_test.json", &file)
	good, bad := 0, 0
	for _, group := range file.TestGroups {
		for _, v := range group.Tests {
			secret, salt, info, want := unhex(t, v.Ikm), unhex(t, v.Salt), unhex(t, v.Info), unhex(t, v.Okm)
			long, err := hkdf.Key(sha256.New, secret, salt, string(info), v.Size)
			if v.Result == "invalid" {
				if bad++; err == nil {
					t.Errorf("vector %d (%s): %d bytes were derived", v.TcID, v.Comment, v.Size)
				}
				continue
			}
			key, keyErr := usrfile.ExtractAndExpand(secret, salt, info)
			common := min(len(want), len(key))
			if err != nil || keyErr != nil || !bytes.Equal(long, want) || !bytes.Equal(key[:common], want[:common]) {
				t.Errorf("vector %d (%s): got %x and %x, %v, %v, want %x", v.TcID, v.Comment, long, key, err, keyErr, want)
			}
			good++
		}
	}
	if good != 83 || bad != 3 {
		t.Errorf("%d valid and %d invalid, want 83 and 3", good, bad)
	}
}

// All 174 HMAC-SHA256 vectors, the way that answers are computed: 66 tags are
// right, also cut to 16 bytes, and 108 are not.
func TestWycheproofHMAC(t *testing.T) {
	var file struct {
		TestGroups []struct {
			TagSize int
			Tests   []struct {
				TcID                           int
				Comment, Key, Msg, Tag, Result string
			}
		}
	}
	vectors(t, "wycheproof_hmac_sha256_test.json", &file)
	good, bad := 0, 0
	for _, group := range file.TestGroups {
		for _, v := range group.Tests {
			message := unhex(t, v.Msg)
			half := len(message) / 2
			tag := usrfile.Authenticate(unhex(t, v.Key), message[:half], message[half:])[:group.TagSize/8]
			switch same := bytes.Equal(tag, unhex(t, v.Tag)); {
			case same && v.Result == "valid":
				good++
			case !same && v.Result == "invalid":
				bad++
			default:
				t.Errorf("vector %d (%s) is %s: got %x", v.TcID, v.Comment, v.Result, tag)
			}
		}
	}
	if good != 66 || bad != 108 {
		t.Errorf("%d right and %d wrong tags, want 66 and 108", good, bad)
	}
}
