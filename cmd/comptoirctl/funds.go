package main

import (
	"fmt"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/funds"
	"github.com/comptoir/comptoir/app/workspace"
)

// fundsCommands are « demander un déblocage »: request, withdraw and book at the
// site, grant and refuse at head office.
type fundsCommands struct {
	Request  fundsRequest  `cmd:""`
	List     fundsList     `cmd:""`
	Show     fundsShow     `cmd:""`
	Withdraw fundsWithdraw `cmd:""`
	Grant    fundsGrant    `cmd:""`
	Refuse   fundsRefuse   `cmd:""`
	Book     fundsBook     `cmd:""`
}

// fundsView is a request for the release of funds.
type fundsView struct {
	Ref          string       `json:"ref"`
	ID           string       `json:"id"`
	Status       string       `json:"status"`
	Book         string       `json:"book"`
	BookName     string       `json:"book_name"`
	AmountMinor  int64        `json:"amount_minor"`
	Currency     string       `json:"currency"`
	Wanted       calendar.Day `json:"wanted"`
	Purpose      string       `json:"purpose"`
	BudgetLine   string       `json:"budget_line"`
	Funding      string       `json:"funding"`
	Asker        string       `json:"asker"`
	Poste        int          `json:"poste"` // number; 0 at head office
	Made         moment       `json:"made"`
	BalanceMinor *int64       `json:"balance_minor"` // of the book, as far as is known here; null for who does not see it
	OtherOpen    int          `json:"other_open"`    // requests for the book that wait as well
	OtherMinor   int64        `json:"other_minor"`
	Decided      moment       `json:"decided"`
	Decider      string       `json:"decider"`
	GrantedMinor int64        `json:"granted_minor"`
	PaidFrom     string       `json:"paid_from"` // book, or empty
	PaidVoucher  int64        `json:"paid_voucher"`
	Reference    string       `json:"reference"`
	Reason       string       `json:"reason"`
	Arrived      int64        `json:"arrived"` // number under which the money is in the book; 0 while it is expected
	Path         string       `json:"path"`    // of the file that was written, or empty
}

func viewFunds(card workspace.FundsCard) fundsView {
	r, b := card.Request, card.Book
	v := fundsView{
		Ref: r.Ref(), ID: r.ID.String(), Status: string(r.Status), Book: b.Book.Ref(), BookName: b.Book.Name, AmountMinor: r.AmountMinor,
		Currency: string(r.Currency), Wanted: r.Wanted, Purpose: r.Purpose, BudgetLine: r.BudgetLine, Funding: r.Funding,
		Asker: card.Asker, Poste: card.Poste.Number, Made: moment(r.Made), OtherOpen: card.OtherOpen, OtherMinor: card.OtherMinor,
		Decided: moment(r.Decided), Decider: r.Decider, GrantedMinor: r.GrantedMinor, Reference: r.Reference, Reason: r.Reason,
		Arrived: card.Arrived,
	}
	if card.SeesBook {
		v.BalanceMinor = &b.BalanceMinor
	}
	if r.Paid.FromBook() {
		v.PaidFrom, v.PaidVoucher = r.Paid.AsBook().Ref(), r.Paid.Voucher
	}
	return v
}

// stage says how far a request has come, for people.
func (v fundsView) stage(s *sheet) string {
	switch {
	case v.Status == string(funds.Granted) && v.Arrived == 0:
		return s.T("ctl.funds.expected")
	case v.Status == string(funds.Granted):
		return s.T("ctl.funds.arrived", fault.Args{"Number": v.Arrived})
	}
	return s.T("funds.status." + v.Status)
}

func (v fundsView) words(s *sheet) {
	if v.Path != "" {
		s.line(v.Path)
	}
	facts := []fact{
		{"ctl.col.release", v.Ref}, {"ctl.col.book", v.Book + " " + v.BookName}, {"ctl.col.amount", s.Amount(inCurrency(v.AmountMinor, v.Currency))},
		{"detail.wanted", s.DayShort(v.Wanted)}, {"detail.release-purpose", v.Purpose},
	}
	if v.BudgetLine != "" {
		facts = append(facts, fact{"detail.budget-line", v.BudgetLine})
	}
	if v.Funding != "" {
		facts = append(facts, fact{"detail.funding", v.Funding})
	}
	facts = append(facts, fact{"ctl.col.asker", v.Asker}, fact{"ctl.col.asked", timeOf(s, v.Made)})
	if v.BalanceMinor != nil {
		facts = append(facts, fact{"ctl.col.balance", s.Amount(inCurrency(*v.BalanceMinor, v.Currency))})
	}
	if v.OtherOpen > 0 {
		facts = append(facts, fact{"ctl.funds.other", fmt.Sprintf("%d · %s", v.OtherOpen, s.Amount(inCurrency(v.OtherMinor, v.Currency)))})
	}
	facts = append(facts, fact{"ctl.col.status", v.stage(s)})
	s.facts(append(facts, v.decision(s)...)...)
}

func (v fundsView) decision(s *sheet) []fact {
	var facts []fact
	if v.GrantedMinor > 0 {
		facts = append(facts, fact{"detail.granted", s.Amount(inCurrency(v.GrantedMinor, v.Currency))})
	}
	if v.PaidFrom != "" {
		facts = append(facts, fact{"detail.paid-from", fmt.Sprintf("%s n° %d", v.PaidFrom, v.PaidVoucher)})
	}
	for _, f := range []fact{{"detail.reference", v.Reference}, {"ctl.col.refusal", v.Reason}, {"ctl.funds.decider", v.Decider}} {
		if f.value != "" {
			facts = append(facts, f)
		}
	}
	return facts
}

type fundsRequest struct {
	Book    string `arg:""`
	Amount  string `arg:""`
	By      string `required:"" placeholder:"date" help:"funds-by"`
	Purpose string `required:"" placeholder:"text" help:"funds-purpose"`
	Budget  string `placeholder:"budget-line" help:"funds-budget"`
	Funding string `placeholder:"funding" help:"funds-funding"`
	Out     string `placeholder:"folder"`
}

func (fundsRequest) examples() []string {
	return []string{`--data kolda funds request P01/1 250000 --by 30.11 --purpose "Salaires de novembre" --out /media/usb`}
}

func (fundsRequest) result() report { return fundsView{} }

func (cmd *fundsRequest) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	w := funds.Wish{Book: card.Book.ID, Purpose: cmd.Purpose, BudgetLine: cmd.Budget, Funding: cmd.Funding}
	if w.AmountMinor, err = parsePositive(cmd.Amount, card.Book.Currency); err != nil {
		return err
	}
	if w.Wanted, err = parseDay(cmd.By, card); err != nil {
		return err
	}
	return c.writeFunds(cmd.Out, func(dir string) (workspace.FundsWritten, error) { return session.AskFunds(c.ctx, w, dir) })
}

// writeFunds does something about a request that may write a file.
func (c *call) writeFunds(out string, do func(dir string) (workspace.FundsWritten, error)) error {
	if out == "" {
		out = c.space.Outbox()
	}
	var done workspace.FundsWritten
	err := c.into(out, func(dir string) (err error) {
		done, err = do(dir)
		return err
	})
	if err != nil {
		return err
	}
	v := viewFunds(done.Card)
	if done.Path != "" {
		v.Path = c.shown(done.Path)
	}
	return c.give(v)
}

// withFunds signs in and gives a request.
func (c *call) withFunds(ref string) (*workspace.Session, workspace.FundsCard, error) {
	session, err := c.signIn()
	if err != nil {
		return nil, workspace.FundsCard{}, err
	}
	card, err := session.FindFunds(c.ctx, ref)
	return session, card, err
}

type fundsList struct {
	Status string `default:"all" enum:"all,open,granted,refused,withdrawn"`
	Own    bool
}

func (fundsList) examples() []string {
	return []string{"funds list", "funds list --status open --json", "--data kolda funds list --own"}
}

type fundsListed []fundsView

func (fundsList) result() report { return fundsListed{} }

func (cmd *fundsList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	f := funds.Filter{}
	if cmd.Status != "all" {
		f.Status = funds.Status(cmd.Status)
	}
	if cmd.Own {
		f.User = session.UserID()
	}
	cards, err := session.Funds(c.ctx, f)
	if err != nil {
		return err
	}
	return c.give(fundsListed(each(cards, viewFunds)))
}

func (r fundsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.funds.none")
		return
	}
	t := s.newTable(left("ctl.col.release"), left("ctl.col.book"), right("ctl.col.amount"), left("detail.wanted"), left("ctl.col.asker"),
		left("detail.release-purpose"), left("ctl.col.status"))
	for _, v := range r {
		t.row(v.Ref, v.Book, s.Amount(inCurrency(v.AmountMinor, v.Currency)), s.DayShort(v.Wanted), v.Asker, v.Purpose, v.stage(s))
	}
	t.write(s)
}

type fundsShow struct {
	Request string `arg:"" name:"release"`
}

func (fundsShow) examples() []string { return []string{"funds show 7F3A-91C2"} }
func (fundsShow) result() report     { return fundsView{} }

func (cmd *fundsShow) Run(c *call) error {
	_, card, err := c.withFunds(cmd.Request)
	if err != nil {
		return err
	}
	return c.give(viewFunds(card))
}

type fundsWithdraw struct {
	Request string `arg:"" name:"release"`
	Out     string `placeholder:"folder"`
}

func (fundsWithdraw) examples() []string {
	return []string{"--data kolda funds withdraw 7F3A-91C2 --out /media/usb"}
}
func (fundsWithdraw) result() report { return fundsView{} }

func (cmd *fundsWithdraw) Run(c *call) error {
	session, card, err := c.withFunds(cmd.Request)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.funds-withdraw", fault.Args{"Ref": card.Request.Ref()}); err != nil {
		return err
	}
	return c.writeFunds(cmd.Out, func(dir string) (workspace.FundsWritten, error) {
		return session.WithdrawFunds(c.ctx, card.Request.ID, dir)
	})
}
