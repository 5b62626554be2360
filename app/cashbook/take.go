package cashbook

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Branch is what a poste entered after its book had been withdrawn. It is kept
// apart, never part of the book, and can only be read.
type Branch struct {
	Book     ident.BookID
	Epoch    int64
	Poste    ident.PosteID
	Entries  int64
	From, To int64       // numbers
	End      ledger.Head // of its chain
	Received time.Time   // the last of it
}

// Taken is what a run of entries brought.
type Taken struct {
	Book     Book
	New      int         // entries added to the book
	Branched int         // entries added to a branch
	Counts   int         // cash counts added
	Signed   int         // signatures of counts added
	Head     ledger.Head // of the book here, now
}

// TakeCopy adds to a book at head office what the poste that keeps it has sent,
// after checking that it is that poste's, follows what is held, and keeps the
// rules. What was entered after the book had been withdrawn becomes a branch. A
// run that leaves entries out is fault.Conflict, one that contradicts what is
// held fault.Forged; then nothing of it may be kept.
func TakeCopy(s Records, c Copy, now time.Time) (Taken, error) {
	b, err := s.Book(c.Book)
	if err != nil {
		return Taken{}, err
	}
	history, err := s.Ownerships(c.Book)
	if err != nil {
		return Taken{}, err
	}
	own, next := between(history, c)
	if own.Epoch == 0 || c.After.Seq < own.Head.Seq {
		return Taken{}, fault.New(fault.Forged, "cashbook.copy-owner", fault.Args{"Book": b.Ref()})
	}
	for _, v := range c.Entries {
		if v.Entry.Epoch != c.Epoch || v.Entry.Poste != c.Poste {
			return Taken{}, fault.New(fault.Forged, "cashbook.copy-owner", fault.Args{"Book": b.Ref()})
		}
	}
	if err := inspect(b, c, until(history, c.Epoch)); err != nil {
		return Taken{}, err
	}
	t := taking{store: s, book: b, copied: c, now: now}
	if next.Epoch == 0 {
		err = t.takeEntries(true)
	} else {
		err = t.takeBranch(next.Head)
	}
	if err != nil {
		return Taken{}, err
	}
	if c.Returned && next.Epoch == 0 {
		if err := t.end(own); err != nil {
			return Taken{}, err
		}
	}
	t.taken.Book = b
	t.taken.Head, err = s.Head(b.ID)
	return t.taken, err
}

// between gives the grant under which a run was entered, and what ended it;
// either may be zero.
func between(history []ledger.Ownership, c Copy) (own, next ledger.Ownership) {
	for _, o := range history {
		switch {
		case o.Epoch == c.Epoch && o.Poste == c.Poste && o.Kept():
			own = o
		case own.Epoch != 0 && next.Epoch == 0:
			next = o
		}
	}
	return own, next
}

// until gives what was said of a book up to an epoch.
func until(history []ledger.Ownership, epoch int64) []ledger.Ownership {
	return slices.DeleteFunc(slices.Clone(history), func(o ledger.Ownership) bool { return o.Epoch > epoch })
}

// inspect checks the run by itself: its chain, and the texts.
func inspect(b Book, c Copy, history []ledger.Ownership) error {
	verifier := ledger.NewVerifier(b.ID, c.After, ledger.Gaps(history)...)
	for i := range c.Entries {
		v := &c.Entries[i]
		if err := verifier.Check(&v.Entry, v); err != nil {
			return err
		}
		if err := inspectTexts(b, v); err != nil {
			return err
		}
	}
	return nil
}

// inspectTexts refuses amounts and texts that nobody could have entered.
func inspectTexts(b Book, v *Voucher) error {
	if v.AmountMinor == 0 || v.AmountMinor > MaxAmountMinor || v.AmountMinor < -MaxAmountMinor {
		return fault.New(fault.Forged, "cashbook.damage-amount", fault.Args{"Book": b.Ref(), "Number": v.Entry.Number, "Seq": v.Entry.Seq})
	}
	cleaned, err := v.cleaned()
	if err != nil || !cleaned.Equal(v.Content) {
		return fault.New(fault.Forged, "cashbook.copy-text", fault.Args{"Book": b.Ref(), "Number": v.Entry.Number})
	}
	return nil
}

// taking is one run on its way into a book.
type taking struct {
	store  Records
	book   Book
	copied Copy
	taken  Taken
	now    time.Time
}

// takeEntries adds what is new to the book, which is verified with the last of them.
func (t *taking) takeEntries(last bool) error {
	held, err := t.store.Head(t.book.ID)
	if err != nil {
		return err
	}
	fresh, err := t.fresh(held, t.copied.After, t.copied.Entries, t.chain)
	if err != nil {
		return err
	}
	for _, v := range fresh {
		if err := t.store.AppendVoucher(v); err != nil {
			return err
		}
	}
	if err := t.takeCounts(); err != nil {
		return err
	}
	if t.taken.New = len(fresh); !last || len(fresh)+t.taken.Counts+t.taken.Signed == 0 {
		return nil
	}
	_, err = Verify(t.store, t.book.ID)
	return err
}

func (t *taking) chain(fromSeq int64, visit func(Voucher) error) error {
	return t.store.Chain(t.book.ID, fromSeq, visit)
}

// takeBranch compares what was entered before the book was withdrawn at the cut,
// and keeps what follows apart.
func (t *taking) takeBranch(cut ledger.Head) error {
	before, after := t.copied.Entries, []Voucher(nil)
	for i, v := range before {
		if v.Entry.Seq > cut.Seq {
			before, after = before[:i], before[i:]
			break
		}
	}
	if t.copied.After.Seq <= cut.Seq {
		if _, err := t.fresh(cut, t.copied.After, before, t.chain); err != nil {
			return err
		}
	}
	if len(after) == 0 {
		return nil
	}
	held, err := t.store.BranchHead(t.book.ID, t.copied.Epoch)
	if err != nil {
		return err
	}
	if held.Seq == 0 {
		held = cut
	}
	start := t.copied.After
	for _, v := range before {
		start = start.After(v.Entry)
	}
	fresh, err := t.fresh(held, start, after, func(fromSeq int64, visit func(Voucher) error) error {
		return t.store.BranchChain(t.book.ID, t.copied.Epoch, fromSeq, visit)
	})
	for _, v := range fresh {
		if err == nil {
			err = t.store.AppendBranch(held, v, t.now)
			held = held.After(v.Entry)
		}
	}
	if t.taken.Branched = len(fresh); err != nil || len(fresh) == 0 {
		return err
	}
	_, err = VerifyChain(t.store, t.book.ID) // a run alone does not show what came in those before it
	return err
}

// fresh gives the entries after what is held, once those that are held already
// have turned out to be the same.
func (t *taking) fresh(held, after ledger.Head, entries []Voucher, chain func(int64, func(Voucher) error) error) ([]Voucher, error) {
	if after.Seq > held.Seq {
		return nil, fault.New(fault.Conflict, "cashbook.copy-gap", fault.Args{"Book": t.book.Ref(), "Number": held.Number})
	}
	if after.Seq == held.Seq && after.Hash != held.Hash {
		return nil, t.rewritten(after.Number)
	}
	known := min(int(held.Seq-after.Seq), len(entries))
	place := 0
	err := chain(after.Seq+1, func(v Voucher) error {
		if place == known {
			return errEnough
		}
		if v.Entry.Hash != entries[place].Entry.Hash {
			return t.rewritten(v.Entry.Number)
		}
		place++
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	return entries[known:], nil
}

func (t *taking) rewritten(number int64) error {
	return fault.New(fault.Forged, "cashbook.copy-rewritten", fault.Args{"Book": t.book.Ref(), "Number": number})
}

// end writes that the poste has given the book back.
func (t *taking) end(own ledger.Ownership) error {
	end, err := follow(t.store, own, t.now)
	if err != nil {
		return err
	}
	if t.copied.End().Hash != end.Head.Hash {
		return nil // an older copy again
	}
	if err := t.store.SaveOwnership(end); err != nil {
		return err
	}
	return noteEnd(t.store, directory.Actor{}, t.book, own, end, nil, directory.VerbBookReturned, t.now)
}

// TakeEntries adds to a book, on the poste to which head office has granted it,
// what was entered before. The run must lead to the granted head.
func TakeEntries(s Records, poste ident.PosteID, c Copy, granted ledger.Head, now time.Time) (Taken, error) {
	b, err := s.Book(c.Book)
	if err != nil {
		return Taken{}, err
	}
	owner, err := ownedBy(s, b, poste)
	if err != nil {
		return Taken{}, err
	}
	end := c.End()
	switch {
	case owner.Epoch < c.Epoch:
		return Taken{}, fault.New(fault.Conflict, "cashbook.entries-early", fault.Args{"Book": b.Ref()})
	case owner.Head != granted || end.Seq > granted.Seq || end.Seq == granted.Seq && end.Hash != granted.Hash:
		return Taken{}, fault.New(fault.Forged, "cashbook.entries-other", fault.Args{"Book": b.Ref()})
	}
	history, err := s.Ownerships(c.Book)
	if err != nil {
		return Taken{}, err
	}
	if err := inspect(b, c, history); err != nil {
		return Taken{}, err
	}
	t := taking{store: s, book: b, copied: c, now: now}
	if err := t.takeEntries(end.Seq == granted.Seq); err != nil {
		return Taken{}, err
	}
	t.taken.Book = b
	t.taken.Head, err = s.Head(b.ID)
	return t.taken, err
}

// Entries gives what a poste needs of a book that it was granted, in runs of
// which each leads to the next and the last to the granted head.
func Entries(s Store, book ident.BookID) ([]Copy, error) {
	owner, err := s.Ownership(book)
	if err != nil {
		return nil, err
	}
	queue := countQueue{}
	if queue.counts, err = s.Counts(book, 1); err != nil {
		return nil, err
	}
	if queue.signatures, err = s.CountSignatures(book, 1); err != nil {
		return nil, err
	}
	found := runs{size: CopySize}
	begin := Copy{Book: book, Epoch: owner.Epoch, Poste: owner.Poste}
	err = s.Chain(book, 1, func(v Voucher) error {
		if v.Entry.Seq > owner.Head.Seq {
			return errEnough
		}
		found.settle(&queue, begin)
		found.add(v, begin)
		begin.After = begin.After.After(v.Entry)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	found.settle(&queue, begin)
	return found.all, err
}

// Details are what the history keeps of a run that was taken.
func (t Taken) Details() []directory.Detail {
	return []directory.Detail{
		{Name: "book", Value: t.Book.Ref()}, {Name: "entries", Value: strconv.Itoa(t.New)},
		{Name: "branched", Value: strconv.Itoa(t.Branched)},
	}
}
