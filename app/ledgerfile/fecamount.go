package ledgerfile

import (
	"strings"

	"github.com/comptoir/comptoir/app/money"
)

// amount gives what a line puts on its account: debit positive.
func (f *fecReader) amount() int64 {
	if f.layout.sided {
		return f.sidedAmount()
	}
	debit, credit := f.money(fecDebit), f.money(fecCredit)
	shown := f.fields[f.layout.at[fecDebit]] + " / " + f.fields[f.layout.at[fecCredit]]
	net, fits := add(debit, -credit)
	switch {
	case !fits:
		f.noteField(KindOverflow, fecDebit, shown, "")
	case debit != 0 && credit != 0:
		f.noteField(KindBothSides, fecDebit, shown, f.shown(net))
	case debit < 0:
		f.noteField(KindNegative, fecDebit, shown, f.shown(net))
	case credit < 0:
		f.noteField(KindNegative, fecCredit, shown, f.shown(net))
	}
	return net
}

func (f *fecReader) shown(minor int64) string {
	return fecAmount(money.Amount{Minor: minor, Currency: f.currency})
}

// money reads a column of amounts; an empty one is zero.
func (f *fecReader) money(c fecColumn) int64 {
	text := f.field(c)
	if text == "" {
		f.noteField(KindMissing, c, "", f.shown(0))
		return 0
	}
	return f.number(c, text, f.currency)
}

// sidedAmount reads Montant and Sens.
func (f *fecReader) sidedAmount() int64 {
	amount, side := f.money(fecDebit), f.field(fecCredit)
	switch strings.ToUpper(side) {
	case "D", "+1", "1", "+":
	case "C", "-1", "-":
		amount = -amount
	default:
		f.noteField(KindSide, fecCredit, side, "")
	}
	if exact := side == "D" || side == "C" || side == "+1" || side == "-1"; !exact {
		f.noteField(KindAmountForm, fecCredit, side, strings.ToUpper(side))
	}
	return amount
}

// foreign reads amount and currency of the last two columns; the side is that of
// the line, whatever sign the amount has.
func (f *fecReader) foreign(side int64) (a money.Amount) {
	text, code := f.field(fecForeign), f.field(fecForeignCurrency)
	switch {
	case text == "" && code == "":
		return a
	case text == "" || code == "":
		if text == "" || zeroText(text) {
			f.noteField(KindForeignHalf, fecForeignCurrency, text+code, "")
			return a
		}
		f.noteField(KindForeignHalf, fecForeign, text+code, "")
		return a
	}
	currency, err := money.ParseCurrency(strings.ToUpper(code))
	if err != nil || string(currency) != code {
		f.noteField(KindCurrency, fecForeignCurrency, code, string(currency))
	}
	if err != nil {
		return a
	}
	minor := f.number(fecForeign, text, currency)
	if minor == 0 {
		return a
	}
	if (minor < 0) != (side < 0) {
		minor = -minor
	}
	return money.Amount{Minor: minor, Currency: currency}
}

func zeroText(text string) bool { return strings.Trim(text, "0,. ") == "" }

// fecAmount writes a sum as a FEC has it: a comma, at least two decimals, no groups.
func fecAmount(a money.Amount) string {
	text := strings.Replace(a.String(), ".", ",", 1)
	if missing := fecDecimals(a.Currency) - a.Currency.Decimals(); missing > 0 {
		if a.Currency.Decimals() == 0 {
			text += ","
		}
		text += strings.Repeat("0", missing)
	}
	return text
}
