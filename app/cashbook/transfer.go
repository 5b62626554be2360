package cashbook

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"strings"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// TransferIDOf gives the identity of the transfer that a voucher of a book sends:
// a UUID of version 8 (RFC 9562) made from SHA-256 of book and number. Whoever
// gets the money so names the transfer by what is printed on the voucher, though
// neither poste has the other's book.
func TransferIDOf(from ident.BookID, number int64) ident.TransferID {
	hash := sha256.New()
	hash.Write([]byte("comptoir/transfer/v1\x00"))
	hash.Write(from[:])
	hash.Write(binary.BigEndian.AppendUint64(nil, uint64(number)))
	id := ident.TransferID(hash.Sum(nil)[:16])
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id
}

// TransferDraft is a transfer between books as a person fills it in.
type TransferDraft struct {
	Day           calendar.Day // empty for today, in each book its own
	OutMinor      int64        // that leaves the one book, positive
	InMinor       int64        // that reaches the other, positive; 0 for what follows from the rate
	Rate          money.Rate   // between two currencies; 0 for what follows from both amounts
	Text          string
	Recipient     string // who carries it; in a book of claims who owes it from now on
	PartnerNumber string
	OutAccount    string // of the chart, in the leg out
	InAccount     string // in the leg in
	Settles       int64  // the item that the leg out of a book of claims settles
}

// Transferred is what came of a transfer; In is nil when the other book is kept
// elsewhere, Out when only what has come in was entered.
type Transferred struct{ Out, In *Recorded }

// SendTransfer moves money from one book to another: two legs in one action where
// the poste keeps both, else the leg out, and whoever keeps the other book enters
// what has come in. The person needs the right to record in each book that is
// written to.
func SendTransfer(s Records, by directory.Actor, poste ident.PosteID, from, to ident.BookID, t TransferDraft, now time.Time) (Transferred, error) {
	out, err := openDesk(s, by, directory.RightVoucherRecord, poste, from, now)
	if err != nil {
		return Transferred{}, err
	}
	in, other, err := sideDesk(s, by, directory.RightVoucherRecord, poste, to, now)
	if err != nil {
		return Transferred{}, err
	}
	if t, err = t.complete(out.book, other); err != nil {
		return Transferred{}, err
	}
	id := TransferIDOf(from, out.head.Number+1)
	first, err := out.checked(t.leg(id, out.book, other, false))
	if err != nil {
		return Transferred{}, err
	}
	if in == nil {
		recorded, err := out.add(first)
		return Transferred{Out: &recorded}, err
	}
	second, err := in.checked(t.leg(id, other, out.book, true))
	if err != nil {
		return Transferred{}, err
	}
	sent, err := out.add(first)
	if err != nil {
		return Transferred{}, err
	}
	received, err := in.add(second)
	return Transferred{&sent, &received}, err
}

// checked is check and admit, so that nothing is entered in one book that the
// other does not bear.
func (d *desk) checked(draft Draft) (Draft, error) {
	draft, err := d.check(draft)
	if err != nil {
		return Draft{}, err
	}
	_, err = d.admit(draft)
	return draft, err
}

// sideDesk opens the other book of a transfer if the poste keeps it; else the desk
// is nil. A book in which nothing may be entered is refused in any case.
func sideDesk(s Records, by directory.Actor, right directory.Right, poste ident.PosteID, book ident.BookID, now time.Time) (*desk, Book, error) {
	b, err := s.Book(book)
	if err != nil {
		return nil, Book{}, err
	}
	here, err := keptHere(s, book, poste)
	if err != nil {
		return nil, Book{}, err
	}
	if here || b.Status != Open {
		d, err := openDesk(s, by, right, poste, book, now)
		return d, b, err
	}
	return nil, b, nil
}

// keptHere reports whether the poste keeps the book.
func keptHere(s Store, book ident.BookID, poste ident.PosteID) (bool, error) {
	owner, err := s.Ownership(book)
	if errors.Is(err, fault.Missing) {
		return false, nil
	}
	if err != nil || owner.Poste != poste || poste.IsZero() {
		return false, err
	}
	state, err := s.Copied(book)
	return !state.Returned || state.Epoch != owner.Epoch, err
}

// CompleteTransfer gives a transfer between two books with both amounts and the
// rate between them, as SendTransfer would enter it.
func CompleteTransfer(from, to Book, t TransferDraft) (TransferDraft, error) {
	return t.complete(from, to)
}

// complete gives the transfer with both amounts and the rate between them.
func (t TransferDraft) complete(from, to Book) (TransferDraft, error) {
	args := fault.Args{"From": from.Ref(), "To": to.Ref(), "Out": string(from.Currency), "In": string(to.Currency)}
	switch {
	case from.ID == to.ID:
		return t, fault.New(fault.Invalid, "cashbook.transfer-same", args)
	case t.OutMinor == 0:
		return t, fault.New(fault.Invalid, "cashbook.amount-zero", nil)
	case t.OutMinor < 0 || t.InMinor < 0 || t.OutMinor > MaxAmountMinor || t.InMinor > MaxAmountMinor:
		return t, fault.New(fault.Invalid, "cashbook.amount-large", fault.Args{"Largest": from.amount(MaxAmountMinor)})
	case from.Currency == to.Currency:
		if t.InMinor != 0 && t.InMinor != t.OutMinor || t.Rate != 0 && t.Rate != money.RateOne {
			return t, fault.New(fault.Invalid, "cashbook.transfer-amounts", args)
		}
		t.InMinor, t.Rate = t.OutMinor, money.RateOne
		return t, nil
	case t.InMinor == 0 && t.Rate == 0:
		return t, fault.New(fault.Invalid, "cashbook.transfer-rate", args)
	}
	return t.exchange(from, to, args)
}

// exchange works out the amount that is not given, or the rate.
func (t TransferDraft) exchange(from, to Book, args fault.Args) (TransferDraft, error) {
	out := from.amount(t.OutMinor)
	if t.InMinor == 0 {
		in, err := t.Rate.Convert(out, to.Currency)
		if err != nil {
			return t, err
		}
		if t.InMinor = in.Minor; t.InMinor == 0 || t.InMinor > MaxAmountMinor {
			return t, fault.New(fault.Invalid, "cashbook.transfer-rate", args)
		}
		return t, nil
	}
	in := to.amount(t.InMinor)
	if t.Rate == 0 {
		var err error
		t.Rate, err = money.RateBetween(out, in)
		return t, err
	}
	if !exchanged(out, in, t.Rate) {
		return t, fault.New(fault.Invalid, "cashbook.transfer-amounts", args)
	}
	return t, nil
}

// leg gives one side of a complete transfer.
func (t TransferDraft) leg(id ident.TransferID, own, other Book, in bool) Draft {
	amount, opposite, account, settles := -t.OutMinor, t.InMinor, t.OutAccount, t.Settles
	if in {
		amount, opposite, account, settles = t.InMinor, -t.OutMinor, t.InAccount, 0
	}
	return Draft{Day: t.Day, Content: Content{
		AmountMinor: amount, Text: t.Text, Account: account, Recipient: t.Recipient, PartnerNumber: t.PartnerNumber,
		Special: Special{Kind: KindTransfer, Settles: settles, Transfer: Transfer{
			ID: id, Book: other.ID, OtherMinor: opposite, Currency: other.Currency, Rate: t.Rate,
		}},
	}}
}

// ReceiveTransfer enters what has come into a book from another, which the number
// of its voucher there names. Where that voucher is known here, it says what was
// sent, and the draft need not.
func ReceiveTransfer(s Records, by directory.Actor, poste ident.PosteID, to, from ident.BookID, number int64, t TransferDraft, now time.Time) (Transferred, error) {
	in, err := openDesk(s, by, directory.RightVoucherRecord, poste, to, now)
	if err != nil {
		return Transferred{}, err
	}
	other, err := s.Book(from)
	if err != nil {
		return Transferred{}, err
	}
	return in.takeTransfer(other, number, t)
}

// takeTransfer enters what has come in from a book, as its voucher says or, where
// that is not known here, the draft.
func (in *desk) takeTransfer(other Book, number int64, t TransferDraft) (Transferred, error) {
	if number < 1 {
		return Transferred{}, fault.New(fault.Invalid, "cashbook.transfer-other", fault.Args{"Number": number, "From": other.Ref(), "To": in.book.Ref()})
	}
	var err error
	if t, err = in.sent(other, number, t); err != nil {
		return Transferred{}, err
	}
	if t, err = t.complete(other, in.book); err != nil {
		return Transferred{}, err
	}
	draft, err := in.check(t.leg(TransferIDOf(other.ID, number), in.book, other, true))
	if err != nil {
		return Transferred{}, err
	}
	received, err := in.add(draft)
	return Transferred{In: &received}, err
}

// sent fills in what is known of the leg out, and refuses what contradicts it or
// has arrived already.
func (d *desk) sent(from Book, number int64, t TransferDraft) (TransferDraft, error) {
	args := fault.Args{"Number": number, "From": from.Ref(), "To": d.book.Ref()}
	arrived, err := d.legInForce(TransferIDOf(from.ID, number), d.book.ID)
	if err != nil {
		return t, err
	}
	if arrived != nil {
		args["Arrived"] = arrived.Entry.Number
		return t, fault.New(fault.Conflict, "cashbook.transfer-arrived", args)
	}
	v, err := d.store.Voucher(from.ID, number)
	if errors.Is(err, fault.Missing) {
		return t, nil
	}
	if err != nil {
		return t, err
	}
	out, err := d.legInForce(TransferIDOf(from.ID, number), from.ID)
	if err != nil {
		return t, err
	}
	wrongIn := out != nil && t.InMinor != 0 && t.InMinor != out.Transfer.OtherMinor
	wrongOut := out != nil && t.OutMinor != 0 && t.OutMinor != -v.AmountMinor
	if out == nil || out.Transfer.Book != d.book.ID || wrongIn || wrongOut {
		return t, fault.New(fault.Invalid, "cashbook.transfer-other", args)
	}
	t.OutMinor, t.InMinor, t.Rate = -v.AmountMinor, v.Transfer.OtherMinor, v.Transfer.Rate
	return t, nil
}

// legInForce gives the leg of a transfer in a book, or nil.
func (d *desk) legInForce(id ident.TransferID, book ident.BookID) (*Voucher, error) {
	legs, err := d.store.Legs(id)
	if err != nil {
		return nil, err
	}
	for _, leg := range legs {
		_, err := d.store.ReversalOf(leg.Entry.Book, leg.Entry.Number)
		if leg.Entry.Book == book && errors.Is(err, fault.Missing) {
			return &leg, nil
		}
		if err != nil && !errors.Is(err, fault.Missing) {
			return nil, err
		}
	}
	return nil, nil
}

// otherLeg prepares the reversal of the other leg where the poste keeps it. Where
// it does not, the reason must name the other book.
func (r *reversal) otherLeg(s Records, by directory.Actor, poste ident.PosteID, reason string, now time.Time) (*reversal, error) {
	t := r.reversed.Transfer
	leg, err := r.desk.legInForce(t.ID, t.Book)
	if err != nil {
		return nil, err
	}
	here, err := keptHere(s, t.Book, poste)
	if err != nil {
		return nil, err
	}
	if leg != nil && here {
		d, err := openDesk(s, by, directory.RightVoucherReverse, poste, t.Book, now)
		if err != nil {
			return nil, err
		}
		return d.reversal(leg.Entry.Number, reason)
	}
	other, err := s.Book(t.Book)
	if errors.Is(err, fault.Missing) || err == nil && names(reason, other) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return nil, fault.New(fault.Invalid, "cashbook.transfer-reverse", fault.Args{
		"Number": r.reversed.Entry.Number, "Other": other.Ref(), "Name": other.Name,
	})
}

// names reports whether a text names a book, by its reference or its name.
func names(text string, b Book) bool {
	folded := directory.Fold(text)
	return strings.Contains(folded, directory.Fold(b.Ref())) || strings.Contains(folded, directory.Fold(b.Name))
}

// Expected is a transfer that has left one book and not arrived in the other, as
// far as is known here.
type Expected struct {
	From, To Book
	Out      Voucher
	Release  ident.ReleaseID // the request for funds that it answers, or zero
}

// maxExpected bounds the list of transfers that have not arrived.
const maxExpected = 1_000

// ExpectedTransfers lists the transfers that have not arrived, by day.
func ExpectedTransfers(s Store) ([]Expected, error) {
	legs, err := s.LoneLegs(maxExpected)
	if err != nil {
		return nil, err
	}
	var expected []Expected
	for _, v := range legs {
		if v.AmountMinor > 0 {
			continue
		}
		from, err := s.Book(v.Entry.Book)
		if err != nil {
			return nil, err
		}
		to, err := s.Book(v.Transfer.Book)
		if errors.Is(err, fault.Missing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		expected = append(expected, Expected{From: from, To: to, Out: v})
	}
	return expected, nil
}
