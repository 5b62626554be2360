package spreadsheet_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/spreadsheet"
)

// row is a sheet of one row with the cells.
func row(cells string) string { return sheetHead + `<row r="1">` + cells + `</row>` + sheetTail }

func TestXLSXCells(t *testing.T) {
	shared := sharedHead + `<si><t>Diop</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Awa </t></r><r><t>Fall</t></r><rPh><t>zz</t></rPh></si>` +
		`<si><t>a_x000D_b_x005F_x</t></si></sst>`
	for name, c := range map[string]struct{ cells, want string }{
		"numbers as they are":  {`<c><v>0.10000000000000001</v></c><c t="n"><v>5</v></c>`, `["0.10000000000000001" "5"]`},
		"shared texts":         {`<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c>`, `["Diop" "Awa Fall" "a\rb_x"]`},
		"texts in the cell":    {`<c t="inlineStr"><is><t>Ndèye</t></is></c><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>`, `["Ndèye" "ab"]`},
		"results of formulas":  {`<c t="str"><f>A2&amp;"x"</f><v>yx</v></c><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c><v>1</v></c>`, `["yx" "2" "" "1"]`},
		"truth and errors":     {`<c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c>`, `["1" "#N/A"]`},
		"days":                 {`<c t="d"><v>2026-11-22</v></c>`, `["2026-11-22"]`},
		"places":               {`<c r="B1"><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c>`, `["" "1" "" "2" "3"]`},
		"styles beyond":        {`<c><v>1</v></c><c r="XFD1" s="3"/>`, `["1"]`},
		"no entities but five": {`<c t="str"><v>&lt;&amp;&#233;</v></c>`, `["<&é"]`},
	} {
		got, err := spreadsheet.Read(save(t, "x.xlsx", archived(t, row(c.cells), shared)))
		if found := fmt.Sprintf("%q", got.Titles); err != nil || found != c.want {
			t.Errorf("%s: %s, %v", name, found, err)
		}
	}
}

func TestCrookedXLSXIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ sheet, key string }{
		"no such text":         {row(`<c t="s"><v>7</v></c>`), "spreadsheet.unreadable"},
		"a text by a name":     {row(`<c t="s"><v>x</v></c>`), "spreadsheet.unreadable"},
		"below nothing":        {row(`<c t="s"><v>-1</v></c>`), "spreadsheet.unreadable"},
		"cells in no row":      {sheetHead + `<c><v>1</v></c>` + sheetTail, "spreadsheet.unreadable"},
		"cells going back":     {row(`<c r="B1"><v>1</v></c><c r="A1"><v>1</v></c>`), "spreadsheet.unreadable"},
		"the same cell twice":  {row(`<c r="A1"><v>1</v></c><c r="A1"><v>1</v></c>`), "spreadsheet.unreadable"},
		"rows going back":      {sheetHead + `<row r="2"/><row r="1"/>` + sheetTail, "spreadsheet.unreadable"},
		"a row without number": {sheetHead + `<row r="x"/>` + sheetTail, "spreadsheet.unreadable"},
		"a column of signs":    {row(`<c r="Ä1"><v>1</v></c>`), "spreadsheet.unreadable"},
		"a far column":         {row(`<c r="` + strings.Repeat("Z", 60) + `1"><v>1</v></c>`), "spreadsheet.unreadable"},
		"not ended":            {sheetHead + `<row><c><v>1</v>`, "spreadsheet.unreadable"},
		"ended crosswise":      {row(`<c><v>1</c></v>`), "spreadsheet.unreadable"},
		"an entity of its own": {`<!DOCTYPE x [<!ENTITY a "aaaa">]>` + row(`<c><v>&a;</v></c>`), "spreadsheet.unreadable"},
		"nothing":              {sheetHead + sheetTail, "spreadsheet.empty"},
	} {
		_, err := spreadsheet.Read(save(t, "x.xlsx", archived(t, c.sheet, oneShared)))
		if f, foreseen := errors.AsType[*fault.Error](err); !foreseen || f.Key != c.key {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Some programs of Windows name the parts with backslashes, or from the root.
func TestNamesOfPartsMayDiffer(t *testing.T) {
	content := archived(t, row(`<c t="s"><v>0</v></c>`), oneShared)
	content = bytes.ReplaceAll(content, []byte("xl/worksheets/sheet1.xml"), []byte(`XL\worksheets\Sheet1.xml`))
	if got, err := spreadsheet.Read(save(t, "x.xlsx", content)); err != nil || fmt.Sprint(got.Titles) != "[x]" {
		t.Errorf("%q, %v", got.Titles, err)
	}
}

// Whatever a sheet and its shared texts are, they are read within bounds or refused.
func FuzzSheet(f *testing.F) {
	f.Add(row(`<c r="A1" t="s"><v>0</v></c><c t="inlineStr"><is><t>x</t></is></c>`), oneShared)
	f.Add(sheetHead+`<row r="9"/><row><c r="CV9"><f>1</f><v>2</v></c></row>`+sheetTail, sharedHead+"<si><rPh><t>a</t></rPh><r><t>_x0041_</t></r></si></sst>")
	f.Fuzz(func(t *testing.T, sheet, shared string) {
		s, err := spreadsheet.Read(save(t, "x.xlsx", archived(t, sheet, shared)))
		if _, foreseen := fault.KindOf(err); err != nil && !foreseen {
			t.Fatalf("unforeseen: %v", err)
		}
		if len(s.Rows) > spreadsheet.RowsMost || len(s.Titles) > spreadsheet.ColumnsMost {
			t.Fatalf("%d rows of %d columns", len(s.Rows), len(s.Titles))
		}
	})
}

// However a workbook was filled, its first sheet reads as the library reads it that
// has written it.
func TestXLSXReadsLikeItsWriter(t *testing.T) {
	texts := rapid.StringOf(rapid.RuneFrom([]rune("aé €_x0D\r\n\t<&'\"")))
	path := filepath.Join(t.TempDir(), "x.xlsx")
	rapid.Check(t, func(t *rapid.T) {
		f := excelize.NewFile()
		defer f.Close()
		for range rapid.IntRange(1, 12).Draw(t, "cells") {
			name, err := excelize.CoordinatesToCellName(rapid.IntRange(1, 30).Draw(t, "column"), rapid.IntRange(1, 9).Draw(t, "row"))
			if err != nil {
				t.Fatal(err)
			}
			var value any
			switch rapid.IntRange(0, 3).Draw(t, "kind") {
			case 0:
				value = texts.Draw(t, "text")
			case 1:
				value = rapid.Int().Draw(t, "number")
			case 2:
				value = rapid.Float64Range(-1e12, 1e12).Draw(t, "decimal")
			default:
				value = rapid.Bool().Draw(t, "truth")
			}
			if err := f.SetCellValue("Sheet1", name, value); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if _, err := f.WriteTo(&b); err != nil {
			t.Fatal(err)
		}
		compareWithWriter(t, path, b.Bytes())
	})
}

// compareWithWriter compares the rows with content, without empty cells at their ends.
func compareWithWriter(t *rapid.T, path string, content []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want, err := f.GetRows("Sheet1")
	if err := errors.Join(err, os.WriteFile(path, content, 0o600)); err != nil {
		t.Fatal(err)
	}
	got, err := spreadsheet.Read(path)
	found := filled(append([][]string{got.Titles}, got.Rows...))
	if expected := filled(want); found != expected || err != nil && expected != "" {
		t.Fatalf("%s, %v, want %s", found, err, expected)
	}
}

// filled writes the rows from the first with content on.
func filled(rows [][]string) string {
	var all []string
	for _, row := range rows {
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		if len(all) > 0 || strings.TrimSpace(strings.Join(row, "")) != "" {
			all = append(all, fmt.Sprintf("%q", row))
		}
	}
	for len(all) > 0 && all[len(all)-1] == "[]" {
		all = all[:len(all)-1]
	}
	return strings.Join(all, " ")
}
