package accounting

import (
	"cmp"
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/chart"
)

// BudgetSum is what was spent on a budget line from a funding, in the base currency:
// debit less credit.
type BudgetSum struct {
	Line       string // empty for what names none
	Funding    string // empty for none
	SpentMinor int64
}

// BudgetStore adds up what postings have spent.
type BudgetStore interface {
	// BudgetSums adds up lines that name a budget line, by line and funding; and of
	// those that name none, costs, which are the accounts of class 6.
	BudgetSums(TotalFilter) ([]BudgetSum, error)
	// BudgetLines gives the lines that name a budget line, or one below it, in (day,
	// journal, number) order, at most limit.
	BudgetLines(f TotalFilter, code string, limit int) ([]AccountLine, error)
}

// Spending is what became of a budget line, or of a funding in it.
type Spending struct {
	SpentMinor   int64 // within the time
	TotalMinor   int64 // since the beginning, until the end of the time
	WaitingMinor int64 // of vouchers that arrived and wait to be posted
}

func (s Spending) plus(o Spending) Spending {
	return Spending{s.SpentMinor + o.SpentMinor, s.TotalMinor + o.TotalMinor, s.WaitingMinor + o.WaitingMinor}
}

// BudgetRow is a line of a budget with what became of it and of all lines below it.
type BudgetRow struct {
	chart.BudgetLine
	Heading bool // lines stand below it
	Known   bool // it is in the budget of the project
	Spending
	Fundings []FundingSpent // by code; one without code is spent without any
}

// RestMinor gives what is left of the plan.
func (r BudgetRow) RestMinor() int64 { return r.PlannedMinor - r.TotalMinor }

// FundingSpent is what was spent from a funding.
type FundingSpent struct {
	Code string // empty for none
	Spending
}

// BudgetActual is « budget et réalisé ».
type BudgetActual struct {
	Rows     []BudgetRow // by code, each below the line that it is part of
	Sum      BudgetRow   // of the lines of the first level
	Unnamed  Spending    // costs that name no budget line
	Fundings []FundingSpent
}

// Spent are the three columns of a budget, as they are read.
type Spent struct{ Within, Total, Waiting []BudgetSum }

// MakeBudget sums up what was spent in the lines of a budget and in those above
// them. A heading without a plan of its own has that of the lines below it. Lines
// that postings name and the budget does not have are shown without a plan. With a
// funding, only what was spent from it counts.
func MakeBudget(budget chart.Budget, spent Spent, funding string) BudgetActual {
	m := budgetMaker{rows: map[string]*BudgetRow{}, fundings: map[string]Spending{}}
	for _, line := range budget.Lines {
		m.rows[line.Code] = &BudgetRow{BudgetLine: line, Known: true}
	}
	for _, column := range []struct {
		sums []BudgetSum
		of   func(int64) Spending
	}{
		{spent.Within, func(minor int64) Spending { return Spending{SpentMinor: minor} }},
		{spent.Total, func(minor int64) Spending { return Spending{TotalMinor: minor} }},
		{spent.Waiting, func(minor int64) Spending { return Spending{WaitingMinor: minor} }},
	} {
		for _, sum := range column.sums {
			if funding == "" || sum.Funding == funding {
				m.add(sum.Line, sum.Funding, column.of(sum.SpentMinor))
			}
		}
	}
	return m.made()
}

type budgetMaker struct {
	rows     map[string]*BudgetRow
	fundings map[string]Spending
	unnamed  Spending
}

// add puts an amount into a line and all lines above it.
func (m *budgetMaker) add(code, funding string, s Spending) {
	m.fundings[funding] = m.fundings[funding].plus(s)
	if code == "" {
		m.unnamed = m.unnamed.plus(s)
		return
	}
	for line := (chart.BudgetLine{Code: code}); line.Code != ""; line.Code = line.Parent() {
		row, known := m.rows[line.Code]
		if !known {
			row = &BudgetRow{BudgetLine: line}
			m.rows[line.Code] = row
		}
		row.Spending = row.Spending.plus(s)
		row.with(funding, s)
	}
}

// with adds what was spent from a funding.
func (r *BudgetRow) with(funding string, s Spending) {
	at, found := slices.BinarySearchFunc(r.Fundings, funding, func(f FundingSpent, code string) int { return cmp.Compare(f.Code, code) })
	if !found {
		r.Fundings = slices.Insert(r.Fundings, at, FundingSpent{Code: funding})
	}
	r.Fundings[at].Spending = r.Fundings[at].Spending.plus(s)
}

// made puts the rows in their order and gives headings their plan.
func (m *budgetMaker) made() (b BudgetActual) {
	for _, row := range m.rows {
		b.Rows = append(b.Rows, *row)
	}
	slices.SortFunc(b.Rows, func(a, b BudgetRow) int {
		return slices.Compare(strings.Split(a.Code, "."), strings.Split(b.Code, "."))
	})
	below := map[string]int64{} // what the lines below a line plan
	for i := range slices.Backward(b.Rows) {
		row := &b.Rows[i]
		row.Heading = i+1 < len(b.Rows) && strings.HasPrefix(b.Rows[i+1].Code, row.Code+".")
		if row.PlannedMinor == 0 {
			row.PlannedMinor = below[row.Code]
		}
		below[row.Parent()] += row.PlannedMinor
		if row.Parent() == "" {
			b.Sum.PlannedMinor += row.PlannedMinor
			b.Sum.Spending = b.Sum.Spending.plus(row.Spending)
		}
	}
	b.Unnamed = m.unnamed
	for code, s := range m.fundings {
		b.Fundings = append(b.Fundings, FundingSpent{code, s})
	}
	slices.SortFunc(b.Fundings, func(a, b FundingSpent) int { return cmp.Compare(a.Code, b.Code) })
	return b
}
