package workspace

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/usrfile"
)

// PostingsArrival is a run of what was posted in a journal before it came here.
type PostingsArrival struct {
	Journal  accounting.Journal
	From, To int64 // numbers
	New      int   // postings that are not here yet

	handed accounting.Handed
	opened *exchange.Opened
}

// Change tells what the run brings, in the words of a preview.
func (a *PostingsArrival) Change() exchange.Change {
	return exchange.Change{Sign: exchange.Note, Key: "postings", Args: fault.Args{
		"Journal": a.Journal.Ref(), "Name": a.Journal.Name, "Numbers": cashbook.NumberRange(a.From, a.To), "Count": a.New,
	}}
}

func (in *intake) previewPostings(a *Arrival, o *exchange.Opened, h usrfile.JournalHandover) error {
	handed, err := handover.ReadPostings(h)
	if err != nil {
		return err
	}
	journal, err := in.tx.Journal(handed.Journal)
	if isMissing(err) {
		return fault.Wrap(err, fault.Conflict, "workspace.postings-of-no-journal", nil)
	}
	if err != nil {
		return err
	}
	p := &PostingsArrival{Journal: journal, handed: handed, opened: o}
	for _, posting := range handed.Postings {
		if p.From == 0 {
			p.From = posting.Entry.Number
		}
		p.To = posting.Entry.Number
	}
	a.Postings = p
	if a.Repeated {
		return nil
	}
	fresh, err := accounting.CheckPostings(in.tx, in.home.Poste, handed)
	p.New = len(fresh)
	return err
}
