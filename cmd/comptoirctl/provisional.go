package main

import (
	"strconv"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
)

type provisionalCommands struct {
	Add    provisionalAdd    `cmd:""`
	List   provisionalList   `cmd:""`
	Change provisionalChange `cmd:""`
	Delete provisionalDelete `cmd:""`
	Number provisionalNumber `cmd:""`
}

// provisionalView is a voucher without number.
type provisionalView struct {
	Book        string       `json:"book"`
	Place       int64        `json:"place"`
	Day         calendar.Day `json:"day"`
	AmountMinor int64        `json:"amount_minor"`
	Currency    string       `json:"currency"`
	Text        string       `json:"text"`
	Account     string       `json:"account"`
	Recipient   string       `json:"recipient"`
	Ref         string       `json:"ref"`
	Why         *problem     `json:"why"` // what keeps it from being numbered, or null
}

func viewProvisional(b cashbook.Book, p cashbook.Provisional) provisionalView {
	d := p.Draft
	return provisionalView{
		Book: b.Ref(), Place: p.Place, Day: d.Day, AmountMinor: d.AmountMinor, Currency: string(b.Currency),
		Text: d.Text, Account: d.Account, Recipient: d.Recipient, Ref: d.PartnerNumber,
	}
}

// provisionalKept is one that was entered, changed or deleted.
type provisionalKept struct {
	provisionalView
	did string
}

func (r provisionalKept) words(s *sheet) {
	direction, minor := fault.Key("ctl.voucher.in"), r.AmountMinor
	if minor < 0 {
		direction, minor = "ctl.voucher.out", -minor
	}
	s.say("ctl.provisional."+r.did, fault.Args{
		"Book": r.Book, "Place": r.Place, "Day": s.DayMedium(r.Day), "Direction": direction, "Amount": inCurrency(minor, r.Currency),
	})
}

type provisionalAdd struct {
	Book string `arg:""`
	draftOptions
}

func (provisionalAdd) examples() []string {
	return []string{`provisional add P01/1 --out 12500 --text "Carburant mission Vélingara"`}
}
func (provisionalAdd) result() report { return provisionalKept{} }

func (cmd *provisionalAdd) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	draft, err := cmd.draft(card)
	if err != nil {
		return err
	}
	p, err := session.AddProvisional(c.ctx, card.Book.ID, draft)
	if err != nil {
		return err
	}
	return c.give(provisionalKept{viewProvisional(card.Book, p), "added"})
}

type provisionalChange struct {
	Book  string `arg:""`
	Place int64  `arg:""`
	draftOptions
}

func (provisionalChange) examples() []string {
	return []string{"provisional change P01/1 2 --out 12000"}
}
func (provisionalChange) result() report { return provisionalKept{} }

func (cmd *provisionalChange) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	held, err := session.Provisionals(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	var draft cashbook.Draft // of a place that is not there; the service says so
	for _, h := range held {
		if h.Place == cmd.Place {
			draft = h.Draft
		}
	}
	if err := cmd.apply(&draft, card); err != nil {
		return err
	}
	p, err := session.ChangeProvisional(c.ctx, card.Book.ID, cmd.Place, draft)
	if err != nil {
		return err
	}
	return c.give(provisionalKept{viewProvisional(card.Book, p), "changed"})
}

type provisionalDelete struct {
	Book  string `arg:""`
	Place int64  `arg:""`
}

func (provisionalDelete) examples() []string { return []string{"provisional delete P01/1 2 --yes"} }
func (provisionalDelete) result() report     { return provisionalKept{} }

func (cmd *provisionalDelete) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	if err := c.confirm("ctl.ask.delete-provisional", fault.Args{"Place": cmd.Place, "Book": card.Book.Ref()}); err != nil {
		return err
	}
	p, err := session.DeleteProvisional(c.ctx, card.Book.ID, cmd.Place)
	if err != nil {
		return err
	}
	return c.give(provisionalKept{viewProvisional(card.Book, p), "deleted"})
}

type provisionalList struct {
	Book string `arg:""`
}

func (provisionalList) examples() []string {
	return []string{"provisional list P01/1", "provisional list P01/1 --json"}
}
func (provisionalList) result() report { return provisionalsListed{} }

type provisionalsListed []provisionalView

func (cmd *provisionalList) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	held, err := session.Provisionals(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.give(provisionalsListed(each(held, func(h cashbook.Held) provisionalView {
		v := viewProvisional(card.Book, h.Provisional)
		if h.Why != nil {
			why := c.describe(h.Why)
			v.Why = &why
		}
		return v
	})))
}

func (r provisionalsListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.provisional.none")
		return
	}
	t := s.newTable(right("ctl.col.number"), left("ctl.col.date"), left("ctl.col.text"), right("ctl.col.amount"), left("ctl.col.why"))
	for _, v := range r {
		why := ""
		if v.Why != nil {
			why = v.Why.Text
		}
		t.row("P"+strconv.FormatInt(v.Place, 10), s.DayShort(v.Day), v.Text, s.Number(inCurrency(v.AmountMinor, v.Currency)), why)
	}
	t.write(s)
	s.say("ctl.provisional.not-vouchers")
}

type provisionalNumber struct {
	Book string `arg:""`
}

func (provisionalNumber) examples() []string { return []string{"provisional number P01/1"} }
func (provisionalNumber) result() report     { return provisionalsNumbered{} }

type provisionalsNumbered struct {
	Book    string  `json:"book"`
	Numbers []int64 `json:"numbers"`
	Held    int     `json:"held"` // that stay provisional
}

func (cmd *provisionalNumber) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	n, err := session.NumberProvisionals(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.give(provisionalsNumbered{
		Book: card.Book.Ref(), Held: len(n.Held),
		Numbers: each(n.Vouchers, func(r cashbook.Recorded) int64 { return r.Voucher.Entry.Number }),
	})
}

func (r provisionalsNumbered) words(s *sheet) {
	s.say("ctl.provisional.numbered", fault.Args{"Book": r.Book, "Numbered": len(r.Numbers), "Held": r.Held})
}
