package usrfile

import (
	"encoding/binary"
	"strconv"

	"golang.org/x/crypto/nacl/secretbox"
)

// Limits of what stands behind the message of a batch or a closing.
const (
	MaxBlobs = 2000
	MaxFile  = 64 << 20 // bytes of a whole file with blobs
)

// MaxBlobBytes is how much of them, as stored, fits behind the longest message.
const MaxBlobBytes = MaxFile - messageAt - maxMessage

const (
	chunkSize   = 64 << 10 // plain bytes of every chunk but the last
	chunkStored = chunkSize + secretbox.Overhead
)

// Blob says of a scan behind the message what it is and how it is stored there.
type Blob struct {
	Content Bytes32 `json:"content"` // SHA-256 of the scan itself
	Length  int64   `json:"length"`  // bytes as stored, so encrypted
	Digest  Bytes32 `json:"digest"`  // SHA-256 of the bytes as stored
}

// BlobList is the part of a sealed payload that opens the blobs of its file, in
// their order. Without blobs there is no key.
type BlobList struct {
	BlobKey Bytes32    `json:"blob_key"`
	Blobs   List[Blob] `json:"blobs"`
}

// StoredSize gives how many bytes a blob of size plain bytes, at least one, takes
// in the file, so that a writer can plan what fits below MaxFile.
func StoredSize(size int64) int64 {
	chunks := (size + chunkSize - 1) / chunkSize
	return size + chunks*secretbox.Overhead
}

// Total gives the bytes of all blobs as stored.
func (l BlobList) Total() (total int64) {
	for _, b := range l.Blobs {
		total += b.Length
	}
	return total
}

func (l BlobList) check(c *checker) {
	c.that(len(l.Blobs) <= MaxBlobs, "blobs")
	c.that(isZero(l.BlobKey) == (len(l.Blobs) == 0), "blob_key")
	left := int64(MaxFile)
	for i, b := range l.Blobs {
		b.check(c.in("blobs." + strconv.Itoa(i)))
		c.that(b.Length <= left, "blobs")
		left -= min(b.Length, left)
	}
	distinct(c, "blobs", l.Blobs, func(b Blob) Bytes32 { return b.Content })
}

// check wants a length that whole chunks and a last one of at least one byte
// have.
func (b Blob) check(c *checker) {
	c.that(!isZero(b.Content), "content")
	c.that(!isZero(b.Digest), "digest")
	rest := b.Length % chunkStored
	c.that(b.Length > 0 && (rest == 0 || rest > secretbox.Overhead), "length")
}

// blobNonce is different for every chunk of a file: blob u32 ‖ chunk u64 ‖ last
// u8 ‖ zeros. So no chunk opens in another place, and none as the last that is
// not.
func blobNonce(blob int, chunk uint64, last bool) *[24]byte {
	var n [24]byte
	binary.BigEndian.PutUint32(n[:], uint32(blob))
	binary.BigEndian.PutUint64(n[4:], chunk)
	n[12] = byte(count(last))
	return &n
}
