package workspace

import (
	"encoding/hex"
	"errors"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/vault"
	"github.com/comptoir/comptoir/storage"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Names of head office's secrets in the vault: the use, and which key it is.
const (
	issuerUse = "issuer" // Ed25519 seeds, sign files
	rootUse   = string(vault.RootUse)
	boxUse    = string(vault.HeadOfficeUse)
)

func secretName(use string, public [32]byte) string {
	return use + "/" + hex.EncodeToString(public[:8])
}

// office opens head office's keys, unlocked by the password of an administrator.
// It holds none of them: they are read in every transaction, so that one which
// was replaced a moment ago signs no more.
type office struct {
	w        *Workspace
	wrapping vault.Wrapping
}

// openOffice prepares to open the keys, and makes sure that they can be opened.
func openOffice(tx *storage.Tx, w *Workspace, wrapping vault.Wrapping) (*office, error) {
	o := &office{w, wrapping}
	_, err := o.keys(tx)
	return o, err
}

// officeKeys are the keys of head office that this poste holds, the newest
// first, and the chain by which others trust them. Root keys are no part: they
// are for ceremonies only, see roots.
type officeKeys struct {
	trust   *usrfile.Trust
	issuers []usrfile.SigningKey
	boxes   []usrfile.BoxKey
}

// keys opens the keys that the trust chain names.
func (o *office) keys(tx *storage.Tx) (k officeKeys, err error) {
	if k.trust, err = pinnedTrust(tx); err != nil {
		return k, err
	}
	issuers := k.trust.Newest().Issuers
	for n := len(issuers) - 1; n >= 0; n-- {
		seed, held, err := o.open(tx, issuerUse, issuers[n].Public)
		if err != nil {
			return k, err
		}
		if held {
			k.issuers = append(k.issuers, usrfile.SigningKeyFromSeed(seed))
		}
	}
	k.boxes, err = o.boxes(tx, k.trust)
	return k, err
}

// boxes opens the keys that head office has or had to open what is sealed to it.
func (o *office) boxes(tx *storage.Tx, trust *usrfile.Trust) (boxes []usrfile.BoxKey, err error) {
	links, seen := trust.Chain().Links(), map[[32]byte]bool{}
	for n := len(links) - 1; n >= 0; n-- {
		public := links[n].HeadOffice
		if seen[public] {
			continue
		}
		seen[public] = true
		seed, held, err := o.open(tx, boxUse, public)
		if err != nil {
			return nil, err
		}
		if held {
			boxes = append(boxes, usrfile.BoxKeyFromSeed(seed))
		}
	}
	return boxes, nil
}

// roots opens the root keys that lie on this poste.
func (o *office) roots(tx *storage.Tx) (roots []usrfile.SigningKey, err error) {
	kept, err := tx.KeptKeys()
	if err != nil {
		return nil, err
	}
	for _, k := range kept {
		if k.Use != vault.RootUse {
			continue
		}
		seed, held, err := o.open(tx, rootUse, k.Public)
		if err != nil {
			return nil, err
		}
		if held {
			roots = append(roots, usrfile.SigningKeyFromSeed(seed))
		}
	}
	return roots, nil
}

// open gives a secret of head office; held is false when this poste has it not.
func (o *office) open(tx vault.Store, use string, public [32]byte) (seed [32]byte, held bool, err error) {
	name := secretName(use, public)
	sealed, err := tx.Secret(name)
	if errors.Is(err, fault.Missing) {
		return seed, false, nil
	}
	if err != nil {
		return seed, false, err
	}
	secret, err := o.wrapping.Open(name, sealed)
	copy(seed[:], secret)
	return seed, err == nil, err
}

// seal keeps a secret of head office on this poste.
func (o *office) seal(tx vault.Store, use string, public, seed [32]byte) error {
	name := secretName(use, public)
	sealed, err := o.wrapping.Seal(name, seed[:], o.w.random)
	if err != nil {
		return err
	}
	return tx.SaveSecret(name, sealed)
}

// opened gives head office's keys, or says why the session has none.
func (s *Session) opened(tx *storage.Tx) (officeKeys, error) {
	if s.office == nil {
		return officeKeys{}, noKeys()
	}
	return s.office.keys(tx)
}

func noKeys() error { return fault.New(fault.Denied, "workspace.no-keys", nil) }

// issuer gives the session's right to sign, or says why it has none.
func (s *Session) issuer(tx *storage.Tx) (exchange.Issuer, error) {
	keys, err := s.opened(tx)
	if err != nil {
		return exchange.Issuer{}, err
	}
	if len(keys.issuers) == 0 {
		return exchange.Issuer{}, fault.New(fault.Denied, "workspace.no-issuer", nil)
	}
	if err := s.w.believedClock(tx); err != nil {
		return exchange.Issuer{}, err
	}
	return exchange.Issuer{Key: keys.issuers[0], Others: keys.issuers[1:], Trust: keys.trust}, nil
}

// boxKeys gives the keys that open what postes sealed to head office.
func (s *Session) boxKeys(tx *storage.Tx) ([]usrfile.BoxKey, error) {
	keys, err := s.opened(tx)
	return keys.boxes, err
}

// pinnedTrust verifies the chain that this folder follows; an empty folder is
// fault.Missing.
func pinnedTrust(tx *storage.Tx) (*usrfile.Trust, error) {
	chain, err := exchange.PinnedChain(tx)
	if err != nil {
		return nil, err
	}
	if chain.IsZero() {
		return nil, fault.New(fault.Missing, "workspace.empty", nil)
	}
	trust, err := chain.Verify()
	return trust, exchange.AsFault(err)
}

// fingerprint gives the fingerprint of the organisation's trust chain, which
// people compare aloud at first contact.
func fingerprint(tx *storage.Tx) (usrfile.Fingerprint, error) {
	trust, err := pinnedTrust(tx)
	if err != nil {
		return usrfile.Fingerprint{}, err
	}
	return trust.Fingerprint(), nil
}

func isMissing(err error) bool { return errors.Is(err, fault.Missing) }
