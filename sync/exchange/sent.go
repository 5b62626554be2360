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
	signer   usrfile.KeyID // of whose sequence it is
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
		return poste, nil, otherKeys(s, e, poste, err)
	}
	if err != nil {
		return poste, nil, AsFault(err)
	}
	if poste.Status != directory.PosteActive {
		return poste, nil, fault.New(fault.Forged, "file.revoked-poste", posteArgs(poste))
	}
	return poste, m, nil
}

// otherKeys refuses a file that is not signed with the keys of its poste; one that
// is signed with those which the poste had once comes from an old disk or a copy.
func otherKeys(s directory.Store, e *usrfile.Envelope, poste directory.Poste, cause error) error {
	former, err := s.FormerKeys()
	if err != nil {
		return err
	}
	for _, k := range former {
		if k.Poste != poste.ID {
			continue
		}
		if _, err := e.Verify(k.SignKey); err == nil {
			return fault.New(fault.Forged, "file.former-key", posteArgs(poste))
		}
	}
	return fault.Wrap(cause, fault.Forged, "file.poste-keys", posteArgs(poste))
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
// its kind. Each key of a poste has a sequence of its own: whoever has not its key
// can not move it, and one that was used up ends with the key.
func Arriving(s mark.Store, m *usrfile.Message) (*Sent, error) {
	f := sentFile(m)
	f.stream = f.mark(m.Kind.String(), [32]byte{})
	return f, f.findAgain(s)
}

func sentFile(m *usrfile.Message) *Sent {
	return &Sent{Message: m, order: mark.Order{Serial: m.Serial, Digest: m.Digest()}, signer: m.Signer()}
}

func (f *Sent) findAgain(s mark.Store) error {
	last, seen, err := s.Order(f.stream)
	f.Repeated = seen && last == f.order
	return err
}

// Of moves the file to the sequence of its kind about one thing, such as a book,
// of which its payload speaks.
func (f *Sent) Of(s mark.Store, thing [16]byte) error {
	f.stream.Subject = thing
	return f.findAgain(s)
}

// ForkOf is Fork as if another key of the poste had signed: one that begins anew
// with new keys must not leave out what was taken from it before.
func (f *Sent) ForkOf(s mark.Store, signer usrfile.KeyID, previous [32]byte) (bool, error) {
	other := *f
	other.signer = signer
	return other.Fork(s, previous)
}

// Fork reports that the poste was copied and both copies go on: it has sent
// another message after the same previous one, or one that leaves out what was
// taken from it before. previous is what the payload says.
func (f *Sent) Fork(s mark.Store, previous [32]byte) (bool, error) {
	other, seen, err := s.Order(f.mark(following, previous))
	if err != nil || seen {
		return seen && other.Digest != f.order.Digest, err
	}
	last, seen, err := s.Order(f.mark(newest, [32]byte{}))
	if err != nil || !seen || f.order.Serial <= last.Serial || previous == last.Digest {
		return false, err
	}
	if previous == [32]byte{} {
		return true, nil
	}
	_, known, err := s.Order(f.mark(message, previous))
	return known, err // else it follows something that has not arrived
}

// Names of the marks by which copies of a poste are seen.
const (
	newest    = "sent"         // the newest message of the poste, of any kind
	message   = "sent-message" // each message, by its digest
	following = "sent-after"   // each message, by the digest of the one before
)

// mark names the mark of one message by its key, and by half of a digest, which is
// enough to find it.
func (f *Sent) mark(name string, digest [32]byte) mark.Stream {
	return mark.Stream{
		Direction: mark.Received, Name: name + " " + f.signer.String(), Subject: [16]byte(digest[:16]), Poste: ident.PosteID(f.Message.Poste),
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
	if err := s.SaveOrder(f.mark(following, previous), f.order); err != nil {
		return err
	}
	if err := s.SaveOrder(f.mark(message, f.order.Digest), f.order); err != nil {
		return err
	}
	last, _, err := s.Order(f.mark(newest, [32]byte{}))
	if err != nil {
		return err
	}
	if f.order.Serial > last.Serial {
		if err := s.SaveOrder(f.mark(newest, [32]byte{}), f.order); err != nil {
			return err
		}
	}
	return s.SaveOrder(f.stream, f.order)
}

// NoteFork remembers a message that Check refused as a fork, so that what
// follows it is refused as well.
func NoteFork(s mark.Store, file []byte) error {
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return AsFault(err)
	}
	m := envelope.Unverified()
	f := sentFile(&m)
	return s.SaveOrder(f.mark(message, f.order.Digest), f.order)
}
