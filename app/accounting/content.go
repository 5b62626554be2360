package accounting

import (
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// Posting is one entry of a journal. Its Entry.Number is the posting number, one
// more for each step; Reverses is the number of a posting that it cancels. Postings
// are never revised: Revision is 0.
type Posting struct {
	Entry ledger.Entry
	Content
}

// Content is what a posting says. The entry's hash covers all of it.
type Content struct {
	Mask        Mask
	Voucher     string       // number of the voucher; kept when it is reversed and posted again
	VoucherDay  calendar.Day // that is on the voucher
	Text        string
	Rate        money.Rate // units of the base currency for one of the journal's
	Lines       []Line
	Attachments []cashbook.Attachment
	Source      Source
	Reposts     int64  // number of the reversed posting that this one replaces, or 0
	Origin      string // what the entry was called in the ledger it was imported from: "VE/123"
	Restore     Restore
}

// Line is one debit or credit. The amounts of a posting's lines add up to zero in
// both currencies.
type Line struct {
	Account     string
	AmountMinor int64  // of the journal's currency; debit positive, credit negative; 0 for a difference of exchange
	BaseMinor   int64  // of the base currency, likewise
	Party       string // code of the third party, « compte auxiliaire », or empty
	PartyName   string // « libellé du compte auxiliaire »
	Text        string // empty for that of the posting
	Funding     string
	BudgetLine  string
	Tax         string       // code of the contribution rate that it was worked out by
	Due         calendar.Day // of an open item; zero for none
}

// Source is the voucher of a cash book that a posting posts; the zero value for
// none.
type Source struct {
	Book ident.BookID
	Seq  int64
	Hash ledger.Hash
}

// Restore says, in the marker that a restore leaves in the chain, what was put
// aside: the end of the branch and the backup that the journal goes on from.
type Restore struct {
	Branch ledger.Head // end of what was replaced
	Backup [32]byte    // digest of the backup's manifest
}

// Equal reports whether two postings say the same.
func (c Content) Equal(o Content) bool {
	same := c.Mask == o.Mask && c.Voucher == o.Voucher && c.VoucherDay == o.VoucherDay && c.Text == o.Text &&
		c.Rate == o.Rate && c.Source == o.Source && c.Reposts == o.Reposts && c.Origin == o.Origin && c.Restore == o.Restore
	return same && slices.Equal(c.Lines, o.Lines) && slices.Equal(c.Attachments, o.Attachments)
}

// DebitMinor gives the sum of the debits in the base currency, which is that of the
// credits too.
func (c Content) DebitMinor() (sum int64) {
	for _, l := range c.Lines {
		sum += max(l.BaseMinor, 0)
	}
	return sum
}

// reversed gives the content that cancels this one: every line the other way
// round. The documents stay with the posting that they belong to.
func (c Content) reversed() Content {
	c.Attachments, c.Source, c.Reposts, c.Origin = nil, Source{}, 0, ""
	c.Lines = slices.Clone(c.Lines)
	for i := range c.Lines {
		l := &c.Lines[i]
		l.AmountMinor, l.BaseMinor, l.Due = -l.AmountMinor, -l.BaseMinor, 0
	}
	return c
}
