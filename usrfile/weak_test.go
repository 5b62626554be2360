package usrfile_test

import (
	"encoding/hex"
	"errors"
	"math/big"
	"testing"

	"github.com/comptoir/comptoir/usrfile"
)

// littleEndian writes n, with the sign bit of an Ed25519 key when set.
func littleEndian(n *big.Int, signBit byte) (b [32]byte) {
	n.FillBytes(b[:])
	for i := range 16 {
		b[i], b[31-i] = b[31-i], b[i]
	}
	b[31] |= signBit
	return b
}

func prime() *big.Int {
	p := new(big.Int).Lsh(big.NewInt(1), 255)
	return p.Sub(p, big.NewInt(19))
}

// The 14 encodings of points of small order on Ed25519 (Cremers and Jackson,
// "Prime, Order Please!"): seven y, either sign bit.
func TestSmallOrderSigningKeysAreRefused(t *testing.T) {
	order8 := []string{
		"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
		"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	}
	keys := [][32]byte{}
	for _, signBit := range []byte{0, 0x80} {
		for _, y := range []*big.Int{
			big.NewInt(0), big.NewInt(1),
			new(big.Int).Sub(prime(), big.NewInt(1)), prime(), new(big.Int).Add(prime(), big.NewInt(1)),
		} {
			keys = append(keys, littleEndian(y, signBit))
		}
		for _, text := range order8 {
			key := bytes32(t, text)
			key[31] |= signBit
			keys = append(keys, key)
		}
	}
	if len(keys) != 14 {
		t.Fatalf("%d encodings, want 14", len(keys))
	}
	for _, key := range keys {
		if err := usrfile.CheckSigningPublic(key); !errors.Is(err, usrfile.ErrWeakKey) {
			t.Errorf("%x: got %v, want %v", key, err, usrfile.ErrWeakKey)
		}
	}
}

func TestNonCanonicalSigningKeysAreRefused(t *testing.T) {
	for offset := range int64(19) {
		for _, signBit := range []byte{0, 0x80} {
			key := littleEndian(new(big.Int).Add(prime(), big.NewInt(offset)), signBit)
			if err := usrfile.CheckSigningPublic(key); !errors.Is(err, usrfile.ErrWeakKey) {
				t.Errorf("y = p + %d: got %v, want %v", offset, err, usrfile.ErrWeakKey)
			}
		}
	}
	if err := usrfile.CheckSigningPublic(littleEndian(new(big.Int).Sub(prime(), big.NewInt(2)), 0)); err != nil {
		t.Errorf("y = p − 2: %v", err)
	}
}

func TestWeakBoxKeysAreRefused(t *testing.T) {
	keys := map[string][32]byte{
		"zero":        {},
		"one":         {1},
		"order 8":     bytes32(t, "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"),
		"order 8 too": bytes32(t, "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"),
		"p - 1":       littleEndian(new(big.Int).Sub(prime(), big.NewInt(1)), 0),
		"p":           littleEndian(prime(), 0),
		"p + 1":       littleEndian(new(big.Int).Add(prime(), big.NewInt(1)), 0),
		"p + 9":       littleEndian(new(big.Int).Add(prime(), big.NewInt(9)), 0),
		"9 + 2^255":   littleEndian(big.NewInt(9), 0x80),
	}
	for name, key := range keys {
		if err := usrfile.CheckBoxPublic(key); !errors.Is(err, usrfile.ErrWeakKey) {
			t.Errorf("%s: got %v, want %v", name, err, usrfile.ErrWeakKey)
		}
	}
	if err := usrfile.CheckBoxPublic([32]byte{9}); err != nil {
		t.Errorf("the base point: %v", err)
	}
}

func TestOrdinaryKeysAreTaken(t *testing.T) {
	for n := range byte(200) {
		if err := usrfile.CheckSigningPublic(usrfile.SigningKeyFromSeed(seed(n)).Public()); err != nil {
			t.Errorf("signing key of seed %d: %v", n, err)
		}
		public := usrfile.BoxKeyFromSeed(seed(n)).Public()
		if err := usrfile.CheckBoxPublic(public); err != nil {
			t.Errorf("box key of seed %d, %s: %v", n, hex.EncodeToString(public[:]), err)
		}
	}
}
