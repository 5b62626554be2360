package main

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type voucherCommands struct {
	Add     voucherAdd     `cmd:""`
	List    voucherList    `cmd:""`
	Change  voucherChange  `cmd:""`
	Reverse voucherReverse `cmd:""`
	Print   voucherPrint   `cmd:""`

	Opening  voucherOpening  `cmd:""`
	Transfer voucherTransfer `cmd:""`
	Receive  voucherReceive  `cmd:""`
	Expected voucherExpected `cmd:""`

	Attach      voucherAttach   `cmd:""`
	Detach      voucherDetach   `cmd:""`
	Attachments voucherAttached `cmd:""`
	Extract     voucherExtract  `cmd:""`
}

// draftOptions are what a voucher says.
type draftOptions struct {
	In        string  `placeholder:"amount" xor:"direction"`
	Out       string  `placeholder:"amount" xor:"direction" help:"out-amount"`
	Text      *string `placeholder:"text"`
	Date      string  `placeholder:"date"`
	Recipient *string `placeholder:"name"`
	Ref       *string `placeholder:"text"`
	assignmentOptions
}

// draft gives a voucher of the book with nothing but what options were given for.
func (o *draftOptions) draft(card workspace.BookCard) (d cashbook.Draft, err error) {
	if o.In == "" && o.Out == "" {
		return d, fault.New(fault.Invalid, "ctl.no-amount", nil)
	}
	err = o.apply(&d, card)
	return d, err
}

// apply changes in a draft what options were given for.
func (o *draftOptions) apply(d *cashbook.Draft, card workspace.BookCard) (err error) {
	take(&d.Text, o.Text)
	take(&d.Recipient, o.Recipient)
	take(&d.PartnerNumber, o.Ref)
	if o.Date != "" {
		if d.Day, err = calendar.ParseInput(o.Date, card.Today, true); err != nil {
			return err
		}
	}
	if err := o.applyAmount(d, card.Book.Currency); err != nil {
		return err
	}
	return o.assignmentOptions.apply(d, card.Book.Currency)
}

// applyAmount reads major units; the option says which way they go, so a sign of
// their own is refused.
func (o *draftOptions) applyAmount(d *cashbook.Draft, currency money.Currency) error {
	text := o.In
	if o.Out != "" {
		text = o.Out
	}
	if text == "" {
		return nil
	}
	amount, err := money.Parse(text, currency)
	if err != nil {
		return err
	}
	if amount.Minor < 0 {
		return fault.New(fault.Invalid, "ctl.negative", fault.Args{"Text": fault.Excerpt(text)})
	}
	d.AmountMinor = amount.Minor
	if o.Out != "" {
		d.AmountMinor = -amount.Minor
	}
	return nil
}

type voucherAdd struct {
	Book string `arg:""`
	draftOptions
	Attach   []string `placeholder:"document" sep:"none"`
	Template string   `placeholder:"template"`
}

func (voucherAdd) examples() []string {
	return []string{
		`voucher add P01/1 --in 250000 --text "Approvisionnement"`,
		`voucher add P01/1 --out 12500 --text "Carburant mission Vélingara" --recipient "Station Total" --ref B-102`,
		`voucher add P01/1 --out 3*4500 --text "Main-d'œuvre" --date=-1`,
		`voucher add P01/1 --out 30000 --text "Loyer" --split 6222:AFD-24:A.1=60% --split 6222:UE-3:A.2`,
		`voucher add P01/1 --out 7500 --text "Ciment" --attach facture.pdf --attach IMG_0012.jpg`,
		`voucher add P01/1 --template Loyer --out 30000`,
	}
}

// voucherRecorded is a voucher as it stands now.
type voucherRecorded struct {
	Book             string       `json:"book"`
	Number           int64        `json:"number"`
	Revision         int          `json:"revision"`
	Reverses         int64        `json:"reverses"`
	Day              calendar.Day `json:"day"`
	AmountMinor      int64        `json:"amount_minor"`
	Currency         string       `json:"currency"`
	BalanceMinor     int64        `json:"balance_minor"`
	OverCeilingMinor int64        `json:"over_ceiling_minor"`
	Leg              int64        `json:"leg"` // number in the other book, when a transfer was reversed in both; else 0
}

func viewRecorded(b cashbook.Book, r cashbook.Recorded) voucherRecorded {
	e := r.Voucher.Entry
	leg := int64(0)
	if r.Leg != nil {
		leg = r.Leg.Voucher.Entry.Number
	}
	return voucherRecorded{
		Leg: leg, Book: b.Ref(), Number: e.Number, Revision: e.Revision, Reverses: e.Reverses, Day: e.Day,
		AmountMinor: r.Voucher.AmountMinor, Currency: string(b.Currency),
		BalanceMinor: r.BalanceMinor, OverCeilingMinor: r.OverCeilingMinor,
	}
}

func (r voucherRecorded) words(s *sheet) {
	key := "ctl.voucher.recorded"
	switch {
	case r.Reverses != 0:
		key = "ctl.voucher.reversed"
	case r.Revision != 0:
		key = "ctl.voucher.changed"
	}
	direction, minor := fault.Key("ctl.voucher.in"), r.AmountMinor
	if minor < 0 {
		direction, minor = "ctl.voucher.out", -minor
	}
	s.say(key, fault.Args{
		"Book": r.Book, "Number": r.Number, "Reverses": r.Reverses, "Day": s.DayMedium(r.Day),
		"Direction": direction, "Amount": inCurrency(minor, r.Currency), "Balance": inCurrency(r.BalanceMinor, r.Currency),
	})
	if r.Leg != 0 {
		s.say("ctl.voucher.leg-reversed", fault.Args{"Number": r.Leg})
	}
	if r.OverCeilingMinor > 0 {
		s.say("ctl.voucher.over-ceiling", fault.Args{"Excess": inCurrency(r.OverCeilingMinor, r.Currency)})
	}
}

func (voucherAdd) result() report { return voucherRecorded{} }

func (cmd *voucherAdd) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	draft, err := cmd.begun(c, session, card)
	if err != nil {
		return err
	}
	if draft.Attachments, err = c.keep(session, cmd.Attach); err != nil {
		return err
	}
	recorded, err := session.Record(c.ctx, card.Book.ID, draft)
	if err != nil {
		return err
	}
	return c.give(viewRecorded(card.Book, recorded))
}
