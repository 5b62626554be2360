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
	wish.Project = project.ID
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

type reportBalance struct {
	accountsOptions
	CompareFrom string `placeholder:"date"`
	CompareTo   string `placeholder:"date"`
	written
}

func (reportBalance) examples() []string {
	return []string{
		"report balance P01", "report balance P01 --from 1.1.26 --to 31.3.26 --compare-from 1.1.25 --compare-to 31.3.25 --format xlsx --out balance.xlsx",
		"report balance P01 --journal BQ1,OD --json",
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
func (cmd *reportBalance) compared(wish workspace.AccountsWish, today calendar.Day) (*workspace.AccountsWish, error) {
	if cmd.CompareFrom == "" && cmd.CompareTo == "" {
		return nil, nil
	}
	if cmd.CompareTo == "" {
		return nil, fault.New(fault.Invalid, "ctl.compare-to", nil)
	}
	earlier := wish
	var err error
	earlier.From, earlier.Until, err = span{cmd.CompareFrom, cmd.CompareTo}.days(today)
	return &earlier, err
}
