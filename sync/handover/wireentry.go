package handover

import (
	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/usrfile"
)

// entryToWire gives an entry as it travels.
func entryToWire(v cashbook.Voucher) usrfile.Entry {
	e := v.Entry
	w := usrfile.Entry{
		Seq: e.Seq, Number: e.Number, Revision: e.Revision, Reverses: e.Reverses, Epoch: e.Epoch,
		Day: e.Day.String(), Recorded: usrfile.InstantOf(e.Recorded), Author: uuid.UUID(e.Author), Poste: uuid.UUID(e.Poste),
		AmountMinor: v.AmountMinor, Text: v.Text, Account: v.Account, Recipient: v.Recipient,
		PartnerNumber: v.PartnerNumber, Funding: v.Funding, BudgetLine: v.BudgetLine,
		Special: specialToWire(v.Special), Hash: usrfile.Bytes32(e.Hash),
	}
	for _, p := range v.Parts {
		w.Parts = append(w.Parts, usrfile.Part(p))
	}
	for _, a := range v.Attachments {
		w.Attachments = append(w.Attachments, usrfile.Attachment{Hash: usrfile.Bytes32(a.Hash), Size: a.Size, Media: a.Media, Name: a.Name})
	}
	return w
}

func specialToWire(s cashbook.Special) *usrfile.Special {
	if s == (cashbook.Special{}) {
		return nil
	}
	w := &usrfile.Special{
		Kind: string(s.Kind), Settles: s.Settles, Holder: uuid.UUID(s.Holder), Count: usrfile.Bytes32(s.Count),
	}
	if t := s.Transfer; t != (cashbook.Transfer{}) {
		w.Transfer = &usrfile.Transfer{
			ID: uuid.UUID(t.ID), Book: uuid.UUID(t.Book), OtherMinor: t.OtherMinor, Currency: string(t.Currency), Rate: int64(t.Rate),
		}
	}
	return w
}

// entryFromWire gives an entry but for its book and the hash before it.
func entryFromWire(w usrfile.Entry) (cashbook.Voucher, error) {
	day, err := wireDay(w.Day)
	if err != nil {
		return cashbook.Voucher{}, err
	}
	v := cashbook.Voucher{
		Entry: ledger.Entry{
			Seq: w.Seq, Number: w.Number, Revision: w.Revision, Reverses: w.Reverses, Epoch: w.Epoch,
			Day: day, Recorded: w.Recorded.Time(), Author: ident.UserID(w.Author), Poste: ident.PosteID(w.Poste),
			Hash: ledger.Hash(w.Hash),
		},
		Content: cashbook.Content{
			AmountMinor: w.AmountMinor, Text: w.Text, Account: w.Account, Recipient: w.Recipient,
			PartnerNumber: w.PartnerNumber, Funding: w.Funding, BudgetLine: w.BudgetLine, Special: specialFromWire(w.Special),
		},
	}
	for _, p := range w.Parts {
		v.Parts = append(v.Parts, cashbook.Part(p))
	}
	for _, a := range w.Attachments {
		v.Attachments = append(v.Attachments, cashbook.Attachment{Hash: a.Hash, Size: a.Size, Media: a.Media, Name: a.Name})
	}
	return v, nil
}

func specialFromWire(w *usrfile.Special) cashbook.Special {
	if w == nil {
		return cashbook.Special{}
	}
	s := cashbook.Special{
		Kind: cashbook.Kind(w.Kind), Settles: w.Settles, Holder: ident.UserID(w.Holder), Count: ledger.Hash(w.Count),
	}
	if t := w.Transfer; t != nil {
		s.Transfer = cashbook.Transfer{
			ID: ident.TransferID(t.ID), Book: ident.BookID(t.Book), OtherMinor: t.OtherMinor,
			Currency: money.Currency(t.Currency), Rate: money.Rate(t.Rate),
		}
	}
	return s
}
