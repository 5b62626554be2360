package chart

import (
	"errors"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
)

// PlanStore gives what the plan of a project is made of.
type PlanStore interface {
	// Chart gives fault.Missing for a project that has chosen none.
	Chart(ident.ProjectID) (Choice, error)
	// Budget gives an empty one of revision 0 for a project that has none; so do
	// Fundings and Rates.
	Budget(ident.ProjectID) (Budget, error)
	Fundings(ident.ProjectID) (Fundings, error)
}

// Store keeps what projects have chosen, each list whole.
type Store interface {
	PlanStore
	SaveChart(Choice) error
	SaveBudget(Budget) error
	SaveFundings(Fundings) error
	Rates(base, quote money.Currency) (Rates, error)
	// AllRates gives those of every pair, by base and quote.
	AllRates() ([]Rates, error)
	SaveRates(Rates) error
	// BooksKept reports whether any book of the project was ever given to a poste:
	// its vouchers may name accounts, wherever they are.
	BooksKept(ident.ProjectID) (bool, error)
}

// Records is what use cases need that also ask who may do what.
type Records interface {
	Store
	directory.Store
}

// Plan is all that vouchers of a project may name.
type Plan struct {
	Chart    *Chart // nil when the project has chosen none
	Budget   Budget
	Fundings Fundings
}

// PlanOf reads the plan of a project.
func PlanOf(s PlanStore, project ident.ProjectID) (*Plan, error) {
	var p Plan
	choice, err := s.Chart(project)
	switch {
	case err == nil:
		if p.Chart, err = Open(choice); err != nil {
			return nil, err
		}
	case !errors.Is(err, fault.Missing):
		return nil, err
	}
	if p.Budget, err = s.Budget(project); err != nil {
		return nil, err
	}
	if p.Fundings, err = s.Fundings(project); err != nil {
		return nil, err
	}
	return &p, nil
}

// CheckAccount refuses an account that entries of the module may not name, with
// fault.Invalid.
func (p *Plan) CheckAccount(code string, m directory.Module) error { return p.Chart.Check(code, m) }

// CheckFunding refuses a funding that the project does not have, or not on the
// day, with fault.Invalid. A project without fundings takes any.
func (p *Plan) CheckFunding(code string, day calendar.Day) error { return p.Fundings.Check(code, day) }

// CheckBudgetLine refuses a budget line that the project does not have, or that
// has lines below it, with fault.Invalid. A project without budget takes any.
func (p *Plan) CheckBudgetLine(code string) error { return p.Budget.Check(code) }
