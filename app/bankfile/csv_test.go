package bankfile_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/encoding/unicode"

	"github.com/comptoir/comptoir/app/bankfile"
)

func euros(layout *bankfile.Layout) bankfile.Options {
	return bankfile.Options{Currency: "EUR", Order: bankfile.DayFirst, Decimal: bankfile.Comma, Layout: layout}
}

func TestQIFRefuses(t *testing.T) {
	dollars := bankfile.Options{Currency: "USD"}
	change := func(old, replaced string) string { return example(t, "quicken.qif", old, replaced) }
	expect(t, map[string]refused{
		"no currency":      {content: change("!", "!"), key: "bankfile.ask-currency"},
		"no amount":        {content: change("T1,250.00\n", ""), options: dollars, key: "bankfile.amount", line: 21},
		"amounts disagree": {content: change("U-12,500.00", "U-12,500.01"), options: dollars, key: "bankfile.amount", line: 12},
		"two amounts":      {content: change("T1,250.00\n", "T1,250.00\nT1\n"), options: dollars, key: "bankfile.twice", line: 23},
		"no such day":      {content: change("D11/19'26", "D11/31'26"), options: dollars, key: "bankfile.day", line: 21},
		"no end":           {content: "!Type:Bank\nD12/31/2026\nT5\n", options: dollars, key: "bankfile.qif-end", line: 2},
		"no end of a list": {content: "!Type:Bank\nD12/31/2026\nT5\n!Type:Cat\n", options: dollars, key: "bankfile.qif-end", line: 2},
		"investments":      {content: "!Type:Invst\nD12/31/2026\n^\n", options: dollars, key: "bankfile.qif-type", line: 1},
		"only categories":  {content: "!Type:Cat\nNx\n^\n", options: dollars, key: "bankfile.no-statement"},
		"order":            {content: "!Type:Bank\nD03/02/2026\nT5\n^\n", options: dollars, key: "bankfile.ask-order"},
	})
}

func TestCSVRefuses(t *testing.T) {
	balanced := "Date;Libellé;Débit;Crédit;Solde\n01/12/2026;a;;10,00;10,00\n02/12/2026;b;4,00;;%s\n"
	expect(t, map[string]refused{
		"balance":            {content: fmt.Sprintf(balanced, "6,01"), options: euros(nil), key: "bankfile.balance", line: 3},
		"day without amount": {content: "Date;Montant\n01/12/2026;5\n02/12/2026;\n", options: euros(nil), key: "bankfile.amount", line: 3},
		"amount without day": {content: "Date;Montant\n01/12/2026;5\n;7\n02/12/2026;6\n", options: euros(nil), key: "bankfile.day", line: 3},
		"last day wrong":     {content: "Date;Montant\n01/12/2026;5\n31/11/2026;7\n", options: euros(nil), key: "bankfile.day", line: 3},
		"both sides":         {content: "Date;Débit;Crédit\n01/12/2026;5;6\n", options: euros(nil), key: "bankfile.one-amount", line: 2},
		"two currencies":     {content: "Date;Montant;Devise\n01/12/2026;5;EUR\n02/12/2026;5;USD\n", options: euros(nil), key: "bankfile.other-currency", line: 3},
		"two accounts":       {content: "Date;Montant;Compte\n01/12/2026;5;A\n02/12/2026;5;B\n", options: euros(nil), key: "bankfile.two-accounts", line: 3},
		"direction":          {content: "Date;Montant;Sens\n01/12/2026;5;X\n", options: euros(nil), key: "bankfile.direction", line: 2},
		"no column":          {content: "Date;Montant\n01/12/2026;5\n", options: euros(&bankfile.Layout{Columns: map[bankfile.Field][]string{"day": {"Jour"}}}), key: "bankfile.no-column"},
		"lines":              {content: "Date;Montant\n" + strings.Repeat("01/12/2026;5\n", bankfile.LinesMost+1), options: euros(nil), key: "bankfile.most-lines"},
		"columns":            {content: strings.Repeat(";", 200) + "\nDate;Montant\n", options: euros(nil), key: "bankfile.most-columns"},
		"two decimals marks": {content: "Date;Montant\n01/12/2026;1,5\n02/12/2026;1.5\n", options: bankfile.Options{Currency: "EUR", Order: "dmy"}, key: "bankfile.amount", line: 2},
	})
	if s, err := bankfile.Read(strings.NewReader(fmt.Sprintf(balanced, "6,00")), euros(nil)); err != nil || s[0].Opening.Minor != 0 || s[0].Closing.Minor != 600 {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestColumnsAreMapped(t *testing.T) {
	const want = "2026-12-01 -500 a b Awa R1|2026-12-02 700 c d  R2|"
	columns := func(day, direction, amount, party, reference string, text ...string) map[bankfile.Field][]string {
		return map[bankfile.Field][]string{
			"day": {day}, "direction": {direction}, "amount": {amount}, "text": text, "party": {party}, "reference": {reference},
		}
	}
	for name, c := range map[string]struct {
		content string
		layout  *bankfile.Layout
	}{
		"guessed": {"Date;Sens;Montant;Libellé;Motif;Bénéficiaire;Réf\n01/12/2026;D;5,00;a;b;Awa;R 1\n02/12/2026;C;7;c;d;;R2\n", nil},
		"by title": {
			"Quand,Sens,Combien,X,Y,Qui,Pièce\n01/12/2026,D,\"5,00\",a,b,Awa,R1\n02/12/2026,C,7,c,d,,R2\n",
			&bankfile.Layout{Columns: columns("quand", "SENS", "combien", "qui", "piece", "x", "y")},
		},
		"by title, below others": {
			"Banque;Date;Montant\nClient;Eau Vive\n\nQuand;Sens;Combien;X;Y;Qui;Pièce\n01/12/2026;D;5,00;a;b;Awa;R1\n02/12/2026;C;7;c;d;;R2\n",
			&bankfile.Layout{Columns: columns("Quand", "Sens", "Combien", "Qui", "Pièce", "X", "Y")},
		},
		"by number, untitled": {
			"01/12/2026\tdébit\t5,00\ta\tb\tAwa\tR1\n02/12/2026\tcrédit\t7\tc\td\t\tR2\n",
			&bankfile.Layout{Untitled: true, Columns: columns("1", "2", "3", "6", "7", "4", "5")},
		},
	} {
		s, err := bankfile.Read(strings.NewReader(c.content), euros(c.layout))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got := ""
		for _, l := range s[0].Lines {
			got += fmt.Sprintf("%s %d %s %s %s|", l.Day, l.AmountMinor, l.Text, l.Party, l.Reference)
		}
		if got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}

func TestDebitsWithAndWithoutMinus(t *testing.T) {
	for content, want := range map[string]string{
		"Date;Débit;Crédit\n01/12/2026;5;\n02/12/2026;;7\n":                 "[-500 700]",
		"Date;Débit;Crédit\n01/12/2026;-5;\n02/12/2026;;7\n":                "[-500 700]",
		"Date;Débit;Crédit\n01/12/2026;5;\n02/12/2026;-2;\n":                "[-500 200]", // a debit taken back
		"Date;Débit;Crédit\n01/12/2026;5,00;0,00\n02/12/2026;0,00;7,00\n":   "[-500 700]",
		"Date;Débit;Crédit\n03/12/2026;-;7\n02/12/2026;6;-\n":               "[-600 700]", // newest first
		"Date;Montant;Solde\n02/12/2026;7;3\n02/12/2026;1;-4\n":             "[100 700]",  // the balance tells the order within a day
		"Solde;Date;Montant\n100;30/11/2026;\n107;01/12/2026;7\n;Total;7\n": "[700]",
	} {
		s, err := bankfile.Read(strings.NewReader(content), euros(nil))
		var got []int64
		if err == nil {
			for _, l := range s[0].Lines {
				got = append(got, l.AmountMinor)
			}
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%q: %v, %v; want %s", content, got, err, want)
		}
	}
}

func TestEveryEncodingGivesTheSame(t *testing.T) {
	const text = "Date;Libellé;Montant\n01/12/2026;Déposé;5\n"
	wide, err := unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"UTF-8": []byte(text), "with mark": []byte("\ufeff" + text), "UTF-16": wide,
		"Windows-1252": bytes.ReplaceAll([]byte(text), []byte("é"), []byte("\xe9")),
	} {
		s, err := bankfile.Read(bytes.NewReader(content), euros(nil))
		if err != nil || s[0].Lines[0].Text != "Déposé" {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}
