package main

import (
	"strings"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/money"
)

// assignmentOptions say what a voucher is for: one account, funding and budget
// line, or several shares.
type assignmentOptions struct {
	Account    *string  `placeholder:"account"`
	Funding    *string  `placeholder:"code"`
	BudgetLine *string  `placeholder:"code"`
	Split      []string `placeholder:"share" sep:"none"`
}

// apply changes in a draft, whose amount is known, what options were given for.
func (o *assignmentOptions) apply(d *cashbook.Draft, currency money.Currency) error {
	if o.Account != nil || o.Funding != nil || o.BudgetLine != nil {
		d.Parts = nil
		take(&d.Account, o.Account)
		take(&d.Funding, o.Funding)
		take(&d.BudgetLine, o.BudgetLine)
	}
	if len(o.Split) == 0 {
		return nil
	}
	shares, err := readShares(o.Split, currency)
	if err != nil {
		return err
	}
	d.Content, err = d.Divided(shares, currency)
	return err
}

// given reports whether the options say what a voucher is for.
func (o *assignmentOptions) given() bool {
	return o.Account != nil || o.Funding != nil || o.BudgetLine != nil || len(o.Split) > 0
}

// readShares reads shares such as "6053:AFD-24:A.1.2=60%", "6053=12500", and
// "6053" for the rest.
func readShares(texts []string, currency money.Currency) ([]cashbook.Share, error) {
	shares := make([]cashbook.Share, len(texts))
	for i, text := range texts {
		assignment, size, _ := strings.Cut(text, "=")
		var err error
		if shares[i], err = cashbook.ParseAssignment(assignment); err != nil {
			return nil, err
		}
		if err := shares[i].SetSize(size, currency); err != nil {
			return nil, err
		}
	}
	return shares, nil
}

// partView is a share of a voucher.
type partView struct {
	AmountMinor int64  `json:"amount_minor"`
	Account     string `json:"account"`
	Funding     string `json:"funding"`
	BudgetLine  string `json:"budget_line"`
}

func viewParts(c cashbook.Content) []partView {
	return each(c.Parts, func(p cashbook.Part) partView {
		return partView{p.AmountMinor, p.Account, p.Funding, p.BudgetLine}
	})
}
