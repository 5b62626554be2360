package workspace

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/comptoir/comptoir/usrfile"
)

// Bounds of what is looked at in somebody's folder, which may be anything.
const (
	scanMost  = 100_000 // entries
	scanBatch = 512
	keyMost   = 16 // `.key` files that are read
)

// scan visits the names in a folder, in no order, up to the bound, until visit
// has enough.
func scan(dir string, visit func(name string) (enough bool)) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	for seen := 0; seen < scanMost; {
		names, err := d.Readdirnames(scanBatch)
		for _, name := range names {
			if visit(name) {
				return nil
			}
		}
		seen += len(names)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keysBeside reads the few `.key` files in the folder of a signed file that are
// of its organisation, by what they say of themselves; what can not be read, or
// is something else, is as good as not there. TLS and SSH keys have this
// extension too.
func keysBeside(path string, file []byte) [][]byte {
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return nil
	}
	organisation := envelope.Unverified().Organisation
	return keysIn(filepath.Dir(path), func(key *usrfile.Envelope) bool {
		return key.Unverified().Organisation == organisation
	})
}

func keysIn(dir string, wanted func(*usrfile.Envelope) bool) [][]byte {
	var keys [][]byte
	_ = scan(dir, func(name string) bool { // without the folder there are none
		if !hasExtension(name, usrfile.KindTrustChain) {
			return false
		}
		key, err := usrfile.ReadFile(filepath.Join(dir, name))
		if err != nil {
			return false
		}
		envelope, err := usrfile.Inspect(key)
		if err == nil && envelope.Kind == usrfile.KindTrustChain && wanted(envelope) {
			keys = append(keys, key)
		}
		return len(keys) == keyMost
	})
	return keys
}

func hasExtension(name string, kind usrfile.Kind) bool {
	return strings.EqualFold(filepath.Ext(name), kind.Extension())
}
