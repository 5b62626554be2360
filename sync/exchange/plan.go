package exchange

import (
	"errors"

	"github.com/google/uuid"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/usrfile"
)

// Plans are what vouchers of the user's books and postings of their journals may
// name: of each project its chart, budget and fundings, the rates of each currency
// of a book or journal, and where there are journals the rates of taxes. A list
// that was never made does not travel.
type Plans struct {
	Charts   []chart.Choice
	Budgets  []chart.Budget
	Fundings []chart.Fundings
	Rates    []chart.Rates
	Years    []FiscalYears

	Templates []cashbook.SharedTemplates
	Taxes     []directory.Contribution // all of the organisation, by name and first day
}

// planStore is where plans are.
type planStore interface {
	chart.Store
	cashbook.TemplateStore
	Contributions() ([]directory.Contribution, error)
	Years(ident.ProjectID) ([]accounting.Year, error)
}

// plansOf collects the plans of books and journals, in the order in which these are.
func plansOf(s planStore, snap Snapshot) (plans Plans, err error) {
	currencies, seen := map[money.Currency]bool{}, map[ident.ProjectID]bool{}
	collect := func(project ident.ProjectID, used ...money.Currency) error {
		for _, currency := range used {
			currencies[currency] = true
		}
		if seen[project] {
			return nil
		}
		seen[project] = true
		return plans.collect(s, project)
	}
	for _, o := range snap.Books {
		if err := collect(o.Book.Project, o.Book.Currency); err != nil {
			return Plans{}, err
		}
	}
	for _, o := range snap.Journals {
		if err := collect(o.Journal.Project, o.Journal.Currency, o.Journal.Base); err != nil {
			return Plans{}, err
		}
	}
	if len(snap.Journals) > 0 {
		if plans.Taxes, err = s.Contributions(); err != nil {
			return Plans{}, err
		}
	}
	if len(currencies) == 0 {
		return plans, nil
	}
	rates, err := s.AllRates()
	for _, r := range rates {
		if currencies[r.Base] || currencies[r.Quote] {
			plans.Rates = append(plans.Rates, r.Newest())
		}
	}
	return plans, err
}

func (p *Plans) collect(s planStore, project ident.ProjectID) error {
	choice, err := s.Chart(project)
	switch {
	case err == nil:
		p.Charts = append(p.Charts, choice)
	case !errors.Is(err, fault.Missing):
		return err
	}
	budget, err := s.Budget(project)
	if err != nil {
		return err
	}
	if budget.Revision > 0 {
		p.Budgets = append(p.Budgets, budget)
	}
	fundings, err := s.Fundings(project)
	if fundings.Revision > 0 {
		p.Fundings = append(p.Fundings, fundings)
	}
	if err != nil {
		return err
	}
	years, err := s.Years(project)
	if err != nil {
		return err
	}
	if len(years) > 0 {
		p.Years = append(p.Years, FiscalYears{project, years})
	}
	templates, err := s.SharedTemplates(project)
	if templates.Revision > 0 {
		p.Templates = append(p.Templates, templates)
	}
	return err
}

// toWire puts the plans into a payload.
func (p Plans) toWire(d *usrfile.UserData) {
	for _, c := range p.Charts {
		d.Charts = append(d.Charts, chartToWire(c))
	}
	for _, b := range p.Budgets {
		d.Budgets = append(d.Budgets, budgetToWire(b))
	}
	for _, f := range p.Fundings {
		d.Fundings = append(d.Fundings, fundingsToWire(f))
	}
	for _, y := range p.Years {
		d.Years = append(d.Years, y.toWire())
	}
	for _, r := range p.Rates {
		d.Rates = append(d.Rates, ratesToWire(r))
	}
	for _, t := range p.Templates {
		d.Templates = append(d.Templates, templatesToWire(t))
	}
	d.Contributions = taxesToWire(p.Taxes)
}

func chartToWire(c chart.Choice) usrfile.Chart {
	wire := usrfile.Chart{Project: uuid.UUID(c.Project), Base: string(c.Base), Hash: c.Hash, Revision: c.Revision}
	for _, d := range c.Differences {
		account := usrfile.AccountDifference{Code: d.Code, Active: d.Active, Cashbook: d.Cashbook, Accounting: d.Accounting}
		for _, n := range d.Names {
			account.Names = append(account.Names, usrfile.AccountName(n))
		}
		wire.Differences = append(wire.Differences, account)
	}
	return wire
}

func budgetToWire(b chart.Budget) usrfile.Budget {
	wire := usrfile.Budget{Project: uuid.UUID(b.Project), Revision: b.Revision}
	for _, l := range b.Lines {
		wire.Lines = append(wire.Lines, usrfile.BudgetLine(l))
	}
	return wire
}

func fundingsToWire(f chart.Fundings) usrfile.Fundings {
	wire := usrfile.Fundings{Project: uuid.UUID(f.Project), Revision: f.Revision}
	for _, g := range f.List {
		wire.Fundings = append(wire.Fundings, usrfile.Funding{
			Code: g.Code, Label: g.Label, Donor: g.Donor, From: g.From.String(), Until: g.Until.String(), Active: g.Active,
		})
	}
	return wire
}

func ratesToWire(r chart.Rates) usrfile.Rates {
	wire := usrfile.Rates{Base: string(r.Base), Quote: string(r.Quote), Revision: r.Revision}
	for _, one := range r.List {
		wire.Rates = append(wire.Rates, usrfile.Rate{Day: one.Day.String(), Rate: int64(one.Rate), Source: one.Source})
	}
	return wire
}

// plansFromWire reads the plans of a payload.
func plansFromWire(d usrfile.UserData) (p Plans, err error) {
	for _, w := range d.Charts {
		c := chartFromWire(w)
		if err := c.Valid(); err != nil {
			return Plans{}, unknownValue(err, w.Base)
		}
		p.Charts = append(p.Charts, c)
	}
	for _, w := range d.Budgets {
		b := chart.Budget{Project: ident.ProjectID(w.Project), Revision: w.Revision}
		for _, l := range w.Lines {
			b.Lines = append(b.Lines, chart.BudgetLine(l))
		}
		if err := b.Valid(); err != nil {
			return Plans{}, unknownValue(err, "budgets")
		}
		p.Budgets = append(p.Budgets, b)
	}
	for _, w := range d.Fundings {
		f, err := fundingsFromWire(w)
		if err != nil {
			return Plans{}, unknownValue(err, "fundings")
		}
		p.Fundings = append(p.Fundings, f)
	}
	for _, w := range d.Years {
		y, err := yearsFromWire(w)
		if err != nil {
			return Plans{}, unknownValue(err, "years")
		}
		p.Years = append(p.Years, y)
	}
	for _, w := range d.Rates {
		r, err := ratesFromWire(w)
		if err != nil {
			return Plans{}, unknownValue(err, w.Base+"/"+w.Quote)
		}
		p.Rates = append(p.Rates, r)
	}
	for _, w := range d.Templates {
		t, err := templatesFromWire(w)
		if err != nil {
			return Plans{}, unknownValue(err, "templates")
		}
		p.Templates = append(p.Templates, t)
	}
	p.Taxes, err = taxesFromWire(d.Contributions)
	return p, err
}

func chartFromWire(w usrfile.Chart) chart.Choice {
	c := chart.Choice{Project: ident.ProjectID(w.Project), Base: chart.ID(w.Base), Hash: w.Hash, Revision: w.Revision}
	for _, a := range w.Differences {
		d := chart.Difference{Code: a.Code, Active: a.Active, Cashbook: a.Cashbook, Accounting: a.Accounting}
		for _, n := range a.Names {
			d.Names = append(d.Names, chart.Name(n))
		}
		c.Differences = append(c.Differences, d)
	}
	return c
}

func fundingsFromWire(w usrfile.Fundings) (chart.Fundings, error) {
	f := chart.Fundings{Project: ident.ProjectID(w.Project), Revision: w.Revision}
	for _, g := range w.Fundings {
		from, err := calendar.Parse(g.From)
		if err != nil {
			return chart.Fundings{}, err
		}
		until, err := calendar.Parse(g.Until)
		if err != nil {
			return chart.Fundings{}, err
		}
		f.List = append(f.List, chart.Funding{Code: g.Code, Label: g.Label, Donor: g.Donor, From: from, Until: until, Active: g.Active})
	}
	return f, f.Valid()
}

func ratesFromWire(w usrfile.Rates) (r chart.Rates, err error) {
	r.Revision = w.Revision
	if r.Base, err = money.ParseCurrency(w.Base); err != nil {
		return r, err
	}
	if r.Quote, err = money.ParseCurrency(w.Quote); err != nil {
		return r, err
	}
	for _, one := range w.Rates {
		day, err := calendar.Parse(one.Day)
		if err != nil {
			return r, err
		}
		r.List = append(r.List, chart.Rate{Day: day, Rate: money.Rate(one.Rate), Source: one.Source})
	}
	return r, r.Valid()
}
