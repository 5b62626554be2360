package exchange

import (
	"errors"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// Sent is a file that a poste signed: it is genuine and in its time. Whether it
// is in order as well depends on its payload, see Check.
type Sent struct {
	Message  *usrfile.Message
	Payload  []byte
	Poste    directory.Poste // zero while it is not registered
	Repeated bool            // the newest of its kind that was taken from this poste
	order    mark.Order
	stream   mark.Stream
}

// OpenSent takes a file that a registered poste sealed to head office through
// envelope, signature, audience, time and unsealing. Nothing is written. Keys
// are those that head office has or had. Kinds other than want, and postes that
// are unknown or revoked, are fault.Forged.
func OpenSent(s Store, file []byte, want usrfile.Kind, keys []usrfile.BoxKey, clock Clock) (*Sent, error) {
	envelope, err := inspect(file, want)
	if err != nil {
		return nil, err
	}
	poste, m, err := verifySender(s, envelope)
	if err != nil {
		return nil, err
	}
	if err := checkSent(s, m); err != nil {
		return nil, err
	}
	f, err := Arriving(s, m)
	if err != nil {
		return nil, err
	}
	f.Poste = poste
	if err := CheckTime(m, clock); err != nil && !f.Repeated {
		return nil, err
	}
	f.Payload, err = unseal(m, keys)
	return f, err
}

// verifySender verifies the signature with the key of the poste that the file
// claims to come from. A revoked poste is refused by its own sentence, but only
// when it is really the one that signed.
func verifySender(s directory.Store, e *usrfile.Envelope) (directory.Poste, *usrfile.Message, error) {
	poste, err := s.Poste(ident.PosteID(e.Unverified().Poste))
	if errors.Is(err, fault.Missing) {
		return poste, nil, fault.New(fault.Forged, "file.unknown-poste", nil)
	}
	if err != nil {
		return poste, nil, err
	}
	m, err := e.Verify(poste.SignKey)
	if errors.Is(err, usrfile.ErrUnknownKey) {
		return poste, nil, fault.Wrap(err, fault.Forged, "file.poste-keys", posteArgs(poste))
	}
	if err != nil {
		return poste, nil, AsFault(err)
	}
	if poste.Status != directory.PosteActive {
		return poste, nil, fault.New(fault.Forged, "file.revoked-poste", posteArgs(poste))
	}
	return poste, m, nil
}

// posteArgs name a poste in a sentence.
func posteArgs(p directory.Poste) fault.Args { return fault.Args{"Poste": p.Number, "Label": p.Label} }

// checkSent refuses a file for another organisation, a plain one, and one that
// needs a newer chain than head office has, as after a restore of head office.
func checkSent(s mark.Store, m *usrfile.Message) error {
	trust, err := pinnedTrust(s)
	switch {
	case err != nil:
		return err
	case m.Organisation != trust.Organisation():
		return refused(usrfile.ErrOrganisation)
	case m.Mode != usrfile.Sealed:
		return refused(usrfile.ErrMode)
	case m.MinChain > trust.Version():
		return refused(usrfile.ErrChainOld)
	}
	return nil
}

func refused(reason usrfile.Reason) error { return AsFault(&usrfile.Error{Reason: reason}) }

// unseal opens a payload with the key that it was sealed to.
func unseal(m *usrfile.Message, keys []usrfile.BoxKey) ([]byte, error) {
	for _, key := range keys {
		if key.Public() == m.Recipient {
			payload, err := m.Open(key)
			return payload, AsFault(err)
		}
	}
	return nil, refused(usrfile.ErrRecipient)
}

// Arriving gives the place of a verified message of a poste in the sequence of
// its kind.
func Arriving(s mark.Store, m *usrfile.Message) (*Sent, error) {
	f := &Sent{
		Message: m, stream: stream(mark.Received, m.Kind, m.Poste),
		order: mark.Order{Serial: m.Serial, Digest: m.Digest()},
	}
	last, seen, err := s.Order(f.stream)
	f.Repeated = seen && last == f.order
	return f, err
}

// Fork reports that the poste has sent another message after the same previous
// one: it was copied, and both copies go on. previous is what the payload says.
func (f *Sent) Fork(s mark.Store, previous [32]byte) (bool, error) {
	last, seen, err := s.Order(f.following(previous))
	return seen && last.Digest != f.order.Digest, err
}

// following names the mark of what came after a message of the poste.
func (f *Sent) following(previous [32]byte) mark.Stream {
	return mark.Stream{
		Direction: mark.Received, Name: "following", Subject: [16]byte(previous[:16]), Poste: ident.PosteID(f.Message.Poste),
	}
}

// Check refuses a fork, a file older than one of its kind that was taken before,
// and another file in its place; all are fault.Conflict. What is Repeated passes.
func (f *Sent) Check(s mark.Store, previous [32]byte) error {
	fork, err := f.Fork(s, previous)
	if err != nil {
		return err
	}
	if fork {
		return fault.New(fault.Conflict, "order.fork", posteArgs(f.Poste))
	}
	last, seen, err := s.Order(f.stream)
	if err != nil {
		return err
	}
	_, err = mark.Judge(last, seen, f.order)
	return err
}

// SaveMarks records that the file was taken, in the transaction that does so.
func (f *Sent) SaveMarks(s mark.Store, previous [32]byte) error {
	if err := s.SaveOrder(f.following(previous), f.order); err != nil {
		return err
	}
	return s.SaveOrder(f.stream, f.order)
}
