package cashbook

import (
	"bytes"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// bodyDomain names the layout of AppendBody.
const bodyDomain = "comptoir/voucher/v1\x00"

// Tags of the fields in a voucher's canonical bytes. A tag keeps its meaning for
// ever; new fields get new tags. Parts and attachments have one field each.
const (
	tagAmount byte = iota + 1
	tagText
	tagAccount
	tagRecipient
	tagPartnerNumber
	tagKind
	tagFunding
	tagBudgetLine
	tagPart
	tagAttachment
	tagSettles
	tagTransfer
	tagHolder
	tagCount
)

// AppendBody appends the canonical bytes of everything but the entry: the
// domain, then each field that is not empty as tag, length in 4 bytes and
// value, in the order of the tags; integers in 8 bytes; all big-endian. An empty
// field leaves no trace, so that vouchers keep their hash when later versions
// know more fields. Texts within a part, an attachment or a transfer have their
// length in 2 bytes before them. It makes Content a ledger.Content.
func (c *Content) AppendBody(to []byte) []byte {
	to = append(to, bodyDomain...)
	to = append(to, tagAmount, 0, 0, 0, 8)
	to = ledger.AppendInteger(to, c.AmountMinor)
	to = ledger.AppendField(to, tagText, c.Text)
	to = ledger.AppendField(to, tagAccount, c.Account)
	to = ledger.AppendField(to, tagRecipient, c.Recipient)
	to = ledger.AppendField(to, tagPartnerNumber, c.PartnerNumber)
	return c.AppendDetails(to)
}

// AppendDetails appends what AppendBody has for the fields from Kind on. Most
// vouchers have none of them. Stored vouchers keep these bytes as they are.
func (c *Content) AppendDetails(to []byte) []byte {
	to = ledger.AppendField(to, tagKind, string(c.Kind))
	to = ledger.AppendField(to, tagFunding, c.Funding)
	to = ledger.AppendField(to, tagBudgetLine, c.BudgetLine)
	for _, p := range c.Parts {
		to = ledger.AppendField(to, tagPart, string(p.bytes()))
	}
	for _, a := range c.Attachments {
		to = ledger.AppendField(to, tagAttachment, string(a.Bytes()))
	}
	to = ledger.AppendIntegerField(to, tagSettles, c.Settles)
	if c.Transfer != (Transfer{}) {
		to = ledger.AppendField(to, tagTransfer, string(c.Transfer.bytes()))
	}
	if !c.Holder.IsZero() {
		to = ledger.AppendField(to, tagHolder, string(c.Holder[:]))
	}
	if c.Count != (ledger.Hash{}) {
		to = ledger.AppendField(to, tagCount, string(c.Count[:]))
	}
	return to
}

func (p Part) bytes() []byte {
	return ledger.AppendText(ledger.AppendText(ledger.AppendText(ledger.AppendInteger(nil, p.AmountMinor), p.Account), p.Funding), p.BudgetLine)
}

// Bytes gives the canonical bytes of an attachment, the value of its field.
func (a Attachment) Bytes() []byte {
	return ledger.AppendText(ledger.AppendText(ledger.AppendInteger(a.Hash[:len(a.Hash):len(a.Hash)], a.Size), a.Media), a.Name)
}

// ReadAttachment takes what Bytes has given.
func ReadAttachment(r *ledger.Reader) Attachment {
	return Attachment{[32]byte(r.Fixed(32)), r.Integer(), r.Text(), r.Text()}
}

func (t Transfer) bytes() []byte {
	b := append(t.ID[:len(t.ID):len(t.ID)], t.Book[:]...)
	return ledger.AppendText(ledger.AppendInteger(ledger.AppendInteger(b, t.OtherMinor), int64(t.Rate)), string(t.Currency))
}

// ReadDetails sets the fields from Kind on to what AppendDetails has written. It
// takes nothing else: bytes that it would not write itself are fault.Forged.
func (c *Content) ReadDetails(details []byte) error {
	if len(details) == 0 {
		return nil
	}
	r := ledger.NewReader(details)
	read := *c
	for !r.Empty() && !r.Bad() {
		tag, value := r.Field()
		read.field(tag, &value)
		if value.Bad() || !value.Empty() {
			r.Refuse()
		}
	}
	if r.Bad() || !bytes.Equal(read.AppendDetails(nil), details) {
		return fault.New(fault.Forged, "cashbook.details", nil)
	}
	*c = read
	return nil
}

// field sets one field from its value, which it uses up.
func (c *Content) field(tag byte, r *ledger.Reader) {
	switch tag {
	case tagKind:
		c.Kind = Kind(r.All())
	case tagFunding:
		c.Funding = r.All()
	case tagBudgetLine:
		c.BudgetLine = r.All()
	case tagPart:
		c.Parts = append(c.Parts, Part{r.Integer(), r.Text(), r.Text(), r.Text()})
	case tagAttachment:
		c.Attachments = append(c.Attachments, ReadAttachment(r))
	case tagSettles:
		c.Settles = r.Integer()
	case tagTransfer:
		id, book := ident.TransferID(r.Fixed(16)), ident.BookID(r.Fixed(16))
		other, rate := r.Integer(), money.Rate(r.Integer())
		c.Transfer = Transfer{id, book, other, money.Currency(r.Text()), rate}
	case tagHolder:
		c.Holder = ident.UserID(r.Fixed(16))
	case tagCount:
		c.Count = ledger.Hash(r.Fixed(32))
	default:
		r.Refuse()
	}
}
