package exchange

import (
	"cmp"
	"errors"
	"slices"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
)

// settlePlans judges each list by its own revision: a lower one keeps what is
// here, an equal one with other content is refused. It leaves in the snapshot
// what will stand, and in st.plans what has to be written.
func (st *settled) settlePlans(j *judge) error {
	return inOrder(
		func() (err error) { st.Charts, st.plans.Charts, err = settleEach(st.Charts, j.chart); return },
		func() (err error) { st.Budgets, st.plans.Budgets, err = settleEach(st.Budgets, j.budget); return },
		func() (err error) { st.Fundings, st.plans.Fundings, err = settleEach(st.Fundings, j.fundings); return },
		func() (err error) { st.Years, st.plans.Years, err = settleEach(st.Years, j.years); return },
		func() (err error) { st.Rates, st.plans.Rates, err = settleEach(st.Rates, j.rates); return },
		func() (err error) {
			st.Templates, st.plans.Templates, err = settleEach(st.Templates, j.templates)
			return
		},
	)
}

// settleEach gives the lists as they will stand, and those of them to write.
func settleEach[T any](brought []T, one func(T) (stands T, write bool, err error)) (standing, written []T, err error) {
	for _, list := range brought {
		stands, write, err := one(list)
		if err != nil {
			return nil, nil, err
		}
		standing = append(standing, stands)
		if write {
			written = append(written, stands)
		}
	}
	return standing, written, nil
}

func (j *judge) chart(brought chart.Choice) (chart.Choice, bool, error) {
	how, err := j.revision("chart", brought.Project, brought.Revision, chartToWire(brought))
	if err != nil || how == newer {
		return brought, err == nil, err
	}
	here, err := j.store.Chart(brought.Project)
	if errors.Is(err, fault.Missing) { // the mark survived what it was about
		return brought, true, nil
	}
	return here, false, err
}

func (j *judge) budget(brought chart.Budget) (chart.Budget, bool, error) {
	how, err := j.revision("budget", brought.Project, brought.Revision, budgetToWire(brought))
	if err != nil || how == newer {
		return brought, err == nil, err
	}
	here, err := j.store.Budget(brought.Project)
	if err == nil && here.Revision == 0 {
		return brought, true, nil
	}
	return here, false, err
}

func (j *judge) fundings(brought chart.Fundings) (chart.Fundings, bool, error) {
	how, err := j.revision("fundings", brought.Project, brought.Revision, fundingsToWire(brought))
	if err != nil || how == newer {
		return brought, err == nil, err
	}
	here, err := j.store.Fundings(brought.Project)
	if err == nil && here.Revision == 0 {
		return brought, true, nil
	}
	return here, false, err
}

// rates are known by their two currencies: « EURXOF » and ten zero bytes.
func (j *judge) rates(brought chart.Rates) (chart.Rates, bool, error) {
	var pair [16]byte
	copy(pair[:], string(brought.Base)+string(brought.Quote))
	how, err := j.revision("rates", pair, brought.Revision, ratesToWire(brought))
	if err != nil || how == newer {
		return brought, err == nil, err
	}
	here, err := j.store.Rates(brought.Base, brought.Quote)
	if err == nil && here.Revision == 0 {
		return brought, true, nil
	}
	return here, false, err
}

// apply writes the lists. Projects are there already.
func (p Plans) apply(s Store) error {
	return inOrder(
		func() error { return each(p.Charts, s.SaveChart) },
		func() error { return each(p.Budgets, s.SaveBudget) },
		func() error { return each(p.Fundings, s.SaveFundings) },
		func() error { return each(p.Years, func(y FiscalYears) error { return y.apply(s) }) },
		func() error { return each(p.Rates, s.SaveRates) },
		func() error { return each(p.Templates, s.SaveSharedTemplates) },
		func() error { return each(p.Taxes, s.SaveContribution) },
	)
}

// comparePlans tells of charts, budgets, fundings and rates that come or change,
// and of built-in tables that this program does not have as head office has them.
func comparePlans(now, next Snapshot) []Change {
	var changes []Change
	for _, c := range next.Charts {
		changes = append(changes, compareChart(now, next, c)...)
	}
	for _, b := range next.Budgets {
		if at := slices.IndexFunc(now.Budgets, func(o chart.Budget) bool { return o.Project == b.Project }); at < 0 || now.Budgets[at].Revision != b.Revision {
			changes = append(changes, Change{Note, "budget", fault.Args{"Project": next.code(b.Project), "Count": len(b.Lines)}})
		}
	}
	for _, f := range next.Fundings {
		if at := slices.IndexFunc(now.Fundings, func(o chart.Fundings) bool { return o.Project == f.Project }); at < 0 || now.Fundings[at].Revision != f.Revision {
			changes = append(changes, Change{Note, "fundings", fault.Args{"Project": next.code(f.Project), "Count": len(f.List)}})
		}
	}
	changes = append(changes, compareYears(now, next)...)
	for _, r := range next.Rates {
		same := func(o chart.Rates) bool { return o.Base == r.Base && o.Quote == r.Quote }
		if at := slices.IndexFunc(now.Rates, same); at < 0 || now.Rates[at].Revision != r.Revision {
			changes = append(changes, Change{Note, "rates", fault.Args{"Base": string(r.Base), "Quote": string(r.Quote)}})
		}
	}
	return append(changes, compareTemplates(now, next)...)
}

func compareChart(now, next Snapshot, c chart.Choice) []Change {
	opened, err := chart.Open(c)
	if err != nil {
		return nil // such a file is refused before
	}
	args := fault.Args{"Project": next.code(c.Project), "Chart": opened.Table.Title}
	var changes []Change
	switch at := slices.IndexFunc(now.Charts, func(o chart.Choice) bool { return o.Project == c.Project }); {
	case at < 0:
		changes = append(changes, Change{Gain, "chart", args})
	case now.Charts[at].Revision != c.Revision:
		changes = append(changes, Change{Note, "chart", args})
	}
	if opened.Stale() {
		changes = append(changes, Change{Note, "chart-stale", args})
	}
	return changes
}

// sortPlans puts the lists into the order of their projects and pairs.
func (snap *Snapshot) sortPlans() {
	slices.SortFunc(snap.Charts, func(a, b chart.Choice) int { return compareIDs(a.Project, b.Project) })
	slices.SortFunc(snap.Budgets, func(a, b chart.Budget) int { return compareIDs(a.Project, b.Project) })
	slices.SortFunc(snap.Plans.Fundings, func(a, b chart.Fundings) int { return compareIDs(a.Project, b.Project) })
	slices.SortFunc(snap.Years, func(a, b FiscalYears) int { return compareIDs(a.Project, b.Project) })
	slices.SortFunc(snap.Plans.Templates, func(a, b cashbook.SharedTemplates) int { return compareIDs(a.Project, b.Project) })
	slices.SortFunc(snap.Rates, func(a, b chart.Rates) int {
		return cmp.Or(cmp.Compare(a.Base, b.Base), cmp.Compare(a.Quote, b.Quote))
	})
}

// code gives the code of a project of the snapshot.
func (snap Snapshot) code(project ident.ProjectID) string {
	return projectCodes(snap.Projects)[project]
}
