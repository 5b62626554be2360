package accounting_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// full is a content with every field set.
func full() accounting.Content {
	return accounting.Content{
		Mask: accounting.MaskCost, Voucher: "F-77", VoucherDay: 20_000, Text: "Réparation", Rate: money.RateOne,
		Lines: []accounting.Line{
			{"6042", 5, 6, "STA", "Station", "pompe", "AFD-24", "A.1", "TVA", 20_030},
			{Account: "5211", AmountMinor: -5, BaseMinor: -6},
		},
		Attachments: []cashbook.Attachment{{Hash: [32]byte{1}, Size: 7, Media: cashbook.MediaPDF, Name: "facture.pdf"}},
		Source:      accounting.Source{Book: ident.BookID{2}, Seq: 8, Hash: ledger.Hash{3}},
		Reposts:     9, Origin: "VE/123",
		Restore: accounting.Restore{Branch: ledger.Head{Seq: 4, Number: 5, Hash: ledger.Hash{6}}, Backup: [32]byte{7}},
	}
}

// The layout is written out here by hand, since verifiers other than this program
// rely on it.
func TestBodyIsTheDocumentedLayout(t *testing.T) {
	c := accounting.Content{Mask: "cost", Text: "é", Lines: []accounting.Line{{Account: "6", AmountMinor: 1, BaseMinor: -1, Party: "S"}}}
	layout := hex.EncodeToString([]byte("comptoir/posting/v1")) + "00" +
		"01" + "00000004" + hex.EncodeToString([]byte("cost")) +
		"04" + "00000002" + "c3a9" +
		"06" + "00000028" + // line
		"0001" + "36" + "0000000000000001" + strings.Repeat("ff", 8) + // account, amount, base
		"0001" + "53" + strings.Repeat("0000", 5) + strings.Repeat("00", 8) // party, five empty texts, no due day
	if got := hex.EncodeToString(c.AppendBody(nil)); got != layout {
		t.Errorf("body = %s,\nwant %s", got, layout)
	}
}

func TestBodyIsReadAsItWasWritten(t *testing.T) {
	for name, c := range map[string]accounting.Content{"full": full(), "empty": {}, "a draft": {Mask: accounting.MaskFree}} {
		body := c.AppendBody([]byte("before"))[len("before"):]
		read, err := accounting.ReadBody(body)
		if err != nil || !reflect.DeepEqual(read, c) {
			t.Errorf("%s: %+v, %v", name, read, err)
		}
	}
}

// Every flipped bit and every cut of a body is either refused or something else
// that is written so.
func TestBodyIsReadStrictly(t *testing.T) {
	whole := full()
	body := whole.AppendBody(nil)
	for i := range body {
		if _, err := accounting.ReadBody(body[:i]); err == nil {
			c, _ := accounting.ReadBody(body[:i])
			if !bytes.Equal(c.AppendBody(nil), body[:i]) {
				t.Errorf("the first %d bytes pass", i)
			}
		}
		for bit := range 8 {
			other := bytes.Clone(body)
			other[i] ^= 1 << bit
			c, err := accounting.ReadBody(other)
			switch {
			case err == nil && (c.Equal(whole) || !bytes.Equal(c.AppendBody(nil), other)):
				t.Errorf("bit %d of byte %d changes nothing", bit, i)
			case err != nil && !errors.Is(err, fault.Forged):
				t.Errorf("bit %d of byte %d: %v", bit, i, err)
			}
		}
	}
}

func FuzzPostingBody(f *testing.F) {
	whole := full()
	f.Add(whole.AppendBody(nil))
	f.Add((&accounting.Content{}).AppendBody(nil))
	f.Fuzz(func(t *testing.T, body []byte) {
		if c, err := accounting.ReadBody(body); err == nil && !bytes.Equal(c.AppendBody(nil), body) {
			t.Errorf("%x is read as %x", body, c.AppendBody(nil))
		}
	})
}
