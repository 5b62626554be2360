package bankfile_test

import (
	"os"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/bankfile"
)

// example gives an example with one change, which must be one.
func example(t *testing.T, file, old, replaced string) string {
	t.Helper()
	content, err := os.ReadFile("testdata/" + file)
	if err != nil || strings.Count(string(content), old) < 1 {
		t.Fatalf("%s has no %q: %v", file, old, err)
	}
	return strings.Replace(string(content), old, replaced, 1)
}

func TestCAMTRefuses(t *testing.T) {
	change := func(old, replaced string) string { return example(t, "camt-v02.xml", old, replaced) }
	expect(t, map[string]refused{
		"a line lost":          {content: change(`<Amt Ccy="EUR">250.50</Amt><CdtDbtInd>CRDT`, `<Amt Ccy="EUR">250.51</Amt><CdtDbtInd>CRDT`), key: "bankfile.total"},
		"fraction of a cent":   {content: change("250.50<", "250.505<"), key: "bankfile.amount", line: 13},
		"no amount":            {content: change(`<Amt Ccy="EUR">250.50</Amt>`, ""), key: "bankfile.one-amount", line: 13},
		"two amounts":          {content: change(`<Amt Ccy="EUR">250.50</Amt>`, `<Amt Ccy="EUR">250.50</Amt><Amt Ccy="EUR">1</Amt>`), key: "bankfile.one-amount", line: 13},
		"minus":                {content: change("250.50<", "-250.50<"), key: "bankfile.amount", line: 13},
		"direction":            {content: change(`50</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>`, `50</Amt><CdtDbtInd>CREDIT</CdtDbtInd><Sts>`), key: "bankfile.direction", line: 13},
		"currency of a line":   {content: change(`<Amt Ccy="EUR">250.50`, `<Amt Ccy="USD">250.50`), key: "bankfile.other-currency", line: 13},
		"currency of the file": {content: change("EUR", "EUR"), options: bankfile.Options{Currency: "XOF"}, key: "bankfile.other-currency"},
		"unknown currency":     {content: change("<Ccy>EUR", "<Ccy>EUX"), key: "bankfile.currency"},
		"no day":               {content: change("<BookgDt><Dt>2026-11-20</Dt></BookgDt>", ""), key: "bankfile.day", line: 34},
		"no such day":          {content: change("2026-11-18</Dt></BookgDt>", "2026-11-31</Dt></BookgDt>"), key: "bankfile.day", line: 13},
		"two closing balances": {content: change("<Cd>CLAV", "<Cd>CLBD"), key: "bankfile.twice"},
		"report of the day":    {content: change("BkToCstmrStmt", "BkToCstmrAcctRpt"), key: "bankfile.other-message"},
		"another message":      {content: change("camt.053.001.02", "camt.052.001.02"), key: "bankfile.other-message"},
		"document type":        {content: change("<Document", `<!DOCTYPE x [<!ENTITY a "b">]><Document`), key: "bankfile.doctype"},
		"entity":               {content: change("Subvention", "&secret;"), key: "bankfile.xml"},
		"charset":              {content: change("UTF-8", "EBCDIC"), key: "bankfile.charset"},
		"cut":                  {content: change("</Document>", ""), key: "bankfile.xml"},
		"crossed":              {content: change("</BookgDt>", "</ValDt>"), key: "bankfile.xml"},
		"no statement":         {content: `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt></BkToCstmrStmt></Document>`, key: "bankfile.xml"},
		"deep":                 {content: change("<RmtInf>", strings.Repeat("<a>", 60)), key: "bankfile.depth"},
	})
}

func TestBatchIsOneLineWhereItsPartsAreNotKnown(t *testing.T) {
	for name, content := range map[string]string{
		"other sum":      example(t, "camt-v02.xml", `<Amt Ccy="EUR">600</Amt>`, `<Amt Ccy="EUR">601</Amt>`),
		"other currency": example(t, "camt-v02.xml", `<Amt Ccy="EUR">600</Amt>`, `<Amt Ccy="USD">600</Amt>`),
	} {
		s, err := bankfile.Read(strings.NewReader(content), bankfile.Options{})
		if err != nil || len(s[0].Lines) != 3 || s[0].Lines[1].AmountMinor != -130000 || s[0].Lines[1].Batch != "" {
			t.Errorf("%s: %+v, %v", name, s, err)
		}
	}
}
