package handover

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/usrfile"
)

// WriteEntries makes the `.rec` files that bring the poste which keeps a book
// everything that was entered before its grant. There are none for a book that
// begins with the grant.
func WriteEntries(s exchange.Store, i exchange.Issuer, m Making, book cashbook.Book) ([]exchange.Outgoing, error) {
	owner, err := s.Ownership(book.ID)
	if err != nil {
		return nil, err
	}
	if !owner.Kept() {
		return nil, fault.New(fault.Conflict, "cashbook.withdraw-unowned", fault.Args{"Book": book.Ref()})
	}
	to, err := s.Poste(owner.Poste)
	if err != nil {
		return nil, err
	}
	runs, err := cashbook.Entries(s, book.ID)
	if err != nil {
		return nil, err
	}
	files := make([]exchange.Outgoing, 0, len(runs))
	for place, run := range runs {
		data, err := m.entriesOf(s, i, owner, to, run)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprintf("poste-%d_%s-%d_%s_%03d", to.Number, exchange.PlainName(book.ProjectCode), book.Number,
			m.Now.Format(time.DateOnly), place+1)
		files = append(files, exchange.Outgoing{Name: name + usrfile.KindRecord.Extension(), Data: data})
	}
	return files, nil
}

func (m Making) entriesOf(s exchange.Store, i exchange.Issuer, owner ledger.Ownership, to directory.Poste, run cashbook.Copy) ([]byte, error) {
	payload, err := usrfile.EncodeRecordData(usrfile.RecordData{
		Handover: &usrfile.Handover{Granted: headToWire(owner.Head), Run: toWire(run)},
	})
	if err != nil {
		return nil, exchange.AsFault(err)
	}
	file, err := m.Files()
	if err != nil {
		return nil, err
	}
	return i.Sign(s, usrfile.Message{Kind: usrfile.KindRecord, FileID: uuid.UUID(file), Payload: payload}, &to, 0, m.Random, m.Now)
}

// Entries is a hand-over as it arrives.
type Entries struct {
	Copy    cashbook.Copy
	Granted ledger.Head
}

// Read gives the run of a hand-over.
func Read(h usrfile.Handover) (Entries, error) {
	c, err := fromWire(h.Run, ident.PosteID{})
	return Entries{Copy: c, Granted: headFromWire(h.Granted)}, err
}

// Apply adds the entries on the poste that keeps the book, with a line in the
// history. The marks are the caller's.
func (e Entries) Apply(s exchange.Store, by directory.Actor, poste ident.PosteID, now time.Time) (cashbook.Taken, error) {
	taken, err := cashbook.TakeEntries(s, poste, e.Copy, e.Granted, now)
	if err != nil {
		return cashbook.Taken{}, err
	}
	return taken, directory.Note(s, by, ident.UserID{}, directory.VerbCopyTaken, now, taken.Details()...)
}
