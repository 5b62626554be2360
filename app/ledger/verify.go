package ledger

import (
	"crypto/sha256"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Verifier checks the entries of one book, one after the other in the order of
// the chain. It keeps one buffer and what it must know of revisions and
// reversals, which are rare, so that a million entries cost little more than
// their SHA-256.
type Verifier struct {
	book     ident.BookID
	start    Head
	head     Head
	epoch    int64
	revised  map[int64]int      // number → its newest revision, when it has any
	reversed map[int64]struct{} // numbers that have been cancelled
	gaps     []Gap
	buffer   []byte
}

// Gap is a range of numbers that no voucher of the book has: they were lost, and
// the first new number after the entry After is the one after To.
type Gap struct {
	After    int64 // sequence number; 0 for the beginning
	From, To int64
}

// NewVerifier starts after a head that is trusted, or at the beginning of the
// book with the zero Head. Of what lies before a head it knows nothing: the
// first revision it sees of such a voucher may have any revision number. The
// chain must have the gaps, and no others.
func NewVerifier(book ident.BookID, after Head, gaps ...Gap) *Verifier {
	return &Verifier{
		book: book, start: after, head: after, gaps: gaps,
		revised: map[int64]int{}, reversed: map[int64]struct{}{},
	}
}

// Skip lets the chain have a gap that shows only on the way.
func (v *Verifier) Skip(gap Gap) { v.gaps = append(v.gaps, gap) }

// Head gives the end of what has been verified so far.
func (v *Verifier) Head() Head { return v.head }

// Check verifies the next entry with its content. The first damage is a
// fault.Forged whose key says what is wrong and whose arguments say where;
// nothing after it can be trusted, so the walk should end there.
func (v *Verifier) Check(e *Entry, c Content) error {
	if err := v.inspect(e, c); err != nil {
		return err
	}
	if e.Revision > 0 {
		v.revised[e.Number] = e.Revision
	}
	if e.Reverses != 0 {
		v.reversed[e.Reverses] = struct{}{}
	}
	v.epoch = e.Epoch
	v.head = v.head.After(*e)
	return nil
}

// inspect finds what is wrong with the entry. The place in the chain comes
// first, since a missing entry explains everything after it; then the hash,
// since it says whether the rest is what was entered.
func (v *Verifier) inspect(e *Entry, c Content) error {
	switch {
	case e.Seq != v.head.Seq+1:
		return v.damage("ledger.sequence", e)
	case e.Prev != v.head.Hash:
		return v.damage("ledger.link", e)
	case e.Hash != v.sum(e, c):
		return v.damage("ledger.hash", e)
	case e.Book != v.book:
		return v.damage("ledger.book", e)
	case e.Revision == 0 && e.Number != v.next():
		return v.damage("ledger.number", e)
	case e.Revision != 0 && !v.revises(e):
		return v.damage("ledger.revision", e)
	case e.Reverses != 0 && !v.reverses(e):
		return v.damage("ledger.reversal", e)
	case e.Epoch < v.epoch:
		return v.damage("ledger.epoch", e)
	}
	return nil
}

func (v *Verifier) sum(e *Entry, c Content) Hash {
	v.buffer = c.AppendBody(e.AppendHeader(v.buffer[:0]))
	return sha256.Sum256(v.buffer)
}

// next gives the number that the next voucher must have.
func (v *Verifier) next() int64 {
	last := v.head.Number
	for _, gap := range v.gaps {
		if gap.After <= v.head.Seq {
			last = max(last, gap.To)
		}
	}
	return last + 1
}

// lost reports whether no voucher has the number.
func (v *Verifier) lost(number int64) bool {
	for _, gap := range v.gaps {
		if gap.From <= number && number <= gap.To {
			return true
		}
	}
	return false
}

// revises reports whether e is the next revision of a number the book has.
func (v *Verifier) revises(e *Entry) bool {
	if e.Number < 1 || e.Number > v.head.Number || e.Revision < 1 || v.lost(e.Number) {
		return false
	}
	newest, known := v.revised[e.Number]
	return e.Revision == newest+1 || !known && e.Number <= v.start.Number
}

// reverses reports whether e cancels an earlier number for the first time. A
// reversal is not revised: it would have to stay the opposite of what it names.
func (v *Verifier) reverses(e *Entry) bool {
	_, twice := v.reversed[e.Reverses]
	return e.Reverses >= 1 && e.Reverses < e.Number && e.Revision == 0 && !twice && !v.lost(e.Reverses)
}

// damage says what is wrong at which place of the chain.
func (v *Verifier) damage(key string, e *Entry) error {
	return fault.New(fault.Forged, key, fault.Args{
		"Seq": v.head.Seq + 1, "Found": e.Seq, "Number": e.Number, "Day": e.Day,
	})
}
