package record

import (
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/mark"
	"github.com/comptoir/comptoir/app/receipt"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/usrfile"
)

// Acknowledge makes head office's answer to a poste, sealed to it: all that head
// office has from it. A poste that has not reported anything is fault.Missing.
func Acknowledge(s Store, i exchange.Issuer, id ident.PosteID, file ident.FileID, random io.Reader, now time.Time) (exchange.Outgoing, error) {
	poste, err := s.Poste(id)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	if poste.Status != directory.PosteActive {
		return exchange.Outgoing{}, fault.New(fault.Conflict, "directory.poste-revoked", fault.Args{"Poste": poste.Number, "Label": poste.Label})
	}
	standing, err := s.Standing(id)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	heads, err := s.ReportedHeads(id)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	answer := usrfile.Acknowledged{Digest: standing.Digest, Seq: standing.Seq, Heads: newestHeads(heads)}
	if answer.Copied, err = handover.Copied(s, id); err != nil {
		return exchange.Outgoing{}, err
	}
	payload, err := usrfile.EncodeRecordData(usrfile.RecordData{Acknowledged: &answer})
	if err != nil {
		return exchange.Outgoing{}, exchange.AsFault(err)
	}
	m := usrfile.Message{Kind: usrfile.KindRecord, FileID: uuid.UUID(file), Payload: payload}
	data, err := i.Sign(s, m, &poste, 0, random, now)
	if err != nil {
		return exchange.Outgoing{}, err
	}
	return exchange.Outgoing{Name: answerName(poste, now), Data: data}, s.SaveOrder(answers(id), mark.Order{Digest: standing.Digest})
}

// answers names the mark of which record of a poste was answered last.
func answers(poste ident.PosteID) mark.Stream {
	return mark.Stream{Direction: mark.Issued, Name: "record-answer", Poste: poste}
}

// Unanswered gives the active postes of which a record was taken since they were
// answered last.
func Unanswered(s Store) ([]directory.Poste, error) {
	postes, err := s.Postes()
	if err != nil {
		return nil, err
	}
	var waiting []directory.Poste
	for _, p := range postes {
		standing, err := s.Standing(p.ID)
		if kind, _ := fault.KindOf(err); kind == fault.Missing || p.Status != directory.PosteActive {
			continue
		}
		if err != nil {
			return nil, err
		}
		answered, _, err := s.Order(answers(p.ID))
		if err != nil {
			return nil, err
		}
		if answered.Digest != standing.Digest {
			waiting = append(waiting, p)
		}
	}
	return waiting, nil
}

func answerName(poste directory.Poste, now time.Time) string {
	return fmt.Sprintf("accuse_poste-%d_%s%s", poste.Number, now.Format("2006-01-02_150405"), usrfile.KindRecord.Extension())
}

// newestHeads gives what is known of each book under its newest ownership.
func newestHeads(heads []receipt.Head) (known usrfile.List[usrfile.Known]) {
	for i, h := range heads { // by book, then epoch
		if i+1 < len(heads) && heads[i+1].Book == h.Book {
			continue
		}
		known = append(known, usrfile.Known{Book: uuid.UUID(h.Book), Epoch: h.Epoch, Seq: h.Head.Seq})
	}
	return known
}

// Answer is head office's answer on a poste before it is applied.
type Answer struct {
	Opened *exchange.Opened
	Lines  int64 // of this poste's history that head office has
	Last   int64 // lines there are
	data   usrfile.Acknowledged
}

// ReadAnswer judges head office's answer to this poste's records, of which the file
// was opened already. Nothing is written. An answer to a record that was never made
// here is fault.Conflict: a copy of this poste made it, or this folder is an old
// copy.
func ReadAnswer(s Store, o *exchange.Opened, data usrfile.Acknowledged) (a *Answer, err error) {
	a = &Answer{Opened: o, Lines: data.Seq, data: data}
	if a.Last, err = s.LastAct(); err != nil {
		return nil, err
	}
	return a, a.check(s)
}

func (a *Answer) check(s receipt.Store) error {
	_, err := s.Made(a.data.Digest)
	if kind, _ := fault.KindOf(err); kind == fault.Missing {
		return fault.New(fault.Conflict, "record.not-ours", nil)
	}
	if err == nil && a.data.Seq > a.Last {
		return fault.New(fault.Conflict, "record.ahead", nil)
	}
	return err
}

// Digest names the record that is acknowledged.
func (a *Answer) Digest() [32]byte { return a.data.Digest }

// ApplyAnswer remembers what head office has, with the marks of the file. It
// counts also when it is less than before: a head office that was restored asks
// so for what it has lost.
func ApplyAnswer(s Store, a *Answer, clock exchange.Clock) error {
	if a.Opened.Repeated {
		return a.Opened.SaveChain(s)
	}
	known := receipt.Acknowledged{Digest: a.data.Digest, Seq: a.data.Seq, Received: a.Opened.Now}
	for _, h := range a.data.Heads {
		known.Heads = append(known.Heads, receipt.Known{Book: ident.BookID(h.Book), Epoch: h.Epoch, Seq: h.Seq})
	}
	if err := s.SaveAcknowledged(known); err != nil {
		return err
	}
	if err := handover.Confirm(s, a.data.Copied); err != nil {
		return err
	}
	return a.Opened.SaveMarks(s, clock)
}
