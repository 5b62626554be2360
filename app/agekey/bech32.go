package agekey

import "strings"

// symbols are those of BIP 173.
const symbols = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

// bech32 writes a key as age does (BIP 173, without its limit of length).
func bech32(prefix string, key [32]byte) string {
	var values []byte
	carry, bits := 0, 0
	for _, b := range key {
		carry, bits = carry<<8|int(b), bits+8
		for bits >= 5 {
			bits -= 5
			values = append(values, byte(carry>>bits&31))
		}
		carry &= 1<<bits - 1
	}
	values = append(values, byte(carry<<(5-bits)&31)) // 256 bits leave one
	text := []byte(prefix + "1")
	for _, v := range append(values, checksum(prefix, values)...) {
		text = append(text, symbols[v])
	}
	return string(text)
}

// checksum gives the last six symbols.
func checksum(prefix string, values []byte) []byte {
	var all []byte
	for _, c := range []byte(prefix) {
		all = append(all, c>>5)
	}
	all = append(all, 0)
	for _, c := range []byte(prefix) {
		all = append(all, c&31)
	}
	sum := polymod(append(append(all, values...), 0, 0, 0, 0, 0, 0)) ^ 1
	var last []byte
	for i := range 6 {
		last = append(last, byte(sum>>(5*(5-i))&31))
	}
	return last
}

func polymod(values []byte) uint32 {
	sum := uint32(1)
	for _, v := range values {
		top := sum >> 25
		sum = sum&0x1ffffff<<5 ^ uint32(v)
		for i, generator := range [...]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3} {
			if top>>i&1 == 1 {
				sum ^= generator
			}
		}
	}
	return sum
}

// unbech32 reads exactly what bech32 writes with the prefix.
func unbech32(prefix, text string) (key [32]byte, ok bool) {
	data, found := strings.CutPrefix(text, prefix+"1")
	if !found || len(data) != (len(key)*8+4)/5+6 {
		return key, false
	}
	carry, bits, n := 0, 0, 0
	for i := 0; i < len(data)-6; i++ {
		carry, bits = carry<<5|strings.IndexByte(symbols, data[i]), bits+5
		if bits >= 8 && n < len(key) {
			bits -= 8
			key[n], n = byte(carry>>bits), n+1
			carry &= 1<<bits - 1
		}
	}
	return key, bech32(prefix, key) == text
}
