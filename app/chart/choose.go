package chart

import (
	"errors"
	"time"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// Verbs of the history.
const (
	VerbChosen        directory.Verb = "chart-chosen"
	VerbAccountSaved  directory.Verb = "chart-account-saved"
	VerbBudgetSaved   directory.Verb = "budget-saved"
	VerbFundingsSaved directory.Verb = "fundings-saved"
	VerbRateSaved     directory.Verb = "rate-saved"
)

// Choose gives a project its chart. Once a book of it was given to a poste,
// another one is fault.Conflict; choosing the same again takes over the table
// that this program has. Differences go with the chart they differ from.
func Choose(s Records, by directory.Actor, project ident.ProjectID, base ID, now time.Time) (Choice, error) {
	where, err := may(s, by, directory.RightChartManage, project, now)
	if err != nil {
		return Choice{}, err
	}
	table, known := TableOf(base)
	if !known {
		return Choice{}, fault.New(fault.Missing, "chart.unknown", fault.Args{"Chart": fault.Excerpt(string(base))})
	}
	choice, err := s.Chart(project)
	if err != nil && !errors.Is(err, fault.Missing) {
		return Choice{}, err
	}
	switch {
	case err != nil:
		choice = Choice{Project: project, Base: base}
	case choice.Base == base && choice.Hash == table.Hash:
		return choice, nil
	case choice.Base != base:
		if err := unused(s, choice); err != nil {
			return Choice{}, err
		}
		choice.Base, choice.Differences = base, nil
	}
	choice.Hash = table.Hash
	return saveChart(s, by, choice, VerbChosen, now, where, directory.Detail{Name: "chart", Value: table.Title})
}

// unused refuses to take away a chart that vouchers may have been entered by.
func unused(s Store, c Choice) error {
	kept, err := s.BooksKept(c.Project)
	if err == nil && kept {
		table, _ := TableOf(c.Base)
		return fault.New(fault.Conflict, "chart.used", fault.Args{"Chart": table.Title})
	}
	return err
}

func saveChart(s Records, by directory.Actor, c Choice, verb directory.Verb, now time.Time, details ...directory.Detail) (Choice, error) {
	c.Revision++
	if err := s.SaveChart(c); err != nil {
		return Choice{}, err
	}
	return c, directory.Note(s, by, ident.UserID{}, verb, now, details...)
}

// may decides about a project and gives it as a detail of the history.
func may(s directory.Store, by directory.Actor, right directory.Right, project ident.ProjectID, now time.Time) (where directory.Detail, err error) {
	at, err := directory.PlaceOf(s, project)
	if err != nil {
		return where, err
	}
	p, err := s.Project(project)
	if err != nil {
		return where, err
	}
	return directory.Detail{Name: "project", Value: p.Code}, directory.Can(by, right, at, now)
}

// stale refuses a change of a list that somebody else has changed since it was
// read.
func stale(stored, read int64) error {
	if stored == read {
		return nil
	}
	return fault.New(fault.Conflict, "chart.changed", nil)
}
