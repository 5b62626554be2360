package usrfile

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/json"
	"slices"
)

// maxChain is the size of a chain that still fits into a .key file.
const maxChain = maxChainFile - messageAt - atPayload

// Chain is a sequence of links, each signed by the roots of the one before and
// by its own. Only Verify says whether that is so.
type Chain struct{ links []signedLink }

// signedLink keeps the exact bytes that were signed.
type signedLink struct {
	bytes      []byte
	link       Link
	signatures []signature
}

type signature struct {
	Root      Bytes32 `json:"root"`
	Signature Bytes64 `json:"signature"`
}

// chainJSON is a chain as it travels. The value of "link" is kept as it came:
// its bytes are what was signed.
type chainJSON struct {
	Links List[signedLinkJSON] `json:"links"`
}

type signedLinkJSON struct {
	Link       json.RawMessage `json:"link"`
	Signatures List[signature] `json:"signatures"`
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

// EncodeChain gives the payload of a .key file. The chain is one that NewChain,
// Extend or DecodeChain gave.
func EncodeChain(c Chain) []byte {
	var j chainJSON
	for _, l := range c.links {
		j.Links = append(j.Links, signedLinkJSON{Link: l.bytes, Signatures: l.signatures})
	}
	b, err := encodeJSON(j)
	if err != nil {
		panic(err) // every part was encoded before
	}
	return b
}

// DecodeChain reads the payload of a .key file strictly. It checks each link's
// form; Verify checks the signatures.
func DecodeChain(payload []byte) (Chain, error) {
	var j chainJSON
	if err := unmarshal(payload, &j, maxChain); err != nil {
		return Chain{}, err
	}
	if len(j.Links) == 0 || len(j.Links) > maxLinks {
		return Chain{}, refuse(ErrChainLink, "%d links", len(j.Links))
	}
	var c Chain
	for _, l := range j.Links {
		var parsed linkJSON
		if err := unmarshal(l.Link, &parsed, maxChain); err != nil {
			return Chain{}, err
		}
		link := parsed.link()
		if err := link.check(); err != nil {
			return Chain{}, err
		}
		if len(l.Signatures) > 2*maxRoots {
			return Chain{}, refuse(ErrTooLarge, "%d signatures", len(l.Signatures))
		}
		c.links = append(c.links, signedLink{bytes: l.Link, link: link, signatures: l.Signatures})
	}
	return c, nil
}

// MarshalJSON gives EncodeChain, and null for no chain.
func (c Chain) MarshalJSON() ([]byte, error) {
	if c.IsZero() {
		return []byte("null"), nil
	}
	return EncodeChain(c), nil
}

// UnmarshalJSON reads what MarshalJSON writes, as strictly as DecodeChain.
func (c *Chain) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*c = Chain{}
		return nil
	}
	decoded, err := DecodeChain(b)
	if err == nil {
		*c = decoded
	}
	return err
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
