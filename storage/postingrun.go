package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// postingRun appends many postings of a journal. What follows from them is gathered
// in memory: the totals of the months, since every posting changes some, and as
// many lines as can be sorted, since they are stored in the order of the accounts.
type postingRun struct {
	tx      *Tx
	head    ledger.Head
	derived *derived
}

// linesHeld is how many lines wait for each other.
const linesHeld = 32_768

// PostingRun begins to append postings at the end of a journal's chain.
func (t *Tx) PostingRun(j accounting.Journal) (accounting.PostingRun, error) {
	head, err := t.PostingHead(j.ID)
	return &postingRun{tx: t, head: head, derived: newDerived(t, j)}, err
}

// Append adds the next link, as AppendPosting does.
func (r *postingRun) Append(p accounting.Posting) error {
	e := p.Entry
	if r.head.Seq != 0 && (e.Seq != r.head.Seq+1 || e.Prev != r.head.Hash || e.Number <= r.head.Number) {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": e.Number})
	}
	if err := r.tx.insertPosting(p); err != nil {
		return err
	}
	r.head = r.head.After(e)
	if r.derived.add(p); len(r.derived.lines) < linesHeld {
		return nil
	}
	return r.derived.writeLines()
}

// Close writes all that waits.
func (r *postingRun) Close() error { return r.derived.write() }
