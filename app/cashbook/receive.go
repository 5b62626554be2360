package cashbook

import (
	"errors"
	"strconv"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Received is a batch that arrived from the poste which keeps the book.
type Received struct {
	Book        ident.BookID
	Epoch       int64
	Number      int64
	Sender      ident.PosteID
	Author      ident.UserID
	After, Head ledger.Head // of After only the sequence number is kept
	Digest      [32]byte    // of the message of the newest file with it
	Totals      Totals
	Documents   int // that came with it
	Issued      time.Time
	Received    time.Time
	By          ident.UserID
	Answered    time.Time // when the acknowledgement was written; zero while it is due
}

// ReceivedState says what has become of a voucher that arrived in a batch.
type ReceivedState string

const (
	ToPost     ReceivedState = "to-post"    // « à comptabiliser »
	Posted     ReceivedState = "posted"     // « comptabilisé »
	Declined   ReceivedState = "declined"   // « refusé », for a reason
	Superseded ReceivedState = "superseded" // a later revision of the same number counts
)

// ReceivedVoucher is an entry that arrived in a batch.
type ReceivedVoucher struct {
	Voucher
	BatchEpoch, Batch int64 // with which it arrived
	State             ReceivedState
	Reason            string // of Declined
}

// Decision is what has become at the accountant's of a voucher that was sent there.
type Decision struct {
	Book   ident.BookID
	Seq    int64
	Posted bool   // else declined
	Reason string // of one that was declined
}

// ReceivedFilter selects entries that arrived; zero fields select all.
type ReceivedFilter struct {
	Book       ident.BookID
	BatchEpoch int64
	Batch      int64
	Number     int64 // of vouchers
	State      ReceivedState
	Counting   bool // leave out what a later revision supersedes
	Offset     int
	Limit      int
}

// Incoming is a batch on its way in.
type Incoming struct {
	Received
	Since   int64 // sequence number up to which this recipient was sent the book before
	Entries []Voucher

	Counts     []Count // of heads up to the end of the batch
	Signatures []CountSignature

	Keeps bool // this is head office, which holds the book itself, too
}

// run gives the entries as the checks of copies take them.
func (c Incoming) run() Copy {
	return Copy{Book: c.Book, Epoch: c.Epoch, Poste: c.Sender, After: c.After, Entries: c.Entries, Counts: c.Counts, Signatures: c.Signatures}
}

// CheckBatch says whether a batch can be taken, and which of its entries are new.
// A batch before which another is missing, one from a poste that the book was
// withdrawn from, and a second one of the same number are fault.Conflict; what
// contradicts itself, head office's word or an earlier batch is fault.Forged.
func CheckBatch(s Records, c Incoming) (fresh []Voucher, err error) {
	b, err := s.Book(c.Book)
	if err != nil {
		return nil, err
	}
	history, err := s.Ownerships(c.Book)
	if err != nil {
		return nil, err
	}
	if err := ownBatch(s, b, history, c); err != nil {
		return nil, err
	}
	if err := inspect(b, c.run(), until(history, c.Epoch)); err != nil {
		return nil, err
	}
	if err := sameBatch(s, b, c); err != nil {
		return nil, err
	}
	held, err := s.ReceivedHead(c.Book)
	if err != nil {
		return nil, err
	}
	if c.Since > held.Seq {
		return nil, fault.New(fault.Conflict, "cashbook.batch-gap", fault.Args{"Book": b.Ref(), "Number": held.Number, "Batch": c.Number})
	}
	if _, err := countsIn(s, b, until(history, c.Epoch), c); err != nil {
		return nil, err
	}
	return unknown(s, b, c)
}

// ownBatch refuses a batch that the poste could not write by head office's word.
func ownBatch(s directory.Store, b Book, history []ledger.Ownership, c Incoming) error {
	own, next := between(history, c.run())
	newest := int64(0)
	for _, o := range history {
		newest = max(newest, o.Epoch)
	}
	args := fault.Args{"Book": b.Ref(), "Batch": c.Number}
	if own.Epoch == 0 {
		if c.Epoch > newest {
			return fault.New(fault.Conflict, "cashbook.batch-early", args)
		}
		return fault.New(fault.Forged, "cashbook.copy-owner", args)
	}
	if err := rooted(b, own, c); err != nil {
		return err
	}
	if next.Epoch != 0 && c.Head.Seq > next.Head.Seq {
		sender, err := s.Poste(c.Sender)
		if err != nil {
			return err
		}
		args["Poste"], args["Number"] = sender.Number, next.Head.Number
		return fault.New(fault.Conflict, "cashbook.batch-withdrawn", args)
	}
	return nil
}

// rooted wants what others entered before the grant to lead to the granted head,
// and all that follows to be the sender's own.
func rooted(b Book, own ledger.Ownership, c Incoming) error {
	args := fault.Args{"Book": b.Ref()}
	if c.After.Seq == own.Head.Seq && c.After != own.Head {
		return fault.New(fault.Forged, "cashbook.copy-owner", args)
	}
	for _, v := range c.Entries {
		e := v.Entry
		foreign := e.Epoch != c.Epoch || e.Poste != c.Sender
		switch {
		case e.Seq < own.Head.Seq && e.Epoch >= c.Epoch,
			e.Seq == own.Head.Seq && e.Hash != own.Head.Hash,
			e.Seq > own.Head.Seq && foreign:
			return fault.New(fault.Forged, "cashbook.copy-owner", args)
		}
	}
	return nil
}

// sameBatch refuses another batch of a number that has arrived.
func sameBatch(s Store, b Book, c Incoming) error {
	known, found, err := receivedBatch(s, c.Book, c.Epoch, c.Number)
	if err == nil && found && known.Head != c.Head {
		err = fault.New(fault.Conflict, "cashbook.batch-other", fault.Args{"Book": b.Ref(), "Batch": c.Number})
	}
	return err
}

func receivedBatch(s Store, book ident.BookID, epoch, number int64) (Received, bool, error) {
	known, err := s.ReceivedBatches(book)
	for _, k := range known {
		if k.Epoch == epoch && k.Number == number {
			return k, true, err
		}
	}
	return Received{}, false, err
}

// unknown gives the entries that did not arrive before. Those that did, and those
// that head office holds, must be the same.
func unknown(s Store, b Book, c Incoming) ([]Voucher, error) {
	arrived, err := hashes(c, s.ReceivedChain)
	if err != nil {
		return nil, err
	}
	held := arrived
	if c.Keeps {
		if held, err = hashes(c, s.Chain); err != nil {
			return nil, err
		}
	}
	var fresh []Voucher
	for i, v := range c.Entries {
		for _, known := range []map[int64]ledger.Hash{arrived, held} {
			hash, is := known[v.Entry.Seq]
			before, isBefore := known[c.After.Seq]
			if is && hash != v.Entry.Hash || i == 0 && isBefore && before != c.After.Hash {
				return nil, fault.New(fault.Forged, "cashbook.copy-rewritten", fault.Args{"Book": b.Ref(), "Number": v.Entry.Number})
			}
		}
		if _, is := arrived[v.Entry.Seq]; !is {
			fresh = append(fresh, v)
		}
	}
	return fresh, nil
}

// hashes gives what is held of the part of the chain that the batch is about.
func hashes(c Incoming, chain func(ident.BookID, int64, func(Voucher) error) error) (map[int64]ledger.Hash, error) {
	known := map[int64]ledger.Hash{}
	err := chain(c.Book, c.After.Seq, func(v Voucher) error {
		if v.Entry.Seq > c.Head.Seq {
			return errEnough
		}
		known[v.Entry.Seq] = v.Entry.Hash
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return known, err
}

// TakeBatch adds a batch to what is here: its entries as vouchers to post and, at
// head office, as entries of the book where it ends there. It gives how many
// entries were new.
func TakeBatch(s Records, c Incoming, now time.Time) (added int, err error) {
	fresh, err := CheckBatch(s, c)
	if err != nil {
		return 0, err
	}
	if err := arriveCounts(s, c); err != nil {
		return 0, err
	}
	for _, v := range fresh {
		if err := arrive(s, c, v); err != nil {
			return 0, err
		}
	}
	known, again, err := receivedBatch(s, c.Book, c.Epoch, c.Number)
	if err != nil {
		return 0, err
	}
	batch := c.Received
	batch.Answered = time.Time{} // whoever sends it again has not heard that it arrived
	if again {
		batch.Received, batch.By, batch.Documents = known.Received, known.By, max(known.Documents, batch.Documents)
	}
	if err := s.SaveReceivedBatch(batch); err != nil || !c.Keeps {
		return len(fresh), err
	}
	return len(fresh), extend(s, c, now)
}

// arriveCounts adds the counts and signatures that did not arrive before.
func arriveCounts(s Store, c Incoming) error {
	b, err := s.Book(c.Book)
	if err != nil {
		return err
	}
	history, err := s.Ownerships(c.Book)
	if err != nil {
		return err
	}
	fresh, err := countsIn(s, b, until(history, c.Epoch), c)
	if err != nil {
		return err
	}
	for _, n := range fresh.counts {
		if err := s.AppendReceivedCount(ReceivedCount{Count: n, BatchEpoch: c.Epoch, Batch: c.Number}); err != nil {
			return err
		}
	}
	for _, g := range fresh.signatures {
		if err := s.AppendReceivedSignature(g); err != nil {
			return err
		}
	}
	return nil
}

// arrive adds an entry, and supersedes the revisions of its number before it.
func arrive(s Store, c Incoming, v Voucher) error {
	if v.Entry.Revision > 0 {
		err := supersede(s, v)
		if err != nil {
			return err
		}
	}
	return s.AppendReceived(ReceivedVoucher{Voucher: v, BatchEpoch: c.Epoch, Batch: c.Number, State: ToPost})
}

func supersede(s Store, v Voucher) error {
	var earlier []int64
	err := s.ReceivedChain(v.Entry.Book, 1, func(old Voucher) error {
		if old.Entry.Number == v.Entry.Number {
			earlier = append(earlier, old.Entry.Seq)
		}
		return nil
	})
	for _, seq := range earlier {
		if err == nil {
			err = s.SetReceivedState(v.Entry.Book, seq, Superseded, "")
		}
	}
	return err
}

// extend adds to the book at head office what the batch brings beyond it. A batch
// that begins later changes nothing there: a copy will bring what is between.
func extend(s Records, c Incoming, now time.Time) error {
	b, err := s.Book(c.Book)
	if err != nil {
		return err
	}
	head, err := s.Head(c.Book)
	if err != nil || c.After.Seq > head.Seq {
		return err
	}
	last, _, err := CountsHeld(s, c.Book)
	if err != nil || len(c.Counts) > 0 && c.Counts[0].Number > last+1 {
		return err
	}
	t := taking{store: s, book: b, copied: c.run(), now: now}
	return t.takeEntries(true)
}

// Details are what the history keeps of a batch.
func (r Received) Details(b Book) []directory.Detail {
	return []directory.Detail{
		{Name: "book", Value: b.Ref()}, {Name: "batch", Value: strconv.FormatInt(r.Number, 10)},
		{Name: "entries", Value: strconv.Itoa(r.Totals.Vouchers)},
	}
}

// Details are what the history keeps of a batch that was written.
func (k Batch) Details(b Book) []directory.Detail {
	return []directory.Detail{
		{Name: "book", Value: b.Ref()}, {Name: "batch", Value: strconv.FormatInt(k.Number, 10)},
		{Name: "entries", Value: strconv.Itoa(k.Totals.Vouchers)},
	}
}

// MayPost says what keeps the person from taking and posting batches of the book
// now, or nil. It is for the accountants of its project, since a cash book has
// none of its own.
func MayPost(s Records, by directory.Actor, b Book, now time.Time) error {
	at, err := directory.PlaceOf(s, b.Project, by.ID)
	if err != nil {
		return err
	}
	return directory.Can(by, directory.RightBatchPost, at, now)
}

// PostedBy gives the books whose batches the roles of a user let them post, whatever
// the state of their account.
func PostedBy(s Records, user ident.UserID) ([]Book, error) {
	by, err := directory.LoadActor(s, user)
	if errors.Is(err, fault.Missing) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	by.Status, by.AccessUntil = directory.StatusActive, 0
	if directory.CanSomewhere(by, directory.RightBatchPost, time.Time{}) != nil {
		return nil, nil
	}
	books, err := s.Books(BookFilter{})
	if err != nil {
		return nil, err
	}
	var posted []Book
	for _, b := range books {
		err := MayPost(s, by, b, time.Time{})
		if err == nil {
			posted = append(posted, b)
		} else if !errors.Is(err, fault.Denied) {
			return nil, err
		}
	}
	return posted, nil
}
