package chart_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/comptoir/comptoir/app/chart"
	"github.com/comptoir/comptoir/app/fault"
)

func TestReadBudget(t *testing.T) {
	lines, faults, err := chart.ReadBudget([]string{"Note", "CODE", "Libellé", "Montant  prévu", "Actif"}, [][]string{
		{"", "A", "Forages", "1 250 000", ""}, {"", " A.1 ", "Matériel"}, {"x", "B", "Divers", "12,5", "oui"}, {"", "C", "Ancien", "", "Non"}, {"", "D", "x", "", "peut-être"},
	}, "XOF")
	if err != nil {
		t.Fatal(err)
	}
	want := []chart.BudgetLine{
		{Code: "A", Label: "Forages", PlannedMinor: 1_250_000, Active: true}, {Code: "A.1", Label: "Matériel", Active: true},
		{Code: "B", Label: "Divers", Active: true}, {Code: "C", Label: "Ancien"}, {Code: "D", Label: "x", Active: true},
	}
	if !slices.Equal(lines, want) {
		t.Errorf("read %+v", lines)
	}
	if len(faults) != 2 || faults[0].Row != 2 || faults[1].Row != 4 {
		t.Errorf("faults %+v", faults)
	}
	wants(t, "decimals of a franc", faults[0].Err, "money.precision")
	wants(t, "perhaps", faults[1].Err, "chart.budget-active")
	for _, titles := range [][]string{nil, {"code"}, {"libellé"}, {"codes", "libellés"}} {
		if _, _, err := chart.ReadBudget(titles, nil, "XOF"); !errors.Is(err, fault.Invalid) {
			t.Errorf("columns %v: %v", titles, err)
		}
	}
	if _, _, err := chart.ReadBudget([]string{"code", "label"}, make([][]string, chart.BudgetLinesMax+1), "XOF"); !errors.Is(err, fault.Invalid) {
		t.Errorf("too many rows: %v", err)
	}
}
