package cashbook

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

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
	to = binary.BigEndian.AppendUint64(to, uint64(c.AmountMinor))
	to = appendField(to, tagText, c.Text)
	to = appendField(to, tagAccount, c.Account)
	to = appendField(to, tagRecipient, c.Recipient)
	to = appendField(to, tagPartnerNumber, c.PartnerNumber)
	return c.AppendDetails(to)
}

// AppendDetails appends what AppendBody has for the fields from Kind on. Most
// vouchers have none of them. Stored vouchers keep these bytes as they are.
func (c *Content) AppendDetails(to []byte) []byte {
	to = appendField(to, tagKind, string(c.Kind))
	to = appendField(to, tagFunding, c.Funding)
	to = appendField(to, tagBudgetLine, c.BudgetLine)
	for _, p := range c.Parts {
		to = appendField(to, tagPart, string(p.bytes()))
	}
	for _, a := range c.Attachments {
		to = appendField(to, tagAttachment, string(a.bytes()))
	}
	if c.Settles != 0 {
		to = appendField(to, tagSettles, string(integer(nil, c.Settles)))
	}
	if c.Transfer != (Transfer{}) {
		to = appendField(to, tagTransfer, string(c.Transfer.bytes()))
	}
	if !c.Holder.IsZero() {
		to = appendField(to, tagHolder, string(c.Holder[:]))
	}
	if c.Count != (ledger.Hash{}) {
		to = appendField(to, tagCount, string(c.Count[:]))
	}
	return to
}

func appendField(to []byte, tag byte, value string) []byte {
	if value == "" {
		return to
	}
	to = append(to, tag)
	to = binary.BigEndian.AppendUint32(to, uint32(len(value)))
	return append(to, value...)
}

func integer(to []byte, n int64) []byte { return binary.BigEndian.AppendUint64(to, uint64(n)) }

func short(to []byte, text string) []byte {
	to = binary.BigEndian.AppendUint16(to, uint16(len(text)))
	return append(to, text...)
}

func (p Part) bytes() []byte {
	return short(short(short(integer(nil, p.AmountMinor), p.Account), p.Funding), p.BudgetLine)
}

func (a Attachment) bytes() []byte {
	return short(short(integer(a.Hash[:len(a.Hash):len(a.Hash)], a.Size), a.Media), a.Name)
}

func (t Transfer) bytes() []byte {
	b := append(t.ID[:len(t.ID):len(t.ID)], t.Book[:]...)
	return short(integer(integer(b, t.OtherMinor), int64(t.Rate)), string(t.Currency))
}

// ReadDetails sets the fields from Kind on to what AppendDetails has written. It
// takes nothing else: bytes that it would not write itself are fault.Forged.
func (c *Content) ReadDetails(details []byte) error {
	if len(details) == 0 {
		return nil
	}
	r := reader{rest: details}
	read := *c
	for len(r.rest) > 0 && !r.bad {
		tag := r.take(1)
		length := r.take(4)
		if r.bad {
			break
		}
		value := reader{rest: r.take(int(binary.BigEndian.Uint32(length)))}
		read.field(tag[0], &value)
		r.bad = r.bad || value.bad || len(value.rest) > 0
	}
	if r.bad || !bytes.Equal(read.AppendDetails(nil), details) {
		return fault.New(fault.Forged, "cashbook.details", nil)
	}
	*c = read
	return nil
}

// field sets one field from its value, which it uses up.
func (c *Content) field(tag byte, r *reader) {
	switch tag {
	case tagKind:
		c.Kind = Kind(r.all())
	case tagFunding:
		c.Funding = r.all()
	case tagBudgetLine:
		c.BudgetLine = r.all()
	case tagPart:
		c.Parts = append(c.Parts, Part{r.integer(), r.short(), r.short(), r.short()})
	case tagAttachment:
		c.Attachments = append(c.Attachments, Attachment{[32]byte(r.fixed(32)), r.integer(), r.short(), r.short()})
	case tagSettles:
		c.Settles = r.integer()
	case tagTransfer:
		id, book := ident.TransferID(r.fixed(16)), ident.BookID(r.fixed(16))
		other, rate := r.integer(), money.Rate(r.integer())
		c.Transfer = Transfer{id, book, other, money.Currency(r.short()), rate}
	case tagHolder:
		c.Holder = ident.UserID(r.fixed(16))
	case tagCount:
		c.Count = ledger.Hash(r.fixed(32))
	default:
		r.bad = true
	}
}

// reader takes bytes from the front; once there are too few it is bad for good
// and gives nothing but zeros.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) take(n int) []byte {
	if r.bad || n < 0 || n > len(r.rest) {
		r.bad = true
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

// fixed gives n bytes in any case.
func (r *reader) fixed(n int) []byte {
	if b := r.take(n); b != nil {
		return b
	}
	return make([]byte, n)
}

func (r *reader) integer() int64 { return int64(binary.BigEndian.Uint64(r.fixed(8))) }

func (r *reader) short() string { return r.text(int(binary.BigEndian.Uint16(r.fixed(2)))) }

func (r *reader) all() string { return r.text(len(r.rest)) }

func (r *reader) text(n int) string {
	b := r.take(n)
	r.bad = r.bad || !utf8.Valid(b)
	return string(b)
}
