package mark

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Direction tells what was received from what was issued here.
type Direction string

const (
	Received Direction = "received"
	Issued   Direction = "issued"
)

// Stream names a sequence of which only the newest counts: the files about one
// subject for one poste, or the definition of one shared object.
type Stream struct {
	Direction Direction
	Name      string // kind of file ("usr") or of shared object ("organisation", "book")
	Subject   [16]byte
	Poste     ident.PosteID
}

// Order is a place in a stream.
type Order struct {
	Epoch  uint32
	Serial uint64
	Digest [32]byte // SHA-256 of the message or of the object
}

// Verdict is what an order means to a stream.
type Verdict int

const (
	Newer    Verdict = iota // apply it
	Repeated                // the same bytes were applied before: success, nothing to do
)

// Judge compares what arrives with the newest applied (seen says whether there
// is one). Older is refused as a rollback, the same place with other content as
// equivocation; both are fault.Conflict.
func Judge(last Order, seen bool, next Order) (Verdict, error) {
	switch {
	case !seen, next.Epoch > last.Epoch,
		next.Epoch == last.Epoch && next.Serial > last.Serial:
		return Newer, nil
	case next == last:
		return Repeated, nil
	case next.Epoch == last.Epoch && next.Serial == last.Serial:
		return 0, fault.New(fault.Conflict, "order.equivocation", nil)
	default:
		return 0, fault.New(fault.Conflict, "order.rollback", nil)
	}
}
