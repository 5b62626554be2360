package main

import (
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/workspace"
)

type fundsGrant struct {
	Request   string `arg:"" name:"release"`
	Amount    string `placeholder:"amount" help:"funds-amount"`
	From      string `placeholder:"book" help:"funds-from"`
	Paid      string `placeholder:"amount" help:"funds-paid"`
	Reference string `placeholder:"text" help:"funds-reference"`
	Out       string `placeholder:"folder"`
}

func (fundsGrant) examples() []string {
	return []string{
		`--as ba@eauvive.example funds grant 7F3A-91C2 --from P01/2 --reference "CH 0114501" --out /media/usb`,
		"--as ba@eauvive.example funds grant 7F3A-91C2 --amount 200000",
	}
}
func (fundsGrant) result() report { return fundsView{} }

func (cmd *fundsGrant) Run(c *call) error {
	session, card, err := c.withFunds(cmd.Request)
	if err != nil {
		return err
	}
	g, err := cmd.grant(c, session, card)
	if err != nil {
		return err
	}
	if err := c.askFunds("ctl.ask.funds-grant", card); err != nil {
		return err
	}
	return c.writeFunds(cmd.Out, func(dir string) (workspace.FundsWritten, error) {
		return session.GrantFunds(c.ctx, card.Request.ID, g, dir)
	})
}

func (cmd *fundsGrant) grant(c *call, s *workspace.Session, card workspace.FundsCard) (g funds.Grant, err error) {
	r := card.Request
	g.Reference, g.Text = cmd.Reference, c.printer.T("funds.leg", fault.Args{"Ref": r.Ref(), "Purpose": r.Purpose})
	if cmd.Amount != "" {
		if g.AmountMinor, err = parsePositive(cmd.Amount, r.Currency); err != nil {
			return g, err
		}
	}
	if cmd.From == "" {
		return g, nil
	}
	from, err := s.Book(c.ctx, cmd.From)
	if err != nil {
		return g, err
	}
	g.From = from.Book.ID
	if cmd.Paid != "" {
		g.PaidMinor, err = parsePositive(cmd.Paid, from.Book.Currency)
	}
	return g, err
}

// askFunds shows a person what they decide about, and asks.
func (c *call) askFunds(question string, card workspace.FundsCard) error {
	if !c.Yes {
		page := &sheet{Printer: c.printer}
		viewFunds(card).words(page)
		if _, err := c.stderr.Write([]byte(page.text.String())); err != nil {
			return err
		}
	}
	return c.confirm(question, fault.Args{"Ref": card.Request.Ref()})
}

type fundsRefuse struct {
	Request string `arg:"" name:"release"`
	Reason  string `required:"" placeholder:"text"`
	Out     string `placeholder:"folder"`
}

func (fundsRefuse) examples() []string {
	return []string{`--as ba@eauvive.example funds refuse 7F3A-91C2 --reason "Budget épuisé"`}
}
func (fundsRefuse) result() report { return fundsView{} }

func (cmd *fundsRefuse) Run(c *call) error {
	session, card, err := c.withFunds(cmd.Request)
	if err != nil {
		return err
	}
	if err := c.askFunds("ctl.ask.funds-refuse", card); err != nil {
		return err
	}
	return c.writeFunds(cmd.Out, func(dir string) (workspace.FundsWritten, error) {
		return session.RefuseFunds(c.ctx, card.Request.ID, cmd.Reason, dir)
	})
}

type fundsBook struct {
	Request string `arg:"" name:"release"`
	Date    string `placeholder:"date"`
	Text    string `placeholder:"text"`
	Account string `placeholder:"account"`
	From    string `placeholder:"book" help:"funds-book-from"`
	Number  int64  `placeholder:"number" help:"transfer-number"`
}

func (fundsBook) examples() []string {
	return []string{"--data kolda funds book 7F3A-91C2", "--data kolda funds book 7F3A-91C2 --from P01/2 --number 14"}
}

type fundsBooked struct {
	Voucher voucherRecorded `json:"voucher"`
	Request fundsView       `json:"request"`
}

func (fundsBook) result() report { return fundsBooked{} }

func (cmd *fundsBook) Run(c *call) error {
	session, card, err := c.withFunds(cmd.Request)
	if err != nil {
		return err
	}
	r := card.Request
	a := funds.Arrival{Text: cmd.Text, Account: cmd.Account, Number: cmd.Number}
	if a.Text == "" {
		a.Text = c.printer.T("funds.leg", fault.Args{"Ref": r.Ref(), "Purpose": r.Purpose})
	}
	if a.Day, err = parseDay(cmd.Date, card.Book); err != nil {
		return err
	}
	if cmd.From != "" {
		from, err := session.Book(c.ctx, cmd.From)
		if err != nil {
			return err
		}
		a.From = from.Book.ID
	}
	card, recorded, err := session.EnterFunds(c.ctx, r.ID, a)
	if err != nil {
		return err
	}
	return c.give(fundsBooked{viewRecorded(card.Book.Book, recorded), viewFunds(card)})
}

func (r fundsBooked) words(s *sheet) {
	r.Voucher.words(s)
	r.Request.words(s)
}
