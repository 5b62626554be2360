package exchange

import (
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// ahead is what was found out about a file before its turn came. It follows from
// the bytes of the file and of the chain alone, so it is as good as found out
// again: whether the file is taken is decided in its turn.
type ahead struct {
	trust   *usrfile.Trust
	message *usrfile.Message
	content *Snapshot // of a plain one that can be read; for whoever takes it first
}

// Ahead verifies user data by a chain and decodes it, which can be done for many
// files at a time. Whatever is wrong with it will be said when its turn comes.
func (p Parcel) Ahead(trust *usrfile.Trust) Parcel {
	envelope, err := usrfile.Inspect(p.File)
	if err != nil || envelope.Kind != usrfile.KindUserData {
		return p
	}
	message, err := trust.Verify(envelope)
	if err != nil {
		return p
	}
	p.ahead = &ahead{trust: trust, message: message}
	if message.Mode == usrfile.Plain {
		p.ahead.content = readAhead(message)
	}
	return p
}

func readAhead(m *usrfile.Message) *Snapshot {
	data, err := usrfile.DecodeUserData(m.Payload)
	if err != nil {
		return nil
	}
	content, err := fromWire(data, m.Organisation, m.Subject)
	if err != nil {
		return nil
	}
	return &content
}

// verify gives the message of a genuine file.
func (o *Opened) verify(p Parcel) (*usrfile.Message, error) {
	if p.ahead != nil && p.ahead.trust == o.Trust {
		o.decoded, p.ahead.content = p.ahead.content, nil // settling changes it
		return p.ahead.message, nil
	}
	return o.Trust.Verify(o.Envelope)
}

// PinnedTrust gives what the chain says that this folder holds, nil when it holds
// none.
func PinnedTrust(s mark.Store) (*usrfile.Trust, error) {
	chain, err := PinnedChain(s)
	if err != nil || chain.IsZero() {
		return nil, err
	}
	trust, err := chain.Verify()
	return trust, AsFault(err)
}
