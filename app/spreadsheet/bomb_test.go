package spreadsheet_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"os"
	"runtime"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/fault"
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
	for name, content := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
		"_rels/.rels":         relations + `<Relationship Id="rId1" Type="` + relation + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml": `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="` + strings.TrimSuffix(relation, "/") +
			`"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": relations + `<Relationship Id="rId1" Type="` + relation + `worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + relation + `sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml": sheet,
		"xl/sharedStrings.xml":     shared,
	} {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(content))
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
	for name, c := range map[string]struct {
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
	} {
		t.Run(name, func(t *testing.T) {
			within := c.most / 10
			if os.Getenv("COMPTOIR_FAULTS") != "" {
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
				taken, err := taking(func() error { _, err := spreadsheet.Read(path); return err })
				f, foreseen := errors.AsType[*fault.Error](err)
				if err != nil && !foreseen || n > c.most && (!foreseen || f.Key != c.beyond) {
					t.Errorf("%d: %v", n, err)
				}
				if n > c.most && taken > 16 || taken > 1600 {
					t.Errorf("%d: took %d MiB", n, taken)
				}
				t.Logf("%d of %d bytes: %d MiB allocated, %v", n, len(sheet)+len(shared), taken, err)
			}
		})
	}
}

// taking gives how many MiB were allocated, most of which is given back meanwhile.
func taking(do func() error) (mebibytes uint64, err error) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	err = do()
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20, err
}
