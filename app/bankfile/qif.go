package bankfile

import (
	"fmt"
	"strings"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// readQIF reads the accounts of a QIF file. It names neither its currency, nor the
// order of the numbers of its days, nor its mark before decimals: the last two
// are found where only one choice can be right.
func readQIF(content []byte, o Options) ([]Statement, error) {
	text, err := decodeText(content)
	if err != nil {
		return nil, err
	}
	lists, err := splitQIF(text)
	if err != nil {
		return nil, err
	}
	if len(lists) == 0 {
		return nil, fault.New(fault.Invalid, "bankfile.no-statement", nil)
	}
	q := qif{order: o.Order, decimal: o.Decimal}
	if q.currency, err = agree("", o.Currency, Place{}); err != nil {
		return nil, err
	}
	if q.order, err = findOrder(o.Order, texts(lists, "D")); err != nil {
		return nil, err
	}
	if q.decimal, err = findDecimal(o.Decimal, texts(lists, "TU"), q.currency); err != nil {
		return nil, err
	}
	var statements []Statement
	for _, list := range lists {
		s, err := q.statement(list)
		if err != nil {
			return nil, err
		}
		statements = append(statements, s)
	}
	return statements, nil
}

// qifList are the records of one account.
type qifList struct {
	account string
	records []qifRecord
}

// qifRecord has one text for each letter, and the place where it begins.
type qifRecord struct {
	place  Place
	fields map[byte]string
}

type qif struct {
	currency money.Currency
	order    Order
	decimal  Decimal
}

// movements are the lists that hold movements of an account.
var movements = map[string]bool{"bank": true, "ccard": true, "cash": true, "oth a": true, "oth l": true}

// splitQIF gives the lists of movements of the file, one for each heading, and
// passes over lists of categories and the like.
func splitQIF(text string) ([]qifList, error) {
	in := qifSplitter{}
	for n, row := range strings.Split(text, "\n") {
		row = strings.TrimRight(row, "\r \t")
		if err := in.row(Place{n + 1, ""}, row); err != nil {
			return nil, err
		}
	}
	if len(in.record.fields) > 0 && in.kind != "" {
		return nil, refuse(in.record.place, "bankfile.qif-end", nil)
	}
	return in.lists, nil
}

type qifSplitter struct {
	lists   []qifList
	kind    string // "movements", "account"; "" for lists that are passed over
	account string
	record  qifRecord
	count   int
}

func (in *qifSplitter) row(p Place, row string) error {
	switch {
	case row == "":
		return nil
	case row[0] == '!':
		return in.heading(p, strings.ToLower(row[1:]))
	case row[0] == '^':
		return in.end()
	}
	if in.record.fields == nil {
		in.record = qifRecord{Place{p.Line, fmt.Sprintf("#%d", in.count+1)}, map[byte]string{}}
	}
	if _, twice := in.record.fields[row[0]]; twice && strings.IndexByte("DTNPM", row[0]) >= 0 && in.kind == "movements" {
		return refuse(Place{p.Line, row[:1]}, "bankfile.twice", fault.Args{"Name": row[:1]})
	}
	if row[0] < 0x80 {
		in.record.fields[row[0]] = row[1:]
	}
	return nil
}

func (in *qifSplitter) heading(p Place, heading string) error {
	if len(in.record.fields) > 0 && in.kind != "" {
		return refuse(in.record.place, "bankfile.qif-end", nil)
	}
	kind, typed := strings.CutPrefix(heading, "type:")
	kind = strings.TrimSpace(kind)
	in.record = qifRecord{}
	switch {
	case heading == "account":
		in.kind = "account"
	case typed && movements[kind]:
		if len(in.lists) == StatementsMost {
			return tooMany("statements", StatementsMost)
		}
		in.kind, in.lists = "movements", append(in.lists, qifList{account: in.account})
	case typed && strings.HasPrefix(kind, "invst"):
		return refuseText(Place{p.Line, heading}, "bankfile.qif-type", heading)
	default:
		in.kind = ""
	}
	return nil
}

func (in *qifSplitter) end() error {
	record := in.record
	in.record = qifRecord{}
	if len(record.fields) == 0 {
		return nil
	}
	switch in.kind {
	case "account":
		in.account = record.fields['N']
	case "movements":
		if in.count++; in.count > LinesMost {
			return tooMany("lines", LinesMost)
		}
		list := &in.lists[len(in.lists)-1]
		list.records = append(list.records, record)
	}
	return nil
}

// texts gives all fields of the letters.
func texts(lists []qifList, letters string) []string {
	var found []string
	for _, list := range lists {
		for _, r := range list.records {
			for _, letter := range []byte(letters) {
				if text, has := r.fields[letter]; has {
					found = append(found, text)
				}
			}
		}
	}
	return found
}

func (q qif) statement(list qifList) (Statement, error) {
	s := Statement{Format: QIF, Account: compact(list.account), Currency: q.currency}
	for i, r := range list.records {
		day, minor, err := q.amounts(r)
		if err != nil {
			return s, err
		}
		if opening := strings.EqualFold(strings.TrimSpace(r.fields['P']), "opening balance"); opening && i == 0 {
			s.Opening = Balance{true, day, minor}
			s.Account = first(s.Account, compact(strings.Trim(r.fields['L'], "[]")))
			continue
		}
		if minor == 0 {
			s.Passed = append(s.Passed, r.place)
			continue
		}
		s.Lines = append(s.Lines, Line{
			Place: r.place, Day: day, AmountMinor: minor, Text: clean(r.fields['M']), Party: clean(r.fields['P']),
			Reference: compact(r.fields['N']),
		})
	}
	s.complete()
	return s, nil
}

// amounts gives the day and the amount of a record. U repeats T for amounts that
// the first versions could not hold; they must agree.
func (q qif) amounts(r qifRecord) (day calendar.Day, minor int64, err error) {
	at := func(field string) Place { return Place{r.place.Line, field} }
	if day, err = writtenDay(r.fields['D'], q.order, at("D")); err != nil {
		return 0, 0, err
	}
	text, has := r.fields['T']
	if !has {
		text = r.fields['U']
	}
	if minor, err = writtenAmount(text, q.decimal, q.currency, at("T")); err != nil {
		return 0, 0, err
	}
	if other, has := r.fields['U']; has {
		again, err := writtenAmount(other, q.decimal, q.currency, at("U"))
		if err != nil || again != minor {
			return 0, 0, refuseText(at("U"), "bankfile.amount", other)
		}
	}
	return day, minor, nil
}
