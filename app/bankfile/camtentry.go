package bankfile

import (
	"fmt"
	"strings"
)

// camtEntry adds the lines of an entry: one, or one for each transaction where
// the bank booked several as one and says what each of them was.
func (s *Statement) camtEntry(e camtEntry, p Place) error {
	if status := strings.TrimSpace(first(e.Status.Code, e.Status.Text)); status != "BOOK" {
		s.Passed = append(s.Passed, p) // announced or for information: not on the account yet
		return nil
	}
	minor, err := s.camtAmount(e.Amounts, e.Direction, p)
	if err != nil {
		return err
	}
	l := Line{Place: p, AmountMinor: minor, BankReference: compact(first(e.ByServicer, e.Reference))}
	if l.Day, err = isoDay(first(e.Booked.text(), e.Value.text()), p); err != nil {
		return err
	}
	if text := e.Value.text(); text != "" {
		if l.ValueDay, err = isoDay(text, p); err != nil {
			return err
		}
	}
	var transactions []camtTransaction
	for _, d := range e.Details {
		transactions = append(transactions, d.Transactions...)
	}
	parts, err := s.camtParts(e, l, transactions)
	if err != nil {
		return err
	}
	for _, part := range parts {
		if part.AmountMinor == 0 {
			s.Passed = append(s.Passed, part.Place) // a notice, which moves nothing
			continue
		}
		s.Lines = append(s.Lines, part)
	}
	return nil
}

// camtParts describes the line by its only transaction, or divides it when the
// amounts of all transactions are known and add up to that of the entry.
func (s *Statement) camtParts(e camtEntry, l Line, transactions []camtTransaction) ([]Line, error) {
	if len(transactions) == 1 {
		l.describe(e, transactions[0])
		return []Line{l}, nil
	}
	whole := l
	whole.Text = clean(e.Text)
	var parts []Line
	var sum int64
	for i, t := range transactions {
		part := l
		part.Place.Element = fmt.Sprintf("%s, TxDtls %d", l.Place.Element, i+1)
		part.Batch = first(l.BankReference, l.Place.Element)
		minor, known, err := s.camtPart(e, t, part.Place)
		if err != nil {
			return nil, err
		}
		if !known {
			return []Line{whole}, nil
		}
		part.AmountMinor = minor
		sum += minor
		part.describe(e, t)
		parts = append(parts, part)
	}
	if len(parts) == 0 || sum != l.AmountMinor {
		return []Line{whole}, nil
	}
	return parts, nil
}

// camtPart gives the amount of one transaction in the currency of the account, if
// the bank tells it.
func (s *Statement) camtPart(e camtEntry, t camtTransaction, p Place) (minor int64, known bool, err error) {
	amounts, direction := t.Amounts, t.Direction
	if len(amounts) == 0 {
		amounts = t.Booked
	}
	if len(direction) == 0 {
		direction = e.Direction
	}
	if len(amounts) != 1 || strings.TrimSpace(amounts[0].Currency) != string(s.Currency) {
		return 0, false, nil
	}
	minor, err = s.camtAmount(amounts, direction, p)
	return minor, err == nil, err
}

// notProvided is what banks write where a reference must stand and none was given.
const notProvided = "NOTPROVIDED"

// describe fills in the text, the other party and the references. Of a booking
// that takes back an earlier one the parties are those of the earlier one.
func (l *Line) describe(e camtEntry, t camtTransaction) {
	l.Text = clean(t.Remittance...)
	if l.Text == "" {
		l.Text = clean(first(t.Text, e.Text))
	}
	paid := l.AmountMinor < 0
	if reversal := strings.TrimSpace(e.Reversal); reversal == "true" || reversal == "1" {
		paid = !paid
	}
	if l.Party = t.Debtor.name(); paid || l.Party == "" {
		l.Party = first(t.Creditor.name(), l.Party)
	}
	endToEnd := compact(t.EndToEnd)
	if endToEnd == notProvided {
		endToEnd = ""
	}
	l.Reference = compact(first(first(t.Creditors...), endToEnd, t.Cheque, first(t.Invoices...), t.Mandate))
	l.BankReference = first(compact(t.ByServicer), l.BankReference)
}
