package handover

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// OpenedClosing is a file of a closing that arrived at head office: genuine, in
// order, and following what is held.
type OpenedClosing struct {
	Sent    *exchange.Sent
	Journal accounting.Journal
	In      accounting.IncomingClosing
	New     int // postings that head office has not

	previous [32]byte
	blobs    *usrfile.Blobs
}

// closingOrder names the sequence of the files in one place of a closing: the order
// among them is that of the chain.
func closingOrder(journal [16]byte, number int64, part int) [16]byte {
	b := append([]byte("comptoir/closing\x00"), journal[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(number))
	b = binary.BigEndian.AppendUint64(b, uint64(part))
	sum := sha256.Sum256(b)
	return [16]byte(sum[:16])
}

// OpenClosing takes a `.clo` through everything up to its postings. Nothing is
// written.
func OpenClosing(s JournalStore, file []byte, keys []usrfile.BoxKey, clock exchange.Clock) (*OpenedClosing, error) {
	sent, err := exchange.OpenSent(s, file, usrfile.KindClosing, keys, clock)
	if err != nil {
		return nil, err
	}
	data, blobs, err := sent.Message.OpenClosing(sent.Payload)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	if err := sent.Of(s, closingOrder(data.Journal, data.Number, data.Part)); err != nil {
		return nil, err
	}
	if err := sent.Check(s, data.Previous); err != nil {
		return nil, err
	}
	o := &OpenedClosing{Sent: sent, previous: data.Previous, blobs: blobs}
	if o.Journal, err = s.Journal(ident.BookID(data.Journal)); err != nil {
		if kind, _ := fault.KindOf(err); kind == fault.Missing {
			err = fault.New(fault.Conflict, "handover.unknown-journal", fault.Args{"Poste": sent.Poste.Number})
		}
		return nil, err
	}
	if o.In, err = closingIn(data, sent); err != nil || sent.Repeated {
		return o, err
	}
	fresh, err := accounting.CheckClosing(s, o.In)
	o.New = len(fresh)
	return o, err
}

// closingIn gives the payload as the domain has it.
func closingIn(data usrfile.ClosingData, sent *exchange.Sent) (in accounting.IncomingClosing, err error) {
	in = accounting.IncomingClosing{
		Journal: ident.BookID(data.Journal), Number: data.Number, Part: data.Part, Epoch: data.Epoch, Sender: sent.Poste.ID,
		After: headFromWire(data.After), Digest: sent.Message.Digest(),
	}
	if in.Postings, err = postingsFromWire(data.PostingRun); err != nil || data.Closing == nil {
		return in, err
	}
	in.Report = &accounting.IncomingReport{}
	for _, digest := range data.Closing.Parts {
		in.Report.Parts = append(in.Report.Parts, digest)
	}
	for _, w := range data.Closing.Closings {
		c, err := closingFromWire(w, in.Journal)
		if err != nil {
			return in, err
		}
		in.Report.Closings = append(in.Report.Closings, c)
	}
	for _, t := range data.Closing.Balance {
		in.Report.Balance = append(in.Report.Balance, accounting.Total(t))
	}
	return in, nil
}

// Documents is how many documents came with the file.
func (o *OpenedClosing) Documents() int { return o.blobs.Len() }

// EachDocument gives the documents behind the message, each with what a posting
// says of it. One that no posting of the journal names is fault.Forged, as is
// damage.
func (o *OpenedClosing) EachDocument(s JournalStore, visit func(cashbook.Attachment, []byte) error) error {
	if o.blobs.Len() == 0 {
		return nil
	}
	named, err := o.named(s)
	if err != nil {
		return err
	}
	stray := fault.New(fault.Forged, "handover.stray-paper", fault.Args{"Journal": o.Journal.Ref(), "Closing": o.In.Number})
	for i := range o.blobs.Len() {
		a, is := named[o.blobs.Listed(i).Content]
		if !is {
			return stray
		}
		data, err := io.ReadAll(io.LimitReader(o.blobs.Open(i), a.Size+1))
		if err != nil {
			return exchange.AsFault(err)
		}
		if int64(len(data)) != a.Size {
			return stray
		}
		if err := visit(a, data); err != nil {
			return err
		}
	}
	return nil
}

// named gives what postings say of the documents: those of the file and, where one
// posting had too many, of the one before it.
func (o *OpenedClosing) named(s JournalStore) (map[[32]byte]cashbook.Attachment, error) {
	named := map[[32]byte]cashbook.Attachment{}
	note := func(p accounting.Posting) error {
		for _, a := range p.Attachments {
			named[a.Hash] = a
		}
		return nil
	}
	if err := s.PostingChain(o.Journal.ID, max(o.In.After.Seq, 1), note); err != nil {
		return nil, err
	}
	for _, p := range o.In.Postings {
		_ = note(p) // always nil
	}
	return named, nil
}

// Apply adds the file to what head office holds, with its marks. keep stores a
// document; what it stored lasts before the postings do.
func (o *OpenedClosing) Apply(s JournalStore, by directory.Actor, keep func(cashbook.Attachment, []byte) error, now time.Time) (err error) {
	if o.Sent.Repeated {
		return nil
	}
	if o.New, err = accounting.TakeClosing(s, by, o.In, now); err != nil {
		return err
	}
	if err := o.EachDocument(s, keep); err != nil {
		return err
	}
	return o.Sent.SaveMarks(s, o.previous)
}

// WriteDecision makes the `.rec` file that tells the poste what head office has
// decided about a closing.
func WriteDecision(s JournalStore, m Making, issuer exchange.Issuer, c accounting.Closing) (exchange.Outgoing, error) {
	to, err := s.Poste(c.Poste)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	j, err := s.Journal(c.Journal)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	d := c.Decision
	data := usrfile.Decided{
		Journal: uuid.UUID(c.Journal), Number: c.Number, Digest: c.Digest, Released: c.State == accounting.ClosingReleased,
		Reason: d.Reason, At: usrfile.InstantOf(d.At), By: uuid.UUID(d.By), ByName: usrfile.CleanText(d.ByName),
	}
	if d.Document != (cashbook.Attachment{}) {
		document := attachmentToWire(d.Document)
		data.Document = &document
	}
	payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Decided: &data})
	if err != nil {
		return exchange.Outgoing{}, exchange.AsFault(err)
	}
	file, err := m.Files()
	if err != nil {
		return exchange.Outgoing{}, err
	}
	message := usrfile.Message{Kind: usrfile.KindRecord, FileID: uuid.UUID(file), Payload: payload}
	name := fmt.Sprintf("decision_%s-%s_cloture-%03d_poste-%d_%s%s", exchange.PlainName(j.ProjectCode), strings.ToLower(j.Code), c.Number,
		to.Number, m.Now.Format("2006-01-02_150405"), usrfile.KindRecord.Extension())
	signed, err := issuer.Sign(s, message, &to, 0, m.Random, m.Now)
	return exchange.Outgoing{Name: name, Data: signed}, err
}

// DecisionOrder names the sequence of decisions about one closing: whatever else
// head office has signed may arrive before or after.
func DecisionOrder(d usrfile.Decided) [16]byte {
	b := append([]byte("comptoir/decided\x00"), d.Journal[:]...)
	sum := sha256.Sum256(binary.BigEndian.AppendUint64(b, uint64(d.Number)))
	return [16]byte(sum[:16])
}

// ReadDecision gives a decision as the domain has it.
func ReadDecision(d usrfile.Decided) accounting.Word {
	w := accounting.Word{
		Journal: ident.BookID(d.Journal), Number: d.Number, Digest: d.Digest, Released: d.Released,
		Decision: accounting.Decision{Reason: d.Reason, At: d.At.Time(), By: ident.UserID(d.By), ByName: d.ByName},
	}
	if a := d.Document; a != nil {
		w.Document = cashbook.Attachment{Hash: a.Hash, Size: a.Size, Media: a.Media, Name: a.Name}
	}
	return w
}
