package funds

import (
	"time"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Grant is what head office gives.
type Grant struct {
	AmountMinor int64        // in the currency of the book; 0 for all that was asked
	From        ident.BookID // zero when it is paid outside of any book
	PaidMinor   int64        // that leaves From where it has another currency; 0 for what was granted
	Rate        money.Rate   // between the two; 0 for what follows from the amounts
	Reference   string       // of the payment
	Text        string       // of the leg out
	Account     string       // of the leg out
}

// MayDecide decides whether a person may decide on a request: who has the right at
// its book, and did not ask.
func MayDecide(s Store, by directory.Actor, r Request, now time.Time) error {
	b, err := s.Book(r.Book)
	if err != nil {
		return err
	}
	at, err := place(s, b)
	if err != nil {
		return err
	}
	if err := directory.Can(by, directory.RightFundsRelease, at, now); err != nil {
		return err
	}
	if by.ID == r.User {
		return fault.New(fault.Denied, "directory.own-request", nil)
	}
	return r.open()
}

// Accept grants a request. Where it is paid from a book, which this poste must
// keep and in which the person must have the right to enter vouchers, the leg out
// of a transfer is entered in the same transaction.
func Accept(s Store, by directory.Actor, poste ident.PosteID, r Request, g Grant, now time.Time) (Request, error) {
	if err := MayDecide(s, by, r, now); err != nil {
		return r, err
	}
	if g.AmountMinor == 0 {
		g.AmountMinor = r.AmountMinor
	}
	if g.AmountMinor < 0 || g.AmountMinor > r.AmountMinor {
		return r, fault.New(fault.Invalid, "funds.more-than-asked", fault.Args{"Amount": r.Amount()})
	}
	b, err := s.Book(r.Book)
	if err != nil {
		return r, err
	}
	if b.Status == cashbook.Finalised {
		return r, fault.New(fault.Conflict, "funds.finalised", fault.Args{"Ref": b.Ref(), "Name": b.Name})
	}
	if r.Reference, err = directory.Clean("reference", g.Reference, cashbook.MaxPartnerNumber); err != nil {
		return r, err
	}
	r.GrantedMinor = g.AmountMinor
	if !g.From.IsZero() {
		if r.Paid, err = pay(s, by, poste, r, g, now); err != nil {
			return r, err
		}
	}
	r.decided(by, Granted, now)
	if err := s.SaveRelease(r); err != nil {
		return r, err
	}
	more := []directory.Detail{{Name: "granted", Value: r.GrantedAmount().String()}}
	if r.Paid.FromBook() {
		more = append(more, directory.Detail{Name: "paid-from", Value: r.Paid.AsBook().Ref()})
	}
	if r.Reference != "" {
		more = append(more, directory.Detail{Name: "reference", Value: r.Reference})
	}
	return r, directory.Note(s, by, r.User, directory.VerbFundsGranted, now, r.details(b, more...)...)
}

// pay enters the leg out.
func pay(s Store, by directory.Actor, poste ident.PosteID, r Request, g Grant, now time.Time) (Paid, error) {
	from, err := s.Book(g.From)
	if err != nil {
		return Paid{}, err
	}
	out := g.PaidMinor
	if out == 0 && from.Currency == r.Currency {
		out = g.AmountMinor
	}
	if out == 0 {
		return Paid{}, fault.New(fault.Invalid, "funds.paid-amount", fault.Args{"Ref": from.Ref(), "Currency": string(from.Currency)})
	}
	who, err := s.User(r.User)
	if err != nil {
		return Paid{}, err
	}
	sent, err := cashbook.PayOut(s, by, poste, g.From, r.Book, cashbook.TransferDraft{
		OutMinor: out, InMinor: g.AmountMinor, Rate: g.Rate, Text: g.Text, Recipient: who.Name(),
		PartnerNumber: r.Reference, OutAccount: g.Account,
	}, now)
	if err != nil {
		return Paid{}, err
	}
	return Paid{
		Book: from.ID, Project: from.ProjectCode, Number: from.Number, Name: from.Name, Currency: from.Currency,
		Voucher: sent.Voucher.Entry.Number, Day: sent.Voucher.Entry.Day, OutMinor: out, Rate: sent.Voucher.Transfer.Rate,
	}, nil
}

// Decline refuses a request, and says why.
func Decline(s Store, by directory.Actor, r Request, reason string, now time.Time) (Request, error) {
	if err := MayDecide(s, by, r, now); err != nil {
		return r, err
	}
	var err error
	if r.Reason, err = directory.Clean("reason", reason, MaxReason); err != nil {
		return r, err
	}
	if r.Reason == "" {
		return r, fault.New(fault.Invalid, "funds.no-reason", nil)
	}
	b, err := s.Book(r.Book)
	if err != nil {
		return r, err
	}
	r.decided(by, Refused, now)
	if err := s.SaveRelease(r); err != nil {
		return r, err
	}
	return r, directory.Note(s, by, r.User, directory.VerbFundsRefused, now, r.details(b, directory.Detail{Name: "reason", Value: r.Reason})...)
}

func (r *Request) decided(by directory.Actor, status Status, now time.Time) {
	r.Status, r.Decided, r.By, r.Decider = status, now, by.ID, by.Name()
}
