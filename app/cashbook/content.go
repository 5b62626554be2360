package cashbook

import (
	"slices"

	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// Content is what a voucher says. The entry's hash covers all of it.
type Content struct {
	AmountMinor   int64 // positive for money in, negative for money out, never zero
	Text          string
	Account       string // of the chart; empty until posted, and when there are parts
	Recipient     string // recipient or depositor
	PartnerNumber string // the partner's own voucher number, « pièce »

	Funding     string // code of the project's funding; empty when there are parts
	BudgetLine  string // code of the project's budget line; empty when there are parts
	Parts       []Part
	Attachments []Attachment

	Special
}

// Special is what a voucher does beyond moving money; the zero value is nothing.
// It is set by the rules of its kind, never by hand.
type Special struct {
	Kind     Kind
	Settles  int64        // number of the voucher that opened the item: KindSettlement, and KindTransfer out of Receivable
	Transfer Transfer     // KindTransfer: the other leg
	Holder   ident.UserID // KindItem: who owes, where that is a user; Recipient has the name
	Count    ledger.Hash  // KindDifference: digest of the count that found it
}

// Kind is the kind of a special voucher.
type Kind string

const (
	KindOrdinary   Kind = ""
	KindOpening    Kind = "opening"    // opening balance, « solde initial »
	KindTransfer   Kind = "transfer"   // one leg of a transfer between books
	KindItem       Kind = "item"       // opens an open item: an advance, a claim
	KindSettlement Kind = "settlement" // settles an open item
	KindDifference Kind = "difference" // of a cash count
)

// Part is a share of a voucher that is split over accounts, fundings or budget
// lines. The amounts of a voucher's parts add up to its own; they may have
// either sign, but none is zero.
type Part struct {
	AmountMinor int64
	Account     string
	Funding     string
	BudgetLine  string
}

// Attachment names a scan or document that belongs to a voucher by the SHA-256
// of what is stored.
type Attachment struct {
	Hash  [32]byte
	Size  int64  // bytes as stored
	Media string // MediaPDF, MediaJPEG or MediaPNG
	Name  string // as people know it, with its ending
}

// Media types of attachments (RFC 6838).
const (
	MediaPDF  = "application/pdf"
	MediaJPEG = "image/jpeg"
	MediaPNG  = "image/png"
)

// Transfer names the other leg of a transfer between books. Both legs have the
// same ID.
type Transfer struct {
	ID         ident.TransferID
	Book       ident.BookID   // of the other leg
	OtherMinor int64          // amount of the other leg, with its sign
	Currency   money.Currency // of the other leg
	Rate       money.Rate     // units of the incoming currency for one of the outgoing; money.RateOne within one currency
}

// Equal reports whether two vouchers say the same.
func (c Content) Equal(o Content) bool {
	return slices.Equal(c.Parts, o.Parts) && slices.Equal(c.Attachments, o.Attachments) && c.plain() == o.plain()
}

// plain is everything in a content that can be compared at once.
type plain struct {
	amountMinor                                            int64
	text, account, recipient, partner, funding, budgetLine string
	special                                                Special
}

func (c Content) plain() plain {
	return plain{
		c.AmountMinor, c.Text, c.Account, c.Recipient, c.PartnerNumber, c.Funding, c.BudgetLine, c.Special,
	}
}

// reversed gives the content that cancels this one: opposite amounts, the same
// accounts. The documents stay with the voucher that they belong to.
func (c Content) reversed() Content {
	c.AmountMinor, c.Attachments, c.Special = -c.AmountMinor, nil, Special{}
	c.Parts = slices.Clone(c.Parts)
	for i := range c.Parts {
		c.Parts[i].AmountMinor = -c.Parts[i].AmountMinor
	}
	return c
}
