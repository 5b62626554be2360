package usrfile

import (
	"crypto/ed25519"
	"time"

	"github.com/google/uuid"
)

// Trust is what a verified chain says. Chain.Verify is the only way to get one.
type Trust struct {
	chain   Chain
	dropped map[KeyID]bool // issuers that the chain once listed and no longer trusts
}

// Verify checks every link: versions follow by exactly one, the roots of the
// link before and its own both reach their thresholds, each signer counts once,
// every signature is good, epochs never fall, and no key comes back after it
// was revoked or left out. A chain that begins with a later version than 1
// rests on the fingerprint or on what is pinned already (Extends).
func (c Chain) Verify() (*Trust, error) {
	if c.IsZero() {
		return nil, refuse(ErrChainLink, "no links")
	}
	t := &Trust{chain: c, dropped: make(map[KeyID]bool)}
	var before *signedLink
	for i := range c.links {
		next := &c.links[i]
		if err := follows(before, next.link); err != nil {
			return nil, err
		}
		if err := next.checkSignatures(before); err != nil {
			return nil, err
		}
		if err := t.drop(before, next.link); err != nil {
			return nil, err
		}
		before = next
	}
	return t, nil
}

// follows compares two links that stand one after the other.
func follows(previous *signedLink, next Link) error {
	if previous == nil {
		return nil
	}
	before := previous.link
	switch {
	case next.Version != before.Version+1 || next.Version == 0:
		return refuse(ErrChainGap, "version %d after %d", next.Version, before.Version)
	case next.Organisation != before.Organisation:
		return refuse(ErrOrganisation, "version %d is of another organisation", next.Version)
	case next.Epoch < before.Epoch:
		return refuse(ErrChainLink, "epoch falls from %d to %d", before.Epoch, next.Epoch)
	}
	for _, i := range next.Issuers {
		if earlier, known := before.issuer(i.ID()); known && i.Epoch < earlier.Epoch {
			return refuse(ErrChainLink, "epoch of issuer %s falls from %d to %d", i.ID(), earlier.Epoch, i.Epoch)
		}
	}
	return nil
}

// checkSignatures counts the good signatures of distinct keys for the link
// itself and for the one before.
func (s *signedLink) checkSignatures(before *signedLink) error {
	seen := make(map[[32]byte]bool, len(s.signatures))
	own, old := 0, 0
	for _, sig := range s.signatures {
		isOwn, isOld := s.link.hasRoot(sig.Root), before != nil && before.link.hasRoot(sig.Root)
		switch {
		case seen[sig.Root]:
			return refuse(ErrChainDuplicate, "version %d: signer %s twice", s.link.Version, KeyIDOf(sig.Root))
		case !isOwn && !isOld:
			return refuse(ErrChainSigner, "version %d: %s is not a root", s.link.Version, KeyIDOf(sig.Root))
		case !ed25519.Verify(sig.Root[:], signedBytes(s.bytes), sig.Signature[:]):
			return refuse(ErrChainSigner, "version %d: bad signature of %s", s.link.Version, KeyIDOf(sig.Root))
		}
		seen[sig.Root] = true
		own += count(isOwn)
		old += count(isOld)
	}
	if own < s.link.Threshold || before != nil && old < before.link.Threshold {
		return refuse(ErrChainThreshold, "version %d: %d new and %d old roots signed", s.link.Version, own, old)
	}
	return nil
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// drop notes the issuers that next no longer trusts, and refuses a link that
// trusts again what an earlier one gave up.
func (t *Trust) drop(before *signedLink, next Link) error {
	if before != nil {
		for _, i := range before.link.Issuers {
			if _, kept := next.issuer(i.ID()); !kept {
				t.dropped[i.ID()] = true
			}
		}
	}
	for _, i := range next.Issuers {
		if t.dropped[i.ID()] && !i.Revoked {
			return refuse(ErrKeyRevoked, "version %d trusts %s again", next.Version, i.ID())
		}
		if i.Revoked {
			t.dropped[i.ID()] = true
		}
	}
	return nil
}

// Newest gives the link that counts.
func (t *Trust) Newest() Link { return t.chain.links[len(t.chain.links)-1].link }

// Chain gives what was verified.
func (t *Trust) Chain() Chain { return t.chain }

// Organisation gives whose chain it is.
func (t *Trust) Organisation() uuid.UUID { return t.Newest().Organisation }

// Version gives the version of the newest link.
func (t *Trust) Version() uint32 { return t.Newest().Version }

// Fingerprint gives the first 160 bits of SHA-256 of the newest link.
func (t *Trust) Fingerprint() Fingerprint { return t.chain.fingerprint() }

// Root gives the public key of a root of the newest link.
func (t *Trust) Root(id KeyID) ([32]byte, bool) {
	for _, root := range t.Newest().Roots {
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
	i, known := t.Newest().issuer(id)
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
	if i, known := t.Newest().issuer(e.KeyID); known {
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
