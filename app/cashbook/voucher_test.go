package cashbook_test

import (
	"encoding/hex"
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

var _ ledger.Content = (*cashbook.Voucher)(nil)

// The layout is written out here by hand, since verifiers other than this
// program rely on it.
func TestAppendBodyIsTheDocumentedLayout(t *testing.T) {
	v := cashbook.Voucher{Content: cashbook.Content{AmountMinor: -2, Text: "é", PartnerNumber: "B-1"}}
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

// full is a content with every field, as no real voucher has.
func full() cashbook.Content {
	return cashbook.Content{
		AmountMinor: -2, Text: "é", Account: "6051", Recipient: "Total", PartnerNumber: "B-1",
		Funding: "F1", BudgetLine: "1.2",
		Parts:       []cashbook.Part{{AmountMinor: -3, Account: "605"}, {AmountMinor: 1, Funding: "F", BudgetLine: "1"}},
		Attachments: []cashbook.Attachment{{Hash: [32]byte{7}, Size: 9, Media: cashbook.MediaPDF, Name: "a.pdf"}},
		Special: cashbook.Special{
			Kind: cashbook.KindTransfer, Settles: 3, Holder: ident.UserID{5}, Count: ledger.Hash{6},
			Transfer: cashbook.Transfer{ID: ident.TransferID{1}, Book: ident.BookID{2}, OtherMinor: 4, Currency: "XOF", Rate: money.RateOne},
		},
	}
}

func TestDetailsAreTheDocumentedLayout(t *testing.T) {
	c := full()
	zeros := func(n int) string { return strings.Repeat("\x00", n) }
	want := "\x06\x00\x00\x00\x08transfer" +
		"\x07\x00\x00\x00\x02F1" +
		"\x08\x00\x00\x00\x031.2" +
		"\x09\x00\x00\x00\x11" + "\xff\xff\xff\xff\xff\xff\xff\xfd" + "\x00\x03605" + "\x00\x00" + "\x00\x00" +
		"\x09\x00\x00\x00\x10" + zeros(7) + "\x01" + "\x00\x00" + "\x00\x01F" + "\x00\x011" +
		"\x0a\x00\x00\x00\x40" + "\x07" + zeros(31) + zeros(7) + "\x09" + "\x00\x0fapplication/pdf" + "\x00\x05a.pdf" +
		"\x0b\x00\x00\x00\x08" + zeros(7) + "\x03" +
		"\x0c\x00\x00\x00\x35" + "\x01" + zeros(15) + "\x02" + zeros(15) + zeros(7) + "\x04" +
		"\x00\x00\x00\x02\x54\x0b\xe4\x00" + "\x00\x03XOF" +
		"\x0d\x00\x00\x00\x10\x05" + zeros(15) +
		"\x0e\x00\x00\x00\x20\x06" + zeros(31)
	if got := string(c.AppendDetails(nil)); got != want {
		t.Errorf("%s, want\n%s", hex.EncodeToString([]byte(got)), hex.EncodeToString([]byte(want)))
	}
}

// A field that is added to a voucher and forgotten in its canonical bytes, or in
// Equal, is found here.
func TestAppendBodyCoversEveryField(t *testing.T) {
	whole := full()
	body := string(whole.AppendBody(nil))
	var visit func(at reflect.Value, path string)
	visit = func(at reflect.Value, path string) {
		switch at.Kind() {
		case reflect.Struct:
			for i := range at.NumField() {
				visit(at.Field(i), path+"."+at.Type().Field(i).Name)
			}
			return
		case reflect.Slice:
			visit(at.Index(0), path+"[0]")
			return
		}
		before := reflect.New(at.Type()).Elem()
		before.Set(at)
		switch {
		case at.CanInt():
			at.SetInt(at.Int() + 1)
		case at.Kind() == reflect.Array:
			at.Index(15).SetUint(at.Index(15).Uint() + 1)
		default:
			at.SetString(at.String() + "x")
		}
		if string(whole.AppendBody(nil)) == body {
			t.Errorf("%s is not in the body", path)
		}
		if whole.Equal(full()) {
			t.Errorf("%s is not compared", path)
		}
		at.Set(before)
	}
	visit(reflect.ValueOf(&whole).Elem(), "")
	if !whole.Equal(full()) {
		t.Error("the walk changed the content")
	}
}

func drawnContent(t *rapid.T, label string) cashbook.Content {
	texts := rapid.StringMatching(`[ab\x02\x05]{0,3}`)
	amounts := rapid.Int64Range(-2, 2)
	c := cashbook.Content{
		AmountMinor: amounts.Draw(t, label+" amount"),
		Text:        texts.Draw(t, label+" text"), Account: texts.Draw(t, label+" account"),
		Recipient: texts.Draw(t, label+" recipient"), PartnerNumber: texts.Draw(t, label+" partner's number"),
		Funding: texts.Draw(t, label+" funding"), BudgetLine: texts.Draw(t, label+" line"),
		Special: cashbook.Special{Kind: cashbook.Kind(texts.Draw(t, label+" kind")), Settles: rapid.Int64Range(0, 2).Draw(t, label+" settles")},
	}
	c.Parts = rapid.SliceOfN(rapid.Custom(func(t *rapid.T) cashbook.Part {
		return cashbook.Part{AmountMinor: amounts.Draw(t, "part"), Account: texts.Draw(t, "account"), Funding: texts.Draw(t, "funding"), BudgetLine: texts.Draw(t, "line")}
	}), 0, 2).Draw(t, label+" parts")
	return c
}

// Two different vouchers never have the same bytes.
func TestAppendBodyIsUnique(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := drawnContent(t, "a"), drawnContent(t, "b")
		if a.Equal(b) != (string(a.AppendBody(nil)) == string(b.AppendBody(nil))) {
			t.Fatalf("%+v and %+v", a, b)
		}
	})
}

func TestDetailsAreReadAsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawnContent(t, "content")
		read := c
		read.Funding, read.BudgetLine, read.Parts, read.Attachments, read.Special = "", "", nil, nil, cashbook.Special{}
		if err := read.ReadDetails(c.AppendDetails(nil)); err != nil || !read.Equal(c) {
			t.Fatalf("%+v, want %+v, %v", read, c, err)
		}
	})
}

// Whatever is read is what would be written.
func FuzzDetails(f *testing.F) {
	c := full()
	f.Add(c.AppendDetails(nil))
	f.Fuzz(func(t *testing.T, details []byte) {
		var c cashbook.Content
		if err := c.ReadDetails(details); err != nil {
			if !errors.Is(err, fault.Forged) || !c.Equal(cashbook.Content{}) {
				t.Errorf("%v, and %+v", err, c)
			}
		} else if got := c.AppendDetails(nil); string(got) != string(details) {
			t.Errorf("%x read as %x", details, got)
		}
	})
}

func TestDamagedDetailsAreRefused(t *testing.T) {
	c := full()
	whole := c.AppendDetails(nil)
	for i := range whole {
		var read cashbook.Content
		if err := read.ReadDetails(whole[:i]); i > 0 && err == nil && string(read.AppendDetails(nil)) != string(whole[:i]) {
			t.Errorf("cut at %d: read as something else", i)
		}
	}
	for name, bad := range map[string][]byte{
		"unknown tag": []byte("\x0f\x00\x00\x00\x01x"), "first tags": []byte("\x02\x00\x00\x00\x01x"),
		"out of order": []byte("\x07\x00\x00\x00\x01x\x06\x00\x00\x00\x01x"), "empty": []byte("\x06\x00\x00\x00\x00"),
		"rest": []byte("\x0b\x00\x00\x00\x09\x00\x00\x00\x00\x00\x00\x00\x01\x00"), "no UTF-8": []byte("\x06\x00\x00\x00\x01\xff"),
	} {
		var read cashbook.Content
		if err := read.ReadDetails(bad); !errors.Is(err, fault.Forged) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
