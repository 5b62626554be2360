package usrfile

import (
	"bytes"
	"encoding/json"
)

// maxChain is the size of a chain that still fits into a .key file.
const maxChain = maxChainFile - messageAt - atPayload

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

// EncodeChain gives the payload of a .key file. The chain is one that NewChain,
// Extend or DecodeChain gave.
func EncodeChain(c Chain) []byte {
	if last, same := c.lastReadAs(); same {
		return bytes.Clone(last.payload)
	}
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
	if known, same := knownChain(payload); same {
		return known, nil
	}
	var j chainJSON
	if err := unmarshal(payload, &j, maxChain); err != nil {
		return Chain{}, err
	}
	if len(j.Links) == 0 || len(j.Links) > maxLinks {
		return Chain{}, refuse(ErrChainLink, "%d links", len(j.Links))
	}
	var c Chain
	for _, l := range j.Links {
		signed, err := l.signedLink()
		if err != nil {
			return Chain{}, err
		}
		c.links = append(c.links, signed)
	}
	rememberChain(payload, c)
	return c, nil
}

func (l signedLinkJSON) signedLink() (signedLink, error) {
	if len(l.Signatures) > 2*maxRoots {
		return signedLink{}, refuse(ErrTooLarge, "%d signatures", len(l.Signatures))
	}
	var parsed linkJSON
	if err := unmarshal(l.Link, &parsed, maxChain); err != nil {
		return signedLink{}, err
	}
	link := parsed.link()
	if err := link.check(); err != nil {
		return signedLink{}, err
	}
	return signedLink{bytes: l.Link, link: link, signatures: l.Signatures}, nil
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
