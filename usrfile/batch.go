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
	Number   int64   `json:"number"`   // of a batch in its book and epoch, from 1; 0 for a copy
	Since    int64   `json:"since"`    // seq up to which the recipient of a batch was sent the book before; 0 for nothing, and for a copy
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

	Counts     List[Count]          `json:"counts"` // cash counts of heads up to the end of the run
	Signatures List[CountSignature] `json:"signatures"`
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

	Funding     string           `json:"funding"`
	BudgetLine  string           `json:"budget_line"`
	Parts       List[Part]       `json:"parts"`
	Attachments List[Attachment] `json:"attachments"`
	Special     *Special         `json:"special"` // nil for what only moves money

	Hash Bytes32 `json:"hash"`
}

// Part is a share of a voucher that is split over accounts, fundings or budget
// lines.
type Part struct {
	AmountMinor int64  `json:"amount_minor"`
	Account     string `json:"account"`
	Funding     string `json:"funding"`
	BudgetLine  string `json:"budget_line"`
}

// Attachment names a document that belongs to a voucher.
type Attachment struct {
	Hash  Bytes32 `json:"hash"`  // SHA-256 of the document
	Size  int64   `json:"size"`  // bytes
	Media string  `json:"media"` // application/pdf, image/jpeg or image/png
	Name  string  `json:"name"`
}

// Special is what a voucher does beyond moving money.
type Special struct {
	Kind     string    `json:"kind"`     // opening, transfer, item, settlement or difference
	Settles  int64     `json:"settles"`  // number of the voucher that opened the item, or 0
	Transfer *Transfer `json:"transfer"` // the other leg of a transfer, else nil
	Holder   uuid.UUID `json:"holder"`   // who owes an item, or zero
	Count    Bytes32   `json:"count"`    // digest of the count that found a difference, or zero
}

// Transfer is the other leg of a transfer between books.
type Transfer struct {
	ID         uuid.UUID `json:"id"`   // of both legs
	Book       uuid.UUID `json:"book"` // of the other leg
	OtherMinor int64     `json:"other_minor"`
	Currency   string    `json:"currency"`
	Rate       int64     `json:"rate"` // with ten decimals
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
	c.that((d.Number >= 1) == (d.Purpose == PurposeBatch) && d.Number >= 0, "number")
	c.that(d.Since >= 0 && d.Since <= d.After.Seq && (d.Since == 0 || d.Purpose == PurposeBatch), "since")
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
	follow(c, "entries", r.After, r.Head, r.Entries, func(e Entry) Head { return Head{e.Seq, e.Number, e.Hash} })
	r.checkCounts(c)
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
	each(c, "parts", e.Parts, Part.check)
	each(c, "attachments", e.Attachments, Attachment.check)
	if e.Special != nil {
		e.Special.check(c.in("special"))
	}
	c.that(!isZero(e.Hash), "hash")
}

func (p Part) check(c *checker) { c.that(p.AmountMinor != 0, "amount_minor") }

func (a Attachment) check(c *checker) {
	c.that(!isZero(a.Hash), "hash")
	c.that(a.Size > 0, "size")
	c.oneOf(a.Media, "media", "application/pdf", "image/jpeg", "image/png")
	c.filled(a.Name, "name")
}

func (s Special) check(c *checker) {
	c.oneOf(s.Kind, "kind", "opening", "transfer", "item", "settlement", "difference")
	settles := s.Kind == "settlement" || s.Kind == "transfer" && s.Settles != 0
	c.that((s.Settles > 0) == settles && s.Settles >= 0, "settles")
	c.that((s.Transfer != nil) == (s.Kind == "transfer"), "transfer")
	c.that(isZero(s.Holder) || s.Kind == "item", "holder")
	c.that(!isZero(s.Count) == (s.Kind == "difference"), "count")
	if s.Transfer != nil {
		s.Transfer.check(c.in("transfer"))
	}
}

func (t Transfer) check(c *checker) {
	c.that(!isZero(t.ID), "id")
	c.that(!isZero(t.Book), "book")
	c.that(t.OtherMinor != 0, "other_minor")
	c.currency(t.Currency, "currency")
	c.that(t.Rate > 0, "rate")
}
