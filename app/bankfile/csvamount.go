package bankfile

import "slices"

// debitsArePositive tells that the column of debits is written without minus. A
// minus there is a debit taken back then.
func (c csvReader) debitsArePositive() bool {
	return slices.ContainsFunc(c.cells(FieldDebit), func(text string) bool {
		minor, err := writtenAmount(text, c.decimal, c.currency, Place{})
		return err == nil && minor > 0
	})
}

// amount gives the signed amount of a row.
func (c csvReader) amount(i int, row []string) (int64, error) {
	if len(c.columns[FieldAmount]) > 0 {
		minor, err := writtenAmount(c.cell(row, FieldAmount), c.decimal, c.currency, c.place(i, FieldAmount))
		if err != nil || len(c.columns[FieldDirection]) == 0 {
			return minor, err
		}
		return c.directed(minor, c.cell(row, FieldDirection), c.place(i, FieldDirection))
	}
	sum := int64(0)
	filled := 0
	for _, field := range []Field{FieldDebit, FieldCredit} {
		text := c.cell(row, field)
		if text == "" {
			continue
		}
		minor, err := writtenAmount(text, c.decimal, c.currency, c.place(i, field))
		if err != nil {
			return 0, err
		}
		if field == FieldDebit && c.outward {
			minor = -minor
		}
		if minor != 0 {
			filled++
		}
		sum += minor
	}
	if filled > 1 || c.cell(row, FieldDebit)+c.cell(row, FieldCredit) == "" {
		return 0, refuse(c.place(i, FieldDebit), "bankfile.one-amount", nil)
	}
	return sum, nil
}

var directions = map[string]int64{
	"d": -1, "debit": -1, "dbit": -1, "s": -1, "soll": -1, "cargo": -1,
	"c": 1, "credit": 1, "crdt": 1, "h": 1, "haben": 1, "abono": 1,
}

// directed gives an amount without sign the one that a word beside it tells.
func (c csvReader) directed(minor int64, word string, p Place) (int64, error) {
	sign, known := directions[plain(word)]
	if !known || minor < 0 && sign > 0 {
		return 0, refuseText(p, "bankfile.direction", word)
	}
	if minor < 0 {
		return minor, nil
	}
	return sign * minor, nil
}

// follow puts the oldest line first and checks each balance against the one
// before.
func (s *Statement) follow(after []Balance) error {
	if len(s.Lines) == 0 {
		return nil
	}
	at, upward := broken(s.Lines, after)
	if days := s.Lines[0].Day - s.Lines[len(s.Lines)-1].Day; days > 0 || days == 0 && !upward {
		slices.Reverse(s.Lines)
		slices.Reverse(after)
		if back, ok := broken(s.Lines, after); ok || days > 0 {
			at, upward = back, ok
		} else {
			slices.Reverse(s.Lines)
			slices.Reverse(after)
		}
	}
	if !upward {
		return refuse(s.Lines[at].Place, "bankfile.balance", nil)
	}
	if first := after[0]; first.Known {
		s.Opening = Balance{true, s.Lines[0].Day, first.Minor - s.Lines[0].AmountMinor}
	}
	s.Closing = after[len(after)-1]
	return nil
}

// broken gives the first line whose balance does not follow from that of the line
// before; ok is true where there is none.
func broken(lines []Line, after []Balance) (at int, ok bool) {
	for i := 1; i < len(lines); i++ {
		if after[i].Known && after[i-1].Known && after[i].Minor-after[i-1].Minor != lines[i].AmountMinor {
			return i, false
		}
	}
	return 0, true
}
