package cashbook

import (
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

// checkAssignment refuses accounts, fundings and budget lines that the project
// does not have, and a voucher without account where the organisation demands one.
func (d *desk) checkAssignment(draft Draft) error {
	named := draft.assignments()
	if len(named) == 0 {
		return d.checkUnassigned(draft)
	}
	plan, err := chart.PlanOf(d.store, d.book.Project)
	if err != nil {
		return err
	}
	missing := false
	for _, p := range named {
		if draft.Kind == KindTransfer && p.Account == plan.Chart.Usual(chart.UseTransfer) {
			p.Account = "" // the chart's own for transfers, whatever else may be entered in it
		}
		if err := checkCodes(plan, p, draft); err != nil {
			return err
		}
		missing = missing || p.Account == ""
	}
	if missing {
		return d.checkUnassigned(draft)
	}
	return nil
}

func checkCodes(plan *chart.Plan, p Part, draft Draft) error {
	if err := plan.CheckAccount(p.Account, directory.ModuleCashbook); err != nil {
		return err
	}
	if err := plan.CheckFunding(p.Funding, draft.Day); err != nil {
		return err
	}
	return plan.CheckBudgetLine(p.BudgetLine)
}

// checkUnassigned decides about a voucher, or a part of one, without account.
func (d *desk) checkUnassigned(draft Draft) error {
	if draft.Kind != KindOrdinary {
		return nil
	}
	o, err := d.store.Organisation()
	if err == nil && o.Policy.PreAssignment == directory.PreAssignmentRequired {
		err = fault.New(fault.Invalid, "cashbook.account-missing", nil)
	}
	return err
}

// assignments gives what a voucher names, by parts; nothing for one that names
// nothing.
func (c Content) assignments() []Part {
	whole := Part{c.AmountMinor, c.Account, c.Funding, c.BudgetLine}
	if len(c.Parts) == 0 && whole != (Part{AmountMinor: c.AmountMinor}) {
		return []Part{whole}
	}
	return c.Parts
}
