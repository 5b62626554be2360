package chart

import (
	"slices"
	"strings"

	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
)

// titles are what the columns of a budget may be called, as they are folded.
var titles = map[string][]string{
	"code":    {"code", "ligne", "line"},
	"label":   {"libelle", "label", "intitule", "name", "nom"},
	"planned": {"prevu", "montant prevu", "montant", "budget", "planned", "amount"},
	"active":  {"actif", "active"},
}

// ReadBudget reads the rows of a spreadsheet with the columns code, label, and
// perhaps planned amount in a currency and whether the line is active; others are
// passed over. It says of each row what is wrong with it alone; Merge says the
// rest. Without code and label it is fault.Invalid.
func ReadBudget(names []string, rows [][]string, currency money.Currency) ([]BudgetLine, []RowFault, error) {
	columns := map[string]int{}
	for column := range titles {
		columns[column] = slices.IndexFunc(names, func(name string) bool {
			return slices.Contains(titles[column], strings.Join(strings.Fields(directory.Fold(name)), " "))
		})
	}
	if columns["code"] < 0 || columns["label"] < 0 {
		return nil, nil, fault.New(fault.Invalid, "chart.budget-columns", nil)
	}
	if len(rows) > BudgetLinesMax {
		return nil, nil, fault.New(fault.Invalid, "chart.budget-many", fault.Args{"Max": BudgetLinesMax})
	}
	lines, faults := make([]BudgetLine, len(rows)), []RowFault(nil)
	for i, row := range rows {
		cell := func(column string) string {
			if at := columns[column]; at >= 0 && at < len(row) {
				return strings.TrimSpace(row[at])
			}
			return ""
		}
		var err error
		if lines[i], err = readBudgetLine(cell, currency); err != nil {
			faults = append(faults, RowFault{i, err})
		}
	}
	return lines, faults, nil
}

func readBudgetLine(cell func(column string) string, currency money.Currency) (BudgetLine, error) {
	l := BudgetLine{Code: cell("code"), Label: cell("label"), Active: true}
	switch state := directory.Fold(cell("active")); state {
	case "", "oui", "yes", "1", "true", "vrai", "x":
	case "non", "no", "0", "false", "faux":
		l.Active = false
	default:
		return l, fault.New(fault.Invalid, "chart.budget-active", fault.Args{"Text": fault.Excerpt(state)})
	}
	if cell("planned") == "" {
		return l, nil
	}
	amount, err := money.Parse(cell("planned"), currency)
	l.PlannedMinor = amount.Minor
	return l, err
}
