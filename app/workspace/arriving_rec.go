package workspace

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/usrfile"
)

// previewRecord shows what head office has for this poste: the entries of a book.
func previewRecord(in *intake, a *Arrival) error {
	receiver, err := in.receiver()
	if err != nil {
		return err
	}
	opened, err := exchange.Open(in.tx, receiver, in.parcel, usrfile.KindRecord, in.clock)
	if err != nil {
		return err
	}
	if opened.FirstContact {
		return fault.New(fault.Forged, "registration.no-organisation", nil)
	}
	data, err := usrfile.DecodeRecordData(opened.Payload)
	if err != nil {
		return exchange.AsFault(err)
	}
	if data.Handover == nil {
		return fault.New(fault.Forged, "file.unknown-value", fault.Args{"Value": "report"})
	}
	a.fill(opened)
	return in.previewHandover(a, opened, *data.Handover)
}

func (in *intake) previewHandover(a *Arrival, o *exchange.Opened, h usrfile.Handover) error {
	read, err := handover.Read(h)
	if err != nil {
		return err
	}
	book, err := in.tx.Book(read.Copy.Book)
	if isMissing(err) {
		return fault.Wrap(err, fault.Conflict, "workspace.entries-of-no-book", nil)
	}
	if err != nil {
		return err
	}
	a.Entries = newEntriesArrival(book, read.Copy)
	a.Entries.handed, a.Entries.opened = read, o
	return nil
}

// applyRecord adds the entries to the book, which then can go on here.
func applyRecord(in *intake, a *Arrival) error {
	if a.Repeated {
		return nil
	}
	by, err := in.actor()
	if err != nil {
		return err
	}
	taken, err := a.Entries.handed.Apply(in.tx, by, in.home.Poste, in.clock.Now())
	if err != nil {
		return err
	}
	a.Entries.Taken = taken
	return a.Entries.opened.SaveMarks(in.tx, in.clock)
}
