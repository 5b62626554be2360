package usrfile

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io"

	"golang.org/x/crypto/nacl/secretbox"
)

// BlobSource is a scan that goes behind a message. It is opened twice, because
// its encrypted bytes are listed in the payload that stands before them.
type BlobSource struct {
	Content Bytes32 // SHA-256 of its bytes
	Size    int64   // at least 1
	Open    func() (io.ReadCloser, error)
}

// ListBlobs reads every source once and gives what the payload has to say of
// them, under a new key of 32 bytes of random. A source whose bytes are not those
// that it announces is refused with ErrBlob, what does not fit with ErrTooLarge.
// Nothing is held in memory.
func ListBlobs(sources []BlobSource, random io.Reader) (BlobList, error) {
	var l BlobList
	if len(sources) == 0 {
		return l, nil
	}
	if len(sources) > MaxBlobs {
		return l, refuse(ErrTooLarge, "%d blobs, at most %d", len(sources), MaxBlobs)
	}
	if _, err := io.ReadFull(random, l.BlobKey[:]); err != nil {
		return BlobList{}, fmt.Errorf("draw a key for blobs: %w", err)
	}
	for i, s := range sources {
		stored := sha256.New()
		length, err := l.encrypt(stored, i, s)
		if err != nil {
			return BlobList{}, err
		}
		l.Blobs = append(l.Blobs, Blob{Content: s.Content, Length: length, Digest: Bytes32(stored.Sum(nil))})
		if l.Total() > MaxFile {
			return BlobList{}, refuse(ErrTooLarge, "blobs of more than %d bytes", MaxFile)
		}
	}
	var c checker
	l.check(&c)
	return l, c.result()
}

// Write writes the blobs as they stand behind the message. The sources are those
// of ListBlobs, in the same order; one that has changed since is refused with
// ErrBlob, and what was written by then is of no use.
func (l BlobList) Write(w io.Writer, sources []BlobSource) error {
	if len(sources) != len(l.Blobs) {
		return refuse(ErrBlob, "%d sources for %d blobs", len(sources), len(l.Blobs))
	}
	for i, s := range sources {
		stored := sha256.New()
		length, err := l.encrypt(io.MultiWriter(w, stored), i, s)
		if err != nil {
			return err
		}
		if b := l.Blobs[i]; s.Content != b.Content || length != b.Length || Bytes32(stored.Sum(nil)) != b.Digest {
			return refuse(ErrBlob, "blob %d changed while it was written", i)
		}
	}
	return nil
}

// encrypt writes blob i chunk by chunk and gives its stored length.
func (l BlobList) encrypt(w io.Writer, i int, s BlobSource) (length int64, err error) {
	r, err := s.Open()
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	content := sha256.New()
	plain := io.TeeReader(r, content)
	key := [32]byte(l.BlobKey)
	chunk, sealed := make([]byte, chunkSize), make([]byte, 0, chunkStored)
	for left, n := s.Size, uint64(0); left > 0; n++ {
		part := chunk[:min(left, chunkSize)]
		if _, err := io.ReadFull(plain, part); err != nil {
			return 0, sourceError(i, err)
		}
		left -= int64(len(part))
		sealed = secretbox.Seal(sealed[:0], part, blobNonce(i, n, left == 0), &key)
		if _, err := w.Write(sealed); err != nil {
			return 0, err
		}
		length += int64(len(sealed))
	}
	if more, err := io.ReadFull(r, make([]byte, 1)); more > 0 || !errors.Is(err, io.EOF) {
		return 0, sourceError(i, err)
	}
	if Bytes32(content.Sum(nil)) != s.Content {
		return 0, refuse(ErrBlob, "blob %d is not what was announced", i)
	}
	return length, nil
}

// sourceError names a source of another size than it announced; other errors are
// those of the system.
func sourceError(i int, err error) error {
	if err == nil || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return refuse(ErrBlob, "blob %d has another size than was announced", i)
	}
	return err
}
