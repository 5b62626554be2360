package usrfile

import "crypto/ed25519"

// Verify checks every link: versions follow by exactly one, the roots of the
// link before and its own both reach their thresholds, each signer counts once,
// every signature is good, epochs never fall, and no key comes back after it
// was revoked or left out. A chain that begins with a later version than 1
// rests on the fingerprint or on what is pinned already (Extends).
func (c Chain) Verify() (*Trust, error) {
	if last, same := c.lastReadAs(); same {
		return last.verify()
	}
	return c.verify()
}

func (c Chain) verify() (*Trust, error) {
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
