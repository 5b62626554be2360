package statement

import (
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/translation"
	"github.com/comptoir/comptoir/app/workspace"
)

// Heights of charts on paper, in millimetres.
const (
	courseHeight = 60.0
	barsHeight   = 52.0
)

// Months sums a book up by month, with the course of its balance and what came in
// and went out as charts on paper.
func Months(card workspace.BookCard, period workspace.Period, p *translation.Printer, h report.Head) report.Report {
	m := maker{p, card}
	made := report.Report{
		Head: h, Title: m.title("months"), About: []string{Span(p, period.From, period.Until)}, Facts: m.facts(), Portrait: true,
		Columns: []report.Column{
			{Key: "month", Title: m.say("month")}, {Key: "vouchers", Title: m.say("vouchers"), Flush: true},
			{Key: "opening", Title: m.say("opening"), Flush: true}, {Key: "in", Title: m.say("in-sum"), Flush: true},
			{Key: "out", Title: m.say("out-sum"), Flush: true}, {Key: "closing", Title: m.say("closing"), Flush: true},
		},
	}
	for _, month := range period.Months {
		made.Rows = append(made.Rows, report.Row{Cells: []any{
			report.Month(month.Month), month.Vouchers, m.amount(month.OpeningMinor), m.amount(month.InMinor), m.amount(month.OutMinor), m.amount(month.BalanceMinor),
		}})
	}
	made.Rows = append(made.Rows, report.Row{Kind: report.Total, Cells: []any{
		m.say("total"), period.Vouchers, m.amount(period.OpeningMinor), m.amount(period.InMinor), m.amount(period.OutMinor), m.amount(period.ClosingMinor),
	}})
	if len(period.Months) > 0 {
		made.Pictures = []report.Picture{
			{Title: CourseTitle(p, card.Book), Height: courseHeight, Chart: Course(p, card.Book, period)},
			{Title: BarsTitle(p, card.Book), Height: barsHeight, Chart: Bars(p, card.Book, period.Months)},
		}
	}
	return made
}
