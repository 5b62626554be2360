package usrfile

import (
	"time"

	"github.com/google/uuid"
)

// EncodeChainFile gives a .key file with the chain, signed by a root of its
// newest link. Its serial is the version of that link.
func EncodeChainFile(c Chain, fileID uuid.UUID, issued time.Time, root SigningKey) ([]byte, error) {
	t, err := c.Verify()
	if err != nil {
		return nil, err
	}
	if _, known := t.Root(root.ID()); !known {
		return nil, refuse(ErrUnknownKey, "%s is not a root", root.ID())
	}
	return Encode(Message{
		Kind: KindTrustChain, FileID: fileID, Organisation: t.Organisation(), Serial: uint64(t.Version()),
		Issued: issued, MinChain: t.Version(), Schema: SchemaVersion, Payload: EncodeChain(c),
	}, root, nil)
}

// VerifyChainFile reads a .key file, whose signer stands in the chain that it
// carries: a root of the newest link, which grants nothing by itself. Whether
// the chain may be followed is for the caller: it must extend what is pinned,
// or its fingerprint be compared by a person.
func VerifyChainFile(e *Envelope) (*Message, *Trust, error) {
	claimed := e.Unverified()
	if e.Kind != KindTrustChain {
		return nil, nil, refuse(ErrKind, "%s is not a trust chain", e.Kind)
	}
	chain, err := DecodeChain(claimed.Payload)
	if err != nil {
		return nil, nil, err
	}
	t, err := chain.Verify()
	if err != nil {
		return nil, nil, err
	}
	m, err := t.Verify(e)
	if err != nil {
		return nil, nil, err
	}
	if m.Serial != uint64(t.Version()) {
		return nil, nil, refuse(ErrSerial, "%d for version %d", m.Serial, t.Version())
	}
	return m, t, nil
}
