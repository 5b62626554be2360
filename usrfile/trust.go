package usrfile

import (
	"time"

	"github.com/google/uuid"
)

// Trust is what a verified chain says. Chain.Verify is the only way to get one.
type Trust struct {
	chain   Chain
	dropped map[KeyID]bool // issuers that the chain once listed and no longer trusts
}

// Newest gives the link that counts, for the caller to keep and change.
func (t *Trust) Newest() Link { return t.newest().clone() }

func (t *Trust) newest() Link { return t.chain.links[len(t.chain.links)-1].link }

// Chain gives what was verified.
func (t *Trust) Chain() Chain { return t.chain }

// Organisation gives whose chain it is.
func (t *Trust) Organisation() uuid.UUID { return t.newest().Organisation }

// Version gives the version of the newest link.
func (t *Trust) Version() uint32 { return t.newest().Version }

// Fingerprint gives the first 160 bits of SHA-256 of the newest link.
func (t *Trust) Fingerprint() Fingerprint { return t.chain.fingerprint() }

// Root gives the public key of a root of the newest link.
func (t *Trust) Root(id KeyID) ([32]byte, bool) {
	for _, root := range t.newest().Roots {
		if KeyIDOf(root) == id {
			return root, true
		}
	}
	return [32]byte{}, false
}

// Issuer gives the issuer key that may have signed a file of that kind, issue
// and key epoch. Else ErrUnknownKey (ask for the .key file), ErrKeyRevoked,
// ErrKeyKind, ErrKeyTime or ErrKeyEpoch.
func (t *Trust) Issuer(id KeyID, kind Kind, issued time.Time, epoch uint32) (Issuer, error) {
	i, known := t.newest().issuer(id)
	switch {
	case t.dropped[id]:
		return Issuer{}, refuse(ErrKeyRevoked, "%s", id)
	case !known:
		return Issuer{}, refuse(ErrUnknownKey, "%s", id)
	case !i.maySign(kind):
		return Issuer{}, refuse(ErrKeyKind, "%s may not sign %s", id, kind)
	case issued.Before(i.From) || !issued.Before(i.Until):
		return Issuer{}, refuse(ErrKeyTime, "%s, issued %v", id, issued)
	case epoch != i.Epoch:
		return Issuer{}, refuse(ErrKeyEpoch, "%s has epoch %d, the file %d", id, i.Epoch, epoch)
	}
	return i, nil
}

func (i Issuer) maySign(kind Kind) bool {
	for _, k := range i.Kinds {
		if k == kind {
			return true
		}
	}
	return false
}

// Verify checks a file signed at head office from end to end: by an issuer key
// that may sign it (a root for a trust chain), for this organisation, and not
// for readers of a newer chain (ErrChainOld).
func (t *Trust) Verify(e *Envelope) (*Message, error) {
	public, err := t.signer(e)
	if err != nil {
		return nil, err
	}
	m, err := e.Verify(public)
	switch {
	case err != nil:
		return nil, err
	case m.Organisation != t.Organisation():
		return nil, refuse(ErrOrganisation, "%s", m.Organisation)
	case m.MinChain > t.Version():
		return nil, refuse(ErrChainOld, "file needs version %d, known is %d", m.MinChain, t.Version())
	case m.Kind == KindTrustChain:
		return m, nil
	}
	if _, err := t.Issuer(m.signer, m.Kind, m.Issued, m.KeyEpoch); err != nil {
		return nil, err
	}
	return m, nil
}

// signer finds the public key by the identifier in the header, which proves
// nothing yet.
func (t *Trust) signer(e *Envelope) ([32]byte, error) {
	if e.Kind == KindTrustChain {
		if root, known := t.Root(e.KeyID); known {
			return root, nil
		}
		return [32]byte{}, t.unknown(e)
	}
	if t.dropped[e.KeyID] {
		return [32]byte{}, refuse(ErrKeyRevoked, "%s", e.KeyID)
	}
	if i, known := t.newest().issuer(e.KeyID); known {
		return i.Public, nil
	}
	return [32]byte{}, t.unknown(e)
}

// unknown names the likelier cause: a file that does not even claim to be of
// this organisation is not mended by a newer chain.
func (t *Trust) unknown(e *Envelope) error {
	if claimed := e.Unverified().Organisation; claimed != t.Organisation() {
		return refuse(ErrOrganisation, "%s", claimed)
	}
	return refuse(ErrUnknownKey, "%s", e.KeyID)
}
