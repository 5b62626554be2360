package registration

import (
	"errors"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// Reading is a request file as head office reads it.
type Reading struct {
	Message *usrfile.Message
	Request directory.Request // as it stands here, or would
	Known   bool              // received before

	previous [32]byte // digest of the sender's message before
}

// Read reads a request file and writes nothing. It refuses one of another
// organisation and one out of its time; whether the requester may ask, and
// whether the poste made a newer one, is for Receive.
func Read(s exchange.Store, file []byte, clock exchange.Clock) (Reading, error) {
	m, data, err := open(file)
	if err != nil {
		return Reading{}, err
	}
	if err := checkSender(s, m); err != nil {
		return Reading{}, err
	}
	known, err := s.Request(m.Digest())
	if !errors.Is(err, fault.Missing) {
		return Reading{Message: m, Request: known, Known: true}, err
	}
	if err := exchange.CheckTime(m, clock); err != nil {
		return Reading{}, err
	}
	return Reading{Message: m, Request: directory.Request{
		Digest: m.Digest(), Poste: ident.PosteID(m.Poste), User: ident.UserID(m.Subject), Module: directory.Module(data.Module),
		Label: data.Label, Location: data.Location, SignKey: data.SignKey, BoxKey: data.BoxKey, Schema: data.Schema,
		Made: m.Issued, Received: clock.Now(), Status: directory.RequestOpen,
	}, previous: data.Previous}, nil
}

// takeOrder notes the place of the request in the sequence of its poste, and
// refuses what lies before or beside what was noted.
func (r Reading) takeOrder(s exchange.Store) error {
	sent, err := exchange.Arriving(s, r.Message)
	if err != nil {
		return err
	}
	if err := sent.Check(s, r.previous); err != nil {
		return err
	}
	if err := r.checkFormer(s, sent); err != nil {
		return err
	}
	return sent.SaveMarks(s, r.previous)
}

// checkFormer refuses a request under the identity of a poste that leaves out what
// was taken from that poste under the keys that it has, as of an old copy.
func (r Reading) checkFormer(s exchange.Store, sent *exchange.Sent) error {
	poste, err := s.Poste(r.Request.Poste)
	if errors.Is(err, fault.Missing) {
		return nil
	}
	if err != nil {
		return err
	}
	fork, err := sent.ForkOf(s, usrfile.KeyIDOf(poste.SignKey), r.previous)
	if err != nil || !fork {
		return err
	}
	return fault.New(fault.Conflict, "order.fork", fault.Args{"Poste": poste.Number, "Label": poste.Label})
}
