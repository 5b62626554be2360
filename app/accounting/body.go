package accounting

import (
	"bytes"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ledger"
	"github.com/comptoir/comptoir/app/money"
)

// bodyDomain names the layout of AppendBody.
const bodyDomain = "comptoir/posting/v1\x00"

// Tags of the fields in a posting's canonical bytes. A tag keeps its meaning for
// ever; new fields get new tags. Lines and attachments have one field each.
const (
	tagMask byte = iota + 1
	tagVoucher
	tagVoucherDay
	tagText
	tagRate
	tagLine
	tagAttachment
	tagSource
	tagReposts
	tagOrigin
	tagRestore
)

// AppendBody appends the canonical bytes of everything but the entry, as
// ledger.AppendField describes them. It makes Content a ledger.Content. Stored
// postings keep these bytes as they are.
func (c *Content) AppendBody(to []byte) []byte {
	to = append(to, bodyDomain...)
	to = ledger.AppendField(to, tagMask, string(c.Mask))
	to = ledger.AppendField(to, tagVoucher, c.Voucher)
	to = ledger.AppendIntegerField(to, tagVoucherDay, int64(c.VoucherDay))
	to = ledger.AppendField(to, tagText, c.Text)
	to = ledger.AppendIntegerField(to, tagRate, int64(c.Rate))
	for i := range c.Lines {
		to = c.Lines[i].append(to)
	}
	for _, a := range c.Attachments {
		to = ledger.AppendField(to, tagAttachment, string(a.Bytes()))
	}
	if c.Source != (Source{}) {
		to = ledger.AppendField(to, tagSource, string(c.Source.bytes()))
	}
	to = ledger.AppendIntegerField(to, tagReposts, c.Reposts)
	to = ledger.AppendField(to, tagOrigin, c.Origin)
	if c.Restore != (Restore{}) {
		to = ledger.AppendField(to, tagRestore, string(c.Restore.bytes()))
	}
	return to
}

// append appends a line as a field, without a copy, since there are millions.
func (l *Line) append(to []byte) []byte {
	start := len(to)
	to = append(to, tagLine, 0, 0, 0, 0)
	to = ledger.AppendText(to, l.Account)
	to = ledger.AppendInteger(ledger.AppendInteger(to, l.AmountMinor), l.BaseMinor)
	for _, text := range [...]string{l.Party, l.PartyName, l.Text, l.Funding, l.BudgetLine, l.Tax} {
		to = ledger.AppendText(to, text)
	}
	to = ledger.AppendInteger(to, int64(l.Due))
	ledger.SetLength(to[start:])
	return to
}

func (s Source) bytes() []byte {
	return append(ledger.AppendInteger(s.Book[:len(s.Book):len(s.Book)], s.Seq), s.Hash[:]...)
}

func (r Restore) bytes() []byte {
	b := ledger.AppendInteger(ledger.AppendInteger(nil, r.Branch.Seq), r.Branch.Number)
	return append(append(b, r.Branch.Hash[:]...), r.Backup[:]...)
}

// ReadBody gives the content that AppendBody has written. It takes nothing else:
// bytes that it would not write itself are fault.Forged.
func ReadBody(body []byte) (Content, error) {
	var c Content
	rest, found := bytes.CutPrefix(body, []byte(bodyDomain))
	r := ledger.NewReader(rest)
	for found && !r.Empty() && !r.Bad() {
		tag, value := r.Field()
		c.field(tag, &value)
		if value.Bad() || !value.Empty() {
			r.Refuse()
		}
	}
	if !found || r.Bad() || !bytes.Equal(c.AppendBody(make([]byte, 0, len(body))), body) {
		return Content{}, fault.New(fault.Forged, "accounting.body", nil)
	}
	return c, nil
}

// field sets one field from its value, which it uses up.
func (c *Content) field(tag byte, r *ledger.Reader) {
	switch tag {
	case tagMask:
		c.Mask = Mask(r.All())
	case tagVoucher:
		c.Voucher = r.All()
	case tagVoucherDay:
		c.VoucherDay = calendar.Day(r.Integer())
	case tagText:
		c.Text = r.All()
	case tagRate:
		c.Rate = money.Rate(r.Integer())
	case tagLine:
		if c.Lines == nil {
			c.Lines = make([]Line, 0, usualLines)
		}
		c.Lines = append(c.Lines, readLine(r))
	case tagAttachment:
		c.Attachments = append(c.Attachments, cashbook.ReadAttachment(r))
	case tagSource:
		c.Source = Source{ident.BookID(r.Fixed(16)), r.Integer(), ledger.Hash(r.Fixed(32))}
	case tagReposts:
		c.Reposts = r.Integer()
	case tagOrigin:
		c.Origin = r.All()
	case tagRestore:
		seq, number := r.Integer(), r.Integer()
		c.Restore = Restore{ledger.Head{Seq: seq, Number: number, Hash: ledger.Hash(r.Fixed(32))}, [32]byte(r.Fixed(32))}
	default:
		r.Refuse()
	}
}

// usualLines are as many as most postings have.
const usualLines = 2

func readLine(r *ledger.Reader) Line {
	return Line{
		Account: r.Text(), AmountMinor: r.Integer(), BaseMinor: r.Integer(), Party: r.Text(), PartyName: r.Text(),
		Text: r.Text(), Funding: r.Text(), BudgetLine: r.Text(), Tax: r.Text(), Due: calendar.Day(r.Integer()),
	}
}
