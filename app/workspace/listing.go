package workspace

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

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

// shelf knows the `.key` files of folders. Each folder is looked through once, since
// thousands of files may lie in it: a shelf is good for one look at them, and what
// appears meanwhile is for the next.
type shelf map[string][]trustFile

// trustFile is a `.key` file with the organisation that it says to be of.
type trustFile struct {
	path         string
	organisation uuid.UUID
}

// chainsMost is how many `.key` files of a folder are known.
const chainsMost = 1000

// beside reads the few `.key` files in the folder of a signed file that are of its
// organisation, by what they say of themselves; what can not be read, or is
// something else, is as good as not there. TLS and SSH keys have this extension
// too.
func (s shelf) beside(path string, file []byte) (keys [][]byte) {
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return nil
	}
	dir := filepath.Dir(path)
	chains, known := s[dir]
	if !known {
		chains = chainsIn(dir)
		s[dir] = chains
	}
	for _, c := range chains {
		if c.organisation != envelope.Unverified().Organisation {
			continue
		}
		if key, err := readChain(c.path); err == nil {
			keys = append(keys, key)
		}
		if len(keys) == keyMost {
			break
		}
	}
	return keys
}

// readChain reads a `.key` file that has the form of one.
func readChain(path string) ([]byte, error) {
	key, err := usrfile.ReadFile(path)
	if err != nil {
		return nil, err
	}
	_, err = usrfile.Inspect(key)
	return key, err
}

func chainsIn(dir string) (chains []trustFile) {
	_ = scan(dir, func(name string) bool { // without the folder there are none
		if !hasExtension(name, usrfile.KindTrustChain) {
			return false
		}
		path := filepath.Join(dir, name)
		says, err := usrfile.ReadStart(path)
		if err == nil && says.Kind == usrfile.KindTrustChain {
			chains = append(chains, trustFile{path, says.Organisation})
		}
		return len(chains) == chainsMost
	})
	return chains
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
