package workspace

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/sync/verification"
	"github.com/comptoir/comptoir/usrfile"
)

// ClosingArrival is a file of a closing that came to head office.
type ClosingArrival struct {
	Journal   accounting.Journal
	Poste     directory.Poste // that sent it
	Author    string          // who closed
	Number    int64           // of the closing
	Part      int             // of its files
	Closing   *accounting.Closing
	Postings  int // in the file
	New       int // that head office has not
	Documents int

	opened *handover.OpenedClosing
}

// Change tells what the file brings, in the words of a preview.
func (a *ClosingArrival) Change() exchange.Change {
	args := fault.Args{
		"Journal": a.Journal.Ref(), "Name": a.Journal.Name, "Number": a.Number, "Part": a.Part, "Poste": a.Poste.Number,
		"Author": a.Author, "Postings": a.New, "Documents": a.Documents,
	}
	if a.Closing == nil {
		return exchange.Change{Sign: exchange.Note, Key: "closing-part", Args: args}
	}
	args["Kind"], args["Until"] = fault.Key("closing."+string(a.Closing.Kind)), a.Closing.Until
	return exchange.Change{Sign: exchange.Note, Key: "closing", Args: args}
}

// previewClosing shows a closing to somebody who may decide about it, or who gives
// journals to postes. Its documents are read once to see that they are whole.
func previewClosing(in *intake, a *Arrival) error {
	keys, err := in.by.boxKeys(in.tx)
	if err != nil {
		return err
	}
	o, err := handover.OpenClosing(in.tx, in.parcel.File, keys, in.clock)
	if err != nil {
		return err
	}
	by, err := in.actor()
	if err != nil {
		return err
	}
	if err := mayTakeClosing(in, by, o.Journal); err != nil {
		return err
	}
	a.describe(o.Sent.Message)
	a.Repeated = o.Sent.Repeated
	c := &ClosingArrival{
		Journal: o.Journal, Poste: o.Sent.Poste, Number: o.In.Number, Part: o.In.Part, Postings: len(o.In.Postings), New: o.New,
		Documents: o.Documents(), opened: o,
	}
	if closing, found := o.In.Closing(); found {
		c.Closing = &closing
	}
	if c.Author, err = nameOf(in.tx, a.Subject); err != nil {
		return err
	}
	a.Closing = c
	return o.EachDocument(in.tx, func(named cashbook.Attachment, data []byte) error {
		return attachment.Check(named.Name, named.Media, data)
	})
}

func mayTakeClosing(in *intake, by directory.Actor, j accounting.Journal) error {
	err := accounting.May(in.tx, by, directory.RightClosingDecide, j, in.clock.Now())
	if err != nil && accounting.May(in.tx, by, directory.RightBookGrant, j, in.clock.Now()) == nil {
		return nil
	}
	return err
}

// applyClosing adds what previewClosing showed.
func applyClosing(in *intake, a *Arrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	unlawful, err := unlawfulRestore(in, a.Closing.opened)
	if err != nil {
		return err
	}
	err = a.Closing.opened.Apply(in.tx, by, func(named cashbook.Attachment, data []byte) error {
		if err := attachment.Check(named.Name, named.Media, data); err != nil {
			return err
		}
		_, err := in.w.Cabinet().Put(data)
		return err
	}, in.clock.Now())
	a.Closing.New = a.Closing.opened.New
	if err != nil || unlawful == nil {
		return err
	}
	return directory.Raise(in.tx, directory.AlarmUnapprovedRestore, unlawful.Poste, ident.UserID{}, in.clock.Now(), unlawful.Details()...)
}

// unlawfulRestore gives the restore that the file shows, when it has contradicted
// what head office had received and nobody has approved it; else nil.
func unlawfulRestore(in *intake, o *handover.OpenedClosing) (*verification.RestoreDone, error) {
	if o.Sent.Repeated {
		return nil, nil
	}
	f, found, err := accounting.FollowedRestore(in.tx, o.In)
	if err != nil || !found {
		return nil, err
	}
	done := &verification.RestoreDone{Journal: o.Journal, Poste: o.In.Sender, Cut: f.Cut, End: f.End, Backup: f.Backup, Code: f.Code}
	lawful, err := done.Lawful(in.tx)
	if lawful {
		done = nil
	}
	return done, err
}

// DecisionArrival is head office's word on a closing of this poste.
type DecisionArrival struct {
	Journal accounting.Journal
	accounting.Word

	opened *exchange.Opened
}

// Change tells what was decided, in the words of a preview.
func (a *DecisionArrival) Change() exchange.Change {
	args := fault.Args{
		"Journal": a.Journal.Ref(), "Name": a.Journal.Name, "Number": a.Number, "Reason": a.Reason, "Decider": a.ByName,
	}
	switch {
	case !a.Released:
		return exchange.Change{Sign: exchange.Loss, Key: "closing-rejected", Args: args}
	case a.Reason != "":
		return exchange.Change{Sign: exchange.Gain, Key: "closing-released-because", Args: args}
	}
	return exchange.Change{Sign: exchange.Gain, Key: "closing-released", Args: args}
}

func (in *intake) previewDecision(a *Arrival, o *exchange.Opened, data usrfile.Decided) error {
	d := &DecisionArrival{Word: handover.ReadDecision(data), opened: o}
	c, known, err := accounting.CheckWord(in.tx, d.Word)
	if isMissing(err) {
		return fault.Wrap(err, fault.Conflict, "workspace.decision-of-nothing", nil)
	}
	if err != nil {
		return err
	}
	if d.Journal, err = in.tx.Journal(c.Journal); err != nil {
		return err
	}
	a.Repeated = a.Repeated || known && !c.Decision.ByCode
	a.Decision = d
	return nil
}

// applyDecision does what head office has decided.
func (in *intake) applyDecision(by directory.Actor, d *DecisionArrival) error {
	c, err := accounting.TakeWord(in.tx, by, d.Word, in.clock.Now())
	if err != nil {
		return err
	}
	if err := in.acknowledgeClosing(c); err != nil {
		return err
	}
	return d.opened.SaveMarks(in.tx, in.clock)
}

// acknowledgeClosing notes that head office has the files of a closing about which
// it has decided.
func (in *intake) acknowledgeClosing(c accounting.Closing) error {
	files, err := in.tx.ClosingFiles(c.Journal, c.Number)
	if err != nil {
		return err
	}
	for _, f := range files {
		if err := in.tx.Acknowledge(f.Digest, in.clock.Now()); ignoreMissing(err) != nil {
			return err
		}
	}
	return nil
}
