package usrfile

import (
	"bytes"

	"github.com/google/uuid"
)

// fundsType is the first key of what asks for the release of funds in a file, and
// answers it.
const fundsType = "funds"

// IsFunds reports whether the payload of a request or a reply is about the release
// of funds. It only looks at the beginning.
func IsFunds(payload []byte) bool {
	return bytes.HasPrefix(payload, []byte(`{"type":"`+fundsType+`",`))
}

// FundsData is the payload of a sealed .req file that asks for the release of
// funds, or takes such a request back, schema 1. The requester and the poste are in
// the message.
type FundsData struct {
	Type        string    `json:"type"`      // "funds"
	ID          uuid.UUID `json:"id"`        // of the request, drawn by the poste
	Withdraws   Bytes32   `json:"withdraws"` // digest of the message that asked; zero for what asks
	Book        uuid.UUID `json:"book"`
	AmountMinor int64     `json:"amount_minor"` // in the book's currency
	Currency    string    `json:"currency"`     // of the book
	Wanted      string    `json:"wanted"`       // day by which it is needed
	Purpose     string    `json:"purpose"`
	BudgetLine  string    `json:"budget_line"` // code, or empty
	Funding     string    `json:"funding"`     // code, or empty
	Previous    Bytes32   `json:"previous"`    // digest of the sender's message before this one
}

// EncodeFundsData gives the payload, whose Type it fills in; data that no reader
// would take is refused.
func EncodeFundsData(d FundsData) ([]byte, error) {
	d.Type = fundsType
	return encodePayload(d)
}

// DecodeFundsData reads the payload strictly.
func DecodeFundsData(payload []byte) (FundsData, error) { return decodePayload[FundsData](payload) }

func (d FundsData) check(c *checker) {
	c.oneOf(d.Type, "type", fundsType)
	c.that(!isZero(d.ID), "id")
	c.that(!isZero(d.Book), "book")
	c.that(d.AmountMinor > 0, "amount_minor")
	c.currency(d.Currency, "currency")
	c.filled(d.Wanted, "wanted")
	c.day(d.Wanted, "wanted")
	c.filled(d.Purpose, "purpose")
}

// FundsReplyData is the payload of a .rep file that grants a request for the
// release of funds, or refuses it, schema 1.
type FundsReplyData struct {
	Type        string     `json:"type"`    // "funds"
	Request     Bytes32    `json:"request"` // digest of the request's message
	Granted     bool       `json:"granted"`
	AmountMinor int64      `json:"amount_minor"` // granted, in the currency that was asked for; 0 when refused
	Reason      string     `json:"reason"`       // of a refusal
	Decider     string     `json:"decider"`      // name of the person who has decided
	Reference   string     `json:"reference"`    // of the payment, or empty
	Paid        *FundsPaid `json:"paid"`         // null when it is refused, or paid outside of any book
	Chain       Chain      `json:"chain"`        // zero when the poste needs none
}

// FundsPaid is the leg of the transfer by which head office has paid.
type FundsPaid struct {
	Book        uuid.UUID `json:"book"`
	Project     string    `json:"project"` // code
	Number      int       `json:"number"`  // of the book in its project
	Name        string    `json:"name"`
	Currency    string    `json:"currency"`
	Voucher     int64     `json:"voucher"` // number of the leg out
	Day         string    `json:"day"`
	AmountMinor int64     `json:"amount_minor"` // that left the book, positive
	Rate        int64     `json:"rate"`         // in 10⁻¹⁰, of what arrived for one of what left
}

// EncodeFundsReplyData gives the payload, whose Type it fills in; data that no
// reader would take is refused.
func EncodeFundsReplyData(d FundsReplyData) ([]byte, error) {
	d.Type = fundsType
	return encodePayload(d)
}

// DecodeFundsReplyData reads the payload strictly.
func DecodeFundsReplyData(payload []byte) (FundsReplyData, error) {
	return decodePayload[FundsReplyData](payload)
}

func (d FundsReplyData) check(c *checker) {
	c.oneOf(d.Type, "type", fundsType)
	c.that(!isZero(d.Request), "request")
	c.that(d.Granted == (d.AmountMinor > 0) && d.AmountMinor >= 0, "amount_minor")
	c.that(d.Granted == (d.Reason == ""), "reason")
	c.filled(d.Decider, "decider")
	c.that(d.Granted || d.Reference == "", "reference")
	c.that(d.Granted || d.Paid == nil, "paid")
	if d.Paid != nil {
		d.Paid.check(c.in("paid"))
	}
}

func (p FundsPaid) check(c *checker) {
	c.that(!isZero(p.Book), "book")
	c.filled(p.Project, "project")
	c.that(p.Number >= 1, "number")
	c.filled(p.Name, "name")
	c.currency(p.Currency, "currency")
	c.that(p.Voucher >= 1, "voucher")
	c.filled(p.Day, "day")
	c.day(p.Day, "day")
	c.that(p.AmountMinor > 0, "amount_minor")
	c.that(p.Rate > 0, "rate")
}
