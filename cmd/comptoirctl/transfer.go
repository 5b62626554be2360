package main

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type voucherOpening struct {
	Book string `arg:""`
	In   string `placeholder:"amount" xor:"direction"`
	Out  string `placeholder:"amount" xor:"direction" help:"out-amount"`
	Text string `placeholder:"text"`
	Date string `placeholder:"date"`
	Ref  string `placeholder:"text"`
}

func (voucherOpening) examples() []string {
	return []string{"voucher opening P01/1 --in 145000 --date 1.1.26"}
}
func (voucherOpening) result() report { return voucherRecorded{} }

func (cmd *voucherOpening) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	text := cmd.Text
	if text == "" {
		text = c.printer.T("cashbook.opening")
	}
	options := draftOptions{In: cmd.In, Out: cmd.Out, Text: &text, Date: cmd.Date, Ref: &cmd.Ref}
	draft, err := options.draft(card)
	if err != nil {
		return err
	}
	recorded, err := session.EnterOpening(c.ctx, card.Book.ID, draft)
	if err != nil {
		return err
	}
	return c.give(viewRecorded(card.Book, recorded))
}

// transferOptions are what both legs of a transfer say.
type transferOptions struct {
	Received  string `placeholder:"amount"`
	Rate      string `placeholder:"rate" help:"transfer-rate"`
	Text      string `placeholder:"text"`
	Date      string `placeholder:"date"`
	Recipient string `placeholder:"name"`
	Ref       string `placeholder:"text"`
	Account   string `placeholder:"account"`
}

// draft reads what the options say of a transfer between two books.
func (o transferOptions) draft(c *call, from, to workspace.BookCard) (t cashbook.TransferDraft, err error) {
	t.Text, t.Recipient, t.PartnerNumber = o.Text, o.Recipient, o.Ref
	t.OutAccount, t.InAccount = o.Account, o.Account
	if t.Text == "" {
		t.Text = c.printer.T("cashbook.transfer", fault.Args{"From": from.Book.Name, "To": to.Book.Name})
	}
	if o.Received != "" {
		if t.InMinor, err = parsePositive(o.Received, to.Book.Currency); err != nil {
			return t, err
		}
	}
	if o.Rate != "" {
		if t.Rate, err = money.ParseRate(o.Rate); err != nil {
			return t, err
		}
	}
	t.Day, err = parseDay(o.Date, from)
	return t, err
}

type voucherTransfer struct {
	From    string `arg:"" name:"from-book"`
	To      string `arg:"" name:"to-book"`
	Amount  string `arg:""`
	Settles int64  `placeholder:"number"`
	transferOptions
}

func (voucherTransfer) examples() []string {
	return []string{
		`voucher transfer P01/2 P01/1 250000 --text "Retrait pour la caisse" --ref "CH 0114501"`,
		"voucher transfer P01/4 P01/1 1000 --rate 655,957",
	}
}

// transferDone are the legs of a transfer; received is null as long as the other
// book, which is kept elsewhere, has not entered it.
type transferDone struct {
	From     string           `json:"from"`
	To       string           `json:"to"`
	Rate     string           `json:"rate"`
	Sent     *voucherRecorded `json:"sent"`
	Received *voucherRecorded `json:"received"`
}

func (voucherTransfer) result() report {
	return transferDone{Sent: &voucherRecorded{}, Received: &voucherRecorded{}}
}

func (cmd *voucherTransfer) Run(c *call) error {
	session, from, to, err := c.withBooks(cmd.From, cmd.To)
	if err != nil {
		return err
	}
	t, err := cmd.draft(c, from, to)
	if err != nil {
		return err
	}
	if t.OutMinor, err = parsePositive(cmd.Amount, from.Book.Currency); err != nil {
		return err
	}
	t.Settles = cmd.Settles
	done, err := session.SendTransfer(c.ctx, from.Book.ID, to.Book.ID, t)
	if err != nil {
		return err
	}
	return c.give(viewTransfer(from.Book, to.Book, done))
}

// withBooks signs in and gives two books.
func (c *call) withBooks(first, second string) (*workspace.Session, workspace.BookCard, workspace.BookCard, error) {
	session, one, err := c.withBook(first)
	if err != nil {
		return nil, one, one, err
	}
	other, err := session.Book(c.ctx, second)
	return session, one, other, err
}

func viewTransfer(from, to cashbook.Book, done cashbook.Transferred) transferDone {
	r := transferDone{From: from.Ref(), To: to.Ref()}
	if done.Out != nil {
		sent := viewRecorded(from, *done.Out)
		r.Sent, r.Rate = &sent, done.Out.Voucher.Transfer.Rate.String()
	}
	if done.In != nil {
		received := viewRecorded(to, *done.In)
		r.Received, r.Rate = &received, done.In.Voucher.Transfer.Rate.String()
	}
	return r
}

func (r transferDone) words(s *sheet) {
	if r.Sent != nil {
		r.Sent.words(s)
	}
	if r.Received != nil {
		r.Received.words(s)
	}
	if r.Rate != money.RateOne.String() {
		s.say("ctl.transfer.rate", fault.Args{"Rate": s.Decimal(r.Rate)})
	}
	if r.Received == nil {
		s.say("ctl.transfer.expected", fault.Args{"From": r.From, "To": r.To, "Number": r.Sent.Number})
	}
}

type voucherReceive struct {
	Book   string `arg:""`
	From   string `required:"" placeholder:"book" help:"transfer-from"`
	Number int64  `required:"" placeholder:"number" help:"transfer-number"`
	Amount string `placeholder:"amount" help:"transfer-amount"`
	transferOptions
}

func (voucherReceive) examples() []string {
	return []string{"voucher receive P02/1 --from P01/2 --number 14 --amount 250000"}
}
func (voucherReceive) result() report {
	return transferDone{Sent: &voucherRecorded{}, Received: &voucherRecorded{}}
}

func (cmd *voucherReceive) Run(c *call) error {
	session, to, from, err := c.withBooks(cmd.Book, cmd.From)
	if err != nil {
		return err
	}
	t, err := cmd.draft(c, from, to)
	if err != nil {
		return err
	}
	if cmd.Amount != "" {
		if t.OutMinor, err = parsePositive(cmd.Amount, from.Book.Currency); err != nil {
			return err
		}
	}
	done, err := session.ReceiveTransfer(c.ctx, to.Book.ID, from.Book.ID, cmd.Number, t)
	if err != nil {
		return err
	}
	return c.give(viewTransfer(from.Book, to.Book, done))
}

type voucherExpected struct {
	Book string `arg:"" optional:""`
}

func (voucherExpected) examples() []string {
	return []string{"voucher expected", "voucher expected P02/1"}
}

// transfersExpected have left one book and not arrived in the other.
type transfersExpected []transferExpected

type transferExpected struct {
	From        string       `json:"from"`
	To          string       `json:"to"`
	Number      int64        `json:"number"`
	Day         calendar.Day `json:"day"`
	Text        string       `json:"text"`
	AmountMinor int64        `json:"amount_minor"` // that is to arrive
	Currency    string       `json:"currency"`
}

func (voucherExpected) result() report { return transfersExpected{} }

func (cmd *voucherExpected) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	book := ident.BookID{}
	if cmd.Book != "" {
		card, err := session.Book(c.ctx, cmd.Book)
		if err != nil {
			return err
		}
		book = card.Book.ID
	}
	list, err := session.ExpectedTransfers(c.ctx, book)
	if err != nil {
		return err
	}
	return c.give(transfersExpected(each(list, func(e cashbook.Expected) transferExpected {
		return transferExpected{
			From: e.From.Ref(), To: e.To.Ref(), Number: e.Out.Entry.Number, Day: e.Out.Entry.Day, Text: e.Out.Text,
			AmountMinor: e.Out.Transfer.OtherMinor, Currency: string(e.Out.Transfer.Currency),
		}
	})))
}

func (r transfersExpected) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.transfer.none-expected")
		return
	}
	t := s.newTable(left("ctl.col.from"), right("ctl.col.number"), left("ctl.col.to"), left("ctl.col.date"), left("ctl.col.text"), right("ctl.col.amount"))
	for _, e := range r {
		t.row(e.From, s.Int(e.Number), e.To, s.DayShort(e.Day), e.Text, s.Amount(inCurrency(e.AmountMinor, e.Currency)))
	}
	t.write(s)
}
