package usrfile

import "github.com/google/uuid"

// What a batch is for.
const (
	PurposeCopy  = "copy"  // the daily copy for head office, which keeps it in case the poste dies
	PurposeBatch = "batch" // « lot de justificatifs »: locked vouchers for the accountant to post
)

// MaxEntries bounds the entries of one file, so that the longest texts fit into
// a message. A longer run travels in several.
const MaxEntries = 1500

// BatchData is the payload of a .lot file, schema 1: a run of entries of one book,
// signed by the poste that keeps the book.
type BatchData struct {
	Previous Bytes32 `json:"previous"` // digest of the sender's message before this one; zero for its first
	Purpose  string  `json:"purpose"`  // copy or batch
	Returned bool    `json:"returned"` // the poste gives the book back and enters nothing after the run
	BlobList
	Run
}

// Run is entries of one book that follow each other in its chain.
type Run struct {
	Book    uuid.UUID   `json:"book"`
	Epoch   int64       `json:"epoch"` // of the ownership under which the run is sent
	After   Head        `json:"after"` // the end of the chain before the run
	Entries List[Entry] `json:"entries"`
	Head    Head        `json:"head"` // the end of the chain after the run
}

// Entry is one link of a book's chain with all that its hash covers. The book is
// that of the run, the hash before it that of the entry before, or of After.
type Entry struct {
	Seq           int64     `json:"seq"`
	Number        int64     `json:"number"`
	Revision      int       `json:"revision"` // 0 for the first entry of a number
	Reverses      int64     `json:"reverses"` // number of the voucher that it cancels, or 0
	Epoch         int64     `json:"epoch"`    // of the ownership under which it was entered
	Day           string    `json:"day"`      // of the voucher, YYYY-MM-DD
	Recorded      Instant   `json:"recorded"`
	Author        uuid.UUID `json:"author"`
	Poste         uuid.UUID `json:"poste"`
	AmountMinor   int64     `json:"amount_minor"` // negative for money out
	Text          string    `json:"text"`
	Account       string    `json:"account"`
	Recipient     string    `json:"recipient"`
	PartnerNumber string    `json:"partner_number"`
	Hash          Bytes32   `json:"hash"`
}

// EncodeBatchData gives the payload; data that no reader would take is refused.
func EncodeBatchData(d BatchData) ([]byte, error) { return encodePayload(d) }

// DecodeBatchData reads the payload of a .lot file strictly. Who reads a file takes
// OpenBatch, which knows where the file ends.
func DecodeBatchData(payload []byte) (BatchData, error) { return decodePayload[BatchData](payload) }

// OpenBatch reads the unsealed payload of a .lot file strictly, and finds the blobs
// that it lists behind the message.
func (m *Message) OpenBatch(payload []byte) (BatchData, *Blobs, error) {
	d, err := DecodeBatchData(payload)
	if err != nil {
		return BatchData{}, nil, err
	}
	blobs, err := m.OpenBlobs(d.BlobList)
	if err != nil {
		return BatchData{}, nil, err
	}
	return d, blobs, nil
}

func (d BatchData) check(c *checker) {
	c.oneOf(d.Purpose, "purpose", PurposeCopy, PurposeBatch)
	c.that(!d.Returned || d.Purpose == PurposeCopy, "returned")
	d.BlobList.check(c)
	d.Run.check(c)
}

// check wants the run to be one: from After to Head without a gap.
func (r Run) check(c *checker) {
	c.that(!isZero(r.Book), "book")
	c.that(r.Epoch >= 1, "epoch")
	r.After.check(c.in("after"))
	r.Head.check(c.in("head"))
	c.that(len(r.Entries) <= MaxEntries, "entries")
	each(c, "entries", r.Entries, Entry.check)
	end := r.After
	for _, e := range r.Entries {
		c.that(e.Seq == end.Seq+1, "entries out of order")
		end = Head{Seq: e.Seq, Number: max(end.Number, e.Number), Hash: e.Hash}
	}
	c.that(end == r.Head, "head")
}

func (e Entry) check(c *checker) {
	c.that(e.Number >= 1, "number")
	c.that(e.Revision >= 0, "revision")
	c.that(e.Reverses >= 0, "reverses")
	c.that(e.Epoch >= 1, "epoch")
	c.filled(e.Day, "day")
	c.day(e.Day, "day")
	c.instant(e.Recorded, "recorded")
	c.that(!isZero(e.Author), "author")
	c.that(!isZero(e.Poste), "poste")
	c.that(e.AmountMinor != 0, "amount_minor")
	c.filled(e.Text, "text")
	c.that(!isZero(e.Hash), "hash")
}
