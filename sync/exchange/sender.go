package exchange

import (
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// Sender is a poste that signs for itself.
type Sender struct {
	Poste ident.PosteID
	Key   usrfile.SigningKey
}

// Sign fills in what every file of a poste carries, gives it the poste's next
// serial and signs it. Whatever the kinds, the files of a poste are one
// sequence, of which each payload names the message before, see Previous. A
// sealed message is sealed to its recipient or, without one, to head office. The
// digest given is the message's.
func (f Sender) Sign(s mark.Store, m usrfile.Message, random io.Reader, now time.Time) (file []byte, digest [32]byte, err error) {
	trust, err := pinnedTrust(s)
	if err != nil {
		return nil, digest, err
	}
	m.Organisation, m.Poste, m.Schema, m.Issued = trust.Organisation(), uuid.UUID(f.Poste), usrfile.SchemaVersion, now
	if m.Kind == usrfile.KindRequest {
		m.Expires = now.Add(usrfile.RequestWindow)
	}
	if m.Mode == usrfile.Sealed && m.Recipient == [32]byte{} {
		m.MinChain, m.Recipient = trust.Version(), trust.Newest().HeadOffice
	}
	last, _, err := s.Order(f.sequence())
	if err != nil {
		return nil, digest, err
	}
	m.Serial = serialAfter(last, now)
	if file, err = usrfile.Encode(m, f.Key, random); err != nil {
		return nil, digest, AsFault(err)
	}
	if digest, err = digestOf(file); err != nil {
		return nil, digest, err
	}
	return file, digest, s.SaveOrder(f.sequence(), mark.Order{Serial: m.Serial, Digest: digest})
}

func (f Sender) sequence() mark.Stream { return sentBy(f.Poste) }

// sentBy names the sequence of everything that a poste has signed.
func sentBy(poste ident.PosteID) mark.Stream {
	return mark.Stream{Direction: mark.Issued, Name: "sender", Poste: poste}
}

// Previous gives the digest of the last message that the poste signed here, zero
// before its first. Every payload of a poste carries it: two messages after the
// same one mean that the poste was copied.
func Previous(s mark.Store, poste ident.PosteID) ([32]byte, error) {
	last, _, err := s.Order(sentBy(poste))
	return last.Digest, err
}

// pinnedTrust verifies the chain that this folder holds.
func pinnedTrust(s mark.Store) (*usrfile.Trust, error) {
	chain, err := PinnedChain(s)
	if err != nil {
		return nil, err
	}
	trust, err := chain.Verify()
	return trust, AsFault(err)
}

func digestOf(file []byte) ([32]byte, error) {
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return [32]byte{}, AsFault(err)
	}
	m := envelope.Unverified()
	return m.Digest(), nil
}
