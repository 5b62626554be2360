package usrfile

import (
	"crypto/ecdh"
	"encoding/hex"
	"slices"
)

// smallOrder are the y coordinates, little-endian, of the points of small order
// on Ed25519, including the two that are written non-canonically (p and p + 1).
// With either sign bit they make the 14 small-order encodings.
var smallOrder = [][32]byte{
	mustKey("0000000000000000000000000000000000000000000000000000000000000000"),
	mustKey("0100000000000000000000000000000000000000000000000000000000000000"),
	mustKey("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
	mustKey("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
	mustKey("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	mustKey("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
	mustKey("eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
}

// prime is 2^255 − 19, little-endian.
var prime = mustKey("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")

// probe is any scalar; the exchange with it shows whether a key is of low order.
var probe = [32]byte{1, 2, 3}

// CheckSigningPublic refuses with ErrWeakKey an Ed25519 public key of small
// order, for which anyone can sign, or one that is not the only spelling of its
// point.
func CheckSigningPublic(public [32]byte) error {
	y := public
	y[31] &= 0x7f
	if slices.Contains(smallOrder, y) {
		return refuse(ErrWeakKey, "Ed25519 key of small order")
	}
	if !belowPrime(y) {
		return refuse(ErrWeakKey, "Ed25519 key is not canonical")
	}
	return nil
}

// CheckBoxPublic refuses with ErrWeakKey an X25519 public key that is not below
// 2^255 − 19 or of low order: nacl/box would seal to it with a key that
// everybody knows.
func CheckBoxPublic(public [32]byte) error {
	if !belowPrime(public) {
		return refuse(ErrWeakKey, "X25519 key is not canonical")
	}
	private, err := ecdh.X25519().NewPrivateKey(probe[:])
	if err != nil {
		return refuse(ErrWeakKey, "%v", err)
	}
	key, err := ecdh.X25519().NewPublicKey(public[:])
	if err != nil {
		return refuse(ErrWeakKey, "%v", err)
	}
	if _, err := private.ECDH(key); err != nil {
		return refuse(ErrWeakKey, "X25519 key of low order")
	}
	return nil
}

// belowPrime compares little-endian numbers; public keys need no constant time.
func belowPrime(v [32]byte) bool {
	for i := len(v) - 1; i >= 0; i-- {
		if v[i] != prime[i] {
			return v[i] < prime[i]
		}
	}
	return false
}

func mustKey(text string) [32]byte {
	b, err := hex.DecodeString(text)
	if err != nil {
		panic(err)
	}
	return [32]byte(b)
}
