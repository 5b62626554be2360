package cashbook

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Copy is a run of entries of one book that the poste which keeps it sends to
// head office, so that little is lost when the poste dies.
type Copy struct {
	Book     ident.BookID
	Epoch    int64
	Poste    ident.PosteID
	After    ledger.Head // which the run follows
	Entries  []Voucher
	Returned bool // the poste enters nothing after the run

	Counts     []Count          // of heads up to the end of the run
	Signatures []CountSignature // likewise
}

// CopyState is how far a book has been copied on the poste that keeps it.
type CopyState struct {
	Book         ident.BookID
	Epoch        int64
	Seq          int64 // last entry that was copied
	Acknowledged int64 // last entry that head office has confirmed
	Day          calendar.Day
	Returned     bool // « restitué »; nothing more is entered under the epoch
}

// CopySize bounds the entries of one copy; a longer run travels in several.
const CopySize = 1_500

// What the entries of one copy may weigh together, so that they fit into one
// message: an entry with the longest texts weighs 1, its parts and attachments
// come on top. CopySize such entries fit; see usrfile.MaxEntries.
const (
	entryWeight      = 12
	partWeight       = 1
	attachmentWeight = 4
	copyWeight       = CopySize * entryWeight
)

func (v Voucher) weight() int {
	return entryWeight + len(v.Parts)*partWeight + len(v.Attachments)*attachmentWeight
}

// runs puts entries that follow each other into copies that are not too large.
type runs struct {
	all    []Copy
	size   int // entries
	weight int // of the last run
}

// add appends the entry to the last run, or begins one after the head.
func (r *runs) add(v Voucher, begin Copy) {
	run := r.room(1, v.weight(), begin)
	run.Entries = append(run.Entries, v)
}

// room gives the run that has room for so many entries and so much more: the last
// one, or one that begins.
func (r *runs) room(entries, weight int, begin Copy) *Copy {
	last := len(r.all) - 1
	if last < 0 || len(r.all[last].Entries)+entries > r.size || r.weight+weight > copyWeight ||
		len(r.all[last].Counts) == MaxRunCounts || len(r.all[last].Signatures) == MaxRunCounts {
		r.all, r.weight, last = append(r.all, begin), 0, last+1
	}
	r.weight += weight
	return &r.all[last]
}

// DueCopies lists the books that this poste keeps, or kept, and that have
// entries which are in no copy yet.
func DueCopies(s Store, poste ident.PosteID) ([]Book, error) {
	books, err := s.Books(BookFilter{})
	if err != nil {
		return nil, err
	}
	var due []Book
	for _, b := range books {
		run, err := nextRun(s, b.ID, poste, 1)
		if err != nil {
			return nil, err
		}
		state, err := s.Copied(b.ID)
		if err != nil {
			return nil, err
		}
		head, err := s.Head(b.ID)
		if err != nil {
			return nil, err
		}
		counts, err := s.CountsCopied(b.ID)
		if err != nil {
			return nil, err
		}
		if len(run) > 0 && (state.Epoch != run[0].Epoch || state.Seq < head.Seq || uncopied(run, counts)) {
			due = append(due, b)
		}
	}
	return due, nil
}

// Copies gives what head office has not confirmed yet of the entries that this
// poste has made under its newest grant, in runs that follow each other. There
// is none for a book of which nothing was entered here; a book that was given
// back has one in any case, which says so.
func Copies(s Store, book ident.BookID, poste ident.PosteID) ([]Copy, error) {
	runs, err := nextRun(s, book, poste, CopySize)
	if err != nil {
		return nil, err
	}
	state, err := s.Copied(book)
	if err != nil || !state.Returned {
		return runs, err
	}
	if len(runs) == 0 {
		head, err := s.Head(book)
		if err != nil {
			return nil, err
		}
		runs = []Copy{{Book: book, Epoch: state.Epoch, Poste: poste, After: head}}
	}
	runs[len(runs)-1].Returned = true
	return runs, nil
}

// uncopied reports whether runs have counts or signatures that no copy had.
func uncopied(runs []Copy, state CountCopy) bool {
	for _, run := range runs {
		if (countQueue{run.Counts, run.Signatures}).fresh(state) {
			return true
		}
	}
	return false
}

func nextRun(s Store, book ident.BookID, poste ident.PosteID, size int) ([]Copy, error) {
	own, err := lastGrant(s, book, poste)
	if err != nil || own.Epoch == 0 {
		return nil, err
	}
	state, err := s.Copied(book)
	if err != nil {
		return nil, err
	}
	after := own.Head
	if state.Epoch == own.Epoch && state.Acknowledged > after.Seq {
		if after, err = headAt(s, book, own.Head, state.Acknowledged); err != nil {
			return nil, err
		}
	}
	counts, err := s.CountsCopied(book)
	if err != nil {
		return nil, err
	}
	queue, err := dueCounts(s, own, counts)
	if err != nil {
		return nil, err
	}
	runs, err := collect(s, book, own.Epoch, after, size, queue)
	for i := range runs {
		runs[i].Poste = poste
	}
	return runs, err
}

// lastGrant gives the newest grant of a book to a poste, zero without any.
func lastGrant(s Store, book ident.BookID, poste ident.PosteID) (own ledger.Ownership, err error) {
	history, err := s.Ownerships(book)
	for _, o := range history {
		if o.Poste == poste && o.Kept() {
			own = o
		}
	}
	return own, err
}

// headAt walks from a head to the entry with a sequence number.
func headAt(s Store, book ident.BookID, from ledger.Head, seq int64) (ledger.Head, error) {
	head := from
	err := s.Chain(book, from.Seq+1, func(v Voucher) error {
		if v.Entry.Seq > seq {
			return errEnough
		}
		head = head.After(v.Entry)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return head, err
}

// errEnough ends a walk along a chain.
var errEnough = errors.New("cashbook: enough")

// collect puts the entries of an epoch after a head into runs, with the counts
// that were made on the way.
func collect(s Store, book ident.BookID, epoch int64, after ledger.Head, size int, queue countQueue) ([]Copy, error) {
	found := runs{size: size}
	begin := Copy{Book: book, Epoch: epoch, After: after}
	err := s.Chain(book, after.Seq+1, func(v Voucher) error {
		if v.Entry.Epoch != epoch || size == 1 && len(found.all) > 0 {
			return errEnough // of size 1, whether there is any is all that is asked
		}
		found.settle(&queue, begin)
		found.add(v, begin)
		begin.After = begin.After.After(v.Entry)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	if size > 1 {
		found.settle(&queue, begin)
	} else if begin.Counts, begin.Signatures = queue.counts, queue.signatures; len(begin.Counts)+len(begin.Signatures) > 0 {
		found.all = append(found.all, begin)
	}
	return found.all, err
}

// End gives the head at the end of the run.
func (c Copy) End() ledger.Head {
	head := c.After
	for _, v := range c.Entries {
		head = head.After(v.Entry)
	}
	return head
}

// Return gives a book back: from now on nothing more is entered in it here, and
// the copies of it say so to head office, which can then give it to another
// poste. At head office itself nothing has to travel, and nobody keeps it any more.
func Return(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) (Book, error) {
	b, owner, err := returnable(s, by, poste, book, now)
	if err != nil {
		return Book{}, err
	}
	home, err := s.Home()
	if err != nil {
		return Book{}, err
	}
	if home.Side == directory.HeadOffice && home.Poste == poste {
		end, err := follow(s, owner, now)
		if err != nil {
			return Book{}, err
		}
		if err := s.SaveOwnership(end); err != nil {
			return Book{}, err
		}
		return b, noteEnd(s, by, b, owner, end, nil, directory.VerbBookReturned, now)
	}
	return b, sayReturned(s, by, b, owner, now)
}

// returnable gives a book that the person may give back from the poste.
func returnable(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) (Book, ledger.Ownership, error) {
	b, err := s.Book(book)
	if err != nil {
		return Book{}, ledger.Ownership{}, err
	}
	if err := may(s, by, directory.RightBookAccept, b, now); err != nil {
		return Book{}, ledger.Ownership{}, err
	}
	owner, err := ownedBy(s, b, poste)
	if err != nil {
		return Book{}, ledger.Ownership{}, err
	}
	if err := notReturned(s, b, owner); err != nil {
		return Book{}, ledger.Ownership{}, err
	}
	_, err = continued(s, b, owner)
	return b, owner, err
}

// sayReturned has the next copy of a book say that it is given back.
func sayReturned(s Records, by directory.Actor, b Book, owner ledger.Ownership, now time.Time) error {
	state, err := s.Copied(b.ID)
	if err != nil {
		return err
	}
	if state.Epoch != owner.Epoch {
		state = CopyState{Book: b.ID, Epoch: owner.Epoch}
	}
	state.Returned = true
	if err := s.SaveCopied(state); err != nil {
		return err
	}
	own, err := s.Poste(owner.Poste)
	if err != nil {
		return err
	}
	return directory.Note(s, by, ident.UserID{}, directory.VerbBookReturned, now, ownershipFacts(owner, b, own)...)
}

// notReturned refuses to go on with a book that was given back.
func notReturned(s Store, b Book, owner ledger.Ownership) error {
	state, err := s.Copied(b.ID)
	if err == nil && state.Returned && state.Epoch == owner.Epoch {
		err = fault.New(fault.Denied, "cashbook.returned", fault.Args{"Book": b.Ref()})
	}
	return err
}

// SaveCopy remembers that runs were written, up to the last.
func SaveCopy(s Store, runs []Copy, day calendar.Day) error {
	last := runs[len(runs)-1]
	state, err := s.Copied(last.Book)
	if err != nil {
		return err
	}
	if state.Epoch != last.Epoch {
		state = CopyState{Book: last.Book, Epoch: last.Epoch}
	}
	state.Seq, state.Day = last.End().Seq, day
	if err := s.SaveCopied(state); err != nil {
		return err
	}
	return saveCounts(s, runs)
}

// Acknowledge notes that head office has the entries of a book up to one. More
// than was ever copied changes nothing.
func Acknowledge(s Store, book ident.BookID, epoch, seq int64) error {
	state, err := s.Copied(book)
	if err != nil || state.Epoch != epoch || seq <= state.Acknowledged || seq > state.Seq {
		return err
	}
	state.Acknowledged = seq
	return s.SaveCopied(state)
}
