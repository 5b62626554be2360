package main

import (
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/workspace"
)

type reportBudget struct {
	accountsOptions
	Funding string `placeholder:"code" help:"report-funding"`
	written
}

func (reportBudget) examples() []string {
	return []string{"report budget P01", "report budget P01 --year 2026 --funding AFD-24 --format xlsx --out budget.xlsx"}
}
func (reportBudget) result() report { return reportShown{} }

func (cmd *reportBudget) Run(c *call) error {
	session, wish, head, err := cmd.wish(c)
	if err != nil {
		return err
	}
	b, err := session.Budget(c.ctx, workspace.BudgetWish{AccountsWish: wish, Funding: cmd.Funding})
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.Budget(b, c.printer, head))
}

type reportTreasury struct {
	accountsOptions
	written
}

func (reportTreasury) examples() []string {
	return []string{"report treasury P01 --year 2026", "report treasury P01 --from 1.10.26 --to 31.10.26 --format pdf --out tresorerie.pdf"}
}
func (reportTreasury) result() report { return reportShown{} }

func (cmd *reportTreasury) Run(c *call) error {
	session, wish, head, err := cmd.wish(c)
	if err != nil {
		return err
	}
	t, err := session.Treasury(c.ctx, wish)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.Treasury(t, c.printer, head))
}
