package storage

import (
	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ledger"
)

// postingRun appends many postings of a journal. They are written behind, while the
// caller makes the next ones. What follows from them is gathered in memory: the
// totals of the months, since every posting changes some, and as many lines as can
// be sorted, since they are stored in the order of the accounts.
type postingRun struct {
	tx       *Tx
	head     ledger.Head
	postings []any // values of those that wait
	derived  *derived
}

// postingsHeld and linesHeld are how many of them wait for each other.
const postingsHeld, linesHeld = 256, 32_768

// PostingRun begins to append postings at the end of a journal's chain.
func (t *Tx) PostingRun(j accounting.Journal) (accounting.PostingRun, error) {
	head, err := t.PostingHead(j.ID)
	return &postingRun{tx: t, head: head, derived: newDerived(j)}, err
}

// Append adds the next link, as AppendPosting does. That the database refuses one
// may be told after others, or by Close.
func (r *postingRun) Append(p accounting.Posting) error {
	e := p.Entry
	if r.head.Seq != 0 && (e.Seq != r.head.Seq+1 || e.Prev != r.head.Hash || e.Number <= r.head.Number) {
		return fault.New(fault.Conflict, "storage.chain", fault.Args{"Number": e.Number})
	}
	r.head = r.head.After(e)
	r.derived.add(p)
	if r.postings = postingValues(r.postings, p); len(r.postings) >= postingsHeld*insertPostings.columns {
		if err := r.tx.writeBehind(r.takePostings()); err != nil {
			return err
		}
	}
	if len(r.derived.lines) < linesHeld {
		return nil
	}
	return r.tx.writeBehind(r.derived.takeLines())
}

// takePostings takes those that wait.
func (r *postingRun) takePostings() newRows {
	b := newRows{&insertPostings, r.postings}
	r.postings = make([]any, 0, cap(r.postings))
	return b
}

// Close writes all that waits.
func (r *postingRun) Close() error {
	for _, b := range append([]newRows{r.takePostings()}, r.derived.all()...) {
		if err := r.tx.writeBehind(b); err != nil {
			return err
		}
	}
	return r.tx.catchUp()
}
