package vault

import "time"

// NewKeyringStore is NewPosteKeyStore over a keyring of the test.
func NewKeyringStore(dir string, limit time.Duration, get func(id string) (string, error), set func(id, text string) error) PosteKeyStore {
	return keyringStore{dir: dir, file: FileKeyStore(dir), try: limit, unlock: limit, get: get, set: set}
}
