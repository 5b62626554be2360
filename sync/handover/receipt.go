package handover

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// ReceiptOrder names the sequence of the acknowledgements of a book's batches:
// whatever else their sender has signed may arrive before or after.
func ReceiptOrder(book [16]byte) [16]byte {
	sum := sha256.Sum256(append([]byte("comptoir/received\x00"), book[:]...))
	return [16]byte(sum[:16])
}

// WriteReceipts makes the `.rec` files that acknowledge the batches which arrived
// and were not acknowledged yet, or of whose vouchers something has become since, one
// for each book of a sender. With an issuer head office signs them, else the poste.
func WriteReceipts(s exchange.Store, m Making, issuer *exchange.Issuer) ([]exchange.Outgoing, error) {
	all, err := s.ReceivedBatches(ident.BookID{})
	if err != nil {
		return nil, err
	}
	due := map[receiptKey][]cashbook.Received{}
	var keys []receiptKey // in the order of arrival
	for _, r := range all {
		if !r.Answered.IsZero() {
			continue
		}
		key := receiptKey{r.Sender, r.Book, r.Epoch}
		if _, is := due[key]; !is {
			keys = append(keys, key)
		}
		due[key] = append(due[key], r)
	}
	var files []exchange.Outgoing
	for _, key := range keys {
		for len(due[key]) > 0 {
			var batches []cashbook.Received
			batches, due[key] = upTo(due[key], usrfile.MaxDecisions)
			file, sent, err := m.receipt(s, batches, issuer)
			if err != nil {
				return nil, err
			}
			if sent {
				files = append(files, file)
			}
		}
	}
	return files, nil
}

// upTo parts off the first batches, of so many entries at most.
func upTo(batches []cashbook.Received, most int64) (first, rest []cashbook.Received) {
	slices.SortFunc(batches, func(a, b cashbook.Received) int { return cmp.Compare(a.Number, b.Number) })
	entries := int64(0)
	for i, r := range batches {
		entries += r.Head.Seq - r.After.Seq
		if i > 0 && entries > most {
			return batches[:i], batches[i:]
		}
	}
	return batches, nil
}

type receiptKey struct {
	sender ident.PosteID
	book   ident.BookID
	epoch  int64
}

// receipt makes one acknowledgement of batches in their order; a poste that was
// revoked meanwhile gets none.
func (m Making) receipt(s exchange.Store, batches []cashbook.Received, issuer *exchange.Issuer) (out exchange.Outgoing, sent bool, err error) {
	r := batches[len(batches)-1]
	decisions, err := m.answer(s, batches)
	if err != nil {
		return out, false, err
	}
	to, err := s.Poste(r.Sender)
	if err != nil || to.Status != directory.PosteActive {
		return out, false, err
	}
	b, err := s.Book(r.Book)
	if err != nil {
		return out, false, err
	}
	data := usrfile.Received{
		Book: uuid.UUID(r.Book), Epoch: r.Epoch, Number: r.Number, Head: headToWire(r.Head), Digest: usrfile.Bytes32(r.Digest),
		Decisions: decisions,
	}
	file, err := m.Files()
	if err != nil {
		return out, false, err
	}
	out.Name = fmt.Sprintf("accuse_%s-%d_lot-%03d_poste-%d_%s%s", exchange.PlainName(b.ProjectCode), b.Number, r.Number, to.Number,
		m.Now.Format("2006-01-02_150405"), usrfile.KindRecord.Extension())
	out.Data, err = m.signReceipt(s, data, to, file, issuer)
	return out, err == nil, err
}

// answer notes that batches are answered, and gives what has become of their
// vouchers.
func (m Making) answer(s exchange.Store, batches []cashbook.Received) (decisions usrfile.List[usrfile.VoucherDecision], err error) {
	for _, r := range batches {
		vouchers, _, err := s.ReceivedVouchers(cashbook.ReceivedFilter{Book: r.Book, BatchEpoch: r.Epoch, Batch: r.Number})
		if err != nil {
			return nil, err
		}
		for _, v := range vouchers {
			if v.State == cashbook.Posted || v.State == cashbook.Declined {
				decisions = append(decisions, usrfile.VoucherDecision{Seq: v.Entry.Seq, Posted: v.State == cashbook.Posted, Reason: v.Reason})
			}
		}
		r.Answered = m.Now.UTC().Truncate(time.Second)
		if err := s.SaveReceivedBatch(r); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(decisions, func(a, b usrfile.VoucherDecision) int { return cmp.Compare(a.Seq, b.Seq) })
	return decisions, nil
}

func (m Making) signReceipt(s exchange.Store, data usrfile.Received, to directory.Poste, file ident.FileID, issuer *exchange.Issuer) ([]byte, error) {
	message := usrfile.Message{Kind: usrfile.KindRecord, FileID: uuid.UUID(file)}
	if issuer == nil {
		previous, err := exchange.Previous(s, m.Sender.Poste)
		if err != nil {
			return nil, err
		}
		data.Previous = previous
	}
	payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Received: &data})
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	message.Payload = payload
	if issuer != nil {
		return issuer.Sign(s, message, &to, 0, m.Random, m.Now)
	}
	message.Mode, message.Recipient = usrfile.Sealed, to.BoxKey
	signed, _, err := m.Sender.Sign(s, message, m.Random, m.Now)
	return signed, err
}

// Receipt is an acknowledgement that arrived: from a poste, where Sent is there, or
// from head office.
type Receipt struct {
	Sent *exchange.Sent
	Book cashbook.Book
	data usrfile.Received
}

// takeDecisions keeps what has become of vouchers that were sent from here, and
// notes how many that is news of.
func (r *Receipt) takeDecisions(s exchange.Store, by directory.Actor, now time.Time) error {
	declined, posted := 0, 0
	for _, d := range r.data.Decisions {
		next := cashbook.Decision{Book: r.Book.ID, Seq: d.Seq, Posted: d.Posted, Reason: d.Reason}
		before, known, err := s.Decision(r.Book.ID, d.Seq)
		if err != nil {
			return err
		}
		if known && before == next {
			continue
		}
		if err := s.SaveDecision(next); err != nil {
			return err
		}
		if d.Posted {
			posted++
		} else {
			declined++
		}
	}
	if posted+declined == 0 {
		return nil
	}
	return directory.Note(s, by, ident.UserID{}, directory.VerbVouchersDecided, now,
		directory.Detail{Name: "book", Value: r.Book.Ref()},
		directory.Detail{Name: "posted", Value: strconv.Itoa(posted)}, directory.Detail{Name: "declined", Value: strconv.Itoa(declined)})
}

// Decided counts the vouchers of which it says what has become of them.
func (r *Receipt) Decided() (posted, declined int) {
	for _, d := range r.data.Decisions {
		if d.Posted {
			posted++
		} else {
			declined++
		}
	}
	return posted, declined
}

// Number is that of the newest batch that is acknowledged.
func (r *Receipt) Number() int64 { return r.data.Number }

// ReadReceipt judges an acknowledgement of head office, whose file was opened
// already.
func ReadReceipt(s exchange.Store, data usrfile.Received) (*Receipt, error) {
	book, err := s.Book(ident.BookID(data.Book))
	return &Receipt{Book: book, data: data}, err
}

// OpenReceipt takes the acknowledgement of another poste through everything.
// Nothing is written.
func OpenReceipt(s exchange.Store, file []byte, keys []usrfile.BoxKey, clock exchange.Clock) (*Receipt, error) {
	sent, err := exchange.OpenSent(s, file, usrfile.KindRecord, keys, clock)
	if err != nil {
		return nil, err
	}
	data, err := usrfile.DecodeRecordData(sent.Payload)
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	if data.Received == nil {
		return nil, exchange.OtherKind(usrfile.KindRecord, usrfile.KindUserData)
	}
	if err := sent.Of(s, ReceiptOrder(data.Received.Book)); err != nil {
		return nil, err
	}
	if err := sent.Check(s, data.Received.Previous); err != nil {
		return nil, err
	}
	r, err := ReadReceipt(s, *data.Received)
	if err != nil {
		return nil, err
	}
	r.Sent = sent
	return r, nil
}

// Apply notes what is acknowledged, with the marks of a poste's file; those of head
// office's are the caller's. It gives the batches of which it is news.
func (r *Receipt) Apply(s exchange.Store, by directory.Actor, now time.Time) ([]cashbook.Batch, error) {
	from := ident.PosteID{}
	if r.Sent != nil {
		from = r.Sent.Poste.ID
	}
	fresh, err := cashbook.AcknowledgeBatches(s, from, r.Book.ID, r.data.Epoch, r.data.Number, headFromWire(r.data.Head), now)
	if err != nil {
		return nil, err
	}
	if r.Sent != nil {
		if err := r.Sent.SaveMarks(s, r.data.Previous); err != nil {
			return nil, err
		}
	}
	if err := r.takeDecisions(s, by, now); err != nil {
		return nil, err
	}
	for _, k := range fresh {
		if err := directory.Note(s, by, ident.UserID{}, directory.VerbBatchAcknowledged, now, k.Details(r.Book)...); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}
