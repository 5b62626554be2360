package accounting

import (
	"fmt"
	"strconv"

	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/calendar"
)

// line names a line of a posting among people: BQ1/12, and BQ1/12:2 for the second.
func (j Journal) line(ref LineRef) string {
	if ref.Place == 0 {
		return fmt.Sprintf("%s/%d", j.Code, ref.Number)
	}
	return fmt.Sprintf("%s/%d:%d", j.Code, ref.Number, ref.Place+1)
}

// LineName names a line of a posting among people.
func (j Journal) LineName(ref LineRef) string { return j.line(ref) }

func serialText(serial int64) string { return strconv.FormatInt(serial, 10) }

// Reconciliation compares the books with the bank at the end of a day:
//
//	BookMinor − what is in the books only + what is on statements only = BankMinor
//
// holds always. What the bank itself says is Stated; where it differs from
// BankMinor, statements are missing.
type Reconciliation struct {
	Treasury  Treasury
	At        calendar.Day
	BookMinor int64      // balance of the account in the books
	Books     []BookLine // in the books only, oldest first
	Bank      []BankLine // on statements only, oldest first
	BankMinor int64      // balance that the statements lead to
	Stated    bankfile.Balance
	Matched   int // lines of statements that are matched
}

// BooksMinor gives what the lines in the books only come to.
func (r Reconciliation) BooksMinor() (sum int64) {
	for _, l := range r.Books {
		sum += l.Minor
	}
	return sum
}

// StatementsMinor gives what the lines on statements only come to.
func (r Reconciliation) StatementsMinor() (sum int64) {
	for _, l := range r.Bank {
		sum += l.AmountMinor
	}
	return sum
}

// MissingMinor gives what the bank says more than the statements lead to; 0 where
// it says nothing.
func (r Reconciliation) MissingMinor() int64 {
	if !r.Stated.Known {
		return 0
	}
	return r.Stated.Minor - r.BankMinor
}

// Reconcile compares the books with the bank at the end of a day. A match counts
// for what of it was there by then: a cheque that the bank paid later is in the
// books only.
func Reconcile(s BankRecords, t Treasury, at calendar.Day) (Reconciliation, error) {
	r := Reconciliation{Treasury: t, At: at}
	bank, err := s.BankLines(t.Project, t.Account, 0, at)
	if err != nil {
		return r, err
	}
	books, err := t.Books(s, at)
	if err != nil {
		return r, err
	}
	difference := map[int64]int64{} // of a match, at that day
	for _, l := range bank {
		difference[l.Match] += l.AmountMinor
	}
	for _, l := range books {
		difference[l.Match] -= l.Minor
	}
	for _, l := range bank {
		r.BankMinor += l.AmountMinor
		if l.Match == 0 || difference[l.Match] != 0 {
			r.Bank = append(r.Bank, l)
		} else {
			r.Matched++
		}
	}
	for _, l := range books {
		r.BookMinor += l.Minor
		if l.Match == 0 || difference[l.Match] != 0 {
			r.Books = append(r.Books, l)
		}
	}
	r.Stated, err = t.stated(s, at)
	return r, err
}

// stated gives the last balance that the bank itself says by a day, if nothing
// came after it.
func (t Treasury) stated(s BankStore, at calendar.Day) (bankfile.Balance, error) {
	statements, err := s.BankStatements(t.Project, t.Account)
	if err != nil {
		return bankfile.Balance{}, err
	}
	var last BankStatement
	for _, b := range statements {
		if b.Closing.Known && b.To <= at && b.To >= last.To {
			last = b
		}
	}
	for _, b := range statements {
		if b.From <= at && b.To > last.To {
			return bankfile.Balance{}, nil
		}
	}
	return last.Closing, nil
}
