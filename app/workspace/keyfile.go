package workspace

import (
	"bytes"
	"context"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// WriteKeyFile writes the organisation's `.key` file into a folder, for sites
// that do not know a newer key of head office yet. It is no secret.
func (s *Session) WriteKeyFile(ctx context.Context, dir string) (path string, err error) {
	parcel := shipment{w: s.w, dir: dir}
	paths, err := parcel.end(s.view(ctx, func(tx *storage.Tx, _ directory.Actor, _ time.Time) error {
		out, _, err := chainFile(tx)
		if err != nil {
			return err
		}
		return parcel.add(out)
	}))
	if err != nil {
		return "", err
	}
	return paths[0], nil
}

// chainFile gives the `.key` file as it was signed when the root keys were at
// hand, and its chain.
func chainFile(tx *storage.Tx) (exchange.Outgoing, usrfile.Chain, error) {
	file, err := tx.KeyFile()
	if err != nil {
		return exchange.Outgoing{}, usrfile.Chain{}, err
	}
	chain, trust, err := exchange.OpenChain(file)
	if err != nil {
		return exchange.Outgoing{}, usrfile.Chain{}, err
	}
	return exchange.Outgoing{Name: exchange.ChainName(trust), Data: file}, chain, nil
}

// addChain puts the `.key` file beside the others, unless the same lies there: a
// poste that knows nobody yet begins with it, and one that does not know the key
// which signed the others learns of it.
func (p *shipment) addChain(tx *storage.Tx) (added bool, err error) {
	if p.chained {
		return false, nil
	}
	out, chain, err := chainFile(tx)
	if err != nil {
		return false, err
	}
	p.chained = true
	if slices.ContainsFunc(keysIn(p.dir, anyKey), sameChain(chain)) {
		return false, nil
	}
	return true, p.add(out)
}

// addNewerChain is addChain for files that go only to postes that know the
// organisation: they need nothing while it still has its first chain.
func (p *shipment) addNewerChain(tx *storage.Tx) error {
	chain, err := exchange.PinnedChain(tx)
	if err != nil || len(chain.Links()) < 2 {
		return err
	}
	_, err = p.addChain(tx)
	return err
}

func anyKey(*usrfile.Envelope) bool { return true }

// sameChain tells whether a `.key` file carries just the chain.
func sameChain(chain usrfile.Chain) func(keyFile []byte) bool {
	return func(keyFile []byte) bool {
		there, _, err := exchange.OpenChain(keyFile)
		return err == nil && bytes.Equal(usrfile.EncodeChain(there), usrfile.EncodeChain(chain))
	}
}
