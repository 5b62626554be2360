package reporting_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/reporting"
	"github.com/comptoir/comptoir/app/ui/uitest"
)

// wide has more than fits beside each other.
func wide() report.Report {
	large := money.Amount{Minor: 9_999_999_999_999, Currency: "XOF"}
	r := report.Report{Title: "Livre", Columns: []report.Column{
		{Title: "N°", Flush: true}, {Title: "Libellé", Carry: report.CarryLabel}, {Title: "Bénéficiaire"},
		{Title: "Entrée", Flush: true}, {Title: "Sortie", Flush: true}, {Title: "Solde", Flush: true},
	}}
	text := strings.Repeat("Virement exceptionnel du bailleur ", 3)
	r.Rows = []report.Row{
		{Kind: report.Heading, Cells: []any{"Groupe"}},
		{Cells: []any{int64(1), text, text, large, large, large}},
		{Kind: report.Aside, Cells: []any{"P1", "provisoire"}},
		{Kind: report.Total, Cells: []any{nil, "Total", nil, large, large, large}},
	}
	return r
}

func TestAmountsAreWholeHoweverNarrowTheWindow(t *testing.T) {
	for _, width := range []float32{1366, 1024, 900} {
		b := uitest.New(t)
		b.Window.Resize(fyne.NewSize(width, 600))
		b.Window.SetContent(reporting.Table(b.Services, "wide", wide()))
		b.Window.Resize(fyne.NewSize(width, 600))
		if got := strings.Count(b.Text(), "9 999 999 999 999"); got != 6 {
			t.Errorf("in %v units %d amounts of 6 are whole: %s", width, got, b.Text())
		}
		b.Want("Groupe", "P1", "Total")
	}
}
