package main

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/financial"
	"github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/workspace"
)

// accountsOptions say which accounts a report is about.
type accountsOptions struct {
	Project string `arg:""`
	span
	Year    string   `placeholder:"code" help:"report-year"`
	Journal []string `placeholder:"code" help:"report-journal"`
}

// wish signs in and reads the options.
func (o accountsOptions) wish(c *call) (*workspace.Session, workspace.AccountsWish, overview.Head, error) {
	var wish workspace.AccountsWish
	session, err := c.signIn()
	if err != nil {
		return nil, wish, overview.Head{}, err
	}
	head, err := c.head(session)
	if err != nil {
		return nil, wish, head, err
	}
	project, err := c.findProject(session, o.Project)
	if err != nil {
		return nil, wish, head, err
	}
	wish.Project, wish.Year = project.ID, o.Year
	if o.Year != "" && (o.From != "" || o.To != "") {
		return nil, wish, head, fault.New(fault.Invalid, "ctl.year-or-days", nil)
	}
	if wish.From, wish.Until, err = o.days(calendar.Of(head.Made, head.Zone)); err != nil {
		return nil, wish, head, err
	}
	for _, code := range o.Journal {
		card, err := session.Journal(c.ctx, project.Code+"/"+code)
		if err != nil {
			return nil, wish, head, err
		}
		wish.Journals = append(wish.Journals, card.Journal.ID)
	}
	return session, wish, head, nil
}

// compareOptions say which time a report is compared with.
type compareOptions struct {
	CompareFrom string `placeholder:"date"`
	CompareTo   string `placeholder:"date"`
	CompareYear string `placeholder:"code"`
}

type reportBalance struct {
	accountsOptions
	compareOptions
	written
}

func (reportBalance) examples() []string {
	return []string{
		"report balance P01", "report balance P01 --from 1.1.26 --to 31.3.26 --compare-from 1.1.25 --compare-to 31.3.25 --format xlsx --out balance.xlsx",
		"report balance P01 --year 2026 --compare-year 2025", "report balance P01 --journal BQ1,OD --json",
	}
}
func (reportBalance) result() report { return reportShown{} }

func (cmd *reportBalance) Run(c *call) error {
	session, wish, head, err := cmd.wish(c)
	if err != nil {
		return err
	}
	earlier, err := cmd.compared(wish, calendar.Of(head.Made, head.Zone))
	if err != nil {
		return err
	}
	b, err := session.TrialBalance(c.ctx, wish, earlier)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.TrialBalance(b, c.printer, head))
}

// compared gives the time to compare with; nil for none.
func (o compareOptions) compared(wish workspace.AccountsWish, today calendar.Day) (*workspace.AccountsWish, error) {
	earlier := wish
	earlier.Year = o.CompareYear
	switch {
	case o.CompareFrom == "" && o.CompareTo == "" && o.CompareYear == "":
		return nil, nil
	case o.CompareYear != "" && (o.CompareFrom != "" || o.CompareTo != ""):
		return nil, fault.New(fault.Invalid, "ctl.year-or-days", nil)
	case o.CompareYear != "":
		return &earlier, nil
	}
	if o.CompareTo == "" {
		return nil, fault.New(fault.Invalid, "ctl.compare-to", nil)
	}
	var err error
	earlier.From, earlier.Until, err = span{o.CompareFrom, o.CompareTo}.days(today)
	return &earlier, err
}

type reportLedger struct {
	accountsOptions
	Account []string `placeholder:"account" help:"report-account"`
	Party   string   `placeholder:"code" help:"report-party"`
	written
}

func (reportLedger) examples() []string {
	return []string{
		"report ledger P01 --from 1.1.26 --to 31.1.26", "report ledger P01 --account 4011 --party STA --format pdf --out station.pdf",
	}
}
func (reportLedger) result() report { return reportShown{} }

func (cmd *reportLedger) Run(c *call) error {
	session, wish, head, err := cmd.wish(c)
	if err != nil {
		return err
	}
	g, err := session.GeneralLedger(c.ctx, workspace.LedgerWish{AccountsWish: wish, Codes: cmd.Account, Party: cmd.Party})
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.GeneralLedger(g, c.printer, head))
}

type reportJournal struct {
	Journal string `arg:""`
	span
	written
}

func (reportJournal) examples() []string {
	return []string{"report journal P01/BQ1 --from 1.1.26 --to 31.1.26 --format pdf --out janvier.pdf"}
}
func (reportJournal) result() report { return reportShown{} }

func (cmd *reportJournal) Run(c *call) error {
	session, card, err := c.withJournal(cmd.Journal)
	if err != nil {
		return err
	}
	head, err := c.head(session)
	if err != nil {
		return err
	}
	var wish workspace.AccountsWish
	if wish.From, wish.Until, err = cmd.days(card.Today); err != nil {
		return err
	}
	sheet, err := session.JournalSheet(c.ctx, cmd.Journal, wish)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.Journal(sheet, c.printer, head))
}

type reportAnnual struct {
	accountsOptions
	compareOptions
	written
}

func (reportAnnual) result() report { return reportShown{} }

// read makes the annual accounts that the options ask for.
func (cmd *reportAnnual) read(c *call) (a workspace.AnnualAccounts, head overview.Head, err error) {
	session, wish, head, err := cmd.wish(c)
	if err != nil {
		return a, head, err
	}
	earlier, err := cmd.compared(wish, calendar.Of(head.Made, head.Zone))
	if err != nil {
		return a, head, err
	}
	a, err = session.AnnualAccounts(c.ctx, wish, earlier)
	return a, head, err
}

type reportBalanceSheet struct{ reportAnnual }

func (reportBalanceSheet) examples() []string {
	return []string{"report balance-sheet P01 --from 1.1.26 --to 31.12.26", "report balance-sheet P01 --from 1.1.26 --compare-from 1.1.25 --compare-to 31.12.25 --format pdf --out bilan.pdf"}
}

func (cmd *reportBalanceSheet) Run(c *call) error {
	a, head, err := cmd.read(c)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.BalanceSheet(a, c.printer, head))
}

type reportIncome struct{ reportAnnual }

func (reportIncome) examples() []string {
	return []string{"report income P01 --from 1.1.26 --to 31.12.26 --format xlsx --out resultat.xlsx"}
}

func (cmd *reportIncome) Run(c *call) error {
	a, head, err := cmd.read(c)
	if err != nil {
		return err
	}
	return c.putReport(cmd.written, financial.IncomeStatement(a, c.printer, head))
}
