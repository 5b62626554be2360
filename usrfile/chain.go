package usrfile

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"slices"
)

// Chain is a sequence of links, each signed by the roots of the one before and
// by its own. Only Verify says whether that is so.
type Chain struct{ links []signedLink }

// signedLink keeps the exact bytes that were signed.
type signedLink struct {
	bytes      []byte
	link       Link
	signatures []signature
}

// NewChain makes the first link of an organisation, version 1, signed by the
// roots.
func NewChain(link Link, roots ...SigningKey) (Chain, error) {
	if link.Version != 1 {
		return Chain{}, refuse(ErrChainGap, "the first link has version %d", link.Version)
	}
	return Chain{}.Extend(link, roots...)
}

// Extend appends a link of the next version, signed by signers, who must reach
// the threshold of the newest link and of the new one. The oldest links are
// left out when the chain would become too long for a file.
func (c Chain) Extend(link Link, signers ...SigningKey) (Chain, error) {
	next, err := signLink(link, signers)
	if err != nil {
		return Chain{}, err
	}
	longer := Chain{links: append(slices.Clone(c.links), next)}
	for len(longer.links) > maxLinks || len(longer.links) > 1 && len(EncodeChain(longer)) > maxChain {
		longer = longer.withoutOldest()
	}
	if _, err := longer.Verify(); err != nil {
		return Chain{}, err
	}
	return longer, nil
}

func signLink(link Link, signers []SigningKey) (signedLink, error) {
	if err := link.check(); err != nil {
		return signedLink{}, err
	}
	b, err := marshal(link.toJSON(), maxChain)
	if err != nil {
		return signedLink{}, err
	}
	next := signedLink{bytes: b, link: link.toJSON().link()}
	for _, signer := range signers {
		private := signer.private()
		next.signatures = append(next.signatures, signature{
			Root:      signer.Public(),
			Signature: Bytes64(ed25519.Sign(private[:], signedBytes(b))),
		})
	}
	return next, nil
}

// signedBytes are the link bytes with the label that gives a signature its one
// meaning.
func signedBytes(link []byte) []byte { return append([]byte(linkLabel), link...) }

// withoutOldest drops the first link, and the signatures of the second that
// only the first could vouch for.
func (c Chain) withoutOldest() Chain {
	links := slices.Clone(c.links[1:])
	first := links[0]
	links[0].signatures = slices.DeleteFunc(slices.Clone(first.signatures), func(s signature) bool {
		return !first.link.hasRoot(s.Root)
	})
	return Chain{links: links}
}

// IsZero reports whether there is no chain.
func (c Chain) IsZero() bool { return len(c.links) == 0 }

// Extends reports whether older can give way to c: the newest link of older
// stands in c unchanged, and so does every other link that both hold. A chain
// extends itself. It asks nothing about signatures.
func (c Chain) Extends(older Chain) bool {
	if c.IsZero() || older.IsZero() {
		return false
	}
	newest := older.links[len(older.links)-1].link.Version
	met := false
	for _, l := range c.links {
		twin, both := older.at(l.link.Version)
		if both && !bytes.Equal(twin.bytes, l.bytes) {
			return false
		}
		met = met || both && l.link.Version == newest
	}
	return met
}

func (c Chain) at(version uint32) (signedLink, bool) {
	for _, l := range c.links {
		if l.link.Version == version {
			return l, true
		}
	}
	return signedLink{}, false
}

// fingerprint covers the newest link, and through its version and keys all that
// it was signed for.
func (c Chain) fingerprint() Fingerprint {
	sum := sha256.Sum256(c.links[len(c.links)-1].bytes)
	return Fingerprint(sum[:len(Fingerprint{})])
}

// Links gives the links, oldest first, for the caller to keep and change.
func (c Chain) Links() []Link {
	links := make([]Link, 0, len(c.links))
	for _, l := range c.links {
		links = append(links, l.link.clone())
	}
	return links
}
