package conversion_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/conversion"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/ledgerfile"
	"github.com/comptoir/comptoir/app/money"
)

// notes gathers what a converter notes.
type notes []string

func (n *notes) note(found ledgerfile.Note) ledgerfile.Verdict {
	*n = append(*n, fmt.Sprintf("%s@%d %s→%s", found.Kind, found.Line, found.Before, found.After))
	return ledgerfile.Noted
}

func TestNumbersOfAccounts(t *testing.T) {
	rules, err := conversion.ReadAccounts(strings.NewReader("\ufeff# ours\n\nExpenses:Rice ; 6011\nExpenses:*;605\nExpenses:Office:*\t6055*\nCash;571\n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Expenses:Rice": "6011", "Expenses:Oil": "605", "Expenses:Office:12": "605512", "Cash": "571",
		"Assets:C57:A5711": "5711", "6042": "6042", "401 Fournisseurs": "401", "Liabilities:401001": "401001", "4211AWA": "4211AWA",
		"Income": "", "Assets:Bank": "", "": "", "60é": "", "Expenses:Office:é": "", "A" + strings.Repeat("9", 30): "",
	} {
		var found notes
		c := conversion.NewConverter(conversion.Rules{Accounts: rules}, found.note)
		for range 2 {
			if code, ok := c.Account(name, 3); code != want || ok != (want != "") {
				t.Errorf("%q is %q, %v, want %q", name, code, ok, want)
			}
		}
		if missing := len(found); (missing == 1) != (want == "") {
			t.Errorf("%q: %v", name, found)
		}
	}
}

func TestMappingsThatAreRefused(t *testing.T) {
	for _, text := range []string{"6011", "a;", ";6011", "a;60 11", "a;6011*", "a*;60é*", "a;" + strings.Repeat("6", 40)} {
		if _, err := conversion.ReadAccounts(strings.NewReader("x;1\n" + text)); !errors.Is(err, fault.Invalid) {
			t.Errorf("%q gives %v", text, err)
		}
	}
}

func entry() *ledgerfile.Entry {
	return &ledgerfile.Entry{
		Line: 7, Journal: "VE", Number: "12", Day: 20_000, Voucher: "F1", VoucherDay: 19_999, Text: "Vente", Currency: "EUR",
		Lines: []ledgerfile.Line{
			{Line: 7, Account: "411", Party: "Client é 1", PartyName: "Awa", Text: "Vente", AmountMinor: 500, Lettering: "A"},
			{Line: 8, Account: "706", Voucher: "F2", Text: "Riz", AmountMinor: -500, Foreign: money.Amount{Minor: -700, Currency: "USD"}},
		},
	}
}

func TestEntryBecomesAPosting(t *testing.T) {
	var found notes
	c := conversion.NewConverter(conversion.Rules{Journal: "P01/OD", Journals: map[string]string{"VE": "P01/VE"}}, found.note)
	journal, p, ok := c.Posting(entry())
	if !ok || journal != "P01/VE" || p.Day != 20_000 || p.VoucherDay != 19_999 || p.Voucher != "F1" || p.Text != "Vente" || p.Origin != "VE/12" {
		t.Errorf("%s %v %+v", journal, ok, p)
	}
	want := []accounting.Line{
		{Account: "411", Party: "Client---1", PartyName: "Awa", AmountMinor: 500},
		{Account: "706", Text: "Riz (F2) (-7.00 USD)", AmountMinor: -500},
	}
	if len(p.Lines) != 2 || p.Lines[0] != want[0] || p.Lines[1] != want[1] {
		t.Errorf("lines %+v", p.Lines)
	}
	if got := strings.Join(found, "; "); got != "code@7 Client é 1→Client---1; unkept@7 A→; moved@8 F2→Riz (F2); moved@8 -7.00 USD→Riz (F2) (-7.00 USD)" {
		t.Error(got)
	}
}

func TestLongTextsAreShortened(t *testing.T) {
	var found notes
	c := conversion.NewConverter(conversion.Rules{Journal: "P01/OD"}, found.note)
	e := entry()
	e.Text, e.Voucher, e.Lines[1].Voucher = strings.Repeat("é", 201), strings.Repeat("9", 41), ""
	_, p, _ := c.Posting(e)
	if got := []rune(p.Text); len(got) != accounting.MaxText || got[199] != '…' || len([]rune(p.Voucher)) != accounting.MaxVoucher {
		t.Errorf("%d %q", len(got), p.Voucher)
	}
	e.Text = ""
	if _, p, _ = c.Posting(e); p.Text != "VE/12" {
		t.Errorf("text %q", p.Text)
	}
	e.Journal = "X"
	if _, _, ok := conversion.NewConverter(conversion.Rules{}, found.note).Posting(e); ok || !strings.HasPrefix(found[len(found)-1], "no-journal@7") {
		t.Errorf("%v", found)
	}
}

func TestSIREN(t *testing.T) {
	for want, numbers := range map[string][]string{
		"123456789": {"", "123 456 789"}, "987654321": {"987 654 321 00012"}, "111222333": {"W751234567", "FR 40 111222333"}, "": {"M2026", "FR1", "12345678"},
	} {
		if got := conversion.SIRENOf(numbers...); got != want {
			t.Errorf("%v gives %q, want %q", numbers, got, want)
		}
	}
}

func TestPostingBecomesAnEntry(t *testing.T) {
	book := ident.BookID{1}
	day := calendar.New(2026, time.March, 2)
	f := conversion.FEC{
		Journals: map[ident.BookID]accounting.Journal{book: {ID: book, Code: "BQ1", Name: "Banque", Currency: "USD", Base: "EUR", TimeZone: "Africa/Dakar"}},
		Name:     func(string) string { return "" },
		Letters:  map[accounting.LineRef]conversion.Lettered{{Journal: book, Number: 4, Place: 1}: {Code: "AB", Day: day + 9}},
	}
	p := accounting.Posting{
		Entry: ledger.Entry{Book: book, Number: 4, Day: day, Recorded: time.Date(2026, time.March, 5, 10, 0, 0, 0, time.UTC)},
		Content: accounting.Content{Mask: accounting.MaskCost, Voucher: "B-4", VoucherDay: day, Text: "Achat", Lines: []accounting.Line{
			{Account: "601", AmountMinor: 100, BaseMinor: 90}, {Account: "401", Party: "F1", AmountMinor: -100, BaseMinor: -90, Text: "Facture"}, {Account: "666", BaseMinor: 0},
		}},
	}
	e, ok := f.Entry(p)
	if !ok || e.Journal != "BQ1" || e.Number != "4" || e.ValidDay != day+3 || e.Currency != "EUR" || len(e.Lines) != 2 {
		t.Fatalf("%v %+v", ok, e)
	}
	want := ledgerfile.Line{
		Account: "401", AccountName: "401", Party: "F1", Text: "Facture", AmountMinor: -90, Foreign: money.Amount{Minor: -100, Currency: "USD"},
		Lettering: "AB", LetteringDay: day + 9,
	}
	if e.Lines[1] != want {
		t.Errorf("%+v, want %+v", e.Lines[1], want)
	}
	p.Entry.Recorded = p.Entry.Recorded.AddDate(0, 0, -1) // as another zone may have it
	if e, _ = f.Entry(p); e.ValidDay != day+3 {
		t.Errorf("valid %s: the days of validation go back", e.ValidDay)
	}
	for _, mask := range []accounting.Mask{accounting.MaskClosing, accounting.MaskRestore} {
		p.Mask = mask
		if _, ok := f.Entry(p); ok {
			t.Errorf("%s is in the FEC", mask)
		}
	}
}
