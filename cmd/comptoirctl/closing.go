package main

import (
	"encoding/hex"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type closeCommands struct {
	Day         closeDay         `cmd:""`
	Month       closeMonth       `cmd:""`
	Provisional closeProvisional `cmd:""`
	List        closeList        `cmd:""`
	Pending     closePending     `cmd:""`
	Show        closeShow        `cmd:""`
	Again       closeAgain       `cmd:""`
	Release     closeRelease     `cmd:""`
	Reject      closeReject      `cmd:""`
	Decision    closeDecision    `cmd:""`
	Check       closeCheck       `cmd:""`
}

// closingView is a closing as machines read it.
type closingView struct {
	Journal    string       `json:"journal"`
	Number     int64        `json:"number"`
	Kind       string       `json:"kind"`
	Until      calendar.Day `json:"until"`
	State      string       `json:"state"`
	Closed     moment       `json:"closed"`
	By         string       `json:"by"`
	Poste      int          `json:"poste"`
	Postings   int64        `json:"postings"`
	DebitMinor int64        `json:"debit_minor"`
	LastNumber int64        `json:"last_number"`
	Anchor     string       `json:"anchor"`
	Digest     string       `json:"digest"` // of its file
	Files      []string     `json:"files"`
	Decided    moment       `json:"decided"`
	DecidedBy  string       `json:"decided_by"`
	Reason     string       `json:"reason"`
	Document   string       `json:"document"`
	ByCode     bool         `json:"by_code"`
	base       money.Currency
}

func viewClosing(c workspace.ClosingCard) closingView {
	v := closingView{
		Journal: c.Journal.Ref(), Number: c.Number, Kind: string(c.Kind), Until: c.Until, State: string(c.State), Closed: moment(c.Closed),
		By: c.Author, Poste: c.Poste.Number, Postings: c.Postings, DebitMinor: c.DebitMinor, LastNumber: c.Head.Number,
		Anchor: c.Head.Hash.Anchor(), Files: each(c.Files, func(name string) string { return name }), Decided: moment(c.Decision.At),
		DecidedBy: c.Decision.ByName, Reason: c.Decision.Reason, Document: c.Decision.Document.Name, ByCode: c.Decision.ByCode,
		base: c.Journal.Base,
	}
	if c.Digest != [32]byte{} {
		v.Digest = hex.EncodeToString(c.Digest[:])
	}
	return v
}

func (v closingView) words(s *sheet) {
	s.facts(
		fact{"ctl.col.journal", v.Journal}, fact{"ctl.col.closing", s.T("closing." + v.Kind)}, fact{"ctl.col.number", s.Int(v.Number)},
		fact{"ctl.col.until", s.DayMedium(v.Until)}, fact{"ctl.col.state", s.T("closing.state." + v.State)},
		fact{"ctl.col.closed", s.moment(v.Closed)}, fact{"ctl.col.closed-by", v.By}, fact{"ctl.col.postings", s.Int(v.Postings)},
		fact{"ctl.col.turnover", s.Number(inCurrency(v.DebitMinor, string(v.base)))},
		fact{"ctl.col.chain", s.Int(v.LastNumber) + "-" + v.Anchor}, fact{"ctl.col.digest", v.Digest},
		fact{"ctl.col.decided", s.moment(v.Decided)}, fact{"ctl.col.decided-by", v.DecidedBy}, fact{"ctl.col.reason", v.Reason},
		fact{"ctl.col.document", v.Document}, fact{"ctl.col.by-code", yes(v.ByCode)},
	)
}

// closeOptions are what every kind of closing takes.
type closeOptions struct {
	Journal string `arg:""`
	Until   string `placeholder:"date" help:"close-until"`
	Out     string `placeholder:"folder" help:"close-out"`
}

type closeDay struct{ closeOptions }

func (closeDay) examples() []string {
	return []string{"close day P01/BQ1", "close day P01/BQ1 --until 14.11.26 --yes"}
}
func (closeDay) result() report { return closed{} }

type closeMonth struct{ closeOptions }

func (closeMonth) examples() []string {
	return []string{"close month P01/BQ1 --out /media/usb", "close month P01/BQ1 --until 31.10.26 --out /media/usb --yes"}
}
func (closeMonth) result() report { return closed{} }

type closeProvisional struct{ closeOptions }

func (closeProvisional) examples() []string {
	return []string{"close provisional P01/BQ1 --out /media/usb"}
}
func (closeProvisional) result() report { return closed{} }

// closed is a closing with the files that were written.
type closed struct {
	Closing closingView `json:"closing"`
	Files   []string    `json:"files"`
}

func (cmd *closeDay) Run(c *call) error   { return cmd.run(c, accounting.CloseDay) }
func (cmd *closeMonth) Run(c *call) error { return cmd.run(c, accounting.CloseMonth) }
func (cmd *closeProvisional) Run(c *call) error {
	return cmd.run(c, accounting.CloseProvisional)
}

// run shows what would be locked and sent, asks, and closes.
func (o *closeOptions) run(c *call, kind accounting.ClosingKind) error {
	session, card, err := c.withJournal(o.Journal)
	if err != nil {
		return err
	}
	until, err := dayOption(o.Until, card.Today)
	if err != nil {
		return err
	}
	plan, err := session.PlanClosing(c.ctx, card.Journal.ID, kind, until)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.close-"+string(kind), fault.Args{
		"Journal": card.Journal.Ref(), "Until": plan.Plan.Until, "Postings": plan.Plan.Postings, "Sent": plan.Plan.Sent,
	}); err != nil {
		return err
	}
	var r closed
	var number int64
	err = c.into(c.closingFolder(o.Out), func(dir string) error {
		done, paths, err := session.CloseJournal(c.ctx, card.Journal.ID, kind, plan.Plan.Until, dir)
		number, r.Files = done.Number, paths
		return err
	})
	if err != nil {
		return err
	}
	return c.giveClosing(session, card, number, r)
}

// closingFolder gives the folder that was named, or the outbox.
func (c *call) closingFolder(out string) string {
	if out == "" {
		return c.space.Outbox()
	}
	return out
}

// giveClosing shows a closing as it stands now, with files that were written.
func (c *call) giveClosing(s *workspace.Session, card workspace.JournalCard, number int64, r closed) error {
	report, err := s.ClosingReport(c.ctx, card.Journal.ID, number)
	if err != nil {
		return err
	}
	r.Closing, r.Files = viewClosing(report.ClosingCard), each(r.Files, func(path string) string { return path })
	return c.give(r)
}

func (r closed) words(s *sheet) {
	for _, path := range r.Files {
		s.line(path)
	}
	v := r.Closing
	s.say("ctl.closing."+v.State, fault.Args{
		"Journal": v.Journal, "Kind": fault.Key("closing." + v.Kind), "Number": v.Number, "Until": v.Until, "Postings": v.Postings,
		"By": v.DecidedBy, "Reason": v.Reason,
	})
}

type closeList struct {
	Journal string `arg:""`
}

func (closeList) examples() []string {
	return []string{"close list P01/BQ1", "close list P01/BQ1 --json"}
}
func (closeList) result() report { return closingsListed{} }

type closingsListed []closingView

func (cmd *closeList) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	list, err := session.Closings(c.ctx, card.Journal.ID)
	if err != nil {
		return err
	}
	return c.give(closingsListed(each(list, viewClosing)))
}

func (l closingsListed) words(s *sheet) {
	if len(l) == 0 {
		s.say("ctl.closing.none")
		return
	}
	t := s.newTable(left("ctl.col.journal"), right("ctl.col.number"), left("ctl.col.closing"), left("ctl.col.until"), right("ctl.col.postings"),
		right("ctl.col.turnover"), left("ctl.col.closed-by"), left("ctl.col.state"), left("ctl.col.decided-by"), left("ctl.col.reason"))
	for _, v := range l {
		t.row(v.Journal, s.Int(v.Number), s.T("closing."+v.Kind), s.DayShort(v.Until), s.Int(v.Postings),
			s.Number(inCurrency(v.DebitMinor, string(v.base))), v.By, s.T("closing.state."+v.State), v.DecidedBy, v.Reason)
	}
	t.write(s)
}

type closePending struct{}

func (closePending) examples() []string { return []string{"close pending"} }
func (closePending) result() report     { return closingsListed{} }

func (cmd *closePending) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	list, err := session.PendingClosings(c.ctx)
	if err != nil {
		return err
	}
	return c.give(closingsListed(each(list, viewClosing)))
}

type closeAgain struct {
	Journal string `arg:""`
	Number  int64  `arg:"" name:"closing-number"`
	Out     string `placeholder:"folder" help:"close-out"`
}

func (closeAgain) examples() []string { return []string{"close again P01/BQ1 3 --out /media/usb"} }
func (closeAgain) result() report     { return closed{} }

func (cmd *closeAgain) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	var r closed
	err = c.into(c.closingFolder(cmd.Out), func(dir string) error {
		_, r.Files, err = session.RewriteClosing(c.ctx, card.Journal.ID, cmd.Number, dir)
		return err
	})
	if err != nil {
		return err
	}
	return c.giveClosing(session, card, cmd.Number, r)
}

// closingAccount is a line of the trial balance of a closing.
type closingAccount struct {
	Account      string `json:"account"`
	OpeningMinor int64  `json:"opening_minor"`
	DebitMinor   int64  `json:"debit_minor"`
	CreditMinor  int64  `json:"credit_minor"`
	BalanceMinor int64  `json:"balance_minor"`
}

type closeShow struct {
	Journal string `arg:""`
	Number  int64  `arg:"" name:"closing-number"`
}

func (closeShow) examples() []string {
	return []string{"close show P01/BQ1 3", "close show P01/BQ1 3 --json"}
}
func (closeShow) result() report { return closingShown{} }

// closingShown is a closing with its trial balance.
type closingShown struct {
	Closing closingView      `json:"closing"`
	From    int64            `json:"from_number"` // first of the postings since the one that was sent before
	Balance []closingAccount `json:"balance"`
	Checked []int64          `json:"checked"` // numbers of postings
}

func (cmd *closeShow) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	r, err := session.ClosingReport(c.ctx, card.Journal.ID, cmd.Number)
	if err != nil {
		return err
	}
	return c.give(closingShown{
		Closing: viewClosing(r.ClosingCard), From: r.FromSeq,
		Balance: each(r.Balance, func(t accounting.Total) closingAccount {
			return closingAccount{t.Account, t.OpeningMinor, t.DebitMinor, t.CreditMinor, t.BalanceMinor()}
		}),
		Checked: each(r.Checks, func(k accounting.PostingCheck) int64 { return k.Number }),
	})
}

func (r closingShown) words(s *sheet) {
	r.Closing.words(s)
	amount := func(minor int64) string { return s.Number(inCurrency(minor, string(r.Closing.base))) }
	t := s.newTable(left("ctl.col.account"), right("ctl.col.opening"), right("ctl.col.debit"), right("ctl.col.credit"), right("ctl.col.balance"))
	for _, a := range r.Balance {
		t.row(a.Account, amount(a.OpeningMinor), amount(a.DebitMinor), amount(a.CreditMinor), amount(a.BalanceMinor))
	}
	t.write(s)
	if len(r.Checked) > 0 {
		s.say("ctl.closing.checked", fault.Args{"Numbers": strings.Join(each(r.Checked, s.Int), ", ")})
	}
}
