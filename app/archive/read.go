package archive

import (
	"archive/tar"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"strings"
)

// Sink takes the content of one file. What it has taken counts only once Read
// has returned without an error.
type Sink func(File) (io.WriteCloser, error)

// Read opens a backup and checks all of it: that it is whole, that nothing was
// changed, and that each file is the one that the manifest lists. begin sees the
// manifest first and gives what takes the files; nil for what only checks.
// fault.Denied is another passphrase, fault.Forged no backup or a damaged one.
func (o Opener) Read(ctx context.Context, in io.Reader, begin func(Manifest) (Sink, error), tell Tell) (Manifest, error) {
	plain, err := o.decrypt(in)
	if err != nil {
		return Manifest{}, err
	}
	pack := tar.NewReader(plain)
	m, err := o.manifest(pack)
	if err != nil {
		return m, err
	}
	sink := Sink(nil)
	if begin != nil {
		if sink, err = begin(m); err != nil {
			return m, err
		}
	}
	count := &counting{ctx: ctx, tell: tell, total: m.Total()}
	for _, f := range m.Files {
		if err := readFile(pack, f, sink, count); err != nil {
			return m, err
		}
	}
	if _, err := pack.Next(); err != io.EOF {
		return m, damaged(err)
	}
	if n, err := io.Copy(io.Discard, plain); err != nil || n > 0 { // the end is what tells that nothing was cut off
		return m, damaged(err)
	}
	return m, nil
}

// Peek reads the manifest only.
func (o Opener) Peek(in io.Reader) (Manifest, error) {
	plain, err := o.decrypt(in)
	if err != nil {
		return Manifest{}, err
	}
	return o.manifest(tar.NewReader(plain))
}

// manifest reads the manifest, and what vouches for it.
func (o Opener) manifest(pack *tar.Reader) (m Manifest, err error) {
	content, err := readBytes(pack, manifestName, maxManifest)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(content, &m); err != nil {
		return m, damaged(err)
	}
	again, err := m.encode()
	if err != nil || !bytes.Equal(again, content) {
		return m, damaged(err)
	}
	if err := m.check(); err != nil {
		return m, err
	}
	if m.forKeys() != o.byKey() {
		return m, damaged(nil)
	}
	if !o.byKey() {
		return m, nil
	}
	signature, err := readBytes(pack, signatureName, maxSignature)
	if err != nil {
		return m, err
	}
	return m, o.Check(m, content, signature)
}

func readBytes(pack *tar.Reader, name string, most int64) ([]byte, error) {
	h, err := pack.Next()
	if err != nil || h.Name != name || !isPlain(h) || h.Size > most {
		return nil, damaged(err)
	}
	content, err := io.ReadAll(pack)
	if err != nil {
		return nil, damaged(err)
	}
	return content, nil
}

// isPlain reports whether the bytes of a file stand in the archive one by one. Of one
// with holes, a few bytes there would fill any disk.
func isPlain(h *tar.Header) bool {
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return false
		}
	}
	return h.Typeflag == tar.TypeReg
}

// readFile takes the next file, which must be the one that is expected.
func readFile(pack *tar.Reader, want File, sink Sink, count *counting) (err error) {
	h, err := pack.Next()
	if err != nil || h.Name != want.Name || h.Size != want.Size || !isPlain(h) {
		return damaged(err)
	}
	digest := sha256.New()
	out := io.Writer(digest)
	if sink != nil {
		file, err := sink(want)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		out = io.MultiWriter(digest, writing{file})
	}
	_, err = io.Copy(out, count.reader(pack))
	var notWritten *writeError
	switch {
	case errors.As(err, &notWritten):
		return notWritten.cause
	case count.ctx.Err() != nil:
		return count.ctx.Err()
	case err != nil || hex.EncodeToString(digest.Sum(nil)) != want.SHA256:
		return damaged(err)
	}
	return nil
}

// writing tells errors of the disk from those of the backup.
type writing struct{ io.Writer }

type writeError struct{ cause error }

func (e *writeError) Error() string { return e.cause.Error() }
func (e *writeError) Unwrap() error { return e.cause }

func (w writing) Write(p []byte) (int, error) {
	n, err := w.Writer.Write(p)
	if err != nil {
		err = &writeError{err}
	}
	return n, err
}
