package bankfile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// readCSV reads the movements of one account from a table.
func readCSV(content []byte, o Options) ([]Statement, error) {
	t, err := ReadTable(content, o.Layout)
	if err != nil {
		return nil, err
	}
	layout := t.Guess()
	if o.Layout != nil && len(o.Layout.Columns) > 0 {
		layout = *o.Layout
	}
	c := csvReader{table: t, order: o.Order, decimal: o.Decimal}
	if c.columns, err = t.columns(layout); err != nil {
		return nil, err
	}
	c.findSpan()
	if c.currency, err = c.findCurrency(o.Currency); err != nil {
		return nil, err
	}
	if c.order, err = findOrder(o.Order, c.cells(FieldDay, FieldValueDay)); err != nil {
		return nil, err
	}
	if c.decimal, err = findDecimal(o.Decimal, c.cells(FieldAmount, FieldDebit, FieldCredit, FieldBalance), c.currency); err != nil {
		return nil, err
	}
	s, err := c.statement()
	if err != nil {
		return nil, err
	}
	return []Statement{s}, nil
}

// columns finds the columns of a layout. A day and an amount, or what comes in and
// goes out, must be among them.
func (t Table) columns(l Layout) (map[Field][]int, error) {
	found := map[Field][]int{}
	for field, names := range l.Columns {
		for _, name := range names {
			at, ok := t.column(name)
			if !ok {
				return nil, fault.New(fault.Invalid, "bankfile.no-column", fault.Args{"Name": fault.Excerpt(name)})
			}
			found[field] = append(found[field], at)
		}
	}
	signed, sided := len(found[FieldAmount]) > 0, len(found[FieldDebit]) > 0 || len(found[FieldCredit]) > 0
	if len(found[FieldDay]) == 0 || signed == sided {
		return nil, fault.New(fault.Invalid, "bankfile.ask-columns", fault.Args{"Columns": fault.Excerpt(strings.Join(t.Titles, ", "))})
	}
	return found, nil
}

// column finds a column by its title, or else by its number.
func (t Table) column(name string) (int, bool) {
	for i, title := range t.Titles {
		if plain(title) == plain(name) && plain(name) != "" {
			return i, true
		}
	}
	n, err := strconv.Atoi(name)
	return n - 1, err == nil && n >= 1 && n <= columnsMost
}

type csvReader struct {
	table    Table
	columns  map[Field][]int
	currency money.Currency
	order    Order
	decimal  Decimal
	first    int // row with a day
	last     int
	outward  bool // what is in the column of debits has no minus
}

// cell gives the text of a field in a row; of several columns one after another.
func (c csvReader) cell(row []string, field Field) string {
	var parts []string
	for _, at := range c.columns[field] {
		if at < len(row) {
			parts = append(parts, strings.TrimSpace(row[at]))
		}
	}
	text := strings.TrimSpace(strings.Join(parts, " "))
	if text == "-" {
		return ""
	}
	return text
}

// cells gives all texts of the fields.
func (c csvReader) cells(fields ...Field) []string {
	var texts []string
	for _, row := range c.table.Rows {
		for _, field := range fields {
			if text := c.cell(row, field); text != "" {
				texts = append(texts, text)
			}
		}
	}
	return texts
}

func (c csvReader) place(row int, field Field) Place {
	p := Place{Line: c.table.Lines[row], Element: string(field)}
	if at := c.columns[field]; len(at) > 0 && at[0] < len(c.table.Titles) {
		p.Element = clean(c.table.Titles[at[0]])
	}
	return p
}

// findCurrency gives that of the column of currencies, which must be one.
func (c csvReader) findCurrency(expected money.Currency) (money.Currency, error) {
	code := ""
	for i, row := range c.table.Rows {
		text := c.cell(row, FieldCurrency)
		if text == "" || !c.moves(i, row) {
			continue
		}
		if code != "" && text != code {
			return "", refuse(c.place(i, FieldCurrency), "bankfile.other-currency", fault.Args{"Found": fault.Excerpt(text), "Wanted": fault.Excerpt(code)})
		}
		code = text
	}
	return agree(code, expected, Place{Element: string(FieldCurrency)})
}

// moves tells that a row is a movement or should be one. Others are remarks, and
// totals above the first and below the last movement: these have no day.
func (c csvReader) moves(i int, row []string) bool {
	day := c.cell(row, FieldDay)
	switch {
	case isDay(day):
		return true
	case c.amounts(row) == "":
		return false
	}
	return i > c.first && i < c.last || strings.ContainsAny(day, "0123456789")
}

// findSpan finds the first and the last row with a day.
func (c *csvReader) findSpan() {
	c.first = len(c.table.Rows)
	for i, row := range c.table.Rows {
		if isDay(c.cell(row, FieldDay)) {
			c.first, c.last = min(c.first, i), i
		}
	}
}

func (c csvReader) amounts(row []string) string {
	return c.cell(row, FieldAmount) + c.cell(row, FieldDebit) + c.cell(row, FieldCredit)
}

// isDay tells that a text is a day in some order.
func isDay(text string) bool {
	return slices.ContainsFunc(Orders(), func(o Order) bool {
		_, err := writtenDay(text, o, Place{})
		return err == nil
	})
}

func (c csvReader) statement() (Statement, error) {
	s := Statement{Format: CSV, Currency: c.currency}
	c.outward = c.debitsArePositive()
	var after []Balance // of each line, where the file says it
	for i, row := range c.table.Rows {
		if !c.moves(i, row) || c.onlyBalance(row) {
			s.Passed = append(s.Passed, Place{Line: c.table.Lines[i]})
			continue
		}
		account := compact(c.cell(row, FieldAccount))
		if s.Account != "" && account != "" && account != s.Account {
			return s, refuseText(c.place(i, FieldAccount), "bankfile.two-accounts", account)
		}
		s.Account = first(s.Account, account)
		l, b, err := c.line(i, row)
		if err != nil {
			return s, err
		}
		if l.AmountMinor == 0 {
			s.Passed = append(s.Passed, l.Place)
			continue
		}
		s.Lines, after = append(s.Lines, l), append(after, b)
	}
	return s, s.follow(after)
}

// onlyBalance tells that a row says what the account held on a day, and no
// movement.
func (c csvReader) onlyBalance(row []string) bool {
	return c.cell(row, FieldBalance) != "" && c.amounts(row) == ""
}

func (c csvReader) line(i int, row []string) (l Line, b Balance, err error) {
	l = Line{
		Place: c.place(i, FieldDay), Text: clean(c.cell(row, FieldText)), Party: clean(c.cell(row, FieldParty)),
		Reference: compact(c.cell(row, FieldReference)),
	}
	if l.Day, err = writtenDay(c.cell(row, FieldDay), c.order, l.Place); err != nil {
		return l, b, err
	}
	if text := c.cell(row, FieldValueDay); text != "" {
		if l.ValueDay, err = writtenDay(text, c.order, c.place(i, FieldValueDay)); err != nil {
			return l, b, err
		}
	}
	if l.AmountMinor, err = c.amount(i, row); err != nil {
		return l, b, err
	}
	if text := c.cell(row, FieldBalance); text != "" {
		b = Balance{Known: true, Day: l.Day}
		b.Minor, err = writtenAmount(text, c.decimal, c.currency, c.place(i, FieldBalance))
	}
	return l, b, err
}
