package handover

import (
	"crypto/sha256"
	"fmt"
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
// and were not acknowledged yet, one for each book of a sender. With an issuer head
// office signs them, else the poste.
func WriteReceipts(s exchange.Store, m Making, issuer *exchange.Issuer) ([]exchange.Outgoing, error) {
	all, err := s.ReceivedBatches(ident.BookID{})
	if err != nil {
		return nil, err
	}
	newest := map[receiptKey]cashbook.Received{}
	var keys []receiptKey // in the order of arrival
	for _, r := range all {
		if !r.Answered.IsZero() {
			continue
		}
		key := receiptKey{r.Sender, r.Book, r.Epoch}
		if last, is := newest[key]; !is {
			keys = append(keys, key)
			newest[key] = r
		} else if last.Number < r.Number {
			newest[key] = r
		}
		r.Answered = m.Now.UTC().Truncate(time.Second)
		if err := s.SaveReceivedBatch(r); err != nil {
			return nil, err
		}
	}
	var files []exchange.Outgoing
	for _, key := range keys {
		file, sent, err := m.receipt(s, newest[key], issuer)
		if err != nil {
			return nil, err
		}
		if sent {
			files = append(files, file)
		}
	}
	return files, nil
}

type receiptKey struct {
	sender ident.PosteID
	book   ident.BookID
	epoch  int64
}

// receipt makes one acknowledgement; a poste that was revoked meanwhile gets none.
func (m Making) receipt(s exchange.Store, r cashbook.Received, issuer *exchange.Issuer) (out exchange.Outgoing, sent bool, err error) {
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
	for _, k := range fresh {
		if err := directory.Note(s, by, ident.UserID{}, directory.VerbBatchAcknowledged, now, k.Details(r.Book)...); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}
