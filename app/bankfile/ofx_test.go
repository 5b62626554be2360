package bankfile_test

import (
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/bankfile"
)

func TestOFXRefuses(t *testing.T) {
	change := func(old, replaced string) string { return example(t, "bank-1.ofx", old, replaced) }
	expect(t, map[string]refused{
		"fraction of a cent": {content: change("-1250,30", "-1250,305"), key: "bankfile.amount", line: 23},
		"no amount":          {content: change("<TRNAMT>-1250,30\n", ""), key: "bankfile.amount", line: 23},
		"two amounts":        {content: change("<TRNAMT>-1250,30\n", "<TRNAMT>-1250,30\n<TRNAMT>1\n"), key: "bankfile.twice", line: 23},
		"no day":             {content: change("<DTPOSTED>20261119\n", ""), key: "bankfile.day", line: 32},
		"no such day":        {content: change("<DTPOSTED>20261119\n", "<DTPOSTED>20261131\n"), key: "bankfile.day", line: 32},
		"no currency":        {content: change("<CURDEF>EUR\n", ""), key: "bankfile.ask-currency"},
		"unknown currency":   {content: change("<CURDEF>EUR", "<CURDEF>EUX"), key: "bankfile.currency", line: 18},
		"other currency":     {content: change("<CURDEF>EUR", "<CURDEF>USD"), options: bankfile.Options{Currency: "EUR"}, key: "bankfile.other-currency"},
		"line in another":    {content: change("<FITID>F1", "<CURRENCY><CURRATE>1<CURSYM>USD</CURRENCY><FITID>F1"), key: "bankfile.other-currency", line: 23},
		"correction":         {content: change("<FITID>F1", "<CORRECTFITID>F0<CORRECTACTION>DELETE<FITID>F1"), key: "bankfile.ofx-correction", line: 23},
		"no statement":       {content: "<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>", key: "bankfile.no-statement"},
		"document type":      {content: change("<OFX>", "<OFX><!DOCTYPE x>"), key: "bankfile.doctype"},
		"open tag":           {content: "<OFX><STMTRS", key: "bankfile.ofx-end"},
		"second end":         {content: change("</STMTRS>", "</STMTRS></STMTRS>"), key: "bankfile.ofx-end"},
		"deep":               {content: "<OFX>" + strings.Repeat("<A><B>", 50) + "</A></B></A></B>", key: "bankfile.depth"},
		"bad balance":        {content: change("4049.70", "4049.7x"), key: "bankfile.amount"},
	})
}

func TestOFXIsReadAsItsHeaderSays(t *testing.T) {
	for charset, coded := range map[string]string{
		"CHARSET:1252": "\xc9t\xe9", "CHARSET:ISO-8859-1": "\xc9t\xe9", "CHARSET:UTF-8": "Été", "CHARSET:NONE": "Été", "": "\xc9t\xe9",
	} {
		content := "OFXHEADER:100\r\n" + charset + "\r\n\r\n<OFX><STMTRS><CURDEF>EUR<BANKTRANLIST><STMTTRN><DTPOSTED>20261101<TRNAMT>1<MEMO>" +
			coded + "</STMTTRN></BANKTRANLIST></STMTRS></OFX>"
		s, err := bankfile.Read(strings.NewReader(content), bankfile.Options{})
		if err != nil || s[0].Lines[0].Text != "Été" {
			t.Errorf("%s: %+v, %v", charset, s, err)
		}
	}
}
