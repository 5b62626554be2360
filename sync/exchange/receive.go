package exchange

import (
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/usrfile"
)

// Parcel is what was found: a signed file, and the `.key` files that lay beside
// it, if any.
type Parcel struct {
	File []byte
	Keys [][]byte // whole `.key` files

	ahead *ahead // what is known of it already, or nil
}

// Opened is a file that passed everything up to its payload: it is genuine, for
// this poste, in time and in order.
type Opened struct {
	Message      *usrfile.Message
	Envelope     *usrfile.Envelope
	Payload      []byte
	Trust        *usrfile.Trust
	NewChain     []byte    // trust chain to pin with the import, or nil
	Now          time.Time // trusted time by which the file was judged
	FirstContact bool
	Repeated     bool
	Order        mark.Order
	Stream       mark.Stream

	raised  time.Time // when NewChain raised the epoch; else zero
	decoded *Snapshot // the payload, when it was decoded ahead
}

// Receiver is the poste that opens files.
type Receiver struct {
	Home directory.Home // zero in an empty folder
	Key  usrfile.BoxKey // opens what is sealed to this poste
}

// Open takes a file of an issuer through envelope, trust, signature, audience,
// time, order and unsealing. Nothing is written. Kinds other than want are
// refused.
func Open(s Store, r Receiver, p Parcel, want usrfile.Kind, clock Clock) (*Opened, error) {
	return OpenUnless(s, r, p, want, clock, func([]byte) bool { return false })
}

// OpenUnless is Open that lets pass what is out of its time when timeless says so
// of its payload: a correction of the clock must not be judged by the clock. Now
// is then what the clock says without it.
func OpenUnless(s Store, r Receiver, p Parcel, want usrfile.Kind, clock Clock, timeless func(payload []byte) bool) (*Opened, error) {
	o, err := authenticate(s, p, want)
	if err != nil {
		return nil, err
	}
	if err := r.checkAudience(o.Message); err != nil {
		return nil, err
	}
	if o.Now, err = admit(o.Message, o.following(clock)); err != nil {
		payload, unsealed := o.Message.Open(r.Key)
		if unsealed != nil || !timeless(payload) {
			return nil, err
		}
	}
	if err := o.checkOrder(s, o.Message.Subject); err != nil {
		return nil, err
	}
	o.Payload, err = o.Message.Open(r.Key)
	return o, AsFault(err)
}

// OpenAbout is Open for files that are in order among those about one thing, of
// which only the payload tells: about gives it, the zero value for none. So what
// head office says of one book may arrive before or after what it says of
// another.
func OpenAbout(s Store, r Receiver, p Parcel, want usrfile.Kind, clock Clock, about func(payload []byte) ([16]byte, error)) (*Opened, error) {
	o, err := authenticate(s, p, want)
	if err != nil {
		return nil, err
	}
	if err := r.checkAudience(o.Message); err != nil {
		return nil, err
	}
	if o.Now, err = admit(o.Message, o.following(clock)); err != nil {
		return nil, err
	}
	if o.Payload, err = o.Message.Open(r.Key); err != nil {
		return nil, AsFault(err)
	}
	thing, err := about(o.Payload)
	if err != nil {
		return nil, err
	}
	return o, o.checkOrder(s, thing)
}

// authenticate verifies the signature against the trust chain. Until it returns,
// nothing in the file may be believed.
func authenticate(s Store, p Parcel, want usrfile.Kind) (*Opened, error) {
	envelope, err := inspect(p.File, want)
	if err != nil {
		return nil, err
	}
	pinned, err := PinnedChain(s)
	if err != nil {
		return nil, err
	}
	o := &Opened{Envelope: envelope, FirstContact: pinned.IsZero()}
	if err := o.useChain(pinned, p.Keys); err != nil {
		return nil, err
	}
	o.Message, err = o.verify(p)
	return o, AsFault(err)
}

// inspect reads the envelope and refuses other kinds than the wanted one.
func inspect(file []byte, want usrfile.Kind) (*usrfile.Envelope, error) {
	envelope, err := usrfile.Inspect(file)
	if err != nil {
		return nil, AsFault(err)
	}
	if envelope.Kind != want {
		return nil, OtherKind(envelope.Kind, want)
	}
	return envelope, nil
}

// OtherKind refuses a file that is not of the wanted kind.
func OtherKind(kind, want usrfile.Kind) error {
	return fault.New(fault.Forged, "file.other-kind", fault.Args{
		"Kind": fault.Key("kind." + kind.String()), "Wanted": fault.Key("kind." + want.String()),
	})
}

// checkAudience refuses files for another poste. That it is of this organisation
// follows from the chain.
func (r Receiver) checkAudience(m *usrfile.Message) error {
	if poste := ident.PosteID(m.Poste); !poste.IsZero() && poste != r.Home.Poste {
		return fault.New(fault.Forged, "file.other-poste", nil)
	}
	return nil
}

// CheckTime refuses a verified file outside of its import window with
// fault.Expired.
func CheckTime(m *usrfile.Message, clock Clock) error {
	_, err := admit(m, clock)
	return err
}

func admit(m *usrfile.Message, clock Clock) (time.Time, error) {
	window, now := clock.Times.Admits(m.Issued, m.Expires, clock.System)
	switch window {
	case mark.NotYet:
		return now, fault.New(fault.Expired, "file.not-yet", fault.Args{"Issued": m.Issued, "Now": now})
	case mark.Over:
		return now, fault.New(fault.Expired, "file.expired", fault.Args{"Expires": m.Expires})
	}
	return now, nil
}

func (o *Opened) checkOrder(s mark.Store, subject [16]byte) error {
	m := o.Message
	o.Stream = stream(mark.Received, m.Kind, subject)
	o.Order = mark.Order{Epoch: m.KeyEpoch, Serial: m.Serial, Digest: m.Digest()}
	last, seen, err := s.Order(o.Stream)
	if err != nil {
		return err
	}
	verdict, err := mark.Judge(last, seen, o.Order)
	o.Repeated = verdict == mark.Repeated && err == nil
	return err
}

// SaveMarks records that the file was applied, in the transaction that applies
// it: its place in the order, the trust chain it came with, and its time.
func (o *Opened) SaveMarks(s mark.Store, clock Clock) error {
	if err := o.SaveChain(s); err != nil {
		return err
	}
	if err := s.SaveOrder(o.Stream, o.Order); err != nil {
		return err
	}
	times, err := s.Times() // the chain may have changed them
	if err != nil {
		return err
	}
	next := times.Apply(o.Message.Issued, clock.System)
	if next.Signed.Equal(times.Signed) {
		return nil // thousands of files are of the same second
	}
	return s.SaveTimes(next)
}

// SaveChain pins the newer chain that came with the file, if there is one. It is
// wanted even when the file itself was applied before.
func (o *Opened) SaveChain(s mark.Store) error {
	if o.NewChain == nil {
		return nil
	}
	chain, err := usrfile.DecodeChain(o.NewChain)
	if err != nil {
		return AsFault(err)
	}
	return PinChain(s, chain)
}

// DaysLeft gives the whole days until the instant expires; 0 when it never does.
func DaysLeft(expires, now time.Time) int {
	if expires.IsZero() {
		return 0
	}
	return int(expires.Sub(now) / (24 * time.Hour))
}
