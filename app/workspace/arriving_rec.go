package workspace

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/sync/record"
	"github.com/comptoir/comptoir/usrfile"
)

// previewRecord shows the record of a poste, at head office, or what head office
// has for this poste: its answer to a record, or the entries of a book. What a
// poste has sealed to the one that head office is itself acknowledges its batches.
func previewRecord(in *intake, a *Arrival) error {
	if in.home.Side == directory.HeadOffice {
		from, is, err := in.forOwnPoste()
		switch {
		case err != nil:
			return err
		case is:
			return in.previewReceipt(a, from)
		}
		return in.previewReport(a)
	}
	if from, is := in.fromPoste(); is {
		return in.previewReceipt(a, from)
	}
	receiver, err := in.receiver()
	if err != nil {
		return err
	}
	opened, err := exchange.OpenAbout(in.tx, receiver, in.parcel, usrfile.KindRecord, in.clock, handedBook)
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
	a.fill(opened)
	switch {
	case data.Handover != nil:
		return in.previewHandover(a, opened, *data.Handover)
	case data.Received != nil:
		return in.previewOfficeReceipt(a, opened, *data.Received)
	case data.Decided != nil:
		return in.previewDecision(a, opened, *data.Decided)
	case data.Journal != nil:
		return in.previewPostings(a, opened, *data.Journal)
	case data.Acknowledged != nil:
		a.Answer, err = record.ReadAnswer(in.tx, opened, *data.Acknowledged)
		return err
	default:
		return fault.New(fault.Forged, "record.other-side", nil)
	}
}

// forOwnPoste tells whether a record was sealed to the poste that head office is,
// and by which other one.
func (in *intake) forOwnPoste() (from ident.PosteID, is bool, err error) {
	m, readable := messageOf(in.parcel.File)
	poste, err := homePoste(in.tx, in.home)
	return ident.PosteID(m.Poste), readable && poste.Number > 0 && m.Recipient == poste.BoxKey, err
}

// handedBook gives the book of a hand-over: those of one book are in order among
// themselves, whatever head office has answered meanwhile.
func handedBook(payload []byte) (book [16]byte, err error) {
	data, err := usrfile.DecodeRecordData(payload)
	if err != nil {
		return book, exchange.AsFault(err)
	}
	if data.Handover != nil {
		book = data.Handover.Book
	}
	if data.Journal != nil {
		book = data.Journal.Journal
	}
	if data.Decided != nil {
		book = handover.DecisionOrder(*data.Decided)
	}
	if data.Received != nil {
		book = handover.ReceiptOrder(data.Received.Book)
	}
	return book, nil
}

func (in *intake) previewReport(a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	if err := directory.Can(by, directory.RightAlarmHandle, directory.Place{}, in.clock.Now()); err != nil {
		return err
	}
	keys, err := in.by.boxKeys(in.tx)
	if err != nil {
		return err
	}
	if a.Report, err = record.PreviewReport(in.tx, in.parcel.File, keys, in.clock); err != nil {
		return err
	}
	a.describe(a.Report.Sent.Message)
	a.Repeated = a.Report.Sent.Repeated
	return nil
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

// applyRecord takes what previewRecord showed.
func applyRecord(in *intake, a *Arrival) error {
	if a.Repeated {
		return nil
	}
	by, err := in.actor()
	if err != nil {
		return err
	}
	switch {
	case a.Receipt != nil:
		return in.applyReceipt(by, a.Receipt)
	case a.Decision != nil:
		return in.applyDecision(by, a.Decision)
	case a.Report != nil:
		return record.Take(in.tx, by, a.Report, in.clock.Now())
	case a.Answer != nil:
		if err := in.tx.Acknowledge(a.Answer.Digest(), in.clock.Now()); ignoreMissing(err) != nil {
			return err
		}
		return record.ApplyAnswer(in.tx, a.Answer, in.clock)
	case a.Postings != nil:
		if _, err := accounting.TakePostings(in.tx, by, in.home.Poste, a.Postings.handed, in.clock.Now()); err != nil {
			return err
		}
		return a.Postings.opened.SaveMarks(in.tx, in.clock)
	}
	taken, err := a.Entries.handed.Apply(in.tx, by, in.home.Poste, in.clock.Now())
	if err != nil {
		return err
	}
	a.Entries.Taken = taken
	return a.Entries.opened.SaveMarks(in.tx, in.clock)
}

// RecordChange tells, in the words of a preview, what a record brings: the report
// of a poste, or head office's answer.
func (a *Arrival) RecordChange() (exchange.Change, bool) {
	switch {
	case a.Receipt != nil:
		return a.Receipt.Change(), true
	case a.Decision != nil:
		return a.Decision.Change(), true
	case a.Postings != nil:
		return a.Postings.Change(), true
	case a.Closing != nil:
		return a.Closing.Change(), true
	case a.Batch != nil:
		return a.Batch.Change(), true
	case a.Report != nil:
		p := a.Report.Poste
		args := fault.Args{"Poste": p.Number, "Label": p.Label, "Count": a.Report.Lines}
		if a.Report.Missing {
			return exchange.Change{Sign: exchange.Note, Key: "report-missing", Args: args}, true
		}
		return exchange.Change{Sign: exchange.Note, Key: "report", Args: args}, true
	case a.Answer != nil:
		args := fault.Args{"Count": a.Answer.Lines, "Last": a.Answer.Last}
		return exchange.Change{Sign: exchange.Note, Key: "answer", Args: args}, true
	}
	return exchange.Change{}, false
}
