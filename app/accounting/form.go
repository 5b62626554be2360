package accounting

import (
	"cmp"
	"slices"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// Form is a transaction as people fill it in: an amount, what it is for, and on the
// other side the journal's own account of cash or bank, or the one named.
type Form struct {
	Mask        Mask
	Way         cashbook.Direction // AnyDirection for the usual one of the mask
	AmountMinor int64              // positive, all taxes included, in the journal's currency
	Against     string             // account on the other side; empty for the usual one
	Shares      []cashbook.Share   // of the amount without taxes; one without size takes it all
	Equal       bool               // divide it equally among the shares, which have no size then
	Party       string             // code of the third party
	PartyName   string
	Due         calendar.Day
	Taxes       []Tax
	Voucher     string
	VoucherDay  calendar.Day
	Text        string
	Rate        money.Rate // units of the base currency for one of the journal's; 0 for that of the project
	Attachments []cashbook.Attachment
}

// Tax is a tax line of a form, by a contribution rate of the organisation that holds
// on the day.
type Tax struct {
	Code        string // directory.Contribution.Code
	Withheld    bool   // « retenue à la source »: kept back from what is paid; else included in it
	AmountMinor int64  // as it stands on the voucher; 0 to work it out
}

// Basis is what the content of a form depends on beside the form. A form with its
// basis gives the same content on every poste.
type Basis struct {
	Journal  Journal
	Plan     *chart.Plan
	Day      calendar.Day
	Taxes    []directory.Contribution // of the organisation
	Stock    Stock                    // of the journal's treasury, where it is foreign
	Proposed money.Rate               // of the project's rates on the day; 0 where there is none
}

// Rule gives what the form asks for here.
func (b Basis) Rule(m Mask) (Rule, error) {
	r, known := RuleOf(m, b.Journal, b.Plan.Chart)
	if !known {
		return r, fault.New(fault.Invalid, "accounting.mask", fault.Args{"Mask": fault.Excerpt(string(m))})
	}
	return r, nil
}

// Content gives the lines that the form stands for: the shares, the taxes, and last
// the other side, balanced to the unit in both currencies. What is missing or makes
// no sense is fault.Invalid.
func (f Form) Content(b Basis) (Content, error) {
	r, err := b.Rule(f.Mask)
	if err != nil {
		return Content{}, err
	}
	f = f.completed(r)
	if err := f.check(r, b); err != nil {
		return Content{}, err
	}
	c := f.head()
	if c.Lines, err = f.lines(r, b); err != nil {
		return Content{}, err
	}
	c.Rate = cmp.Or(f.Rate, b.Proposed)
	return c.valued(b)
}

// Sketch gives what the form stands for so far, to keep it as a draft: what does
// not follow from it yet stays empty, and nothing is refused.
func (f Form) Sketch(b Basis) Content {
	if c, err := f.Content(b); err == nil {
		return c
	}
	r, err := b.Rule(f.Mask)
	if err != nil {
		return f.head()
	}
	f = f.completed(r)
	c := f.head()
	c.Rate = f.Rate
	if c.Lines, err = f.lines(r, b); err == nil {
		return c
	}
	sign := int64(f.Way)
	for _, s := range f.Shares {
		c.Lines = append(c.Lines, f.line(s.Account, -sign*s.AmountMinor, s.Funding, s.BudgetLine))
	}
	c.Lines = append(c.Lines, f.line(f.Against, sign*f.AmountMinor, "", ""))
	return c
}

// completed fills in what is usual.
func (f Form) completed(r Rule) Form {
	if f.Way == cashbook.AnyDirection || !r.BothWay {
		f.Way = r.Way
	}
	f.Against = cmp.Or(f.Against, r.Against)
	f.Shares = slices.Clone(f.Shares)
	if len(f.Shares) == 0 {
		f.Shares = []cashbook.Share{{}}
	}
	for i := range f.Shares {
		f.Shares[i].Account = cmp.Or(f.Shares[i].Account, r.Account)
	}
	return f
}

// head gives the content without its lines.
func (f Form) head() Content {
	return Content{Mask: f.Mask, Voucher: f.Voucher, VoucherDay: f.VoucherDay, Text: f.Text, Attachments: f.Attachments}
}

// check refuses a form that lacks something, or that is against the rule.
func (f Form) check(r Rule, b Basis) error {
	mask := fault.Args{"Mask": fault.Key("mask." + string(f.Mask))}
	switch {
	case f.AmountMinor <= 0 || f.AmountMinor > MaxAmountMinor:
		return fault.New(fault.Invalid, "accounting.form-amount", fault.Args{"Largest": b.Journal.amount(MaxAmountMinor)})
	case r.Party && f.Party == "" && f.PartyName == "":
		return fault.New(fault.Invalid, "accounting.form-party", mask)
	case f.Against == "":
		return fault.New(fault.Invalid, "accounting.form-against-missing", mask)
	case b.Journal.IsTreasury() && f.Against != b.Journal.Account:
		return fault.New(fault.Invalid, "accounting.form-treasury", fault.Args{"Journal": b.Journal.Ref(), "Account": b.Journal.Account})
	case len(f.Taxes) > 0 && !r.Tax:
		return fault.New(fault.Invalid, "accounting.form-tax", mask)
	}
	for i, s := range f.Shares {
		if s.Account == "" {
			return fault.New(fault.Invalid, "accounting.line-account", fault.Args{"Line": i + 1})
		}
		if r.Funding && s.Funding == "" && len(b.Plan.Fundings.List) > 0 {
			return fault.New(fault.Invalid, "accounting.form-funding", mask)
		}
	}
	return r.checkAccounts(f.Shares, f.Against)
}

// lines gives the shares, the taxes and the other side. Where money goes out the
// shares are debits.
func (f Form) lines(r Rule, b Basis) ([]Line, error) {
	taxes, net, err := f.taxes(b)
	if err != nil {
		return nil, err
	}
	parts, err := f.divide(net, b.Journal)
	if err != nil {
		return nil, err
	}
	debit := -int64(f.Way)
	var lines []Line
	sum := int64(0)
	for i, s := range f.Shares {
		if parts[i] == 0 {
			return nil, fault.New(fault.Invalid, "cashbook.share-empty", fault.Args{"Part": i + 1})
		}
		lines = append(lines, f.line(s.Account, debit*parts[i], s.Funding, s.BudgetLine))
		sum += debit * parts[i]
	}
	for _, t := range taxes {
		t.AmountMinor *= debit
		lines = append(lines, t)
		sum += t.AmountMinor
	}
	return f.named(append(lines, f.line(f.Against, -sum, "", ""))), nil
}

func (f Form) line(account string, minor int64, funding, budgetLine string) Line {
	return Line{Account: account, AmountMinor: minor, Funding: funding, BudgetLine: budgetLine}
}

// named says on the lines of third parties, but those of taxes, whose they are and
// when they fall due; where there is none, the shares say whose they are.
func (f Form) named(lines []Line) []Line {
	third := func(l Line) bool { return l.Tax == "" && isThird(l.Account) }
	any := slices.ContainsFunc(lines, third)
	for i := range lines {
		l := &lines[i]
		if third(*l) {
			l.Due = f.Due
		}
		if third(*l) || !any && l.Tax == "" && i < len(lines)-1 {
			l.Party, l.PartyName = f.Party, f.PartyName
		}
	}
	return lines
}

// divide gives the amount of each share, which add up to the net amount to the
// unit: equal ones, or by amounts, percentages and the rest.
func (f Form) divide(net int64, j Journal) ([]int64, error) {
	if !f.Equal {
		return divided(net, f.Shares, j)
	}
	weights := make([]int64, len(f.Shares))
	for i, s := range f.Shares {
		if !s.IsRest() {
			return nil, fault.New(fault.Invalid, "accounting.form-equal", fault.Args{"Part": i + 1})
		}
		weights[i] = 1
	}
	amounts, err := j.amount(net).Split(weights...)
	parts := make([]int64, len(amounts))
	for i, a := range amounts {
		parts[i] = a.Minor
	}
	return parts, err
}

func divided(net int64, shares []cashbook.Share, j Journal) ([]int64, error) {
	parts, left, err := cashbook.Divide(net, shares)
	switch {
	case err != nil:
		return nil, err
	case left > 0:
		return nil, fault.New(fault.Invalid, "cashbook.shares-short", fault.Args{"Left": j.amount(left)})
	case left < 0:
		return nil, fault.New(fault.Invalid, "cashbook.shares-over", fault.Args{"Left": j.amount(-left)})
	}
	return parts, nil
}
