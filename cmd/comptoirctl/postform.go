package main

import (
	"maps"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/workspace"
)

// formOptions are what the form of a transaction says beside its kind.
type formOptions struct {
	Amount     string   `placeholder:"amount" help:"form-amount"`
	Way        string   `placeholder:"way" help:"form-way"`
	Account    string   `placeholder:"account"`
	Funding    string   `placeholder:"code"`
	BudgetLine string   `placeholder:"code"`
	Split      []string `placeholder:"share" sep:"none"`
	Equal      bool     `help:"form-equal"`
	Against    string   `placeholder:"account" help:"form-against"`
	Recipient  string   `placeholder:"name"`
	Due        string   `placeholder:"date" help:"form-due"`
	Tax        []string `placeholder:"tax" sep:"none" help:"form-tax"`
	Withhold   []string `placeholder:"tax" sep:"none" help:"form-withhold"`
}

// isForm reports whether an amount is given: then a form is filled in, not lines.
func (o *entryOptions) isForm() bool { return o.Amount != "" }

// form reads the form and its day.
func (o *entryOptions) form(c *call, s *workspace.Session, card workspace.JournalCard) (f accounting.Form, day calendar.Day, err error) {
	if len(o.Debit)+len(o.Credit) > 0 {
		return f, 0, fault.New(fault.Invalid, "ctl.form-lines", nil)
	}
	e, err := o.entry(c, s, card)
	if err != nil {
		return f, 0, err
	}
	f = accounting.Form{
		Mask: e.Mask, Text: e.Text, Voucher: e.Voucher, VoucherDay: e.VoucherDay, Rate: e.Rate, Attachments: e.Attachments,
	}
	f.Party, f.PartyName = o.party()
	return f, e.Day, o.formOptions.fill(&f, card.Journal, card.Today)
}

// party gives the one third party of a form.
func (o *entryOptions) party() (code, name string) {
	for _, code := range slices.Sorted(maps.Keys(o.Party)) {
		return code, o.Party[code]
	}
	return "", o.Recipient
}

// fill puts into a form what options were given for.
func (o *formOptions) fill(f *accounting.Form, j accounting.Journal, today calendar.Day) (err error) {
	if o.Amount != "" {
		amount, err := money.Parse(o.Amount, j.Currency)
		if err != nil {
			return err
		}
		f.AmountMinor = amount.Minor
	}
	switch o.Way {
	case "":
	case "in":
		f.Way = cashbook.In
	case "out":
		f.Way = cashbook.Out
	default:
		return fault.New(fault.Invalid, "ctl.form-way", fault.Args{"Text": fault.Excerpt(o.Way)})
	}
	if err := o.shares(f, j.Currency); err != nil {
		return err
	}
	if o.Against != "" {
		f.Against = o.Against
	}
	if o.Recipient != "" {
		f.PartyName = o.Recipient
	}
	if o.Due != "" {
		if f.Due, err = calendar.ParseInput(o.Due, today, true); err != nil {
			return err
		}
	}
	for side, texts := range [][]string{o.Tax, o.Withhold} {
		for _, text := range texts {
			t, err := readTax(text, j.Currency)
			if err != nil {
				return err
			}
			t.Withheld = side == 1
			f.Taxes = append(f.Taxes, t)
		}
	}
	return nil
}

// shares reads what the amount is for.
func (o *formOptions) shares(f *accounting.Form, currency money.Currency) (err error) {
	f.Equal = f.Equal || o.Equal
	if len(o.Split) > 0 {
		f.Shares, err = readShares(o.Split, currency)
		return err
	}
	if o.Account+o.Funding+o.BudgetLine == "" {
		return nil
	}
	if len(f.Shares) != 1 {
		f.Shares = []cashbook.Share{{}}
	}
	one := &f.Shares[0]
	for _, field := range []struct {
		to   *string
		text string
	}{{&one.Account, o.Account}, {&one.Funding, o.Funding}, {&one.BudgetLine, o.BudgetLine}} {
		if field.text != "" {
			*field.to = field.text
		}
	}
	return nil
}

// readTax reads "TVA-18", or with the amount on the voucher "TVA-18=153".
func readTax(text string, currency money.Currency) (t accounting.Tax, err error) {
	code, size, sized := strings.Cut(text, "=")
	t.Code = code
	if !sized {
		return t, nil
	}
	amount, err := money.Parse(size, currency)
	if err == nil && amount.Minor <= 0 {
		err = fault.New(fault.Invalid, "ctl.negative", fault.Args{"Text": fault.Excerpt(size)})
	}
	t.AmountMinor = amount.Minor
	return t, err
}

// postForm enters a form, or keeps it as a draft.
func (cmd *postCommand) postForm(c *call, session *workspace.Session, card workspace.JournalCard) error {
	f, day, err := cmd.form(c, session, card)
	if err != nil {
		return err
	}
	if cmd.Draft {
		basis, err := session.FormBasis(c.ctx, card.Journal.ID, day)
		if err != nil {
			return err
		}
		draft, err := session.SaveDraft(c.ctx, accounting.Draft{Journal: card.Journal.ID, Day: day, Content: f.Sketch(basis)})
		if err != nil {
			return err
		}
		return c.give(viewDraft(card.Journal, draft))
	}
	p, err := session.PostForm(c.ctx, card.Journal.ID, day, f)
	if err != nil {
		return err
	}
	return c.give(viewPosting(card.Journal, workspace.JournalLine{Posting: p}))
}

// repostForm reverses a posting and enters a form in its place.
func (cmd *repostCommand) repostForm(c *call, session *workspace.Session, card workspace.JournalCard) error {
	f, day, err := cmd.form(c, session, card)
	if err != nil {
		return err
	}
	r, err := session.RepostForm(c.ctx, card.Journal.ID, cmd.Number, cmd.Reason, day, f)
	if err != nil {
		return err
	}
	return c.give(viewPosting(card.Journal, workspace.JournalLine{Posting: r.Posting}))
}
