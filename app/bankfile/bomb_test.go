package bankfile_test

import (
	"bytes"
	"errors"
	"runtime"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/bankfile"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/faultrun"
)

// Files of the greatest size that is read, made of one thing over and over: the
// answer is a sentence, and the memory a few times the file. Outside `make faults`
// they are a quarter of that.
func TestFaultBombsTakeLittle(t *testing.T) {
	const (
		message = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>`
		entry   = message + "<Stmt><Ntry><NtryDtls>"
		end     = "</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>"
		ofx     = "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX>"
		titles  = "Date;Libelle;Montant\n"
	)
	size := bankfile.BytesMost / 4
	if faultrun.Asked() > 0 {
		size = bankfile.BytesMost
	}
	bombs := map[string]struct{ head, unit, tail, key string }{
		"camt depth":        {message, "<a>", "", "bankfile.depth"},
		"camt statements":   {message, "<Stmt/>", "</BkToCstmrStmt></Document>", "bankfile.most-statements"},
		"camt entries":      {message + "<Stmt>", "<Ntry/>", "</Stmt></BkToCstmrStmt></Document>", "bankfile.most-lines"},
		"camt transactions": {entry, "<TxDtls/>", end, "bankfile.most-lines"},
		"camt elements":     {entry + "<TxDtls>", "<a/>", "</TxDtls>" + end, "bankfile.depth"},
		"camt attributes":   {message + "<Stmt ", "a='' ", "/></BkToCstmrStmt></Document>", "bankfile.depth"},
		"camt text":         {message + "<Stmt><Id>", "a", "</Id></Stmt></BkToCstmrStmt></Document>", ""},
		"camt comment":      {message + "<!--", "a ", "--></BkToCstmrStmt></Document>", "bankfile.depth"},
		"ofx depth":         {ofx, "<A>", "", "bankfile.depth"},
		"ofx movements":     {ofx + "<BANKMSGSRSV1><STMTTRNRS><STMTRS><BANKTRANLIST>", "<STMTTRN>", "", ""},
		"ofx value":         {ofx + "<A>", "a", "", "bankfile.no-statement"},
		"qif movements":     {"!Type:Bank\n", "D1/1/26\nT1\n^\n", "", "bankfile.most-lines"},
		"qif parts":         {"!Type:Bank\nD1/1/26\nT1\n", "Sa\n$1\n", "^\n", ""},
		"csv movements":     {titles, "1/1/26;a;1\n", "", "bankfile.most-lines"},
		"csv cells":         {titles, ";", "", "bankfile.long-row"},
		"csv open quote":    {titles + `"`, "a\n", "", "bankfile.long-row"},
		"csv quotes":        {titles, `""`, "", "bankfile.long-row"},
		"csv nothing":       {titles, "\n", "", ""},
		"zeros":             {"", "\x00", "", "bankfile.unknown"},
		"one character":     {"", "<", "", "bankfile.depth"},
	}
	for name, c := range bombs {
		t.Run(name, func(t *testing.T) {
			count := (size - len(c.head) - len(c.tail)) / len(c.unit)
			content := []byte(c.head + strings.Repeat(c.unit, count) + c.tail)
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := bankfile.Read(bytes.NewReader(content), bankfile.Options{Currency: "EUR"})
			runtime.ReadMemStats(&after)
			f, foreseen := errors.AsType[*fault.Error](err)
			if c.key == "" && err != nil && !foreseen || c.key != "" && (!foreseen || f.Key != c.key) {
				t.Errorf("%v, want %s", err, c.key)
			}
			taken := (after.TotalAlloc - before.TotalAlloc) >> 20
			if taken > 800 {
				t.Errorf("took %d MiB", taken)
			}
			t.Logf("%d MiB allocated, %v", taken, err)
		})
	}
	faultrun.Counted(t, "bombs as bank statements", len(bombs), "of %d MiB each, taken or refused with little", size>>20)
}
