package ledger

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Hash is a SHA-256 of an entry and, through the entry before it, of everything
// before it.
type Hash [sha256.Size]byte

// domain keeps the hash of an entry apart from every other hash that is made
// of the same bytes, and names the version of the layout below.
const domain = "comptoir/entry/v1\x00"

// AppendHeader appends the canonical bytes of everything in the entry but its
// own hash: the domain, then every field in the order of the struct, integers
// as 8 bytes big-endian, the day counted from 1 January 1970, the instant in
// Unix seconds. The length is fixed, so the content's body may follow bare.
func (e *Entry) AppendHeader(to []byte) []byte {
	to = append(to, domain...)
	to = append(to, e.Book[:]...)
	for _, n := range [...]int64{
		e.Seq, e.Number, int64(e.Revision), e.Reverses, e.Epoch, int64(e.Day), e.Recorded.Unix(),
	} {
		to = binary.BigEndian.AppendUint64(to, uint64(n))
	}
	to = append(to, e.Author[:]...)
	to = append(to, e.Poste[:]...)
	return append(to, e.Prev[:]...)
}

// Sum gives the hash that the entry must have with the content.
func (e *Entry) Sum(c Content) Hash {
	return sha256.Sum256(c.AppendBody(e.AppendHeader(nil)))
}

// String gives the hash in lower-case hexadecimal.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// crockford is the alphabet of everything that is read aloud or from paper.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// Anchor gives the four symbols of a hash that reports print beside the number
// of the last voucher: the first 20 bits. Whoever rewrites a book has to find
// the page on paper again, or one chance in a million.
func (h Hash) Anchor() string {
	bits := binary.BigEndian.Uint32(h[:])
	symbols := make([]byte, 4)
	for i := range symbols {
		symbols[i] = crockford[bits>>27]
		bits <<= 5
	}
	return string(symbols)
}
