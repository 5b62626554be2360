package handover

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/usrfile"
)

// postingToWire gives a posting as it travels.
func postingToWire(p accounting.Posting) usrfile.Posting {
	e := p.Entry
	w := usrfile.Posting{
		Seq: e.Seq, Number: e.Number, Reverses: e.Reverses, Epoch: e.Epoch, Day: e.Day.String(), Recorded: usrfile.InstantOf(e.Recorded),
		Author: uuid.UUID(e.Author), Poste: uuid.UUID(e.Poste), Mask: string(p.Mask), Voucher: p.Voucher, VoucherDay: dayToWire(p.VoucherDay),
		Text: p.Text, Rate: int64(p.Rate), Reposts: p.Reposts, Origin: p.Origin, Hash: usrfile.Bytes32(e.Hash),
	}
	for _, l := range p.Lines {
		w.Lines = append(w.Lines, usrfile.PostingLine{
			Account: l.Account, AmountMinor: l.AmountMinor, BaseMinor: l.BaseMinor, Party: l.Party, PartyName: l.PartyName, Text: l.Text,
			Funding: l.Funding, BudgetLine: l.BudgetLine, Tax: l.Tax, Due: dayToWire(l.Due),
		})
	}
	for _, a := range p.Attachments {
		w.Attachments = append(w.Attachments, attachmentToWire(a))
	}
	if p.Source != (accounting.Source{}) {
		w.Source = &usrfile.PostingSource{Book: uuid.UUID(p.Source.Book), Seq: p.Source.Seq, Hash: usrfile.Bytes32(p.Source.Hash)}
	}
	if p.Restore != (accounting.Restore{}) {
		w.Restore = &usrfile.PostingRestore{Branch: headToWire(p.Restore.Branch), Backup: p.Restore.Backup}
	}
	return w
}

func attachmentToWire(a cashbook.Attachment) usrfile.Attachment {
	return usrfile.Attachment{Hash: a.Hash, Size: a.Size, Media: a.Media, Name: a.Name}
}

func dayToWire(d calendar.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// postingFromWire gives a posting but for its journal and the hash before it.
func postingFromWire(w usrfile.Posting) (p accounting.Posting, err error) {
	p.Entry = ledger.Entry{
		Seq: w.Seq, Number: w.Number, Reverses: w.Reverses, Epoch: w.Epoch, Recorded: w.Recorded.Time(),
		Author: ident.UserID(w.Author), Poste: ident.PosteID(w.Poste), Hash: ledger.Hash(w.Hash),
	}
	p.Content = accounting.Content{
		Mask: accounting.Mask(w.Mask), Voucher: w.Voucher, Text: w.Text, Rate: money.Rate(w.Rate), Reposts: w.Reposts, Origin: w.Origin,
	}
	if p.Entry.Day, err = wireDay(w.Day); err != nil {
		return p, err
	}
	if p.VoucherDay, err = dayFromWire(w.VoucherDay); err != nil {
		return p, err
	}
	for _, l := range w.Lines {
		due, err := dayFromWire(l.Due)
		if err != nil {
			return p, err
		}
		p.Lines = append(p.Lines, accounting.Line{
			Account: l.Account, AmountMinor: l.AmountMinor, BaseMinor: l.BaseMinor, Party: l.Party, PartyName: l.PartyName, Text: l.Text,
			Funding: l.Funding, BudgetLine: l.BudgetLine, Tax: l.Tax, Due: due,
		})
	}
	for _, a := range w.Attachments {
		p.Attachments = append(p.Attachments, cashbook.Attachment{Hash: a.Hash, Size: a.Size, Media: a.Media, Name: a.Name})
	}
	if w.Source != nil {
		p.Source = accounting.Source{Book: ident.BookID(w.Source.Book), Seq: w.Source.Seq, Hash: ledger.Hash(w.Source.Hash)}
	}
	if w.Restore != nil {
		p.Restore = accounting.Restore{Branch: headFromWire(w.Restore.Branch), Backup: w.Restore.Backup}
	}
	return p, nil
}

// dayFromWire gives a day; none for an empty text.
func dayFromWire(text string) (calendar.Day, error) {
	if text == "" {
		return 0, nil
	}
	return wireDay(text)
}

// postingsFromWire gives the postings of a run, each linked to the one before.
func postingsFromWire(run usrfile.PostingRun) (postings []accounting.Posting, err error) {
	prev := ledger.Hash(run.After.Hash)
	for _, w := range run.Postings {
		p, err := postingFromWire(w)
		if err != nil {
			return nil, err
		}
		p.Entry.Book, p.Entry.Prev = ident.BookID(run.Journal), prev
		postings, prev = append(postings, p), p.Entry.Hash
	}
	return postings, nil
}

// closingToWire gives a closing as it travels.
func closingToWire(c accounting.Closing) usrfile.Closing {
	return usrfile.Closing{
		Number: c.Number, Epoch: c.Epoch, Kind: string(c.Kind), Until: c.Until.String(), Closed: usrfile.InstantOf(c.Closed),
		Head: headToWire(c.Head), Postings: c.Postings, DebitMinor: c.DebitMinor, Author: uuid.UUID(c.Author), Poste: uuid.UUID(c.Poste),
		Prev: usrfile.Bytes32(c.Prev), Hash: usrfile.Bytes32(c.Hash),
	}
}

func closingFromWire(w usrfile.Closing, journal ident.BookID) (accounting.Closing, error) {
	until, err := wireDay(w.Until)
	return accounting.Closing{
		Journal: journal, Number: w.Number, Epoch: w.Epoch, Kind: accounting.ClosingKind(w.Kind), Until: until, Closed: w.Closed.Time(),
		Head: headFromWire(w.Head), Postings: w.Postings, DebitMinor: w.DebitMinor, Author: ident.UserID(w.Author), Poste: ident.PosteID(w.Poste),
		Prev: ledger.Hash(w.Prev), Hash: ledger.Hash(w.Hash),
	}, err
}
