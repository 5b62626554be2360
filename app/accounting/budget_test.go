package accounting_test

import (
	"testing"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/chart"
)

func TestBudgetIsSummedUpOverItsLevels(t *testing.T) {
	budget := chart.Budget{Lines: []chart.BudgetLine{
		{Code: "A", Label: "Forages"}, {Code: "A.1", PlannedMinor: 700}, {Code: "A.1.A", PlannedMinor: 300}, {Code: "A.2", PlannedMinor: 200},
		{Code: "A2", PlannedMinor: 50}, {Code: "B", PlannedMinor: 1000},
	}}
	b := accounting.MakeBudget(budget, accounting.Spent{
		Within:  []accounting.BudgetSum{{Line: "A.1.A", Funding: "AFD-24", SpentMinor: 40}, {Line: "A.2", SpentMinor: 5}, {SpentMinor: 9}},
		Total:   []accounting.BudgetSum{{Line: "A.1.A", Funding: "AFD-24", SpentMinor: 60}, {Line: "A.1.A", SpentMinor: 1}, {Line: "A.2", SpentMinor: 5}, {Line: "Z.9", SpentMinor: 2}, {SpentMinor: 11}},
		Waiting: []accounting.BudgetSum{{Line: "B", SpentMinor: 30}, {Line: "B", SpentMinor: -10}},
	}, "")
	want := []struct {
		code                           string
		planned, spent, total, waiting int64
		heading, known                 bool
	}{
		{"A", 900, 45, 66, 0, true, true}, {"A.1", 700, 40, 61, 0, true, true}, {"A.1.A", 300, 40, 61, 0, false, true}, {"A.2", 200, 5, 5, 0, false, true},
		{"A2", 50, 0, 0, 0, false, true}, {"B", 1000, 0, 0, 20, false, true}, {"Z", 0, 0, 2, 0, true, false}, {"Z.9", 0, 0, 2, 0, false, false},
	}
	if len(b.Rows) != len(want) {
		t.Fatalf("%+v", b.Rows)
	}
	for i, w := range want {
		r := b.Rows[i]
		if r.Code != w.code || r.PlannedMinor != w.planned || r.SpentMinor != w.spent || r.TotalMinor != w.total || r.WaitingMinor != w.waiting || r.Heading != w.heading || r.Known != w.known {
			t.Errorf("line %d is %+v, want %+v", i, r, w)
		}
	}
	if b.Sum.PlannedMinor != 1950 || b.Sum.TotalMinor != 68 || b.Sum.WaitingMinor != 20 || b.Sum.RestMinor() != 1882 {
		t.Errorf("the sum is %+v", b.Sum)
	}
	if b.Unnamed != (accounting.Spending{SpentMinor: 9, TotalMinor: 11}) {
		t.Errorf("without budget line %+v", b.Unnamed)
	}
	if f := b.Rows[2].Fundings; len(f) != 2 || f[0].Code != "" || f[0].TotalMinor != 1 || f[1].Code != "AFD-24" || f[1].SpentMinor != 40 {
		t.Errorf("the fundings of A.1.A are %+v", f)
	}
	only := accounting.MakeBudget(budget, accounting.Spent{Total: []accounting.BudgetSum{{Line: "A.2", SpentMinor: 5}, {Line: "A.2", Funding: "AFD-24", SpentMinor: 3}}}, "AFD-24")
	if only.Sum.TotalMinor != 3 {
		t.Errorf("from one funding %+v", only.Sum)
	}
}
