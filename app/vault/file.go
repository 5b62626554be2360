package vault

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/comptoir/comptoir/app/disk"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// FileKeyStore is a folder with a file of keys that only its owner can read. On
// Windows it is as private as the folder.
type FileKeyStore string

func (dir FileKeyStore) path(id ident.PosteID) string {
	return filepath.Join(string(dir), "poste-"+id.String()+".key64")
}

// Load reads the file; one that is not a plain file, or that others can read, is
// fault.Denied.
func (dir FileKeyStore) Load(id ident.PosteID) (PosteKeys, error) {
	text, err := readPrivate(dir.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return PosteKeys{}, noPosteKeys()
	}
	if err != nil {
		return PosteKeys{}, err
	}
	return decodePosteKeys(text)
}

// Save writes the file whole or not at all.
func (dir FileKeyStore) Save(id ident.PosteID, keys PosteKeys) error {
	return writePrivate(dir.path(id), keys.encode())
}

// readPrivate reads a small file that nobody else can read. It looks before it
// opens, because opening a pipe waits for its other end, and again at what it
// opened.
func readPrivate(path string) (string, error) {
	before, err := os.Lstat(path)
	if err != nil {
		return "", err
	}
	if !private(before) {
		return "", fault.New(fault.Denied, "vault.exposed", fault.Args{"Path": path})
	}
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = file.Close() }() // nothing was written
	opened, err := file.Stat()
	if err != nil {
		return "", err
	}
	if !private(opened) || !os.SameFile(before, opened) {
		return "", fault.New(fault.Denied, "vault.exposed", fault.Args{"Path": path})
	}
	const enough = 1 << 10
	text, err := io.ReadAll(io.LimitReader(file, enough))
	return string(text), err
}

func private(info fs.FileInfo) bool {
	return info.Mode().IsRegular() && (runtime.GOOS == "windows" || info.Mode().Perm()&0o077 == 0)
}

// writePrivate replaces a file that nobody else can read.
func writePrivate(path, text string) error {
	return disk.Replace(path, ".poste-*", []byte(text))
}
