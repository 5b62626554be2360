package bankfile_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/money"
)

// readOne reads a CSV of one movement.
func readOne(day, amount string, o bankfile.Options) (bankfile.Line, error) {
	s, err := bankfile.Read(strings.NewReader("Date;Montant\n"+day+";"+amount+"\n"), o)
	if err != nil {
		return bankfile.Line{}, err
	}
	return s[0].Lines[0], nil
}

func TestAmountsOfTables(t *testing.T) {
	for _, c := range []struct {
		text     string
		currency money.Currency
		decimal  bankfile.Decimal
		want     int64
	}{
		{"1 234,56", "EUR", "", 123456},
		{"1\u202f234,56\u00a0€", "EUR", "", 123456},
		{"1.234,56", "EUR", "", 123456},
		{"1,234.56", "EUR", "", 123456},
		{"-1'234.50", "EUR", "", -123450},
		{"\u2212" + "12,5", "EUR", "", -1250},
		{"12,50-", "EUR", "", -1250},
		{"(12,50)", "EUR", "", -1250},
		{"+12,50 EUR", "EUR", "", 1250},
		{"EUR 12,50", "EUR", "", 1250},
		{",50", "EUR", "", 50},
		{"12 500,00", "XOF", "", 12500},
		{"12 500 F CFA", "XOF", "", 12500},
		{"250000", "XOF", "", 250000},
		{"1,250", "TND", "comma", 1250},
		{"1,250", "TND", "point", 1250000},
		{"1,250", "EUR", "point", 125000},
		{"1,250", "EUR", "comma", 125},
		{"9223372036854775807", "XOF", "", 9223372036854775807},
	} {
		l, err := readOne("03/12/2026", c.text, bankfile.Options{Currency: c.currency, Decimal: c.decimal, Order: bankfile.DayFirst})
		if err != nil || l.AmountMinor != c.want {
			t.Errorf("%q %s %s = %d, %v; want %d", c.text, c.currency, c.decimal, l.AmountMinor, err, c.want)
		}
	}
}

func TestWhatIsNoAmountIsRefused(t *testing.T) {
	for _, text := range []string{
		"12,345", "0,001", "1 23,00", "1234 567", "1.2.3", "1,2,3", "12..5", "--5", "5,", "1e3", "0x10", "5 USD", "(5", "- 5 -",
		"9223372036854775808", "NaN", "12 345 67",
	} {
		_, err := readOne("03/12/2026", text, bankfile.Options{Currency: "EUR", Decimal: bankfile.Comma, Order: bankfile.DayFirst})
		if key, line := keyOf(err); key != "bankfile.amount" || line != 2 {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestDaysInEveryOrder(t *testing.T) {
	for _, c := range []struct {
		text  string
		order bankfile.Order
		want  string
	}{
		{"03/12/2026", "dmy", "2026-12-03"},
		{"03/12/2026", "mdy", "2026-03-12"},
		{"3.12.26", "dmy", "2026-12-03"},
		{"12/ 3'26", "mdy", "2026-12-03"},
		{"03-12-99", "dmy", "1999-12-03"},
		{"2026-12-03", "", "2026-12-03"},
		{"2026-12-03T10:11:12", "", "2026-12-03"},
		{"2026-12-03 10:11", "", "2026-12-03"},
		{"20261203", "ymd", "2026-12-03"},
		{"03122026", "dmy", "2026-12-03"},
		{"25/12/2026", "", "2026-12-25"},
		{"12/25/2026", "", "2026-12-25"},
		{"12/12/2026", "", "2026-12-12"},
	} {
		l, err := readOne(c.text, "5", bankfile.Options{Currency: "EUR", Order: c.order})
		if err != nil || l.Day.String() != c.want {
			t.Errorf("%q %s = %s, %v; want %s", c.text, c.order, l.Day, err, c.want)
		}
	}
	for _, text := range []string{"31/02/2026", "03/13/2026", "2026-12-03", "3/12", "03/12/026", "1/1/1970", "03/12/2026/1", "03/12/20261"} {
		_, err := readOne("01/12/2026;1\n"+text, "5", bankfile.Options{Currency: "EUR", Order: bankfile.DayFirst})
		if key, line := keyOf(err); key != "bankfile.day" || line != 3 {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestWhatCanBeReadInTwoWaysIsAsked(t *testing.T) {
	two := func(day, amount string) string {
		return fmt.Sprintf("Date;Montant\n%s;%s\n03/03/2026;5\n", day, amount)
	}
	expect(t, map[string]refused{
		"day or month":        {content: two("03/02/2026", "5"), options: bankfile.Options{Currency: "EUR"}, key: "bankfile.ask-order"},
		"comma or point":      {content: two("31/12/2026", "1,250"), options: bankfile.Options{Currency: "TND"}, key: "bankfile.ask-decimal"},
		"currency":            {content: two("31/12/2026", "5"), key: "bankfile.ask-currency"},
		"columns":             {content: "A;B\n1;2\n", options: bankfile.Options{Currency: "EUR"}, key: "bankfile.ask-columns"},
		"amount beside sides": {content: "Date;Montant;Débit\n31/12/2026;1;2\n", options: bankfile.Options{Currency: "EUR"}, key: "bankfile.ask-columns"},
	})
	// Another line of the file settles it.
	s, err := bankfile.Read(strings.NewReader("Date;Montant\n03/02/2026;1,250\n31/03/2026;0,5\n"), bankfile.Options{Currency: "TND"})
	if err != nil || s[0].Lines[0].Day.String() != "2026-02-03" || s[0].Lines[0].AmountMinor != 1250 {
		t.Errorf("%+v, %v", s, err)
	}
}
