package report_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/graphic"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/paper/papertest"
	"github.com/comptoir/comptoir/app/report"
)

func xof(minor int64) money.Amount { return money.Amount{Minor: minor, Currency: "XOF"} }

// large is the largest amount of 13 digits.
const large = 9_999_999_999_999

// till is a page of a till whose every column of amounts has 13 digits.
func till(lines int) report.Report {
	r := report.Report{
		Head: report.Head{
			Organisation: "Eau Vive", Letterhead: []string{"12, rue des Écoles, BP 1045, Dakar", "NINEA 004512398"}, Person: "Awa Diop",
			Made: time.Date(2026, 11, 21, 9, 14, 0, 0, time.UTC), Logo: logo(), Zone: time.UTC,
		},
		Title: "Livre de caisse P01/1", About: []string{"Tout le livre"}, Facts: []report.Fact{{Key: "balance", Label: "Solde", Value: xof(large)}},
		Columns: []report.Column{
			{Key: "number", Title: "N°", Flush: true}, {Key: "day", Title: "Date"}, {Key: "text", Title: "Libellé", Carry: report.CarryLabel},
			{Key: "in", Title: "Entrée", Flush: true, Carry: report.CarrySum}, {Key: "out", Title: "Sortie", Flush: true, Carry: report.CarrySum},
			{Key: "balance", Title: "Solde", Flush: true, Carry: report.CarryLast},
		},
		Rows:   []report.Row{{Kind: report.Total, Cells: []any{nil, nil, "Solde d'ouverture", nil, nil, xof(large)}}},
		Notes:  []string{"N° 12–14 perdus."},
		Anchor: "N° 40 · ancre K7QM", Signatures: []report.Signature{{Title: "Le caissier", Name: "Awa Diop"}, {Title: "Contresignataire"}},
		Pictures: []report.Picture{{Title: "Solde", Height: 50, Chart: graphic.Gauge{Minor: 3, LimitMinor: 2}}},
	}
	for i := range lines {
		in, out, balance := any(xof(large)), any(nil), xof(2*large)
		if i%2 == 1 {
			in, out, balance = nil, xof(large), xof(large)
		}
		r.Rows = append(r.Rows, report.Row{Cells: []any{int64(i + 1), calendar.New(2026, 11, 21), strings.Repeat("Réparation de la pompe manuelle, ", 6), in, out, balance}})
	}
	r.Rows = append(r.Rows, report.Row{Kind: report.Total, Cells: []any{nil, nil, "Total", xof(large), xof(large), xof(large)}},
		report.Row{Kind: report.Aside, Cells: []any{nil, calendar.New(2026, 11, 21), "=provisoire", nil, xof(5), xof(large - 5)}})
	return r
}

func logo() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray16(image.Rect(0, 0, 60, 20))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// thirteen is how a person reads 9 999 999 999 999 in French.
const thirteen = "9\u202f999\u202f999\u202f999\u202f999"

func TestThirteenDigitsStayWholeOnPaper(t *testing.T) {
	text := papertest.Text(t, write(t, till(4), report.PDF, false))
	lines := strings.Split(text, "\n")
	count := 0
	for _, line := range lines {
		if line == thirteen {
			count++
		}
	}
	if want := 11; count != want { // the fact, the opening, 4 amounts, 2 balances and 3 totals, each a piece of its own
		t.Errorf("%d amounts of 13 digits stand whole on paper, want %d:\n%s", count, want, text)
	}
}

func TestThirteenDigitsAreNumbersInSpreadsheets(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(write(t, till(2), report.XLSX, false)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	raw, err := f.GetCellValue("Sheet1", "D3", excelize.Options{RawCellValue: true})
	kind, kindErr := f.GetCellType("Sheet1", "D3")
	if raw != "9999999999999" || err != nil || kindErr != nil || kind == excelize.CellTypeSharedString || kind == excelize.CellTypeInlineString {
		t.Errorf("D3 has %q of type %v (%v, %v)", raw, kind, err, kindErr)
	}
	width, err := f.GetColWidth("Sheet1", "D")
	if shown, _ := f.GetCellValue("Sheet1", "D3"); shown != "9,999,999,999,999" || width < float64(len(shown)) || err != nil {
		t.Errorf("D3 is shown as %q in a column of %v", shown, width)
	}
	if anchor, _ := f.GetCellValue("À propos", "A6"); anchor != "N° 40 · ancre K7QM" {
		t.Errorf("the second sheet has %q as its anchor", anchor)
	}
}

func TestThirteenDigitsStayExactForPrograms(t *testing.T) {
	csv := string(write(t, till(1), report.CSV, false))
	for _, want := range []string{";9999999999999;;19999999999998\r\n", "'=provisoire"} {
		if !strings.Contains(csv, want) {
			t.Errorf("%q is not in\n%s", want, csv)
		}
	}
	var document struct {
		Rows []struct {
			Kind  string
			Cells map[string]any
		}
	}
	decoder := json.NewDecoder(bytes.NewReader(write(t, till(1), report.JSON, false)))
	decoder.UseNumber()
	if err := decoder.Decode(&document); err != nil {
		t.Fatal(err)
	}
	in, _ := document.Rows[1].Cells["in"].(map[string]any)
	if in["amount_minor"] != json.Number("9999999999999") || in["currency"] != "XOF" || document.Rows[1].Cells["out"] != nil || document.Rows[3].Kind != "aside" {
		t.Errorf("%+v", document.Rows)
	}
}

func TestConsoleShowsAllBelowEachOther(t *testing.T) {
	r := till(1)
	r.Rows[1].Cells[2] = "Pompe"
	want := "Eau Vive\n" +
		"Livre de caisse P01/1\n" +
		"Tout le livre\n" +
		"Solde  9T\n" +
		"\n" +
		"N°  Date      Libellé                       Entrée             Sortie               Solde\n" +
		"              Solde d'ouverture                                         9T\n" +
		" 1  21.11.26  Pompe              9T                     19\u202f999\u202f999\u202f999\u202f998\n" +
		"              Total              9T  9T   9T\n" +
		"    21.11.26  =provisoire                                           5   9\u202f999\u202f999\u202f999\u202f994\n" +
		"\n" +
		"N° 12–14 perdus.\n" +
		"N° 40 · ancre K7QM\n"
	if got := string(write(t, r, report.Text, false)); got != strings.ReplaceAll(want, "9T", thirteen) {
		t.Errorf("got\n%s\nwant\n%s", got, strings.ReplaceAll(want, "9T", thirteen))
	}
}

func TestSumsAreCarriedFromPageToPage(t *testing.T) {
	r := till(60)
	r.Rows = r.Rows[:len(r.Rows)-1] // after the total nothing is carried
	text := papertest.Text(t, write(t, r, report.PDF, false))
	out, in := strings.Count(text, "\nÀ reporter\n"), strings.Count(text, "\nReport\n")
	pages := strings.Count(text, "\nEntrée\n")
	if out == 0 || out != in || out != pages-1 {
		t.Fatalf("%d pages have %d lines at their end and %d at their beginning", pages, out, in)
	}
	// Each line repeats what the row before it has as its balance, and the sums until there.
	pieces := strings.Split(text, "\n")
	for i, piece := range pieces {
		if piece == "À reporter" && pieces[i+3] != pieces[i-1] {
			t.Errorf("after the balance %q a page carries %q", pieces[i-1], pieces[i+3])
		}
	}
	first := strings.Index(text, "À reporter")
	rows := strings.Count(text[:first], "\n21.11.26\n")
	carried := strings.SplitN(text[first:], "\n", 4)
	sum := int64((rows + 1) / 2 * large)
	if p := printerOf(t); carried[1] != p.Number(xof(sum)) {
		t.Errorf("after %d rows %q is carried, want %s", rows, carried[1], p.Number(xof(sum)))
	}
}

func TestDocumentBearsWhatMakesItOne(t *testing.T) {
	content := write(t, till(3), report.PDF, false)
	text := papertest.Text(t, content)
	for _, want := range []string{"12, rue des Écoles, BP 1045, Dakar", "NINEA 004512398", "N° 12–14 perdus.", "N° 40 · ancre K7QM", "Le caissier", "Contresignataire", "Date et signature"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on paper", want)
		}
	}
	if !bytes.Contains(content, []byte("/Subtype /Image")) {
		t.Error("there is no logo")
	}
	bare := till(3)
	bare.Logo = []byte("no picture")
	if bytes.Contains(write(t, bare, report.PDF, false), []byte("/Subtype /Image")) {
		t.Error("something else is a logo")
	}
	if !bytes.Equal(content, write(t, till(3), report.PDF, false)) {
		t.Error("the same report gives other bytes")
	}
}

func TestDocumentMayHaveNoTable(t *testing.T) {
	r := till(0)
	r.Columns, r.Rows = nil, nil
	text := papertest.Text(t, write(t, r, report.PDF, false))
	for _, want := range []string{thirteen, "Le caissier", "page 1 / 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not on paper: %s", want, text)
		}
	}
	console := string(write(t, r, report.Text, false))
	if !strings.Contains(console, "Solde  "+thirteen+"\n\n") {
		t.Errorf("the console shows %q", console)
	}
}
