package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/ui/kit"
)

func TestAmountIsReadAndSpelled(t *testing.T) {
	b := newBench(t)
	field, next := kit.NewAmountField(b.Services, "amount", "EUR"), kit.NewTextField(b.Services, "next")
	b.put(kit.VStack(0, field, next), field)
	for typed, want := range map[string]struct {
		text  string
		minor int64
	}{
		"1 234,5":  {"1\u202f234,50", 123450},
		"1234.50":  {"1\u202f234,50", 123450},
		"12,5+3*4": {"24,50", 2450},
		"-3":       {"−3,00", -300},
	} {
		b.Window.Canvas().Focus(field)
		b.chordSelectAll()
		b.write(typed)
		b.key(fyne.KeyTab)
		amount, err := field.Amount()
		if field.Text != want.text || err != nil || amount.Minor != want.minor {
			t.Errorf("%s: shows %q, gives %v, %v; want %q", typed, field.Text, amount, err, want.text)
		}
	}
}

func TestWrongAmountIsExplained(t *testing.T) {
	b := newBench(t)
	field := kit.NewAmountField(b.Services, "amount", "XOF")
	b.put(field, field)
	b.write("12x")
	if field.Check() == "" || field.Text != "12x" {
		t.Errorf("12x is taken, or the text lost: %q", field.Text)
	}
	field.SetAmount(money.Amount{Minor: 250000, Currency: "XOF"})
	if field.Text != "250\u202f000" || field.Problem() != "" {
		t.Errorf("set: %q, %q", field.Text, field.Problem())
	}
	field.SetAmount(money.Amount{Currency: "XOF"})
	if amount, err := field.Amount(); field.Text != "" || err != nil || amount.Minor != 0 {
		t.Errorf("zero: %q, %v, %v", field.Text, amount, err)
	}
	field.Required = true
	if _, err := field.Amount(); err == nil {
		t.Error("an empty field that is required gives an amount")
	}
}

func TestCurrencyChangesWhatIsRight(t *testing.T) {
	b := newBench(t)
	field := kit.NewAmountField(b.Services, "amount", "EUR")
	b.put(field, field)
	b.write("1,5")
	if field.Check() != "" {
		t.Error(field.Problem())
	}
	field.SetCurrency("XOF")
	if field.Problem() == "" {
		t.Error("half a franc is right")
	}
}

func TestAmountIsReadBackInTheEnglishFormat(t *testing.T) {
	b := newBench(t)
	printer, err := translation.New("en", "en")
	if err != nil {
		t.Fatal(err)
	}
	b.Printer = printer
	field, next := kit.NewAmountField(b.Services, "amount", "XOF"), kit.NewTextField(b.Services, "next")
	b.put(kit.VStack(0, field, next), field)
	b.write("12500")
	b.key(fyne.KeyTab)
	if amount, err := field.Amount(); err != nil || amount.Minor != 12_500 {
		t.Errorf("%q is read as %v, %v", field.Text, amount, err)
	}
}
