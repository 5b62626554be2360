package usrfile

import "github.com/google/uuid"

// MaxClosings bounds the closings that one file names, and MaxAccounts the accounts
// of its report.
const (
	MaxClosings = 2000
	MaxAccounts = 10_000
)

// ClosingData is the payload of a .clo file, schema 1: what was posted in a journal
// since its last closing that was sent, and the closing itself. A long run travels
// in several files; only the last one has the closing.
type ClosingData struct {
	Previous Bytes32 `json:"previous"` // digest of the sender's message before this one; zero for its first
	Number   int64   `json:"number"`   // of the closing in its journal
	Part     int     `json:"part"`     // of its files, from 1
	BlobList
	PostingRun
	Closing *ClosingReport `json:"closing"` // of the last file, else nil
}

// ClosingReport is a closing for head office to decide.
type ClosingReport struct {
	Parts    List[Bytes32]      `json:"parts"`    // digests of the messages of the files before
	Exported Bytes32            `json:"exported"` // digest of the closing that was sent before; zero for the first
	Closings List[Closing]      `json:"closings"` // since that one; the last is the one to decide
	Balance  List[AccountTotal] `json:"balance"`  // up to the last day of the closing, by account
}

// Closing is one closing of a journal with all that its hash covers. The journal is
// that of the run.
type Closing struct {
	Number     int64     `json:"number"` // from 1, without gaps
	Epoch      int64     `json:"epoch"`  // of the ownership
	Kind       string    `json:"kind"`   // day, month or provisional
	Until      string    `json:"until"`  // last day that it closes, YYYY-MM-DD
	Closed     Instant   `json:"closed"`
	Head       Head      `json:"head"`        // of the journal
	Postings   int64     `json:"postings"`    // since the closing before; of one that is sent, since the one that was sent before
	DebitMinor int64     `json:"debit_minor"` // of these, in the currency of the accounts
	Author     uuid.UUID `json:"author"`
	Poste      uuid.UUID `json:"poste"`
	Prev       Bytes32   `json:"prev"` // hash of the closing before; zero for the first
	Hash       Bytes32   `json:"hash"`
}

// AccountTotal is what was posted on an account, in the currency of the accounts.
type AccountTotal struct {
	Account      string `json:"account"`
	OpeningMinor int64  `json:"opening_minor"` // of opening entries, debit less credit
	DebitMinor   int64  `json:"debit_minor"`   // of the others
	CreditMinor  int64  `json:"credit_minor"`  // likewise
}

// EncodeClosingData gives the payload; data that no reader would take is refused.
func EncodeClosingData(d ClosingData) ([]byte, error) { return encodePayload(d) }

// DecodeClosingData reads the payload of a .clo file strictly. Who reads a file
// takes OpenClosing, which knows where the file ends.
func DecodeClosingData(payload []byte) (ClosingData, error) {
	return decodePayload[ClosingData](payload)
}

// OpenClosing reads the unsealed payload of a .clo file strictly, and finds the
// blobs that it lists behind the message.
func (m *Message) OpenClosing(payload []byte) (ClosingData, *Blobs, error) {
	d, err := DecodeClosingData(payload)
	if err != nil {
		return ClosingData{}, nil, err
	}
	blobs, err := m.OpenBlobs(d.BlobList)
	if err != nil {
		return ClosingData{}, nil, err
	}
	return d, blobs, nil
}

func (d ClosingData) check(c *checker) {
	c.that(d.Number >= 1, "number")
	c.that(d.Part >= 1 && d.Part <= maxItems, "part")
	d.BlobList.check(c)
	d.PostingRun.check(c)
	if d.Closing != nil {
		d.Closing.check(c.in("closing"), d)
	}
}

// check wants the report of the closing that the file belongs to.
func (r ClosingReport) check(c *checker, d ClosingData) {
	c.that(len(r.Parts) == d.Part-1, "parts")
	for _, digest := range r.Parts {
		c.that(!isZero(digest), "parts")
	}
	c.that(len(r.Closings) >= 1 && len(r.Closings) <= MaxClosings, "closings")
	each(c, "closings", r.Closings, Closing.check)
	for i, k := range r.Closings {
		c.that(k.Number == d.Number-int64(len(r.Closings)-1-i), "closings out of order")
		c.that(i == 0 || k.Prev == r.Closings[i-1].Hash, "closings out of order")
		if i == len(r.Closings)-1 {
			c.that(k.Kind != "day" && k.Head == d.Head && k.Epoch == d.Epoch, "closings")
		} else {
			c.that(k.Kind == "day", "closings")
		}
	}
	c.that(len(r.Balance) <= MaxAccounts, "balance")
	for i, t := range r.Balance {
		c.filled(t.Account, "account")
		c.that(t.DebitMinor >= 0 && t.CreditMinor >= 0, "balance")
		c.that(i == 0 || r.Balance[i-1].Account < t.Account, "balance out of order")
	}
}

func (k Closing) check(c *checker) {
	c.that(k.Number >= 1, "number")
	c.that((k.Number == 1) == isZero(k.Prev), "prev")
	c.that(k.Epoch >= 1, "epoch")
	c.oneOf(k.Kind, "kind", "day", "month", "provisional")
	c.filled(k.Until, "until")
	c.day(k.Until, "until")
	c.instant(k.Closed, "closed")
	k.Head.check(c.in("head"))
	c.that(k.Postings >= 0, "postings")
	c.that(k.DebitMinor >= 0, "debit_minor")
	c.that(!isZero(k.Author), "author")
	c.that(!isZero(k.Poste), "poste")
	c.that(!isZero(k.Hash), "hash")
}
