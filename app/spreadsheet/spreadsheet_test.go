package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/spreadsheet"
)

func save(t *testing.T, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestCSVOfEveryProgram(t *testing.T) {
	want := spreadsheet.Sheet{Titles: []string{"Nom", "Prénom"}, Rows: [][]string{{"Diop", "Aïda"}, nil, {"", "+221"}}}
	for name, content := range map[string]string{
		"semicolons":   "Nom;Prénom\nDiop;Aïda\n;\n;'+221\n",
		"mark and CR":  "\ufeffNom;Prénom\r\nDiop;Aïda\r\n;\r\n;'+221\r\n",
		"commas":       "Nom,Prénom\nDiop,Aïda\n,\n,\"+221\"",
		"tabs":         "Nom\tPrénom\nDiop\tAïda\n\t\n\t+221\n",
		"Windows-1252": "Nom;Pr\xe9nom\nDiop;A\xefda\n;\n;+221\n",
		"UTF-16":       "\xff\xfeN\x00o\x00m\x00;\x00P\x00r\x00\xe9\x00n\x00o\x00m\x00\n\x00D\x00i\x00o\x00p\x00;\x00A\x00\xef\x00d\x00a\x00\n\x00;\x00\n\x00;\x00+\x002\x002\x001\x00",
		"empty above":  ";\nNom;Prénom\nDiop;Aïda\n;\n;+221\n",
	} {
		got, err := spreadsheet.Read(save(t, "users.csv", []byte(content)))
		if err != nil || fmt.Sprintf("%q %q", got.Titles, got.Rows) != fmt.Sprintf("%q %q", want.Titles, want.Rows) {
			t.Errorf("%s: %q %q, %v", name, got.Titles, got.Rows, err)
		}
	}
}

func TestRowsKeepTheirLines(t *testing.T) {
	got, err := spreadsheet.Read(save(t, "users.csv", []byte("\n\nNom;Fonction\n\n\"Diop\nAwa\";x\n\nFall;y\n")))
	if want := `["Nom" "Fonction"] [[] ["Diop\nAwa" "x"] [] ["Fall" "y"]] 4`; err != nil || fmt.Sprintf("%q %q %d", got.Titles, got.Rows, got.First) != want {
		t.Errorf("%q %q %d, %v", got.Titles, got.Rows, got.First, err)
	}
}

func workbook(t *testing.T, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if _, err := f.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestXLSXGivesWhatCellsContain(t *testing.T) {
	content := workbook(t, func(f *excelize.File) {
		f.SetSheetRow("Sheet1", "A1", &[]any{"Nom", "Tél", "Fin"})
		f.SetSheetRow("Sheet1", "A2", &[]any{"Diop", 221771234567, 46387})
		f.SetSheetRow("Sheet1", "B3", &[]any{"x"})
	})
	got, err := spreadsheet.Read(save(t, "users.bin", content))
	want := spreadsheet.Sheet{Titles: []string{"Nom", "Tél", "Fin"}, Rows: [][]string{{"Diop", "221771234567", "46387"}, {"", "x"}}, First: 2}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%q %q, %v", got.Titles, got.Rows, err)
	}
}

func TestOldCalendarsAreTold(t *testing.T) {
	yes := true
	content := workbook(t, func(f *excelize.File) {
		f.SetCellStr("Sheet1", "A1", "Nom")
		f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes})
	})
	if got, err := spreadsheet.Read(save(t, "mac.xlsx", content)); err != nil || got.Shift != 1462 {
		t.Errorf("%+v, %v", got, err)
	}
}

// bomb is an archive whose one part unpacks to so many bytes of zeros; when it
// lies it says that it is small.
func bomb(t *testing.T, size int, lies bool) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err == nil {
		_, err = w.Write(make([]byte, size))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	content := b.Bytes()
	if lies {
		at := bytes.LastIndex(content, []byte("PK\x01\x02"))
		copy(content[at+24:], []byte{10, 0, 0, 0})
	}
	return content
}

func TestTooMuchIsRefusedWithoutTakingMemory(t *testing.T) {
	wide := strings.Repeat("x;", spreadsheet.ColumnsMost+1) + "x\n"
	for name, c := range map[string]struct {
		content []byte
		key     string
	}{
		"large":       {make([]byte, spreadsheet.BytesMost+1), "spreadsheet.most-bytes"},
		"rows":        {bytes.Repeat([]byte("a;b\n"), spreadsheet.RowsMost+1), "spreadsheet.most-rows"},
		"columns":     {[]byte(wide), "spreadsheet.most-columns"},
		"cell":        {[]byte("a;" + strings.Repeat("x", spreadsheet.CellMost+1)), "spreadsheet.most-cell"},
		"cells":       {bytes.Repeat([]byte(strings.Repeat("x;", spreadsheet.ColumnsMost)+"\n"), spreadsheet.CellsMost/spreadsheet.ColumnsMost+1), "spreadsheet.most-cells"},
		"text":        {bytes.Repeat([]byte(strings.Repeat("x", 1024)+"\n"), spreadsheet.TextMost/1024+1), "spreadsheet.most-text"},
		"zip bomb":    {bomb(t, spreadsheet.UnpackedMost+1, false), "spreadsheet.most-unpacked"},
		"lying bomb":  {bomb(t, spreadsheet.UnpackedMost+1, true), "spreadsheet.unreadable"},
		"far row":     {workbook(t, func(f *excelize.File) { f.SetCellStr("Sheet1", "A1048576", "x") }), "spreadsheet.most-rows"},
		"far column":  {workbook(t, func(f *excelize.File) { f.SetCellStr("Sheet1", "XFD1", "x") }), "spreadsheet.most-columns"},
		"no workbook": {bomb(t, 10, false), "spreadsheet.unreadable"},
		"binary":      {[]byte("MZ\x00\x00"), "spreadsheet.unreadable"},
		"empty":       {nil, "spreadsheet.empty"},
		"only spaces": {[]byte(" ; \n;\n"), "spreadsheet.empty"},
	} {
		path := save(t, "table", c.content)
		c.content = nil
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := spreadsheet.Read(path)
		runtime.ReadMemStats(&after)
		var f *fault.Error
		if !errors.As(err, &f) || f.Key != c.key {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
		if taken := (after.TotalAlloc - before.TotalAlloc) >> 20; taken > 120 {
			t.Errorf("%s: %d MiB were taken", name, taken)
		}
	}
	if _, err := spreadsheet.Read(filepath.Join(t.TempDir(), "none")); !errors.Is(err, fault.Missing) {
		t.Error(err)
	}
}

func FuzzReadStaysWithinBounds(f *testing.F) {
	f.Add([]byte("Nom;Prénom\n\"Diop;x\n"))
	f.Add([]byte("PK\x03\x04"))
	f.Fuzz(func(t *testing.T, content []byte) {
		s, err := spreadsheet.Read(save(t, "x", content))
		if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
			t.Fatalf("unforeseen: %v", err)
		}
		for _, row := range s.Rows {
			if len(row) > len(s.Titles) {
				t.Fatalf("%d cells below %d titles", len(row), len(s.Titles))
			}
		}
	})
}
