package usrfile

import (
	"math"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"
)

// RecordData is the payload of a .rec file, schema 1: what a poste reports to
// head office, or head office's answer. The sender signs it, and the poste is in
// the message either way.
type RecordData struct {
	Report       *Report       `json:"report"`       // of a poste
	Acknowledged *Acknowledged `json:"acknowledged"` // by head office
	Handover     *Handover     `json:"handover"`     // by head office
	Received     *Received     `json:"received"`     // by whom a batch was for: head office or a poste
	Decided      *Decided      `json:"decided"`      // by head office

	Journal *JournalHandover `json:"journal"` // by head office
}

// Decided is head office's final word on a closing.
type Decided struct {
	Journal  uuid.UUID   `json:"journal"`
	Number   int64       `json:"number"`   // of the closing
	Digest   Bytes32     `json:"digest"`   // of the message that brought it
	Released bool        `json:"released"` // else rejected
	Reason   string      `json:"reason"`   // of a rejection; may be empty otherwise
	At       Instant     `json:"at"`
	By       uuid.UUID   `json:"by"`
	ByName   string      `json:"by_name"`
	Document *Attachment `json:"document"` // that head office keeps with the decision, or nil
}

// Received acknowledges a batch, and all those of its book and epoch before it that
// went to the same recipient.
type Received struct {
	Previous Bytes32   `json:"previous"` // of a poste: digest of its message before this one; zero of head office
	Book     uuid.UUID `json:"book"`
	Epoch    int64     `json:"epoch"`
	Number   int64     `json:"number"` // of the batch
	Head     Head      `json:"head"`   // its end
	Digest   Bytes32   `json:"digest"` // of the message that brought it

	Decisions List[VoucherDecision] `json:"decisions"` // by seq
}

// VoucherDecision is what has become of a voucher of a batch in the accounts.
type VoucherDecision struct {
	Seq    int64  `json:"seq"`    // of the voucher in its book
	Posted bool   `json:"posted"` // else declined
	Reason string `json:"reason"` // why it was declined
}

// MaxDecisions bounds the decisions of one file: of at least three batches.
const MaxDecisions = 3 * MaxEntries

// Handover is entries of a book for the poste to which head office has granted
// it, which needs all of them before it can go on.
type Handover struct {
	Granted Head `json:"granted"` // of the ownership; the last run ends in it
	Run
}

// Report is what happened on a poste since head office acknowledged something
// last, and how the poste stands now.
type Report struct {
	Previous     Bytes32       `json:"previous"`      // digest of the sender's message before this one; zero for its first
	Application  string        `json:"application"`   // version of the program
	Schema       uint32        `json:"schema"`        // newest payload schema that the poste reads
	ChainVersion uint32        `json:"chain_version"` // of the trust chain that it follows
	Clock        ClockState    `json:"clock"`
	Applied      List[Applied] `json:"applied"`
	Books        List[Trail]   `json:"books"`
	After        int64         `json:"after"`    // line of the history that was acknowledged last
	LastSeq      int64         `json:"last_seq"` // newest line of the history
	Acts         List[Act]     `json:"acts"`     // those after After, as many as fit
}

// ClockState is what the poste believes about time.
type ClockState struct {
	System  Instant `json:"system"`
	Trusted Instant `json:"trusted"`
	Late    bool    `json:"late"`   // the system clock is behind by more than a day
	Jumped  bool    `json:"jumped"` // it is ahead of everything known, and not confirmed
}

// Applied is the newest user data that the poste has applied about somebody.
type Applied struct {
	User   uuid.UUID `json:"user"`
	Epoch  uint32    `json:"epoch"`
	Serial uint64    `json:"serial"`
	Digest Bytes32   `json:"digest"` // of its message
}

// Trail is the chain of a book that the poste keeps: from the entry that was
// acknowledged last to the newest. A book without entries has an empty trail.
type Trail struct {
	Book    uuid.UUID  `json:"book"`
	Epoch   int64      `json:"epoch"` // of the ownership
	Head    Head       `json:"head"`
	Entries List[Head] `json:"entries"` // in their order, without gap, as many as fit
}

// Act is a line of the poste's history.
type Act struct {
	Seq     int64        `json:"seq"`
	At      Instant      `json:"at"`
	By      uuid.UUID    `json:"by"`      // zero for the program itself
	ByName  string       `json:"by_name"` // as it was then
	Subject uuid.UUID    `json:"subject"` // the user concerned, or zero
	Verb    string       `json:"verb"`
	Details List[Detail] `json:"details"`
}

// Detail is one fact of an act.
type Detail struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// Acknowledged says what head office has taken from the poste so far. The next
// report begins after it.
type Acknowledged struct {
	Digest Bytes32     `json:"digest"` // of the newest record that was taken
	Seq    int64       `json:"seq"`    // newest line of the poste's history at head office
	Heads  List[Known] `json:"heads"`
	Copied List[Held]  `json:"copied"`
}

// Known is the place in the chain of a book up to which head office knows it.
type Known struct {
	Book  uuid.UUID `json:"book"`
	Epoch int64     `json:"epoch"`
	Seq   int64     `json:"seq"`
}

// Held is how far head office has the entries of a book themselves, and its cash
// counts.
type Held struct {
	Known
	Counts int64 `json:"counts"` // number of the last cash count
	Signed int64 `json:"signed"` // number of the last signed one
}

// MaxActs and MaxTrail bound one record: lines of history, and entries over all
// books. What does not fit travels with the next one.
const (
	MaxActs  = 1000
	MaxTrail = 5000
)

const (
	maxDetails = 32
	maxBooks   = 1000
)

// EncodeRecordData gives the payload; data that no reader would take is refused.
func EncodeRecordData(d RecordData) ([]byte, error) { return encodePayload(d) }

// DecodeRecordData reads the payload of a .rec file strictly.
func DecodeRecordData(payload []byte) (RecordData, error) {
	return decodePayload[RecordData](payload)
}

func (d RecordData) check(c *checker) {
	parts := 0
	for _, there := range []bool{d.Report != nil, d.Acknowledged != nil, d.Handover != nil, d.Received != nil, d.Decided != nil, d.Journal != nil} {
		if there {
			parts++
		}
	}
	c.that(parts == 1, "report, acknowledged, handover, received, decided or journal")
	if d.Journal != nil {
		d.Journal.check(c.in("journal"))
	}
	if d.Decided != nil {
		d.Decided.check(c.in("decided"))
	}
	if d.Received != nil {
		d.Received.check(c.in("received"))
	}
	if d.Handover != nil {
		d.Handover.check(c.in("handover"))
	}
	if d.Report != nil {
		d.Report.check(c.in("report"))
	}
	if d.Acknowledged != nil {
		d.Acknowledged.check(c.in("acknowledged"))
	}
}

func (h Handover) check(c *checker) {
	h.Granted.check(c.in("granted"))
	c.that(h.Run.Head.Seq <= h.Granted.Seq, "head")
	h.Run.check(c)
}

func (d Decided) check(c *checker) {
	c.that(!isZero(d.Journal), "journal")
	c.that(d.Number >= 1, "number")
	c.that(!isZero(d.Digest), "digest")
	c.that(d.Released || d.Reason != "", "reason")
	c.instant(d.At, "at")
	c.that(!isZero(d.By), "by")
	if d.Document != nil {
		d.Document.check(c.in("document"))
	}
}

func (r Received) check(c *checker) {
	c.that(!isZero(r.Book), "book")
	c.that(r.Epoch >= 1, "epoch")
	c.that(r.Number >= 1, "number")
	r.Head.check(c)
	c.that(!isZero(r.Digest), "digest")
	c.that(len(r.Decisions) <= MaxDecisions, "decisions")
	after := int64(0)
	for _, d := range r.Decisions {
		c.that(d.Seq > after && d.Seq <= r.Head.Seq, "decisions")
		c.that(d.Posted == (d.Reason == ""), "reason")
		after = d.Seq
	}
}

func (r Report) check(c *checker) {
	c.filled(r.Application, "application")
	c.that(r.Schema >= 1, "schema")
	c.instant(r.Clock.System, "clock.system")
	c.instant(r.Clock.Trusted, "clock.trusted")
	each(c, "applied", r.Applied, Applied.check)
	distinct(c, "applied", r.Applied, func(a Applied) uuid.UUID { return a.User })
	r.checkBooks(c)
	r.checkActs(c)
}

func (r Report) checkBooks(c *checker) {
	c.that(len(r.Books) <= maxBooks, "books")
	each(c, "books", r.Books, Trail.check)
	distinct(c, "books", r.Books, func(t Trail) uuid.UUID { return t.Book })
	entries := 0
	for _, t := range r.Books {
		entries += len(t.Entries)
	}
	c.that(entries <= MaxTrail, "entries")
}

// checkActs wants lines without gap, so that what head office acknowledges says
// which ones it has.
func (r Report) checkActs(c *checker) {
	c.that(r.After >= 0 && r.After <= r.LastSeq, "after")
	c.that(len(r.Acts) <= MaxActs, "acts")
	c.that(r.After+int64(len(r.Acts)) <= r.LastSeq, "last_seq")
	each(c, "acts", r.Acts, Act.check)
	for i, a := range r.Acts {
		c.that(a.Seq == r.After+1+int64(i), "acts out of order")
	}
}

func (a Applied) check(c *checker) {
	c.that(!isZero(a.User), "user")
	c.that(!isZero(a.Digest), "digest")
	c.that(a.Serial <= math.MaxInt64, "serial")
}

func (t Trail) check(c *checker) {
	c.that(!isZero(t.Book), "book")
	c.that(t.Epoch >= 1, "epoch")
	t.Head.check(c)
	for i, e := range t.Entries {
		e.check(c)
		c.that(e.Seq >= 1 && e.Seq <= t.Head.Seq && (i == 0 || e.Seq == t.Entries[i-1].Seq+1), "entries")
	}
}

func (h Head) check(c *checker) {
	c.that(h.Seq >= 0, "head.seq")
	c.that(h.Number >= 0, "head.number")
	c.that((h.Seq == 0) == isZero(h.Hash), "head.hash")
}

func (a Act) check(c *checker) {
	c.instant(a.At, "at")
	c.word(a.Verb, "verb")
	c.that(len(a.Details) <= maxDetails, "details")
	for _, d := range a.Details {
		c.word(d.Name, "name")
	}
}

func (a Acknowledged) check(c *checker) {
	c.that(!isZero(a.Digest), "digest")
	c.that(a.Seq >= 0, "seq")
	checkKnown(c, "heads", a.Heads)
	known := make(List[Known], 0, len(a.Copied))
	for _, h := range a.Copied {
		c.that(h.Counts >= h.Signed && h.Signed >= 0, "copied")
		known = append(known, h.Known)
	}
	checkKnown(c, "copied", known)
}

func checkKnown(c *checker, name string, list List[Known]) {
	c.that(len(list) <= maxBooks, name)
	distinct(c, name, list, func(k Known) uuid.UUID { return k.Book })
	for _, k := range list {
		c.that(!isZero(k.Book) && k.Epoch >= 1 && k.Seq >= 0, name)
	}
}

// CleanText makes any text one that may stand in a payload: NFC, without the
// characters that payloads refuse, and not too long. What people typed or a
// file was called must not keep a record from being written.
func CleanText(text string) string {
	text = norm.NFC.String(strings.Map(func(r rune) rune {
		if forbidden(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd")))
	const most = maxString / 2 // quotation marks and backslashes take two bytes
	if len(text) <= most {
		return text
	}
	return norm.NFC.String(strings.ToValidUTF8(text[:most], ""))
}
