package workspace

import (
	"context"
	"time"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/storage"
)

// Plan gives what the vouchers of a project may name, to those who may see the
// project.
func (s *Session) Plan(ctx context.Context, project ident.ProjectID) (*chart.Plan, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (*chart.Plan, error) {
		p, err := tx.Project(project)
		if err != nil {
			return nil, err
		}
		if _, err := visibleProject(tx, by, p.Code, now); err != nil {
			return nil, err
		}
		return chart.PlanOf(tx, project)
	})
}

// BookPlan gives what the vouchers of a book may name, to those who may see the
// book. It may be kept as long as the entry of vouchers is open.
func (s *Session) BookPlan(ctx context.Context, book ident.BookID) (*chart.Plan, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (*chart.Plan, error) {
		b, err := visibleBook(tx, by, book, now)
		if err != nil {
			return nil, err
		}
		return chart.PlanOf(tx, b.Project)
	})
}

// AddChartedProject adds a project that has its chart of accounts from the
// beginning; without the right to choose one, nothing is added.
func (s *Session) AddChartedProject(ctx context.Context, p directory.Project, base chart.ID) (directory.Project, error) {
	id, err := draw[ident.ProjectID](s.w)
	if err != nil {
		return directory.Project{}, err
	}
	p.ID = id
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (directory.Project, error) {
		added, err := directory.AddProject(tx, by, p, now)
		if err != nil {
			return directory.Project{}, err
		}
		_, err = chart.Choose(tx, by, added.ID, base, now)
		return added, err
	})
}

// ChooseChart gives a project its chart of accounts.
func (s *Session) ChooseChart(ctx context.Context, project ident.ProjectID, base chart.ID) (chart.Choice, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (chart.Choice, error) {
		return chart.Choose(tx, by, project, base, now)
	})
}

// SaveAccount changes an account of a project's chart or adds a sub-account;
// revision is that of the chart which was read.
func (s *Session) SaveAccount(ctx context.Context, project ident.ProjectID, d chart.Difference, revision int64) (chart.Choice, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (chart.Choice, error) {
		return chart.SaveAccount(tx, by, project, d, revision, now)
	})
}

// SaveBudgetLines adds or changes budget lines, all or none; revision is that of
// the budget which was read.
func (s *Session) SaveBudgetLines(ctx context.Context, project ident.ProjectID, lines []chart.BudgetLine, revision int64) (chart.Budget, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (chart.Budget, error) {
		return chart.SaveBudgetLines(tx, by, project, lines, revision, now)
	})
}

// SaveFunding adds or changes a funding; revision is that of the list which was
// read.
func (s *Session) SaveFunding(ctx context.Context, project ident.ProjectID, f chart.Funding, revision int64) (chart.Fundings, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (chart.Fundings, error) {
		return chart.SaveFunding(tx, by, project, f, revision, now)
	})
}

// Rates gives the rates of every pair of currencies, to those who may see some
// project.
func (s *Session) Rates(ctx context.Context) ([]chart.Rates, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) ([]chart.Rates, error) {
		if err := directory.CanSomewhere(by, directory.RightProjectView, now); err != nil {
			return nil, err
		}
		return tx.AllRates()
	})
}

// RateOn gives what one unit of a currency costs in another on a day.
func (s *Session) RateOn(ctx context.Context, from, to money.Currency, day calendar.Day) (chart.Rate, error) {
	return viewing(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (chart.Rate, error) {
		if err := directory.CanSomewhere(by, directory.RightProjectView, now); err != nil {
			return chart.Rate{}, err
		}
		return chart.RateOn(tx, from, to, day)
	})
}

// SaveRate adds a rate or corrects the one of its day; revision is that of the
// pair's rates which were read, 0 when there were none.
func (s *Session) SaveRate(ctx context.Context, base, quote money.Currency, r chart.Rate, revision int64) (chart.Rates, error) {
	return updating(ctx, s, func(tx *storage.Tx, by directory.Actor, now time.Time) (chart.Rates, error) {
		return chart.SaveRate(tx, by, base, quote, r, revision, now)
	})
}
