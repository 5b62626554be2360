package funds

import (
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Arrival is how the money that was granted is entered in its book.
type Arrival struct {
	Day     calendar.Day // empty for today
	Text    string
	Account string // of internal transfers

	// From and Number name the voucher of the book that has paid, where head
	// office's decision does not; zero where no book has.
	From   ident.BookID
	Number int64
}

// Learn keeps at a site what head office has decided, by the answer to a message
// of this poste. A request that was taken back here meanwhile was decided before
// head office knew.
func Learn(s Store, by directory.Actor, answer Request, now time.Time) error {
	b, err := s.Book(answer.Book)
	if err != nil {
		return err
	}
	if err := s.SaveRelease(answer); err != nil {
		return err
	}
	if answer.Status == Refused {
		return directory.Note(s, by, answer.User, directory.VerbFundsRefused, now, answer.details(b, directory.Detail{Name: "reason", Value: answer.Reason})...)
	}
	return directory.Note(s, by, answer.User, directory.VerbFundsGranted, now, answer.details(b, directory.Detail{Name: "granted", Value: answer.GrantedAmount().String()})...)
}

// Enter enters in its book, on the poste that keeps it, what was granted: the leg
// of a transfer, or a voucher over the account of internal transfers where head
// office has paid outside of any book.
func Enter(s Store, by directory.Actor, poste ident.PosteID, r Request, a Arrival, now time.Time) (Request, cashbook.Recorded, error) {
	if r.Status != Granted {
		return r, cashbook.Recorded{}, fault.New(fault.Conflict, "funds.not-granted", fault.Args{"Ref": r.Ref(), "Status": r.Status.Label()})
	}
	number, err := Arrived(s, r)
	if err != nil {
		return r, cashbook.Recorded{}, err
	}
	if number != 0 {
		return r, cashbook.Recorded{}, fault.New(fault.Conflict, "funds.entered", fault.Args{"Ref": r.Ref(), "Number": number})
	}
	recorded, err := enter(s, by, poste, r, a, now)
	if err != nil {
		return r, recorded, err
	}
	r.Voucher = recorded.Voucher.Entry.Number
	if err := s.SaveRelease(r); err != nil {
		return r, recorded, err
	}
	b, err := s.Book(r.Book)
	if err != nil {
		return r, recorded, err
	}
	return r, recorded, directory.Note(s, by, r.User, directory.VerbFundsEntered, now, r.details(b)...)
}

func enter(s Store, by directory.Actor, poste ident.PosteID, r Request, a Arrival, now time.Time) (cashbook.Recorded, error) {
	who, err := s.User(r.User)
	if err != nil {
		return cashbook.Recorded{}, err
	}
	if !r.Paid.FromBook() && !a.From.IsZero() {
		return fromBook(s, by, poste, r, a, who.Name(), now)
	}
	if !r.Paid.FromBook() {
		return cashbook.Record(s, by, poste, r.Book, cashbook.Draft{Day: a.Day, Content: cashbook.Content{
			AmountMinor: r.GrantedMinor, Text: a.Text, Account: a.Account, Recipient: who.Name(), PartnerNumber: r.Reference,
		}}, now)
	}
	t := cashbook.TransferDraft{
		Day: a.Day, OutMinor: r.Paid.OutMinor, InMinor: r.GrantedMinor, Rate: r.Paid.Rate,
		Text: a.Text, Recipient: who.Name(), PartnerNumber: r.Reference, InAccount: a.Account,
	}
	done, err := cashbook.TakeTransfer(s, by, poste, r.Book, r.Paid.AsBook(), r.Paid.Voucher, t, now)
	if err != nil {
		return cashbook.Recorded{}, err
	}
	return *done.In, nil
}

// fromBook enters the leg of a transfer that another poste has sent.
func fromBook(s Store, by directory.Actor, poste ident.PosteID, r Request, a Arrival, who string, now time.Time) (cashbook.Recorded, error) {
	from, err := s.Book(a.From)
	if err != nil {
		return cashbook.Recorded{}, err
	}
	t := cashbook.TransferDraft{
		Day: a.Day, InMinor: r.GrantedMinor, Text: a.Text, Recipient: who, PartnerNumber: r.Reference, InAccount: a.Account,
	}
	if from.Currency == r.Currency {
		t.OutMinor = r.GrantedMinor
	}
	done, err := cashbook.ReceiveTransfer(s, by, poste, r.Book, a.From, a.Number, t, now)
	if err != nil {
		return cashbook.Recorded{}, err
	}
	return *done.In, nil
}
