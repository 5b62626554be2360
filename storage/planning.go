package storage

import (
	"database/sql"
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// Budget gives the budget lines of a project by code.
func (t *Tx) Budget(project ident.ProjectID) (chart.Budget, error) {
	return recallCopied(t, "budget", project, func(b chart.Budget) chart.Budget {
		b.Lines = slices.Clone(b.Lines)
		return b
	}, func() (chart.Budget, error) { return t.readBudget(project) })
}

func (t *Tx) readBudget(project ident.ProjectID) (b chart.Budget, err error) {
	b.Project = project
	if b.Revision, err = t.listRevision(`SELECT revision FROM budget WHERE project = $1`, id(project)); err != nil {
		return b, err
	}
	b.Lines, err = list(t, func(row scanner) (l chart.BudgetLine, err error) {
		err = row.Scan(&l.Code, &l.Label, &l.PlannedMinor, &l.Active)
		return l, err
	}, `SELECT code, label, planned_minor, active FROM budget_line WHERE project = $1 ORDER BY code`, id(project))
	return b, err
}

// listRevision gives the revision of a list; 0 for one that was never saved.
func (t *Tx) listRevision(query string, args ...any) (int64, error) {
	revision, err := one(t, sql.ErrNoRows, func(row scanner) (n int64, err error) { return n, row.Scan(&n) }, query, args...)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return revision, err
}

// SaveBudget writes the budget of a project, whole.
func (t *Tx) SaveBudget(b chart.Budget) error {
	err := t.put(`DELETE FROM budget_line WHERE project = $1`, id(b.Project))
	if err == nil {
		err = t.put(`INSERT INTO budget (project, revision) VALUES ($1, $2)
			ON CONFLICT (project) DO UPDATE SET revision = excluded.revision`, id(b.Project), b.Revision)
	}
	for _, l := range b.Lines {
		if err == nil {
			err = t.put(`INSERT INTO budget_line (project, code, label, planned_minor, active) VALUES ($1, $2, $3, $4, $5)`,
				id(b.Project), l.Code, l.Label, l.PlannedMinor, l.Active)
		}
	}
	return err
}

// Fundings gives the fundings of a project by code.
func (t *Tx) Fundings(project ident.ProjectID) (chart.Fundings, error) {
	return recallCopied(t, "fundings", project, func(f chart.Fundings) chart.Fundings {
		f.List = slices.Clone(f.List)
		return f
	}, func() (chart.Fundings, error) { return t.readFundings(project) })
}

func (t *Tx) readFundings(project ident.ProjectID) (f chart.Fundings, err error) {
	f.Project = project
	if f.Revision, err = t.listRevision(`SELECT revision FROM funding_list WHERE project = $1`, id(project)); err != nil {
		return f, err
	}
	f.List, err = list(t, func(row scanner) (g chart.Funding, err error) {
		err = row.Scan(&g.Code, &g.Label, &g.Donor, dayColumn{&g.From}, dayColumn{&g.Until}, &g.Active)
		return g, err
	}, `SELECT code, label, donor, first_day, last_day, active FROM funding WHERE project = $1 ORDER BY code`, id(project))
	return f, err
}

// SaveFundings writes the fundings of a project, whole.
func (t *Tx) SaveFundings(f chart.Fundings) error {
	err := t.put(`DELETE FROM funding WHERE project = $1`, id(f.Project))
	if err == nil {
		err = t.put(`INSERT INTO funding_list (project, revision) VALUES ($1, $2)
			ON CONFLICT (project) DO UPDATE SET revision = excluded.revision`, id(f.Project), f.Revision)
	}
	for _, g := range f.List {
		if err == nil {
			err = t.put(`INSERT INTO funding (project, code, label, donor, first_day, last_day, active) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
				id(f.Project), g.Code, g.Label, g.Donor, day(g.From), day(g.Until), g.Active)
		}
	}
	return err
}

// Rates gives the rates of a pair of currencies by day.
func (t *Tx) Rates(base, quote money.Currency) (r chart.Rates, err error) {
	r.Base, r.Quote = base, quote
	if r.Revision, err = t.listRevision(`SELECT revision FROM rate_list WHERE base = $1 AND quote = $2`, base, quote); err != nil {
		return r, err
	}
	r.List, err = list(t, func(row scanner) (one chart.Rate, err error) {
		err = row.Scan(dayColumn{&one.Day}, &one.Rate, &one.Source)
		return one, err
	}, `SELECT day, rate, source FROM rate WHERE base = $1 AND quote = $2 ORDER BY day`, base, quote)
	return r, err
}

// AllRates gives the rates of every pair, by base and quote.
func (t *Tx) AllRates() ([]chart.Rates, error) {
	pairs, err := list(t, func(row scanner) (r chart.Rates, err error) {
		err = row.Scan(&r.Base, &r.Quote)
		return r, err
	}, `SELECT base, quote FROM rate_list ORDER BY base, quote`)
	for i, p := range pairs {
		if err == nil {
			pairs[i], err = t.Rates(p.Base, p.Quote)
		}
	}
	return pairs, err
}

// SaveRates writes the rates of a pair of currencies, whole.
func (t *Tx) SaveRates(r chart.Rates) error {
	err := t.put(`DELETE FROM rate WHERE base = $1 AND quote = $2`, r.Base, r.Quote)
	if err == nil {
		err = t.put(`INSERT INTO rate_list (base, quote, revision) VALUES ($1, $2, $3)
			ON CONFLICT (base, quote) DO UPDATE SET revision = excluded.revision`, r.Base, r.Quote, r.Revision)
	}
	for _, one := range r.List {
		if err == nil {
			err = t.put(`INSERT INTO rate (base, quote, day, rate, source) VALUES ($1, $2, $3, $4, $5)`,
				r.Base, r.Quote, day(one.Day), int64(one.Rate), one.Source)
		}
	}
	return err
}
