package usrfile

import (
	"crypto/sha256"
	"errors"
	"hash"
	"io"

	"golang.org/x/crypto/nacl/secretbox"
)

// Blobs are the scans behind a message, once it is known that exactly those which
// its payload lists can be there.
type Blobs struct {
	list BlobList
	tail io.ReaderAt
	at   []int64 // where each begins
}

// OpenBlobs holds what follows the message against the list in its payload: not a
// byte more (ErrTrailing) or less (ErrTruncated). Every reader of a batch or a
// closing calls it, also when it wants no blob, because only the payload knows
// where the file ends. The blobs themselves are judged while they are read.
func (m *Message) OpenBlobs(l BlobList) (*Blobs, error) {
	b := &Blobs{list: l, tail: m.tail}
	var end int64
	for _, blob := range l.Blobs {
		b.at = append(b.at, end)
		end += blob.Length
	}
	return b, checkSize(m.tailSize, end)
}

// Len gives how many there are.
func (b *Blobs) Len() int { return len(b.list.Blobs) }

// Listed gives what the payload says of blob i.
func (b *Blobs) Listed(i int) Blob { return b.list.Blobs[i] }

// Open gives the plain bytes of blob i. Each chunk is genuine before a byte of it
// is given, and the end comes only when the whole is what the payload lists;
// anything else is ErrBlob. Whoever keeps what was read must have met io.EOF.
func (b *Blobs) Open(i int) io.Reader {
	listed := b.list.Blobs[i]
	return &blobReader{
		stored: io.NewSectionReader(b.tail, b.at[i], listed.Length), left: listed.Length, listed: listed,
		key: b.list.BlobKey, blob: i, digest: sha256.New(), content: sha256.New(),
	}
}

// blobReader holds one chunk at a time.
type blobReader struct {
	stored          io.Reader
	left            int64 // stored bytes not read yet
	listed          Blob
	key             [32]byte
	blob            int
	chunk           uint64
	digest, content hash.Hash
	sealed, plain   []byte
	unread          []byte
	err             error
}

// Read gives plain bytes.
func (r *blobReader) Read(p []byte) (int, error) {
	if len(r.unread) == 0 && r.err == nil {
		r.err = r.next()
	}
	if len(r.unread) == 0 {
		return 0, r.err
	}
	n := copy(p, r.unread)
	r.unread = r.unread[n:]
	return n, nil
}

// next opens one more chunk.
func (r *blobReader) next() error {
	if r.left == 0 {
		return io.EOF
	}
	if r.sealed == nil {
		r.sealed = make([]byte, min(r.left, chunkStored))
	}
	sealed := r.sealed[:min(r.left, chunkStored)]
	if _, err := io.ReadFull(r.stored, sealed); err != nil {
		return r.readError(err)
	}
	r.left -= int64(len(sealed))
	plain, genuine := secretbox.Open(r.plain[:0], sealed, blobNonce(r.blob, r.chunk, r.left == 0), &r.key)
	if !genuine {
		return refuse(ErrBlob, "chunk %d of blob %d", r.chunk, r.blob)
	}
	r.digest.Write(sealed)
	r.content.Write(plain)
	if r.left == 0 && (Bytes32(r.digest.Sum(nil)) != r.listed.Digest || Bytes32(r.content.Sum(nil)) != r.listed.Content) {
		return refuse(ErrBlob, "blob %d is not the one that is listed", r.blob)
	}
	r.plain, r.unread, r.chunk = plain, plain, r.chunk+1
	return nil
}

// readError names a file that has become shorter; other errors are those of the
// system.
func (r *blobReader) readError(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return refuse(ErrBlob, "blob %d ends too early", r.blob)
	}
	return err
}
