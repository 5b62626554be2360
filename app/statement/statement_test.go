package statement_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/graphic"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

var (
	made = time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC)
	head = report.Head{Organisation: "Eau Vive", Person: "Awa Diop", Made: made, Zone: time.UTC}
	card = workspace.BookCard{
		Book:        cashbook.Book{ProjectCode: "P01", Number: 1, Type: cashbook.Cash, Name: "Caisse Kolda", Currency: "XOF", CeilingMinor: 300_000},
		Responsible: "Awa Diop", CounterSignatory: "Ibrahima Mballo",
	}
)

func french(t *testing.T) *translation.Printer {
	t.Helper()
	p, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	return p.In(time.UTC)
}

func line(number, amount, balance int64, state cashbook.State) workspace.BookLine {
	return workspace.BookLine{State: state, Line: cashbook.Line{BalanceMinor: balance, Voucher: cashbook.Voucher{
		Entry:   ledger.Entry{Number: number, Epoch: 2, Day: calendar.New(2026, 11, 21)},
		Content: cashbook.Content{AmountMinor: amount, Text: "Pompe", Account: "624"},
	}}}
}

func november() workspace.Statement {
	reversed, reversal := line(5, -100, 900, cashbook.Entered), line(6, 100, 1000, cashbook.EnteredToday)
	reversed.ReversedBy, reversal.Voucher.Entry.Reverses = 6, 5
	split := line(7, -10, 990, cashbook.EnteredToday)
	split.Voucher.Account, split.Voucher.Parts = "", []cashbook.Part{{AmountMinor: -4, Account: "605"}, {AmountMinor: -6, Account: "638"}}
	kept := line(0, -5, 985, cashbook.Unnumbered)
	kept.Place = 1
	day := cashbook.DaySum{Day: calendar.New(2026, 11, 21), Vouchers: 3, Until: 7, InMinor: 100, OutMinor: 110, BalanceMinor: 990}
	return workspace.Statement{
		Card: card, Lines: []workspace.BookLine{reversed, reversal, split}, Provisional: []workspace.BookLine{kept},
		Head: ledger.Head{Number: 7, Hash: ledger.Hash{0xff}},
		Lost: []ledger.Lost{{Gap: ledger.Gap{From: 2, To: 4}, Epoch: 2, Withdrawn: made, Reason: "Disque mort"}},
		Period: workspace.Period{
			From: calendar.New(2026, 11, 1), Until: calendar.New(2026, 11, 30), OpeningMinor: 1000, InMinor: 100, OutMinor: 110,
			ClosingMinor: 990, Vouchers: 3, Days: []cashbook.DaySum{day}, Months: cashbook.Months(1000, []cashbook.DaySum{day}),
		},
	}
}

func TestPageHasEveryLineOpeningAndClosing(t *testing.T) {
	var b bytes.Buffer
	if err := statement.Page(november(), french(t), head).Write(&b, report.CSV, report.Options{}); err != nil {
		t.Fatal(err)
	}
	want := strings.Join([]string{
		"N°;Époque;Date;Pièce;Libellé;Bénéficiaire;Compte;Entrée;Sortie;Solde;État",
		";;;;Report à nouveau;;;;;1000;",
		"5;2;2026-11-21;;Pompe;;624;;100;900;Annulé par n° 6",
		"6;2;2026-11-21;;Pompe;;624;100;;1000;Annule n° 5",
		"7;2;2026-11-21;;Pompe;;605, 638;;10;990;Saisi aujourd'hui",
		";;;;Total de la période;;;100;110;990;",
		"Provisoires, sans numéro et dans aucun total;;;;;;;;;;",
		"P1;;2026-11-21;;Pompe;;624;;5;985;Provisoire", "",
	}, "\r\n")
	if got := strings.ReplaceAll(b.String(), "\u00a0", " "); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPageNamesWhatIsLostAndCanBeCompared(t *testing.T) {
	r := statement.Page(november(), french(t), head)
	all := strings.ReplaceAll(strings.Join(append(append(r.About, r.Notes...), r.Anchor), "|"), "\u00a0", " ")
	for _, want := range []string{"Du 1er nov. 2026 au 30 nov. 2026", "N° 2–4 perdus", "époque 2", "Disque mort", "n° 7 · ancre ZW00"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in %s", want, all)
		}
	}
	if strings.Contains(all, "tout le livre") {
		t.Error("a part is said to be the whole")
	}
	if len(r.Signatures) != 2 || r.Signatures[0].Name != "Awa Diop" || r.Signatures[1].Name != "Ibrahima Mballo" {
		t.Errorf("%+v sign", r.Signatures)
	}
	if got := statement.Anchor(french(t), ledger.Head{}); got != "" {
		t.Errorf("a book without vouchers has the anchor %q", got)
	}
}

func TestMonthsHaveTheirSumsAndCharts(t *testing.T) {
	st := november()
	r := statement.Months(card, st.Period, french(t), head)
	var b bytes.Buffer
	if err := r.Write(&b, report.CSV, report.Options{}); err != nil {
		t.Fatal(err)
	}
	want := "Mois;Justificatifs;Report à nouveau;Entrées;Sorties;Solde final\r\n2026-11;3;1000;100;110;990\r\nTotal de la période;3;1000;100;110;990\r\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
	if len(r.Pictures) != 2 {
		t.Errorf("%d charts", len(r.Pictures))
	}
	if none := statement.Months(card, workspace.Period{}, french(t), head); len(none.Pictures) != 0 {
		t.Error("charts of nothing")
	}
}

func TestOwnershipTellsWhoWhereAndWhatIsApart(t *testing.T) {
	history := workspace.BookHistory{
		Keepings: []workspace.Keeping{
			{Ownership: ledger.Ownership{Epoch: 1, FirstNumber: 1, Granted: made, Poste: [16]byte{1}}, Poste: directory.Poste{Number: 3, Label: "Portable", Location: "Kolda"}, Person: "Awa Diop"},
			{Ownership: ledger.Ownership{Epoch: 2, FirstNumber: 5, Granted: made, Reason: "Disque mort"}, Lost: "2–4", Person: "Awa Diop"},
		},
		Branches: []workspace.BranchCard{{Branch: cashbook.Branch{Epoch: 1, From: 5, To: 6, Received: made}, Poste: directory.Poste{Number: 3}}},
	}
	var b bytes.Buffer
	r := statement.Ownership(card, history, french(t), head)
	if err := r.Write(&b, report.JSON, report.Options{}); err != nil {
		t.Fatal(err)
	}
	var got report.Document
	if err := json.Unmarshal(b.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	first, second := got.Rows[0].Cells, got.Rows[1].Cells
	if first["poste"] != "3 Portable · Kolda" || first["what"] != "Confié" || first["at"] != "2026-11-21T09:14:00Z" || second["what"] != "Retiré" || second["lost"] != "2–4" || second["poste"] != "" {
		t.Errorf("%v\n%v", first, second)
	}
	if len(got.Notes) != 1 || !strings.Contains(got.Notes[0], "5–6") {
		t.Errorf("%q", got.Notes)
	}
}

func TestChartsTellWhatTheyShow(t *testing.T) {
	p, st := french(t), november()
	frame := graphic.Frame{Width: 800, Height: 200, TextSize: 10, Measure: func(words string, size float64) float64 { return float64(len([]rune(words))) * size / 2 }}
	for name, c := range map[string]struct {
		chart graphic.Chart
		want  string
	}{
		"course": {statement.Course(p, card.Book, st.Period), "21 nov. 2026 : 990 F CFA"},
		"bars":   {statement.Bars(p, card.Book, st.Months), "novembre 2026 : entrées 100 F CFA, sorties 110 F CFA"},
		"gauge":  {statement.Gauge(p, card.Book, 9_999_999_999_999), "9 999 999 999 999 F CFA sur un plafond de 300 000 F CFA"},
	} {
		marks := c.chart.Draw(frame).Marks
		plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
		if len(marks) != 1 || plain.Replace(marks[0].Words) != c.want {
			t.Errorf("%s tells %v", name, marks)
		}
	}
	cents := card.Book
	cents.Currency = "EUR"
	axis := statement.Bars(p, cents, nil).Amount
	if axis(150) != "1,50" || axis(200) != "2" {
		t.Errorf("beside the axis stand %q and %q", axis(150), axis(200))
	}
}
