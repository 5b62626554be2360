package main

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
)

type contributionCommands struct {
	List contributionList `cmd:""`
	Add  contributionAdd  `cmd:""`
	End  contributionEnd  `cmd:""`
}

// contributionView is a rate with its days, in percent without rounding.
type contributionView struct {
	Name    string `json:"name"`
	Percent string `json:"percent"`
	From    string `json:"from"`
	Until   string `json:"until"`
	Account string `json:"account"`
}

func viewContribution(c directory.Contribution) contributionView {
	return contributionView{c.Name, c.Rate.String(), c.First.String(), c.Last.String(), c.Account}
}

func (v contributionView) words(s *sheet) {
	s.facts(
		fact{"detail.contribution", v.Name}, fact{"detail.rate", v.Percent}, fact{"ctl.col.from", v.From}, fact{"detail.until", v.Until},
		fact{"detail.account", v.Account},
	)
}

type contributionList struct{}

func (contributionList) examples() []string {
	return []string{"contribution list", "contribution list --json"}
}

type contributionsShown []contributionView

func (contributionList) result() report { return contributionsShown{} }

func (contributionList) Run(c *call) error {
	session, err := c.signIn()
	if err != nil {
		return err
	}
	all, err := session.Contributions(c.ctx)
	if err != nil {
		return err
	}
	return c.give(contributionsShown(each(all, viewContribution)))
}

func (r contributionsShown) words(s *sheet) {
	if len(r) == 0 {
		s.say("ctl.contribution.none")
		return
	}
	t := s.newTable(left("detail.contribution"), right("detail.rate"), left("ctl.col.from"), left("detail.until"), left("detail.account"))
	for _, v := range r {
		t.row(v.Name, v.Percent, v.From, v.Until, v.Account)
	}
	t.write(s)
}

type contributionAdd struct {
	Contribution string `arg:""`
	Rate         string `required:"" placeholder:"number"`
	FirstDay     string `required:"" placeholder:"date"`
	Account      string `placeholder:"account"`
}

func (contributionAdd) examples() []string {
	return []string{"contribution add IPRES --rate 5.6 --first-day 2027-01-01 --account 4313"}
}
func (contributionAdd) result() report { return contributionView{} }

func (cmd *contributionAdd) Run(c *call) error {
	rate, err := directory.ParseRate(cmd.Rate)
	if err != nil {
		return err
	}
	first, err := calendar.Parse(cmd.FirstDay)
	if err != nil {
		return err
	}
	session, err := c.signIn()
	if err != nil {
		return err
	}
	added, err := session.AddContribution(c.ctx, directory.Contribution{Name: cmd.Contribution, Rate: rate, First: first, Account: cmd.Account})
	if err != nil {
		return err
	}
	return c.give(viewContribution(added))
}

type contributionEnd struct {
	Contribution string `arg:""`
	LastDay      string `required:"" placeholder:"date"`
}

func (contributionEnd) examples() []string {
	return []string{"contribution end IPRES --last-day 2027-12-31"}
}
func (contributionEnd) result() report { return contributionView{} }

// Run ends the rate of that name that is still open.
func (cmd *contributionEnd) Run(c *call) error {
	last, err := calendar.Parse(cmd.LastDay)
	if err != nil {
		return err
	}
	session, err := c.signIn()
	if err != nil {
		return err
	}
	all, err := session.Contributions(c.ctx)
	if err != nil {
		return err
	}
	for _, rate := range all {
		if rate.Name != cmd.Contribution || !rate.Last.IsZero() {
			continue
		}
		if rate, err = session.EndContribution(c.ctx, rate.ID, last); err != nil {
			return err
		}
		return c.give(viewContribution(rate))
	}
	return fault.New(fault.Missing, "directory.contribution-missing", nil)
}
