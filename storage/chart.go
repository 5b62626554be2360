package storage

import (
	"slices"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Chart gives what a project has chosen, or fault.Missing.
func (t *Tx) Chart(project ident.ProjectID) (chart.Choice, error) {
	return recallCopied(t, "chart", project, copyChoice, func() (chart.Choice, error) { return t.readChart(project) })
}

func copyChoice(c chart.Choice) chart.Choice {
	c.Differences = slices.Clone(c.Differences)
	for i := range c.Differences {
		c.Differences[i].Names = slices.Clone(c.Differences[i].Names)
	}
	return c
}

func (t *Tx) readChart(project ident.ProjectID) (chart.Choice, error) {
	c, err := one(t, fault.New(fault.Missing, "storage.chart", nil), func(row scanner) (c chart.Choice, err error) {
		err = row.Scan(toID(&c.Project), &c.Base, digestColumn{&c.Hash}, &c.Revision)
		return c, err
	}, `SELECT project, base, hash, revision FROM chart WHERE project = $1`, id(project))
	if err != nil {
		return chart.Choice{}, err
	}
	if c.Differences, err = t.differences(project); err != nil {
		return chart.Choice{}, err
	}
	return c, nil
}

// differences gives those of a project's chart with their names, by code.
func (t *Tx) differences(project ident.ProjectID) ([]chart.Difference, error) {
	accounts, err := list(t, func(row scanner) (d chart.Difference, err error) {
		err = row.Scan(&d.Code, &d.Active, &d.Cashbook, &d.Accounting)
		return d, err
	}, `SELECT code, active, cashbook, accounting FROM chart_account WHERE project = $1 ORDER BY code`, id(project))
	if err != nil {
		return nil, err
	}
	type named struct {
		code string
		chart.Name
	}
	names, err := list(t, func(row scanner) (n named, err error) {
		err = row.Scan(&n.code, &n.Language, &n.Text)
		return n, err
	}, `SELECT code, language, text FROM chart_name WHERE project = $1 ORDER BY code, language`, id(project))
	at := 0
	for _, n := range names {
		for accounts[at].Code != n.code {
			at++
		}
		accounts[at].Names = append(accounts[at].Names, n.Name)
	}
	return accounts, err
}

// SaveChart writes what a project has chosen, whole.
func (t *Tx) SaveChart(c chart.Choice) error {
	for _, table := range []string{"chart_name", "chart_account"} {
		if err := t.put(`DELETE FROM `+table+` WHERE project = $1`, id(c.Project)); err != nil {
			return err
		}
	}
	err := t.put(`
		INSERT INTO chart (project, base, hash, revision) VALUES ($1, $2, $3, $4)
		ON CONFLICT (project) DO UPDATE SET base = excluded.base, hash = excluded.hash, revision = excluded.revision`,
		id(c.Project), c.Base, digest(c.Hash), c.Revision)
	for _, d := range c.Differences {
		if err == nil {
			err = t.saveDifference(c.Project, d)
		}
	}
	return err
}

func (t *Tx) saveDifference(project ident.ProjectID, d chart.Difference) error {
	err := t.put(`INSERT INTO chart_account (project, code, active, cashbook, accounting) VALUES ($1, $2, $3, $4, $5)`,
		id(project), d.Code, d.Active, d.Cashbook, d.Accounting)
	for _, n := range d.Names {
		if err == nil {
			err = t.put(`INSERT INTO chart_name (project, code, language, text) VALUES ($1, $2, $3, $4)`, id(project), d.Code, n.Language, n.Text)
		}
	}
	return err
}

// BooksKept reports whether any book of the project was ever given to a poste, or
// has a voucher here.
func (t *Tx) BooksKept(project ident.ProjectID) (kept bool, err error) {
	err = t.value(&kept, `
		SELECT EXISTS (SELECT 1 FROM ownership JOIN book ON book.id = ownership.book WHERE book.project = $1)
			OR EXISTS (SELECT 1 FROM entry JOIN book ON book.id = entry.book WHERE book.project = $1)`, id(project))
	return kept, err
}
