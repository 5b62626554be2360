package reconciling

import (
	"errors"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// asks reports whether a file can be read once the person has said something.
func asks(err error) bool {
	var f *fault.Error
	return errors.As(err, &f) && strings.HasPrefix(f.Key, "bankfile.ask-") && f.Key != "bankfile.ask-currency"
}

// mapped are the fields that a person may say the column of, in the dialog.
var mapped = []bankfile.Field{
	bankfile.FieldDay, bankfile.FieldAmount, bankfile.FieldDebit, bankfile.FieldCredit, bankfile.FieldText, bankfile.FieldReference, bankfile.FieldBalance,
}

// question is the dialog that asks what a file leaves open.
type question struct {
	bank    *bank
	path    string
	options workspace.BankOptions
	order   *kit.PickerField
	decimal *kit.PickerField
	columns map[bankfile.Field]*kit.PickerField
}

// ask opens it: the order of days, the mark before decimals, and for a table of
// which the titles say nothing the columns.
func (b *bank) ask(path string, o workspace.BankOptions, why error) {
	q := &question{bank: b, path: path, options: o, columns: map[bankfile.Field]*kit.PickerField{}}
	q.order = q.picker("order", string(o.Order), []kit.Choice{
		{ID: string(bankfile.DayFirst), Text: b.T("reconciling.order.dmy")}, {ID: string(bankfile.MonthFirst), Text: b.T("reconciling.order.mdy")},
		{ID: string(bankfile.YearFirst), Text: b.T("reconciling.order.ymd")},
	})
	q.decimal = q.picker("decimal", string(o.Decimal), []kit.Choice{
		{ID: string(bankfile.Comma), Text: b.T("reconciling.decimal.comma")}, {ID: string(bankfile.Point), Text: b.T("reconciling.decimal.point")},
	})
	reason, hint := b.Explain(why)
	form := kit.NewForm().Add(b.T("reconciling.ask.order"), q.order).Add(b.T("reconciling.ask.decimal"), q.decimal)
	var focus fyne.Focusable = q.order
	var f *fault.Error
	if errors.As(why, &f) && f.Key == "bankfile.ask-columns" {
		for _, field := range mapped {
			q.columns[field] = q.columnPicker(field)
			form.Add(b.T("reconciling.field."+string(field)), q.columns[field])
		}
		focus = q.columns[bankfile.FieldDay]
	}
	b.Dialogs.Open(kit.Dialog{
		Name: "statement-ask", Title: b.T("reconciling.ask.title"), Width: 560, Focus: focus,
		Content: kit.VStack(12, kit.NewNotice(b.Printer, kit.Neutral, reason, hint), form),
		Confirm: b.T("reconciling.look"), OnConfirm: func() error {
			if !form.Check() {
				return kit.ErrStay
			}
			b.preview(path, q.answer())
			return nil
		},
	})
}

// picker offers choices, of which one may be chosen; none is found in the file.
func (q *question) picker(name, chosen string, choices []kit.Choice) *kit.PickerField {
	p := kit.NewStrictPicker(q.bank.services, name, kit.OfferAll(choices))
	p.PlaceHolder = q.bank.T("reconciling.ask.found")
	for _, c := range choices {
		if c.ID == chosen {
			p.Set(c)
		}
	}
	return p
}

// columnPicker offers the titles of the file.
func (q *question) columnPicker(field bankfile.Field) *kit.PickerField {
	var choices []kit.Choice
	if content, err := workspace.ReadBankFile(q.path); err == nil {
		if table, err := bankfile.ReadTable(content, nil); err == nil {
			for i, title := range table.Titles {
				choices = append(choices, kit.Choice{ID: strconv.Itoa(i + 1), Text: strings.TrimSpace(title), Detail: strconv.Itoa(i + 1)})
			}
		}
	}
	p := kit.NewStrictPicker(q.bank.services, "column-"+string(field), kit.OfferAll(choices))
	p.Required = field == bankfile.FieldDay
	return p
}

// answer gives the options with what the person has said.
func (q *question) answer() workspace.BankOptions {
	o := q.options
	o.Order, o.Decimal = bankfile.Order(q.order.Chosen().ID), bankfile.Decimal(q.decimal.Chosen().ID)
	if len(q.columns) > 0 {
		o.Layout = &bankfile.Layout{Columns: map[bankfile.Field][]string{}}
		for field, picker := range q.columns {
			if picker.Text != "" {
				o.Layout.Columns[field] = []string{picker.Chosen().ID}
			}
		}
	}
	return o
}
