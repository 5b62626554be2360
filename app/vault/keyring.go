package vault

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/zalando/go-keyring"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// keyringService is the name under which a keyring shows our keys.
const keyringService = "Comptoir"

// How long a keyring may take: to be tried, and to let a person unlock it when
// the keys are known to be there.
const (
	tryKeyring    = 3 * time.Second
	unlockKeyring = 30 * time.Second
)

// NewPosteKeyStore keeps keys in the system keyring, and where there is none in
// a file of the data folder. A note in the folder says when they are in the
// keyring, so that a keyring that does not answer is not taken for an empty one.
func NewPosteKeyStore(dir string) PosteKeyStore {
	return keyringStore{
		dir: dir, file: FileKeyStore(dir), try: tryKeyring, unlock: unlockKeyring,
		get: func(id string) (string, error) { return keyring.Get(keyringService, id) },
		set: func(id, text string) error { return keyring.Set(keyringService, id, text) },
	}
}

type keyringStore struct {
	dir         string
	file        FileKeyStore
	try, unlock time.Duration
	get         func(id string) (string, error)
	set         func(id, text string) error
}

// note is the path of the note that says that the keys are in the keyring.
func (s keyringStore) note(id ident.PosteID) string {
	return filepath.Join(s.dir, "poste-"+id.String()+".keyring")
}

// Load takes the keys from where Save put them.
func (s keyringStore) Load(id ident.PosteID) (PosteKeys, error) {
	keys, err := s.file.Load(id)
	if !errors.Is(err, fault.Missing) {
		return keys, err
	}
	if _, err := os.Lstat(s.note(id)); errors.Is(err, fs.ErrNotExist) {
		return PosteKeys{}, noPosteKeys()
	}
	text, err := inTime(s.unlock, func() (string, error) { return s.get(id.String()) })
	switch {
	case errors.Is(err, keyring.ErrNotFound): // the folder came from elsewhere
		return PosteKeys{}, noPosteKeys()
	case err != nil:
		return PosteKeys{}, fault.Wrap(err, fault.Denied, "vault.keyring-silent", nil)
	}
	return decodePosteKeys(text)
}

// Save puts the keys into the keyring if that keeps them, else into a file.
func (s keyringStore) Save(id ident.PosteID, keys PosteKeys) error {
	if s.keeps(id, keys) {
		return errors.Join(writePrivate(s.note(id), keyringService), remove(s.file.path(id)))
	}
	return errors.Join(s.file.Save(id, keys), remove(s.note(id)))
}

// keeps reports whether the keyring took the keys and gives them back.
func (s keyringStore) keeps(id ident.PosteID, keys PosteKeys) bool {
	text, err := inTime(s.try, func() (string, error) {
		if err := s.set(id.String(), keys.encode()); err != nil {
			return "", err
		}
		return s.get(id.String())
	})
	return err == nil && text == keys.encode()
}

func remove(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// inTime gives up on a question that is not answered within the limit; the one
// who asks goes on waiting in the background.
func inTime(limit time.Duration, ask func() (string, error)) (string, error) {
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
	case <-time.After(limit):
		return "", errors.New("the system keyring does not answer")
	}
}
