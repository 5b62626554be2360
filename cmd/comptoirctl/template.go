package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

type templateCommands struct {
	List   templateList   `cmd:""`
	Add    templateAdd    `cmd:""`
	Edit   templateEdit   `cmd:""`
	Remove templateRemove `cmd:""`

	Posting postingTemplateCommands `cmd:""`
}

// templateView is a template with its shares as they are typed.
type templateView struct {
	Name        string      `json:"name"`
	Shared      bool        `json:"shared"`
	Direction   string      `json:"direction"`
	AmountMinor int64       `json:"amount_minor"`
	Currency    string      `json:"currency"`
	Text        string      `json:"text"`
	Recipient   string      `json:"recipient"`
	Shares      []shareView `json:"shares"`
}

// shareView is a share of a template; with neither amount nor percentage it takes
// the rest.
type shareView struct {
	partView
	Percent string `json:"percent"`
}

func viewTemplate(t cashbook.Template) templateView {
	direction := map[cashbook.Direction]string{cashbook.In: "in", cashbook.Out: "out", cashbook.AnyDirection: "any"}[t.Direction]
	return templateView{
		Name: t.Name, Shared: t.Owner.IsZero(), Direction: direction, AmountMinor: t.AmountMinor, Currency: string(t.Currency),
		Text: t.Text, Recipient: t.Recipient,
		Shares: each(t.Shares, viewShare),
	}
}

func viewShare(s cashbook.Share) shareView {
	v := shareView{partView: partView{s.AmountMinor, s.Account, s.Funding, s.BudgetLine}}
	if s.Percent != 0 {
		v.Percent = s.Percent.String()
	}
	return v
}

// written is a share as --split reads it.
func (v shareView) written(s *sheet, currency string) string {
	text := cashbook.Share{Account: v.Account, Funding: v.Funding, BudgetLine: v.BudgetLine}.Assignment()
	switch {
	case v.Percent != "":
		return text + "=" + v.Percent + "%"
	case v.AmountMinor != 0:
		return text + "=" + s.Number(inCurrency(v.AmountMinor, currency))
	}
	return text
}

// templatesListed are the templates of a book.
type templatesListed []templateView

func (r templatesListed) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.template.none")
		return
	}
	t := s.newTable(left("ctl.col.template"), left("ctl.col.shared"), left("ctl.col.direction"), right("ctl.col.amount"),
		left("ctl.col.text"), left("ctl.col.recipient"), left("ctl.col.split"))
	for _, v := range r {
		amount := ""
		if v.AmountMinor != 0 {
			amount = s.Number(inCurrency(v.AmountMinor, v.Currency))
		}
		t.row(v.Name, s.T("ctl.template.shared."+yesNo(v.Shared)), s.T("ctl.template."+v.Direction), amount, v.Text, v.Recipient, strings.Join(each(v.Shares, func(share shareView) string { return share.written(s, v.Currency) }), "  "))
	}
	t.write(s)
}

func yesNo(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

type templateList struct {
	Book string `arg:""`
}

func (templateList) examples() []string { return []string{"template list P01/1"} }
func (templateList) result() report     { return templatesListed{} }

func (cmd *templateList) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	all, err := session.Templates(c.ctx, card.Book.ID)
	if err != nil {
		return err
	}
	return c.give(templatesListed(each(all, viewTemplate)))
}

// templateAdd adds a template, or replaces the one of its name.
type templateAdd struct {
	Book   string `arg:""`
	Name   string `arg:""`
	Shared bool   `help:"template-shared"`
	From   int64  `placeholder:"number" help:"template-from"`
	templateOptions
}

// templateOptions are what a template says.
type templateOptions struct {
	In        *string  `placeholder:"amount" xor:"direction" help:"template-in"`
	Out       *string  `placeholder:"amount" xor:"direction" help:"template-out"`
	Text      *string  `placeholder:"text"`
	Recipient *string  `placeholder:"name"`
	Split     []string `placeholder:"share" sep:"none"`
}

func (templateAdd) examples() []string {
	return []string{
		`template add P01/1 Loyer --out= --text "Loyer du bureau" --recipient "SCI Fouta" --split 6222:AFD-24=60% --split 6222`,
		`template add P01/1 Carburant --from 12`,
	}
}
func (templateAdd) result() report { return templatesListed{} }

func (cmd *templateAdd) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	t := cashbook.Template{Name: cmd.Name}
	if cmd.From != 0 {
		v, err := session.Voucher(c.ctx, card.Book.ID, cmd.From)
		if err != nil {
			return err
		}
		t = cashbook.TemplateOf(v.Content, cmd.Name, false)
	}
	if err := cmd.apply(&t, card); err != nil {
		return err
	}
	t, err = session.SaveTemplate(c.ctx, card.Book.ID, t, cmd.Shared)
	if err != nil {
		return err
	}
	return c.give(templatesListed{viewTemplate(t)})
}

// apply sets what options were given for; an empty amount leaves it to be typed.
func (cmd *templateOptions) apply(t *cashbook.Template, card workspace.BookCard) (err error) {
	take(&t.Text, cmd.Text)
	take(&t.Recipient, cmd.Recipient)
	if len(cmd.Split) > 0 {
		if t.Shares, err = readShares(cmd.Split, card.Book.Currency); err != nil {
			return err
		}
	}
	for direction, text := range map[cashbook.Direction]*string{cashbook.In: cmd.In, cashbook.Out: cmd.Out} {
		if text == nil {
			continue
		}
		t.Direction, t.AmountMinor = direction, 0
		if *text != "" {
			a, err := money.Parse(*text, card.Book.Currency)
			if err != nil {
				return err
			}
			t.AmountMinor = a.Minor
		}
	}
	return nil
}

// templateEdit changes what options are given for, and leaves the rest.
type templateEdit struct {
	Book   string `arg:""`
	Name   string `arg:""`
	Shared bool   `help:"template-shared"`
	templateOptions
}

func (templateEdit) examples() []string {
	return []string{`template edit P01/1 Loyer --out 150000 --shared`}
}
func (templateEdit) result() report { return templatesListed{} }

func (cmd *templateEdit) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	t, err := session.TemplateToEdit(c.ctx, card.Book.ID, cmd.Name, cmd.Shared)
	if err != nil {
		return err
	}
	if err := cmd.apply(&t, card); err != nil {
		return err
	}
	if t, err = session.SaveTemplate(c.ctx, card.Book.ID, t, cmd.Shared); err != nil {
		return err
	}
	return c.give(templatesListed{viewTemplate(t)})
}

type templateRemove struct {
	Book   string `arg:""`
	Name   string `arg:""`
	Shared bool   `help:"template-shared"`
}

func (templateRemove) examples() []string { return []string{"template remove P01/1 Loyer"} }
func (templateRemove) result() report     { return templatesListed{} }

func (cmd *templateRemove) Run(c *call) error {
	session, card, err := c.withBook(cmd.Book)
	if err != nil {
		return err
	}
	t, err := session.DeleteTemplate(c.ctx, card.Book.ID, cmd.Name, cmd.Shared)
	if err != nil {
		return err
	}
	return c.give(templatesListed{viewTemplate(t)})
}

// begun gives the draft of the options, begun with a template where one is named.
func (cmd *voucherAdd) begun(c *call, s *workspace.Session, card workspace.BookCard) (d cashbook.Draft, err error) {
	if cmd.Template == "" {
		return cmd.draft(card)
	}
	t, err := s.Template(c.ctx, card.Book.ID, cmd.Template)
	if err != nil {
		return d, err
	}
	d.Content = t.Content()
	if err := cmd.apply(&d, card); err != nil {
		return d, err
	}
	if d.AmountMinor == 0 {
		return d, fault.New(fault.Invalid, "ctl.no-amount", nil)
	}
	if len(t.Shares) > 0 && !cmd.given() {
		d.Content, err = d.Divided(t.Shares, card.Book.Currency)
	}
	return d, err
}
