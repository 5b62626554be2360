package accounting

import (
	"slices"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
)

// Form gives the form that the content was made from, with every amount as it
// stands, so that it can be corrected and posted again. Content that no form would
// give, with texts of its own on lines or more than one other side, is not ok: it
// is corrected line by line.
func (c Content) Form(b Basis) (f Form, ok bool) {
	r, known := RuleOf(c.Mask, b.Journal, b.Plan.Chart)
	if !known || len(c.Lines) < 2 {
		return Form{}, false
	}
	against := c.Lines[len(c.Lines)-1]
	f = Form{
		Mask: c.Mask, Way: wayOf(c, r), Against: against.Account, Voucher: c.Voucher, VoucherDay: c.VoucherDay, Text: c.Text,
		Attachments: c.Attachments,
	}
	if b.Journal.IsForeign() {
		f.Rate = c.Rate
	}
	debit := -int64(f.Way)
	f.AmountMinor = -debit * against.AmountMinor
	for _, l := range c.Lines[:len(c.Lines)-1] {
		f.take(l, debit*l.AmountMinor)
	}
	if len(f.Shares) == 1 {
		f.Shares[0].AmountMinor = 0
	}
	f.name(c.Lines)
	return f, f.gives(c, r, b)
}

// wayOf tells which way the money went: out where the other side is a credit.
func wayOf(c Content, r Rule) cashbook.Direction {
	switch minor := c.Lines[len(c.Lines)-1].AmountMinor; {
	case minor < 0:
		return cashbook.Out
	case minor > 0:
		return cashbook.In
	}
	return r.Way
}

// take adds a line to the form, with its amount as of a debit.
func (f *Form) take(l Line, minor int64) {
	if l.Tax == "" {
		f.Shares = append(f.Shares, cashbook.Share{Account: l.Account, Funding: l.Funding, BudgetLine: l.BudgetLine, AmountMinor: minor})
		return
	}
	t := Tax{Code: l.Tax, AmountMinor: minor}
	if minor < 0 {
		t.Withheld, t.AmountMinor = true, -minor
		f.AmountMinor -= minor
	}
	f.Taxes = append(f.Taxes, t)
}

// name takes over whose it is and when it falls due.
func (f *Form) name(lines []Line) {
	for _, l := range lines {
		if f.Party == "" && f.PartyName == "" {
			f.Party, f.PartyName = l.Party, l.PartyName
		}
		if f.Due == 0 {
			f.Due = l.Due
		}
	}
}

// gives reports whether the form has the lines of the content, whatever rates of
// taxes hold now.
func (f Form) gives(c Content, r Rule, b Basis) bool {
	b.Taxes = nil
	for _, l := range c.Lines {
		if l.Tax != "" {
			b.Taxes = append(b.Taxes, directory.Contribution{Name: l.Tax, Account: l.Account, First: b.Day})
		}
	}
	if f.AmountMinor <= 0 {
		return false
	}
	lines, err := f.completed(r).lines(r, b)
	if err != nil {
		return false
	}
	return slices.EqualFunc(lines, c.Lines, func(made, is Line) bool {
		is.BaseMinor = 0
		return made == is
	})
}
