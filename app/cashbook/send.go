package cashbook

import (
	"errors"
	"slices"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
)

// Parcel is a batch with what goes into its file.
type Parcel struct {
	Batch
	Entries    []Voucher
	Counts     []Count // made on the way, with those that were signed there
	Signatures []CountSignature
}

// Room is how much fits into one file.
type Room struct {
	Documents int                    // number
	Bytes     int64                  // of all documents
	Stored    func(size int64) int64 // bytes that a document takes in the file
	Has       func(Attachment) bool  // whether the document is here
}

// BatchAccountants lists the postes to which batches can be sent: those with
// accounting, beside head office.
func BatchAccountants(s Records, own ident.PosteID) ([]directory.Poste, error) {
	postes, err := s.Postes()
	return slices.DeleteFunc(postes, func(p directory.Poste) bool {
		return p.ID == own || !takesBatches(p)
	}), err
}

func takesBatches(p directory.Poste) bool {
	return p.Status == directory.PosteActive && slices.Contains(p.Modules, directory.ModuleAccounting)
}

// PlanBatches gives what is in no batch yet of a book, up to what was entered on
// the day until (no day: up to now), in batches that follow each other and fit
// into a file each; there are none when nothing is left. Nothing is written.
func PlanBatches(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, to ident.PosteID, until calendar.Day, room Room, now time.Time) ([]Parcel, error) {
	b, owner, err := sendable(s, by, poste, book, now)
	if err != nil {
		return nil, err
	}
	if err := recipient(s, b, poste, to); err != nil {
		return nil, err
	}
	return planBatches(s, b, owner, by, to, until, room, now)
}

// CanSendBatch says what keeps the person from writing a batch of the book on the
// poste now, or nil.
func CanSendBatch(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) error {
	_, _, err := sendable(s, by, poste, book, now)
	return err
}

// sendable gives a book of which the person may send batches. Whether more may be
// entered makes no difference: what is there must reach the accounts.
func sendable(s Records, by directory.Actor, poste ident.PosteID, book ident.BookID, now time.Time) (Book, ledger.Ownership, error) {
	b, err := s.Book(book)
	if err != nil {
		return b, ledger.Ownership{}, err
	}
	if err := may(s, by, directory.RightBatchSend, b, now); err != nil {
		return b, ledger.Ownership{}, err
	}
	owner, err := ownedBy(s, b, poste)
	if err != nil {
		return b, owner, err
	}
	if err := trusted(s, b, poste); err != nil {
		return b, owner, err
	}
	if _, err := continued(s, b, owner); err != nil {
		return b, owner, err
	}
	return b, owner, accepted(s, b, owner)
}

func recipient(s directory.Store, b Book, own, to ident.PosteID) error {
	if to.IsZero() {
		return nil
	}
	p, err := s.Poste(to)
	if err != nil {
		return err
	}
	if p.ID == own || !takesBatches(p) {
		return fault.New(fault.Denied, "cashbook.batch-recipient", fault.Args{"Book": b.Ref(), "Poste": p.Number})
	}
	return nil
}

func planBatches(s Store, b Book, owner ledger.Ownership, by directory.Actor, to ident.PosteID, until calendar.Day, room Room, now time.Time) ([]Parcel, error) {
	known, err := s.Batches(b.ID)
	if err != nil {
		return nil, err
	}
	begin := Batch{
		Book: b.ID, Epoch: owner.Epoch, Recipient: to, By: by.ID, Written: now.UTC().Truncate(time.Second),
	}
	for _, k := range known {
		begin.After, begin.LastDay = k.Head, k.LastDay
		if k.Recipient == to {
			begin.Since = k.Head.Seq
		}
		if k.Epoch == owner.Epoch {
			begin.Number = k.Number
		}
	}
	entries, err := unsent(s, b, begin.After, until)
	if err != nil {
		return nil, err
	}
	counts, err := allCounts(s, b.ID)
	if err != nil {
		return nil, err
	}
	p := packing{next: begin, room: room, cuts: cuts(entries), counts: counts.weights()}
	for i, v := range entries {
		p.add(i, v)
	}
	p.close()
	for i := range p.all {
		p.all[i].count(counts)
	}
	return p.all, nil
}

// unsent gives the entries after the newest batch that were made up to a day.
func unsent(s Store, b Book, after ledger.Head, until calendar.Day) (entries []Voucher, err error) {
	err = s.Chain(b.ID, after.Seq+1, func(v Voucher) error {
		entered, err := b.Today(v.Entry.Recorded)
		if err == nil && !until.IsZero() && entered > until {
			err = errEnough
		}
		if err == nil {
			entries = append(entries, v)
		}
		return err
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return entries, err
}

// cuts tells after which entries a batch can end without leaving a later revision
// of one of its vouchers to the next.
func cuts(entries []Voucher) []bool {
	last := map[int64]int{}
	for i, v := range entries {
		last[v.Entry.Number] = i
	}
	can, reach := make([]bool, len(entries)), 0
	for i, v := range entries {
		reach = max(reach, last[v.Entry.Number])
		can[i] = reach == i
	}
	return can
}

// packing fills batches one after the other.
type packing struct {
	next    Batch // as far as it is known
	room    Room
	cuts    []bool
	all     []Parcel
	entries []Voucher
	first   int // place of the first of entries
	weight  int
	bytes   int64
	places  []int         // documents in the file after each entry
	counts  map[int64]int // weight of the counts made after an entry
}

// add puts an entry into the batch, or begins another one where it does not fit.
func (p *packing) add(i int, v Voucher) {
	count, bytes := p.of(v)
	full := len(p.entries) == CopySize || p.weight+p.heavy(v) > copyWeight ||
		len(p.next.Documents)+count > p.room.Documents || p.bytes+bytes > p.room.Bytes
	if full {
		p.cut()
	}
	if len(p.entries) == 0 {
		p.first = i
	}
	p.entries = append(p.entries, v)
	if len(p.entries) == 1 {
		p.weight += p.counts[v.Entry.Seq-1]
	}
	p.weight += p.heavy(v)
	p.documents(v)
	if len(p.entries) > 0 {
		p.places = append(p.places, len(p.next.Documents))
	}
}

// heavy is what an entry weighs with the counts made after it.
func (p *packing) heavy(v Voucher) int { return v.batchWeight() + p.counts[v.Entry.Seq] }

// of gives how many documents the entry would add, and their bytes.
func (p *packing) of(v Voucher) (count int, bytes int64) {
	for _, a := range v.Attachments {
		if p.room.Has(a) && !slices.Contains(p.next.Documents, a.Hash) {
			count, bytes = count+1, bytes+p.room.Stored(a.Size)
		}
	}
	return count, bytes
}

// documents adds those of an entry. One voucher can have more than a file holds:
// what is left then goes into a file of its own, after the entry.
func (p *packing) documents(v Voucher) {
	for _, a := range v.Attachments {
		if !p.room.Has(a) || slices.Contains(p.next.Documents, a.Hash) {
			continue
		}
		stored := p.room.Stored(a.Size)
		if len(p.next.Documents) == p.room.Documents || p.bytes+stored > p.room.Bytes {
			p.close()
		}
		p.next.Documents, p.bytes = append(p.next.Documents, a.Hash), p.bytes+stored
	}
}

// cut ends the batch, if possible where no voucher is torn from its correction;
// what follows is added anew.
func (p *packing) cut() {
	keep := len(p.entries)
	for keep > 0 && !p.cuts[p.first+keep-1] {
		keep--
	}
	if keep == 0 || keep == len(p.entries) {
		p.close()
		return
	}
	rest, from := slices.Clone(p.entries[keep:]), p.first+keep
	p.entries, p.next.Documents = p.entries[:keep], p.next.Documents[:p.places[keep-1]]
	p.close()
	for k, v := range rest {
		p.add(from+k, v)
	}
}

// close ends the batch, if there is anything in it.
func (p *packing) close() {
	if len(p.entries)+len(p.next.Documents) == 0 {
		return
	}
	batch := p.next
	batch.Number++
	batch.Totals, batch.Head = TotalsOf(p.entries), batch.After
	for _, v := range p.entries {
		batch.Head = batch.Head.After(v.Entry)
		batch.LastDay = max(batch.LastDay, v.Entry.Day)
		for _, a := range v.Attachments {
			if !p.room.Has(a) {
				batch.Missing++
			}
		}
	}
	p.all = append(p.all, Parcel{Batch: batch, Entries: p.entries})
	p.next = batch
	p.next.After, p.next.Since, p.next.Documents, p.next.Missing = batch.Head, batch.Head.Seq, nil, 0
	p.entries, p.places, p.weight, p.bytes = nil, nil, 0, 0
}

// batchWeight is the weight of an entry with what the list of documents says of
// its own.
func (v Voucher) batchWeight() int { return v.weight() + len(v.Attachments) }

// BatchAgain gives a batch that was written before with its entries, for another
// file with it: the first one may never have arrived.
func BatchAgain(s Records, by directory.Actor, book ident.BookID, epoch, number int64, now time.Time) (Parcel, error) {
	b, err := s.Book(book)
	if err != nil {
		return Parcel{}, err
	}
	if err := may(s, by, directory.RightBatchSend, b, now); err != nil {
		return Parcel{}, err
	}
	known, err := s.Batches(book)
	if err != nil {
		return Parcel{}, err
	}
	for _, k := range known {
		if k.Epoch == epoch && k.Number == number {
			p := Parcel{Batch: k}
			if p.Entries, err = entriesOf(s, k); err != nil {
				return p, err
			}
			counts, err := allCounts(s, book)
			p.count(counts)
			return p, err
		}
	}
	return Parcel{}, fault.New(fault.Missing, "cashbook.batch-missing", fault.Args{"Book": b.Ref(), "Number": number})
}

// count puts into the batch what belongs to it of the counts of its book.
func (p *Parcel) count(all countQueue) {
	q := countsBetween(all, *p)
	p.Counts, p.Signatures = q.counts, q.signatures
}

// entriesOf gives the entries of a batch.
func entriesOf(s Store, k Batch) (entries []Voucher, err error) {
	err = s.Chain(k.Book, k.After.Seq+1, func(v Voucher) error {
		if v.Entry.Seq > k.Head.Seq {
			return errEnough
		}
		entries = append(entries, v)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return entries, err
}

// NewestEpoch gives the epoch of the newest batch of a book with a number.
func NewestEpoch(batches []Batch, number int64) (epoch int64) {
	for _, k := range batches {
		if k.Number == number {
			epoch = k.Epoch
		}
	}
	return epoch
}

// AcknowledgeBatches notes that a recipient has the batches of a book and an epoch
// up to a number: a poste, or head office (zero), which may be a poste itself to
// which they were sent. What was never sent there is fault.Conflict.
func AcknowledgeBatches(s Records, from ident.PosteID, book ident.BookID, epoch, number int64, head ledger.Head, now time.Time) ([]Batch, error) {
	known, err := s.Batches(book)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(known, func(k Batch) bool {
		return k.Epoch == epoch && k.Number == number && (k.Recipient == from || from.IsZero()) && k.Head == head
	})
	if i < 0 {
		b, err := s.Book(book)
		if err != nil {
			return nil, err
		}
		return nil, fault.New(fault.Conflict, "cashbook.batch-unknown", fault.Args{"Book": b.Ref(), "Number": number})
	}
	var fresh []Batch
	for _, k := range known[:i+1] {
		if k.Epoch != epoch || k.Recipient != known[i].Recipient || !k.Acknowledged.IsZero() {
			continue
		}
		k.Acknowledged = now.UTC().Truncate(time.Second)
		if err := s.SaveBatch(k); err != nil {
			return nil, err
		}
		fresh = append(fresh, k)
	}
	return fresh, nil
}
