package sample

import (
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// budgets are the budget lines of the projects, planned in francs.
var budgets = map[string][]chart.BudgetLine{
	"P01": {
		{Code: "A", Label: "Forages", PlannedMinor: 48_000_000, Active: true},
		{Code: "A.1", Label: "Matériel et tubages", PlannedMinor: 30_000_000, Active: true},
		{Code: "A.2", Label: "Main-d'œuvre et déplacements", PlannedMinor: 18_000_000, Active: true},
		{Code: "B", Label: "Formation des comités de l'eau", PlannedMinor: 6_500_000, Active: true},
		{Code: "C", Label: "Fonctionnement du bureau", PlannedMinor: 4_200_000, Active: true},
		{Code: "C.1", Label: "Loyer, eau et électricité", PlannedMinor: 2_400_000, Active: true},
		{Code: "C.2", Label: "Fournitures et télécommunications", PlannedMinor: 1_800_000, Active: true},
	},
	"P02": {
		{Code: "A", Label: "Latrines et lave-mains", PlannedMinor: 22_000_000, Active: true},
		{Code: "B", Label: "Sensibilisation", PlannedMinor: 3_000_000, Active: true},
	},
	"P03": {{Code: "A", Label: "Pièces et réparations", PlannedMinor: 5_000_000, Active: true}},
}

// fundings are where the money comes from.
var fundings = map[string][]chart.Funding{
	"P01": {
		{Code: "AFD-24", Label: "Eau potable en Haute-Casamance", Donor: "Agence française de développement", Active: true},
		{Code: "DON", Label: "Dons sans affectation", Active: true},
	},
	"P02": {{Code: "UE-11", Label: "Assainissement rural", Donor: "Union européenne", Active: true}},
}

// planProjects gives each project its chart of accounts, its budget and its
// fundings, and the organisation the rate of the euro.
func (s *story) planProjects() error {
	for _, p := range projects {
		if err := s.planProject(p.Code, s.office.projects[p.Code]); err != nil {
			return err
		}
	}
	parity := chart.Rate{Day: calendar.New(1999, 1, 1), Rate: 655*money.RateOne + 9_570_000_000, Source: "BCEAO, parité fixe"}
	_, err := s.office.session.SaveRate(s.ctx, "EUR", "XOF", parity, 0)
	return err
}

func (s *story) planProject(code string, project ident.ProjectID) error {
	session := s.office.session
	choice, err := session.ChooseChart(s.ctx, project, chart.SYSCOHADA)
	if err != nil {
		return err
	}
	own := chart.Difference{
		Code: "4211MISS", Names: []chart.Name{{Language: "en", Text: "Advances for missions"}, {Language: "fr", Text: "Avances pour missions"}},
		Active: true, Cashbook: true, Accounting: true,
	}
	if _, err := session.SaveAccount(s.ctx, project, own, choice.Revision); err != nil {
		return err
	}
	if _, err := session.SaveBudgetLines(s.ctx, project, budgets[code], 0); err != nil {
		return err
	}
	revision := int64(0)
	for _, f := range fundings[code] {
		saved, err := session.SaveFunding(s.ctx, project, f, revision)
		if err != nil {
			return err
		}
		revision = saved.Revision
	}
	return nil
}
