// Package handover carries the entries of cash books: the copies that a poste
// sends to head office, and what head office hands to the poste that goes on
// with a book.
package handover

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/usrfile"
)

// toWire gives a run as it travels.
func toWire(c cashbook.Copy) usrfile.Run {
	run := usrfile.Run{Book: uuid.UUID(c.Book), Epoch: c.Epoch, After: headToWire(c.After), Head: headToWire(c.End())}
	for _, v := range c.Entries {
		e := v.Entry
		run.Entries = append(run.Entries, usrfile.Entry{
			Seq: e.Seq, Number: e.Number, Revision: e.Revision, Reverses: e.Reverses, Epoch: e.Epoch,
			Day: e.Day.String(), Recorded: usrfile.InstantOf(e.Recorded), Author: uuid.UUID(e.Author), Poste: uuid.UUID(e.Poste),
			AmountMinor: v.AmountMinor, Text: v.Text, Account: v.Account, Recipient: v.Recipient,
			PartnerNumber: v.PartnerNumber, Hash: usrfile.Bytes32(e.Hash),
		})
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
		day, err := calendar.Parse(w.Day)
		if err != nil {
			return cashbook.Copy{}, fault.Wrap(err, fault.Forged, "file.unknown-value", fault.Args{"Value": fault.Excerpt(w.Day)})
		}
		v := cashbook.Voucher{
			Entry: ledger.Entry{
				Book: c.Book, Seq: w.Seq, Number: w.Number, Revision: w.Revision, Reverses: w.Reverses, Epoch: w.Epoch,
				Day: day, Recorded: w.Recorded.Time(), Author: ident.UserID(w.Author), Poste: ident.PosteID(w.Poste),
				Prev: prev, Hash: ledger.Hash(w.Hash),
			},
			AmountMinor: w.AmountMinor, Text: w.Text, Account: w.Account, Recipient: w.Recipient, PartnerNumber: w.PartnerNumber,
		}
		c.Entries, prev = append(c.Entries, v), v.Entry.Hash
	}
	return c, nil
}
