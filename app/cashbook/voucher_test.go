package cashbook_test

import (
	"encoding/hex"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ledger"
)

var _ ledger.Content = (*cashbook.Voucher)(nil)

// The layout is written out here by hand, since verifiers other than this
// program rely on it.
func TestAppendBodyIsTheDocumentedLayout(t *testing.T) {
	v := cashbook.Voucher{AmountMinor: -2, Text: "é", PartnerNumber: "B-1"}
	want := "to" + "comptoir/voucher/v1\x00" +
		"\x01\x00\x00\x00\x08" + "\xff\xff\xff\xff\xff\xff\xff\xfe" +
		"\x02\x00\x00\x00\x02" + "\xc3\xa9" +
		"\x05\x00\x00\x00\x03" + "B-1"
	if got := string(v.AppendBody([]byte("to"))); got != want {
		t.Errorf("%s, want %s", hex.EncodeToString([]byte(got)), hex.EncodeToString([]byte(want)))
	}
	v.Account, v.Recipient = "6051", "Total"
	want = strings.Replace(want, "\x05", "\x03\x00\x00\x00\x046051\x04\x00\x00\x00\x05Total\x05", 1)
	if got := string(v.AppendBody([]byte("to"))); got != want {
		t.Errorf("%s, want %s", hex.EncodeToString([]byte(got)), hex.EncodeToString([]byte(want)))
	}
}

// A field that is added to Voucher and forgotten in AppendBody is found here.
func TestAppendBodyCoversEveryField(t *testing.T) {
	empty := cashbook.Voucher{}
	fields := reflect.TypeFor[cashbook.Voucher]()
	for i := range fields.NumField() {
		if fields.Field(i).Name == "Entry" { // ledger.Entry.Sum covers it
			continue
		}
		var v cashbook.Voucher
		switch field := reflect.ValueOf(&v).Elem().Field(i); {
		case field.CanInt():
			field.SetInt(1)
		default:
			field.SetString("x")
		}
		if string(v.AppendBody(nil)) == string(empty.AppendBody(nil)) {
			t.Errorf("%s is not in the body", fields.Field(i).Name)
		}
	}
}

// Two different vouchers never have the same bytes.
func TestAppendBodyIsUnique(t *testing.T) {
	texts := rapid.StringMatching(`[ab\x02\x05]{0,3}`)
	drawn := rapid.Custom(func(t *rapid.T) cashbook.Voucher {
		return cashbook.Voucher{
			AmountMinor: rapid.Int64Range(-2, 2).Draw(t, "amount"),
			Text:        texts.Draw(t, "text"), Account: texts.Draw(t, "account"),
			Recipient: texts.Draw(t, "recipient"), PartnerNumber: texts.Draw(t, "partner's number"),
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawn.Draw(t, "a"), drawn.Draw(t, "b")
		if (a == b) != (string(a.AppendBody(nil)) == string(b.AppendBody(nil))) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}
