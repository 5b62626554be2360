package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/faultrun"
	"github.com/comptoir/comptoir/app/spreadsheet"
)

const (
	sheetHead  = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	sheetTail  = `</sheetData></worksheet>`
	sharedHead = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`
	oneShared  = sharedHead + "<si><t>x</t></si></sst>"
	relations  = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`
	relation   = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

// archived is a workbook made by hand of a sheet and its shared texts.
func archived(t *testing.T, sheet, shared string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	parts := map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":         relations + `<Relationship Id="rId1" Type="` + relation + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + strings.TrimSuffix(relation, "/") +
			`"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relations + `<Relationship Id="rId1" Type="` + relation + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relation + `sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": sheet,
		"xl/sharedStrings.xml":     shared,
	}
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(parts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Small archives that a decoder would turn into gigabytes, each in two sizes: just
// within the bounds, where it may be read or not but takes no more than a program
// can have, and beyond them, where it is refused unread. Outside `make faults` the
// first is a tenth of that.
func TestFaultZipBombsTakeLittle(t *testing.T) {
	const elements, megabytes = 3_000_000, spreadsheet.UnpackedMost - 1<<20
	cells := func(n int) string {
		return sheetHead + "<row>" + strings.Repeat("<c><v>1</v></c>", n/2) + "</row>" + sheetTail
	}
	bombs := map[string]struct {
		sheet, shared func(n int) string
		most          int
		beyond        string
	}{
		"cells":       {sheet: cells, most: elements - 100, beyond: "spreadsheet.most-elements"},
		"empty cells": {sheet: func(n int) string { return sheetHead + "<row>" + strings.Repeat("<c/>", n) + "</row>" + sheetTail }, most: elements - 100, beyond: "spreadsheet.most-elements"},
		"rows":        {sheet: func(n int) string { return sheetHead + strings.Repeat("<row/>", n) + sheetTail }, most: elements - 100, beyond: "spreadsheet.most-elements"},
		"runs of a text": {sheet: func(n int) string {
			return sheetHead + `<row><c t="inlineStr"><is>` + strings.Repeat("<r><t>a</t></r>", n/2) + "</is></c></row>" + sheetTail
		}, most: elements - 100, beyond: "spreadsheet.most-elements"},
		"shared texts": {shared: func(n int) string { return sharedHead + strings.Repeat("<si><t>a</t></si>", n/2) + "</sst>" }, most: elements - 100, beyond: "spreadsheet.most-elements"},
		"shared runs": {shared: func(n int) string {
			return sharedHead + "<si>" + strings.Repeat("<r><t>a</t></r>", n/2) + "</si></sst>"
		}, most: elements - 100, beyond: "spreadsheet.most-elements"},
		"depth": {sheet: func(n int) string { return sheetHead + "<row><c>" + strings.Repeat("<a>", n) }, most: 90, beyond: "spreadsheet.unreadable"},
		"one text": {sheet: func(n int) string {
			return sheetHead + "<row><c><v>" + strings.Repeat("a", n) + "</v></c></row>" + sheetTail
		}, most: 60_000, beyond: "spreadsheet.most-cell"},
		"one tag": {sheet: func(n int) string { return sheetHead + "<row " + strings.Repeat("a='' ", n/5) + "/>" + sheetTail }, most: 60_000, beyond: "spreadsheet.most-cell"},
		"many texts": {sheet: func(n int) string {
			return sheetHead + strings.Repeat("<row><c><v>"+strings.Repeat("a", 4000)+"</v></c></row>", n/4030) + sheetTail
		}, most: megabytes, beyond: "spreadsheet.most-unpacked"},
		"many cells": {sheet: func(n int) string {
			row := "<row>" + strings.Repeat("<c><v>123</v></c>", spreadsheet.ColumnsMost) + "</row>"
			return sheetHead + strings.Repeat(row, n/2/spreadsheet.ColumnsMost) + sheetTail
		}, most: elements - 100_000, beyond: "spreadsheet.most-elements"},
		"far cells": {sheet: func(n int) string {
			return sheetHead + strings.Repeat(`<row><c r="CV1"><v>1</v></c></row>`, n/3) + sheetTail
		}, most: elements - 100, beyond: "spreadsheet.most-elements"},
	}
	for name, c := range bombs {
		t.Run(name, func(t *testing.T) {
			within := c.most / 10
			if faultrun.Asked() > 0 {
				within = c.most
			}
			for _, n := range []int{within, c.most + c.most/2} {
				sheet, shared := sheetHead+`<row><c t="s"><v>0</v></c></row>`+sheetTail, oneShared
				if c.sheet != nil {
					sheet = c.sheet(n)
				} else {
					shared = c.shared(n)
				}
				path := save(t, "bomb.xlsx", archived(t, sheet, shared))
				sheet, shared = "", ""
				taken, err := faultrun.Held(func() error { _, err := spreadsheet.Read(path); return err })
				f, foreseen := errors.AsType[*fault.Error](err)
				if err != nil && !foreseen || n > c.most && (!foreseen || f.Key != c.beyond) {
					t.Errorf("%d: %v", n, err)
				}
				if n > c.most && taken > 32 || taken > 160 {
					t.Errorf("%d: took %d MiB", n, taken)
				}
				t.Logf("%d: %d MiB at most, %v", n, taken, err)
			}
		})
	}
	faultrun.Counted(t, "bombs as workbooks", 2*len(bombs), "taken or refused with little")
}

// The largest texts of other programs.
func TestLargeTextsTakeLittle(t *testing.T) {
	for name, unit := range map[string]string{
		"one byte a character":  strings.Repeat("\xe9", 600) + "\n",
		"two bytes a character": strings.Repeat("a\x00", 600) + "\n\x00",
		"UTF-8":                 strings.Repeat("é", 300) + "\n",
		"many cells":            strings.Repeat("a;", 20) + "\n",
		"quotes":                strings.Repeat(`"a""";`, 90) + "\n",
	} {
		begin := ""
		if strings.Contains(unit, "\x00") {
			begin = "\xff\xfe"
		}
		path := save(t, "x.csv", []byte(begin+strings.Repeat(unit, (spreadsheet.BytesMost-2)/len(unit))))
		taken, err := faultrun.Held(func() error { _, err := spreadsheet.Read(path); return err })
		if _, foreseen := errors.AsType[*fault.Error](err); err != nil && !foreseen || taken > 160 {
			t.Errorf("%s: took %d MiB, %v", name, taken, err)
		}
		t.Logf("%s: %d MiB at most, %v", name, taken, err)
	}
}
