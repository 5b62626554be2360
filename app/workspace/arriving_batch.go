package workspace

import (
	"github.com/comptoir/comptoir/app/attachment"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/sync/exchange"
	"github.com/comptoir/comptoir/sync/handover"
	"github.com/comptoir/comptoir/usrfile"
)

// BatchArrival is a batch of vouchers that came to head office or to the poste of
// an accountant.
type BatchArrival struct {
	Book      cashbook.Book
	Poste     directory.Poste // that sent it
	Author    string          // who wrote it
	Number    int64
	From, To  int64 // voucher numbers; both 0 without vouchers
	Totals    cashbook.Totals
	Documents int
	Missing   int // documents that its vouchers name and that are neither with it nor here
	New       int // entries that did not arrive before

	opened *handover.OpenedBatch
}

// Change tells what the batch brings, in the words of a preview.
func (a *BatchArrival) Change() exchange.Change {
	amount := func(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: a.Book.Currency} }
	key := "batch"
	switch {
	case a.New == 0 && a.Totals.Vouchers > 0:
		key = "batch-known"
	case a.Missing > 0:
		key = "batch-missing"
	}
	return exchange.Change{Sign: exchange.Gain, Key: key, Args: fault.Args{
		"Book": a.Book.Ref(), "Name": a.Book.Name, "Number": a.Number, "Poste": a.Poste.Number, "Author": a.Author,
		"Vouchers": a.Totals.Vouchers, "Numbers": cashbook.NumberRange(a.From, a.To),
		"In": amount(a.Totals.InMinor), "Out": amount(a.Totals.OutMinor), "Documents": a.Documents, "Missing": a.Missing,
	}}
}

// previewVouchers shows a batch to somebody who may post it or, at head office,
// who decides about the book. Its documents are read once to see that they are
// whole.
func (in *intake) previewVouchers(a *Arrival, by directory.Actor, o *handover.OpenedBatch) (err error) {
	if err := mayTakeBatch(in, by, o.Book); err != nil {
		return err
	}
	a.describe(o.Sent.Message)
	a.Repeated = o.Sent.Repeated
	b := &BatchArrival{
		Book: o.Book, Poste: o.Sent.Poste, Number: o.Batch.Number, Totals: o.Batch.Totals, Documents: o.Batch.Documents,
		New: o.New, opened: o,
	}
	if b.Author, err = nameOf(in.tx, o.Batch.Author); err != nil {
		return err
	}
	with := map[[32]byte]bool{}
	err = o.EachDocument(in.tx, func(named cashbook.Attachment, data []byte) error {
		with[named.Hash] = true
		return attachment.Check(named.Name, named.Media, data)
	})
	if err != nil {
		return err
	}
	for _, v := range o.Batch.Entries {
		if n := v.Entry.Number; b.From == 0 || n < b.From {
			b.From = n
		}
		b.To = max(b.To, v.Entry.Number)
		for _, named := range v.Attachments {
			if !with[named.Hash] && in.w.Cabinet().Check(named.Hash, named.Size) != nil {
				b.Missing++
			}
		}
	}
	a.Batch = b
	return nil
}

func mayTakeBatch(in *intake, by directory.Actor, b cashbook.Book) error {
	err := cashbook.MayPost(in.tx, by, b, in.clock.Now())
	if err != nil && in.home.Side == directory.HeadOffice {
		return mayBook(in.tx, by, directory.RightBookGrant, b, in.clock.Now())
	}
	return err
}

func (in *intake) applyVouchers(b *BatchArrival) error {
	by, err := in.actor()
	if err != nil {
		return err
	}
	err = b.opened.Apply(in.tx, by, func(named cashbook.Attachment, data []byte) error {
		if err := attachment.Check(named.Name, named.Media, data); err != nil {
			return err
		}
		_, err := in.w.Cabinet().Put(data)
		return err
	}, in.clock.Now())
	b.New = b.opened.New
	return err
}

// ReceiptArrival is the acknowledgement of batches of this poste.
type ReceiptArrival struct {
	Book   cashbook.Book
	Poste  directory.Poste // that acknowledges; of number 0 for head office
	Number int64           // of the newest batch

	receipt *handover.Receipt
	opened  *exchange.Opened // of head office
}

// Change tells what is acknowledged, in the words of a preview.
func (r *ReceiptArrival) Change() exchange.Change {
	posted, declined := r.receipt.Decided()
	key := "batch-received"
	switch {
	case declined > 0:
		key = "batch-declined"
	case posted > 0:
		key = "batch-posted"
	case r.Poste.Number == 0:
		key = "batch-received-office"
	}
	return exchange.Change{Sign: exchange.Note, Key: key, Args: fault.Args{
		"Book": r.Book.Ref(), "Name": r.Book.Name, "Number": r.Number, "Poste": r.Poste.Number, "Posted": posted, "Declined": declined,
	}}
}

// fromPoste tells whether a record says that it comes from another poste; what head
// office signs names the poste that it is for.
func (in *intake) fromPoste() (ident.PosteID, bool) {
	m, readable := messageOf(in.parcel.File)
	from := ident.PosteID(m.Poste)
	if !readable || in.home.Poste.IsZero() || from.IsZero() || from == in.home.Poste || m.KeyEpoch != 0 {
		return from, false
	}
	_, err := in.tx.Poste(from)
	return from, err == nil
}

func (in *intake) previewReceipt(a *Arrival, from ident.PosteID) error {
	keys, err := in.openers()
	if err != nil {
		return err
	}
	receipt, err := handover.OpenReceipt(in.tx, in.parcel.File, keys, in.clock)
	if err != nil {
		return err
	}
	a.describe(receipt.Sent.Message)
	a.Repeated = receipt.Sent.Repeated
	a.Receipt = &ReceiptArrival{Book: receipt.Book, Poste: receipt.Sent.Poste, Number: receipt.Number(), receipt: receipt}
	return nil
}

func (in *intake) previewOfficeReceipt(a *Arrival, o *exchange.Opened, data usrfile.Received) error {
	receipt, err := handover.ReadReceipt(in.tx, data)
	if err != nil {
		return err
	}
	a.Receipt = &ReceiptArrival{Book: receipt.Book, Number: receipt.Number(), receipt: receipt, opened: o}
	return nil
}

func (in *intake) applyReceipt(by directory.Actor, r *ReceiptArrival) error {
	fresh, err := r.receipt.Apply(in.tx, by, in.clock.Now())
	if err != nil {
		return err
	}
	for _, k := range fresh {
		if err := in.tx.Acknowledge(k.Digest, in.clock.Now()); ignoreMissing(err) != nil {
			return err
		}
	}
	if r.opened == nil {
		return nil
	}
	return r.opened.SaveMarks(in.tx, in.clock)
}
