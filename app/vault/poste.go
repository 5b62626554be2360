package vault

import (
	"encoding/base64"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/zalando/go-keyring"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// PosteKeys are a poste's own: they never leave it.
type PosteKeys struct {
	Sign [32]byte // seed of the Ed25519 key
	Box  [32]byte // seed of the X25519 key
}

const posteKeysLen = 64

// PosteKeyStore keeps the keys of a poste. Load returns fault.Missing when it
// has none.
type PosteKeyStore interface {
	Load(ident.PosteID) (PosteKeys, error)
	Save(ident.PosteID, PosteKeys) error
}

// NewPosteKeyStore keeps keys in the system keyring, and where there is none in
// a file of the data folder that only its owner can read.
func NewPosteKeyStore(dir string) PosteKeyStore {
	return keyStores{systemKeyring{}, FileKeyStore(dir)}
}

// keyStores are tried in their order.
type keyStores []PosteKeyStore

func (stores keyStores) Load(id ident.PosteID) (keys PosteKeys, err error) {
	for _, s := range stores {
		if keys, err = s.Load(id); err == nil || !errors.Is(err, fault.Missing) {
			return keys, err
		}
	}
	return keys, err
}

func (stores keyStores) Save(id ident.PosteID, keys PosteKeys) (err error) {
	for _, s := range stores {
		if err = s.Save(id, keys); err == nil {
			return nil
		}
	}
	return err
}

// systemKeyring is the keyring of the desktop. One that does not answer in time
// is as good as none.
type systemKeyring struct{}

const (
	keyringService = "Comptoir"
	keyringWait    = 3 * time.Second
)

var errMissing = fault.New(fault.Missing, "vault.no-poste-keys", nil)

func (systemKeyring) Load(id ident.PosteID) (PosteKeys, error) {
	text, err := inTime(func() (string, error) { return keyring.Get(keyringService, id.String()) })
	if err != nil {
		return PosteKeys{}, errMissing
	}
	return decodePosteKeys(text)
}

func (systemKeyring) Save(id ident.PosteID, keys PosteKeys) error {
	_, err := inTime(func() (string, error) {
		return "", keyring.Set(keyringService, id.String(), encodePosteKeys(keys))
	})
	return err
}

func inTime(ask func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		text, err := ask()
		answers <- answer{text, err}
	}()
	select {
	case a := <-answers:
		return a.text, a.err
	case <-time.After(keyringWait):
		return "", errors.New("the system keyring does not answer")
	}
}

// FileKeyStore is a folder with a file of keys that only its owner can read.
type FileKeyStore string

func (dir FileKeyStore) path(id ident.PosteID) string {
	return filepath.Join(string(dir), "poste-"+id.String()+".key64")
}

// Load reads the file; one that others can read is refused.
func (dir FileKeyStore) Load(id ident.PosteID) (PosteKeys, error) {
	info, err := os.Lstat(dir.path(id))
	if errors.Is(err, fs.ErrNotExist) {
		return PosteKeys{}, errMissing
	}
	if err != nil {
		return PosteKeys{}, err
	}
	if !info.Mode().IsRegular() || runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		return PosteKeys{}, fault.New(fault.Denied, "vault.exposed", fault.Args{"Path": dir.path(id)})
	}
	text, err := os.ReadFile(dir.path(id))
	if err != nil {
		return PosteKeys{}, err
	}
	return decodePosteKeys(string(text))
}

// Save writes the file whole or not at all.
func (dir FileKeyStore) Save(id ident.PosteID, keys PosteKeys) error {
	temporary, err := os.CreateTemp(string(dir), ".poste-*") // of mode 0600
	if err != nil {
		return err
	}
	_, writeErr := temporary.WriteString(encodePosteKeys(keys))
	err = errors.Join(writeErr, temporary.Sync(), temporary.Close())
	if err == nil {
		err = os.Rename(temporary.Name(), dir.path(id))
	}
	if err != nil {
		return errors.Join(err, os.Remove(temporary.Name()))
	}
	return nil
}

func encodePosteKeys(keys PosteKeys) string {
	return base64.StdEncoding.EncodeToString(append(keys.Sign[:], keys.Box[:]...))
}

func decodePosteKeys(text string) (keys PosteKeys, err error) {
	b, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(b) != posteKeysLen {
		return keys, fault.New(fault.Forged, "vault.damaged", nil)
	}
	copy(keys.Sign[:], b)
	copy(keys.Box[:], b[len(keys.Sign):])
	return keys, nil
}
