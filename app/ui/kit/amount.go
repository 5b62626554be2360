package kit

import (
	"strings"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// AmountField takes an amount of one currency: `1 234,5`, `1234.50`, or a sum
// like `12,5+3*4`. When it is left it sets off the digits in groups.
type AmountField struct {
	TextField
	currency money.Currency
}

// NewAmountField gives an empty field.
func NewAmountField(s *Services, name string, currency money.Currency) *AmountField {
	f := &AmountField{currency: currency}
	f.init(s, name)
	f.Verify = func(text string) error {
		_, err := money.Parse(text, f.currency)
		return err
	}
	f.arrange = func(text string) string {
		amount, _ := money.Parse(text, f.currency)
		return s.Printer.Editable(amount)
	}
	f.ExtendBaseWidget(f)
	return f
}

// SetCurrency changes the currency; what is typed is read anew.
func (f *AmountField) SetCurrency(currency money.Currency) {
	f.currency = currency
	if f.Text != "" {
		f.Check()
	}
}

// Amount gives what is typed, with zero for an empty field, or fault.Invalid.
func (f *AmountField) Amount() (money.Amount, error) {
	if strings.TrimSpace(f.Text) == "" {
		if f.Required {
			return money.Amount{}, fault.New(fault.Invalid, "field.amount", nil)
		}
		return money.Amount{Currency: f.currency}, nil
	}
	return money.Parse(f.Text, f.currency)
}

// SetAmount shows an amount; zero empties the field.
func (f *AmountField) SetAmount(a money.Amount) {
	if a.Minor == 0 {
		f.SetText("")
		return
	}
	f.SetText(f.services.Printer.Editable(a))
}
