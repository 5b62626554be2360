package report_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
)

// ledger has a value of every type and a row of every kind.
func ledger() report.Report {
	return report.Report{
		Head: report.Head{
			Organisation: "Eau Vive", Person: "Moussa Traoré", Made: time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC), Zone: time.FixedZone("", 3600),
		},
		Title: "Livre", About: []string{"Recherche : diop"},
		Columns: []report.Column{{Title: "Libellé"}, {Title: "Jour"}, {Title: "Montant", Flush: true}, {Title: "N°", Flush: true}, {Title: "Quand"}},
		Rows: []report.Row{
			{Kind: report.Heading, Cells: []any{"Caissiers"}},
			{Cells: []any{"=SOMME(A1)", calendar.New(2026, 11, 21), money.Amount{Minor: -123450, Currency: "EUR"}, 7, time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)}},
			{Cells: []any{"é; \"x\"", calendar.Day(0), nil, int64(8), time.Time{}}},
			{Kind: report.Total, Cells: []any{"Total", nil, money.Amount{Minor: 9_007_199_254_740_993, Currency: "XOF"}}},
		},
	}
}

func write(t *testing.T, r report.Report, f report.Format, mark bool) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := r.Write(&b, f, report.Options{Printer: printerOf(t), Mark: mark}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func printerOf(t *testing.T) *translation.Printer {
	t.Helper()
	p, err := translation.New("fr", "")
	if err != nil {
		t.Fatal(err)
	}
	return p.In(time.UTC)
}

func TestCSVIsGuardedAndPlain(t *testing.T) {
	want := "Libellé;Jour;Montant;N°;Quand\r\n" +
		"Caissiers;;;;\r\n" +
		"'=SOMME(A1);2026-11-21;-1234.50;7;2026-11-21 10:00:00\r\n" +
		"\"é; \"\"x\"\"\";;;8;\r\n" +
		"Total;;9007199254740993;;\r\n"
	if got := string(write(t, ledger(), report.CSV, false)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := string(write(t, ledger(), report.CSV, true)); got != "\ufeff"+want {
		t.Errorf("with its mark it begins %q", got[:8])
	}
}

func TestGuardComesOffAgain(t *testing.T) {
	for _, text := range []string{"", "x", "=1", "+221", "-", "@a", "'", "'x", "''=", "\tx", "\nx"} {
		if got := report.Unguard(report.Guard(text)); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
}

func TestXLSXKeepsValues(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(write(t, ledger(), report.XLSX, false)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string][2]string{
		"A1": {"Libellé", "Libellé"}, "A2": {"Caissiers", "Caissiers"}, "A3": {"=SOMME(A1)", "=SOMME(A1)"}, "B3": {"46347", "2026-11-21"}, "C3": {"-1234.5", "-1,234.50"},
		"D3": {"7", "7"}, "E3": {"46347.416666666664", "2026-11-21 10:00"}, "B4": {"", ""}, "C5": {"9007199254740993", "9007199254740993"},
	} {
		raw, rawErr := f.GetCellValue("Sheet1", cell, excelize.Options{RawCellValue: true})
		shown, err := f.GetCellValue("Sheet1", cell)
		if raw != want[0] || shown != want[1] || rawErr != nil || err != nil {
			t.Errorf("%s has %q, shown as %q; want %q", cell, raw, shown, want)
		}
		if formula, _ := f.GetCellFormula("Sheet1", cell); formula != "" {
			t.Errorf("%s is a formula", cell)
		}
	}
}

func TestPDFHasTheSameBytesEachTime(t *testing.T) {
	first := write(t, ledger(), report.PDF, false)
	if !bytes.HasPrefix(first, []byte("%PDF-")) || !bytes.Equal(first, write(t, ledger(), report.PDF, false)) {
		t.Error("no PDF, or another each time")
	}
}

func TestUnknownFormatsAreRefused(t *testing.T) {
	if err := ledger().Write(&strings.Builder{}, "ods", report.Options{}); !errors.Is(err, fault.Invalid) {
		t.Error(err)
	}
}

func BenchmarkReportOf10000Rows(b *testing.B) {
	r := ledger()
	row := r.Rows[1]
	r.Rows = nil
	for range 10_000 {
		r.Rows = append(r.Rows, row)
	}
	p, err := translation.New("fr", "")
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range []report.Format{report.PDF, report.XLSX, report.CSV} {
		b.Run(string(f), func(b *testing.B) {
			for b.Loop() {
				if err := r.Write(&bytes.Buffer{}, f, report.Options{Printer: p}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
