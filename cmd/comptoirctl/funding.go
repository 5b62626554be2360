package main

import (
	"cmp"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
)

type fundingCommands struct {
	List fundingList `cmd:""`
	Set  fundingSet  `cmd:""`
}

// fundingView is a funding with its days.
type fundingView struct {
	Code   string `json:"code"`
	Label  string `json:"label"`
	Donor  string `json:"donor"`
	From   string `json:"from"`
	Until  string `json:"until"`
	Active bool   `json:"active"`
}

func viewFunding(f chart.Funding) fundingView {
	return fundingView{f.Code, f.Label, f.Donor, f.From.String(), f.Until.String(), f.Active}
}

// fundingsView are the fundings of a project.
type fundingsView struct {
	Project  string        `json:"project"`
	Revision int64         `json:"revision"`
	Fundings []fundingView `json:"fundings"`
}

func (r fundingsView) words(s *sheet) {
	if len(r.Fundings) == 0 {
		s.say("ctl.funding.none", fault.Args{"Project": r.Project})
		return
	}
	t := s.newTable(left("detail.funding"), left("ctl.col.name"), left("detail.donor"), left("ctl.col.from"), left("detail.until"), left("ctl.col.status"))
	for _, f := range r.Fundings {
		t.row(f.Code, f.Label, f.Donor, f.From, f.Until, s.T(state(f.Active)))
	}
	t.write(s)
}

type fundingList struct {
	Project string `arg:""`
}

func (fundingList) examples() []string { return []string{"funding list P01"} }
func (fundingList) result() report     { return fundingsView{} }

func (cmd *fundingList) Run(c *call) error {
	_, p, plan, err := c.plan(cmd.Project)
	if err != nil {
		return err
	}
	return c.give(fundingsView{p.Code, plan.Fundings.Revision, each(plan.Fundings.List, viewFunding)})
}

type fundingSet struct {
	Project  string  `arg:""`
	Funding  string  `arg:""`
	Label    *string `placeholder:"text" help:"funding-label"`
	Donor    *string `placeholder:"name" help:"funding-donor"`
	FirstDay *string `placeholder:"date" help:"funding-first-day"`
	LastDay  *string `placeholder:"date" help:"funding-last-day"`
	Active   *bool   `negatable:"" help:"funding-active"`
}

func (fundingSet) examples() []string {
	return []string{
		`funding set P01 AFD-24 --label "Eau potable" --donor AFD --first-day 2026-01-01 --last-day 2027-12-31`,
		"funding set P01 AFD-24 --no-active",
	}
}
func (fundingSet) result() report { return fundingsView{} }

func (cmd *fundingSet) Run(c *call) error {
	session, p, plan, err := c.plan(cmd.Project)
	if err != nil {
		return err
	}
	code, err := chart.ParseFundingCode(cmd.Funding)
	if err != nil {
		return err
	}
	f, known := plan.Fundings.Funding(code)
	if !known {
		f = chart.Funding{Code: code, Active: true}
	}
	take(&f.Label, cmd.Label)
	take(&f.Donor, cmd.Donor)
	take(&f.Active, cmd.Active)
	if err := cmp.Or(takeDay(&f.From, cmd.FirstDay), takeDay(&f.Until, cmd.LastDay)); err != nil {
		return err
	}
	saved, err := session.SaveFunding(c.ctx, p.ID, f, plan.Fundings.Revision)
	if err != nil {
		return err
	}
	return c.give(fundingsView{p.Code, saved.Revision, each(saved.List, viewFunding)})
}

// takeDay reads a day where one is given; an empty one is none.
func takeDay(to *calendar.Day, text *string) (err error) {
	if text != nil {
		*to, err = calendar.Parse(*text)
	}
	return err
}
