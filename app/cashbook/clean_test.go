package cashbook_test

import (
	"errors"
	"testing"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

func split(amounts ...int64) []cashbook.Part {
	parts := make([]cashbook.Part, len(amounts))
	for i, amount := range amounts {
		parts[i] = cashbook.Part{AmountMinor: amount, Account: "605", BudgetLine: "1.2.3"}
	}
	return parts
}

func scan(hash byte) cashbook.Attachment {
	return cashbook.Attachment{Hash: [32]byte{hash}, Size: 1, Media: cashbook.MediaJPEG, Name: "reçu.jpg"}
}

func TestRecordRefusesWhatNoVoucherSays(t *testing.T) {
	for key, spoil := range map[string]func(*cashbook.Content){
		"cashbook.parts-count":      func(c *cashbook.Content) { c.Parts = split(5) },
		"cashbook.parts-sum":        func(c *cashbook.Content) { c.Parts = split(5, 1) },
		"cashbook.part-amount":      func(c *cashbook.Content) { c.Parts = split(5, 0) },
		"cashbook.parts-account":    func(c *cashbook.Content) { c.Parts, c.Account = split(4, 1), "605" },
		"cashbook.account":          func(c *cashbook.Content) { c.Parts = split(4, 1); c.Parts[1].Account = "é" },
		"cashbook.code":             func(c *cashbook.Content) { c.Funding = "a b" },
		"cashbook.attachments-many": func(c *cashbook.Content) { c.Attachments = make([]cashbook.Attachment, 11) },
		"cashbook.text-missing":     func(c *cashbook.Content) { c.Attachments = []cashbook.Attachment{{}} },
		"cashbook.attachment": func(c *cashbook.Content) {
			c.Attachments = []cashbook.Attachment{scan(1)}
			c.Attachments[0].Media = "text/html"
		},
		"cashbook.attachment-twice": func(c *cashbook.Content) { c.Attachments = []cashbook.Attachment{scan(1), scan(1)} },
		"cashbook.special":          func(c *cashbook.Content) { c.Kind = cashbook.KindOpening },
	} {
		s := newSite()
		draft := voucher(0, 5)
		spoil(&draft.Content)
		_, err := s.record(draft)
		wantFault(t, s, 0, err, fault.Invalid, key)
	}
}

func TestASplitVoucherIsStoredWhole(t *testing.T) {
	s := newSite()
	draft := voucher(0, 5)
	draft.Parts, draft.Attachments = split(7, -2), []cashbook.Attachment{scan(1), scan(2)}
	got, err := s.record(draft)
	if err != nil || !got.Voucher.Equal(draft.Content) {
		t.Fatalf("%+v, %v", got, err)
	}
	reversal, err := s.reverse(1)
	if err != nil || reversal.Voucher.Parts[0].AmountMinor != -7 || len(reversal.Voucher.Attachments) != 0 {
		t.Errorf("%+v, %v", reversal.Voucher, err)
	}
	if draft.Parts[0].AmountMinor != 7 {
		t.Error("the reversal changed the voucher")
	}
}

// What a special voucher must and must not carry, as it is asked of entries that
// arrive from elsewhere.
func TestSpecialVouchersCarryTheirFacts(t *testing.T) {
	leg := cashbook.Transfer{ID: ident.TransferID{1}, Book: ident.BookID{2}, OtherMinor: 5, Currency: "XOF", Rate: money.RateOne}
	noBook, noRate, nothing := leg, leg, leg
	noBook.Book, noRate.Rate, nothing.OtherMinor = ident.BookID{}, 0, 0
	for _, tt := range []struct {
		name  string
		s     cashbook.Special
		right bool
	}{
		{"opening", cashbook.Special{Kind: cashbook.KindOpening}, true},
		{"item", cashbook.Special{Kind: cashbook.KindItem, Holder: ident.UserID{1}}, true},
		{"item of a stranger", cashbook.Special{Kind: cashbook.KindItem}, true},
		{"settlement", cashbook.Special{Kind: cashbook.KindSettlement, Settles: 1}, true},
		{"transfer", cashbook.Special{Kind: cashbook.KindTransfer, Transfer: leg}, true},
		{"difference", cashbook.Special{Kind: cashbook.KindDifference, Count: [32]byte{1}}, true},
		{"unknown", cashbook.Special{Kind: "gift"}, false},
		{"settles nothing", cashbook.Special{Kind: cashbook.KindSettlement}, false},
		{"settles less than nothing", cashbook.Special{Kind: cashbook.KindSettlement, Settles: -1}, false},
		{"ordinary that settles", cashbook.Special{Settles: 1}, false},
		{"transfer to nowhere", cashbook.Special{Kind: cashbook.KindTransfer}, false},
		{"transfer without book", cashbook.Special{Kind: cashbook.KindTransfer, Transfer: noBook}, false},
		{"transfer without rate", cashbook.Special{Kind: cashbook.KindTransfer, Transfer: noRate}, false},
		{"transfer of nothing", cashbook.Special{Kind: cashbook.KindTransfer, Transfer: nothing}, false},
		{"opening with holder", cashbook.Special{Kind: cashbook.KindOpening, Holder: ident.UserID{1}}, false},
		{"difference without count", cashbook.Special{Kind: cashbook.KindDifference}, false},
		{"item with count", cashbook.Special{Kind: cashbook.KindItem, Count: [32]byte{1}}, false},
	} {
		c := cashbook.Content{AmountMinor: 1, Text: "x", Special: tt.s}
		if err := cashbook.CheckContent(c); (err == nil) != tt.right || err != nil && !errors.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}
