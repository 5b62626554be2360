package usrfile_test

import (
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// vectors reads a file of test vectors, which are not part of this repository:
// they lie in shared/vectors beside it or above.
func vectors(t *testing.T, name string, into any) {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		b, err := os.ReadFile(filepath.Join(dir, "shared", "vectors", name))
		if err == nil {
			if err := json.Unmarshal(b, into); err != nil {
				t.Fatal(err)
			}
			return
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Skipf("no shared/vectors/%s here or in a folder above: the Wycheproof vectors are not checked", name)
		}
		dir = parent
	}
}

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	return must(t, b, err)
}

// All 151 Ed25519 vectors, the way that files go: 88 valid, 63 not.
func TestWycheproofEd25519(t *testing.T) {
	var file struct {
		NumberOfTests int
		TestGroups    []struct {
			PublicKey struct{ Pk string }
			Tests     []struct {
				TcID                      int
				Comment, Msg, Sig, Result string
			}
		}
	}
	vectors(t, "wycheproof_ed25519_test.json", &file)
	good, bad := 0, 0
	for _, group := range file.TestGroups {
		public := [32]byte(unhex(t, group.PublicKey.Pk))
		for _, v := range group.Tests {
			sig := unhex(t, v.Sig)
			_, err := usrfile.OpenSigned(append(sig, unhex(t, v.Msg)...), public)
			switch {
			case v.Result == "valid" && err == nil:
				good++
			case v.Result == "invalid" && err != nil:
				bad++
			default:
				t.Errorf("vector %d (%s) is %s: got %v", v.TcID, v.Comment, v.Result, err)
			}
		}
	}
	if good != 88 || bad != 63 || file.NumberOfTests != 151 {
		t.Errorf("%d valid and %d invalid of %d as expected, want 88 and 63 of 151", good, bad, file.NumberOfTests)
	}
}

// Every public key whose exchange gives zero must be refused when it is
// imported, and no other canonical key.
func TestWycheproofX25519PublicKeys(t *testing.T) {
	var file struct {
		TestGroups []struct {
			Tests []struct {
				TcID                    int
				Comment, Public, Shared string
			}
		}
	}
	vectors(t, "wycheproof_x25519_test.json", &file)
	zero, taken := 0, 0
	for _, group := range file.TestGroups {
		for _, v := range group.Tests {
			public := [32]byte(unhex(t, v.Public))
			err := usrfile.CheckBoxPublic(public)
			switch isZero := [32]byte(unhex(t, v.Shared)) == [32]byte{}; {
			case isZero && err == nil:
				t.Errorf("vector %d (%s): a key that gives zero was taken", v.TcID, v.Comment)
			case isZero:
				zero++
			case err == nil:
				taken++
			case canonical(public):
				t.Errorf("vector %d (%s): a canonical key was refused: %v", v.TcID, v.Comment, err)
			}
		}
	}
	if zero != 31 || taken == 0 {
		t.Errorf("%d keys refused for their zero and %d taken, want 31 and some", zero, taken)
	}
}

func canonical(public [32]byte) bool {
	limit := littleEndian(prime(), 0)
	for i := 31; i >= 0; i-- {
		if public[i] != limit[i] {
			return public[i] < limit[i]
		}
	}
	return false
}
