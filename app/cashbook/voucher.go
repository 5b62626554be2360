package cashbook

import (
	"encoding/binary"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/ledger"
)

// Voucher is one « justificatif ». AmountMinor is positive for money in and
// negative for money out, and never zero.
type Voucher struct {
	Entry         ledger.Entry
	AmountMinor   int64
	Text          string
	Account       string // account of the chart, or empty until posted
	Recipient     string // recipient or depositor
	PartnerNumber string // the partner's own voucher number, « pièce »
}

// Draft is a voucher as a person fills it in, without number.
type Draft struct {
	Day           calendar.Day
	AmountMinor   int64
	Text          string
	Account       string
	Recipient     string
	PartnerNumber string
}

// draft gives back what a person filled in.
func (v Voucher) draft() Draft {
	return Draft{
		Day: v.Entry.Day, AmountMinor: v.AmountMinor, Text: v.Text,
		Account: v.Account, Recipient: v.Recipient, PartnerNumber: v.PartnerNumber,
	}
}

// bodyDomain names the layout of AppendBody.
const bodyDomain = "comptoir/voucher/v1\x00"

// Tags of the fields in a voucher's canonical bytes. A tag keeps its meaning for
// ever; new fields get new tags.
const (
	tagAmount byte = iota + 1
	tagText
	tagAccount
	tagRecipient
	tagPartnerNumber
)

// AppendBody appends the canonical bytes of everything but the entry: the
// domain, then each field that is not empty as tag, length in 4 bytes and
// value, in the order of the tags; integers in 8 bytes; all big-endian. An empty
// field leaves no trace, so that vouchers keep their hash when later versions
// know more fields. It makes Voucher a ledger.Content.
func (v *Voucher) AppendBody(to []byte) []byte {
	to = append(to, bodyDomain...)
	to = append(to, tagAmount, 0, 0, 0, 8)
	to = binary.BigEndian.AppendUint64(to, uint64(v.AmountMinor))
	to = appendField(to, tagText, v.Text)
	to = appendField(to, tagAccount, v.Account)
	to = appendField(to, tagRecipient, v.Recipient)
	return appendField(to, tagPartnerNumber, v.PartnerNumber)
}

func appendField(to []byte, tag byte, value string) []byte {
	if value == "" {
		return to
	}
	to = append(to, tag)
	to = binary.BigEndian.AppendUint32(to, uint32(len(value)))
	return append(to, value...)
}

// State is how far a voucher has got on its way into the accounts. It never
// goes back.
type State string

const (
	EnteredToday State = "entered-today" // « Saisi aujourd'hui »: may still be changed
	Entered      State = "entered"       // « Saisi »: may only be reversed

	// Unnumbered is that of a provisional voucher, which is none yet.
	Unnumbered State = "provisional"
)

// State gives the state of a voucher of the book at the trusted time now.
func (b Book) State(v Voucher, now time.Time) (State, error) {
	entered, err := b.Today(v.Entry.Recorded)
	if err != nil {
		return "", err
	}
	today, err := b.Today(now)
	if entered == today {
		return EnteredToday, err
	}
	return Entered, err
}
