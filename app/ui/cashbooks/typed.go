package cashbooks

import (
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// place is a field of the line in which vouchers are entered.
type place int

// The fields in the order in which Enter walks them.
const (
	atDay place = iota
	atPiece
	atText
	atRecipient
	atAccount // passed over where no account is asked for
	atIn
	atOut
)

// typed is what stands in the fields of the line, as a person typed it.
type typed struct{ day, piece, text, recipient, account, in, out string }

// reader reads what is typed as a voucher of one book.
type reader struct {
	book      cashbook.Book
	today     calendar.Day // in the book
	lastPiece string       // of the voucher before, for « + »
	plan      *chart.Plan  // what vouchers may name; nil where no account is asked for
}

// draft reads the whole line. An error is of the field at the place.
func (r reader) draft(t typed) (draft cashbook.Draft, at place, err error) {
	if draft.Day, err = r.day(t.day); err != nil {
		return draft, atDay, err
	}
	draft.PartnerNumber = r.piece(t.piece)
	draft.Recipient = strings.TrimSpace(t.recipient)
	if draft.Text, err = r.text(t.text); err != nil {
		return draft, atText, err
	}
	draft.AmountMinor, at, err = r.amount(t)
	return draft, at, err
}

// check reads one field alone, as it is left; the amounts are looked at together
// when the line is recorded.
func (r reader) check(at place, t typed) (err error) {
	switch at {
	case atDay:
		_, err = r.day(t.day)
	case atText:
		_, err = r.text(t.text)
	case atAccount:
		_, err = r.assignment(t)
	case atIn:
		_, err = r.column(t.in)
	case atOut:
		_, err = r.column(t.out)
	}
	return err
}

// text reads what the money is for.
func (r reader) text(text string) (string, error) {
	if text = strings.TrimSpace(text); text == "" {
		return "", fault.New(fault.Invalid, "cashbooks.line-text", nil)
	}
	return text, nil
}

// day reads the date; nothing typed is today.
func (r reader) day(text string) (calendar.Day, error) {
	if strings.TrimSpace(text) == "" {
		return r.today, nil
	}
	return calendar.ParseInput(text, r.today, true)
}

// piece reads the number of the paper; « + » is the one after the last.
func (r reader) piece(text string) string {
	text = strings.TrimSpace(text)
	if text == "+" {
		return nextPiece(r.lastPiece)
	}
	return text
}

// amount reads the two columns of which one is filled: money in is positive,
// money out negative.
func (r reader) amount(t typed) (minor int64, at place, err error) {
	in, err := r.column(t.in)
	if err != nil {
		return 0, atIn, err
	}
	out, err := r.column(t.out)
	switch {
	case err != nil:
		return 0, atOut, err
	case in != 0 && out != 0:
		return 0, atOut, fault.New(fault.Invalid, "cashbooks.line-both", nil)
	case in == 0 && out == 0:
		return 0, atOut, fault.New(fault.Invalid, "cashbooks.line-amount", nil)
	}
	return in - out, t.sideOf(), nil
}

// column reads an amount without a sign; the column gives the direction.
func (r reader) column(text string) (minor int64, err error) {
	if strings.TrimSpace(text) == "" {
		return 0, nil
	}
	a, err := money.Parse(text, r.book.Currency)
	if err == nil && a.Minor < 0 {
		err = fault.New(fault.Invalid, "cashbooks.line-sign", nil)
	}
	return a.Minor, err
}

// nextPiece gives the number after a piece's: B-103 after B-102, and nothing
// after one that does not end in digits. Digits keep their width: 010 after 009.
func nextPiece(piece string) string {
	digits := []byte(piece)
	for i := len(digits) - 1; i >= 0; i-- {
		switch c := digits[i]; {
		case c >= '0' && c < '9':
			digits[i]++
			return string(digits)
		case c != '9' && i == len(digits)-1:
			return ""
		case c != '9':
			return string(digits[:i+1]) + "1" + string(digits[i+1:])
		}
		digits[i] = '0'
	}
	if piece == "" {
		return ""
	}
	return "1" + string(digits)
}
