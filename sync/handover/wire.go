// Package handover carries the entries of cash books: the copies that a poste
// sends to head office, and what head office hands to the poste that goes on
// with a book.
package handover

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/usrfile"
)

// toWire gives a run as it travels.
func toWire(c cashbook.Copy) usrfile.Run {
	run := usrfile.Run{Book: uuid.UUID(c.Book), Epoch: c.Epoch, After: headToWire(c.After), Head: headToWire(c.End())}
	for _, v := range c.Entries {
		run.Entries = append(run.Entries, entryToWire(v))
	}
	for _, n := range c.Counts {
		run.Counts = append(run.Counts, countToWire(n))
	}
	for _, g := range c.Signatures {
		run.Signatures = append(run.Signatures, signatureToWire(g))
	}
	return run
}

func headToWire(h ledger.Head) usrfile.Head {
	return usrfile.Head{Seq: h.Seq, Number: h.Number, Hash: usrfile.Bytes32(h.Hash)}
}

func headFromWire(h usrfile.Head) ledger.Head {
	return ledger.Head{Seq: h.Seq, Number: h.Number, Hash: ledger.Hash(h.Hash)}
}

// fromWire gives the run of a payload, each entry linked to the one before.
func fromWire(run usrfile.Run, poste ident.PosteID) (cashbook.Copy, error) {
	c := cashbook.Copy{Book: ident.BookID(run.Book), Epoch: run.Epoch, Poste: poste, After: headFromWire(run.After)}
	prev := c.After.Hash
	for _, w := range run.Entries {
		v, err := entryFromWire(w)
		if err != nil {
			return cashbook.Copy{}, err
		}
		v.Entry.Book, v.Entry.Prev = c.Book, prev
		c.Entries, prev = append(c.Entries, v), v.Entry.Hash
	}
	return c, readCounts(&c, run)
}
