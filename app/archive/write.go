package archive

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"
)

// Source opens a file of the backup by its name.
type Source func(name string) (fs.File, error)

// FromFolder reads files of a folder.
func FromFolder(dir string) Source {
	return func(name string) (fs.File, error) { return os.Open(filepath.Join(dir, filepath.FromSlash(name))) }
}

// Describe gives size and digest of the files of a backup.
func Describe(ctx context.Context, names []string, from Source) ([]File, error) {
	var files []File
	for _, name := range names {
		digest := sha256.New()
		content, err := from(name)
		if err != nil {
			return nil, err
		}
		size, err := io.Copy(digest, (&counting{ctx: ctx}).reader(content))
		if err := errors.Join(err, content.Close()); err != nil {
			return nil, err
		}
		files = append(files, File{Name: name, Size: size, SHA256: hex.EncodeToString(digest.Sum(nil))})
	}
	return files, nil
}

// Write writes a backup of the files that the manifest lists. A file that is not
// any more what the manifest says is an error.
func Write(ctx context.Context, out io.Writer, seal Seal, m Manifest, from Source, tell Tell) error {
	m.Format = m.format()
	if err := m.check(); err != nil {
		return err
	}
	recipients, err := seal.recipients()
	if err != nil {
		return err
	}
	encrypted, err := age.Encrypt(out, recipients...)
	if err != nil {
		return err
	}
	pack := tar.NewWriter(encrypted)
	if err := writeAll(pack, m, seal, from, &counting{ctx: ctx, tell: tell, total: m.Total()}); err != nil {
		return err
	}
	return errors.Join(pack.Close(), encrypted.Close())
}

func writeAll(pack *tar.Writer, m Manifest, seal Seal, from Source, count *counting) error {
	manifest, err := m.encode()
	if err != nil {
		return err
	}
	if err := writeBytes(pack, manifestName, manifest, m.Made); err != nil {
		return err
	}
	if seal.Keys != nil {
		if err := writeBytes(pack, signatureName, seal.Keys.Sign(manifest), m.Made); err != nil {
			return err
		}
	}
	for _, f := range m.Files {
		if err := pack.WriteHeader(header(f.Name, f.Size, m.Made)); err != nil {
			return err
		}
		content, err := from(f.Name)
		if err != nil {
			return err
		}
		_, err = io.Copy(pack, count.reader(content))
		if err := errors.Join(err, content.Close()); err != nil {
			return err
		}
	}
	return nil
}

func writeBytes(pack *tar.Writer, name string, content []byte, made time.Time) error {
	if err := pack.WriteHeader(header(name, int64(len(content)), made)); err != nil {
		return err
	}
	_, err := pack.Write(content)
	return err
}

func header(name string, size int64, made time.Time) *tar.Header {
	return &tar.Header{Typeflag: tar.TypeReg, Name: name, Size: size, Mode: 0o600, ModTime: made, Format: tar.FormatPAX}
}
