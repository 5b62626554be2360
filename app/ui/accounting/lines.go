package accounting

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// lines shows below the page what the posting under the cursor consists of.
type lines struct {
	page    *page
	title   *kit.Text
	total   *kit.Text
	grid    *kit.Grid[accounting.Line]
	content fyne.CanvasObject
	shown   int64 // number of the posting; 0 for none
}

// linesHeight has room for the titles and four lines.
const linesHeight = 5 * kit.RowHeight

func newLines(p *page) *lines {
	l := &lines{page: p, title: kit.NewText("", kit.Strong).Cut(), total: kit.NewText("", kit.Muted)}
	l.grid = lineGrid(p.services, p.offers, p.open.Journal, "lines", optional)
	top := container.NewBorder(nil, nil, nil, l.total, l.title)
	l.content = kit.Insets(8, 0, kit.VStack(6, top, kit.Height(linesHeight, l.grid)))
	return l
}

// optional are the columns of lines that not every posting needs.
var optional = []string{"text", "party", "funding", "budget-line", "due"}

// needed gives the optional columns in which any of some lines says something.
func needed(lines []accounting.Line) (columns []string) {
	for _, id := range optional {
		if slices.ContainsFunc(lines, func(l accounting.Line) bool { return says(l, id) }) {
			columns = append(columns, id)
		}
	}
	return columns
}

// says reports whether a line has something in an optional column.
func says(l accounting.Line, id string) bool {
	switch id {
	case "text":
		return l.Text != ""
	case "party":
		return l.Party != "" || l.PartyName != ""
	case "funding":
		return l.Funding != ""
	case "budget-line":
		return l.BudgetLine != ""
	}
	return !l.Due.IsZero()
}

// lineGrid is a table of the lines of a posting of a journal, with some of the
// optional columns.
func lineGrid(s *kit.Services, o offers, j accounting.Journal, name string, with []string) *kit.Grid[accounting.Line] {
	title := func(id string) string { return s.T("accounting.line." + id) }
	columns := []kit.Column[accounting.Line]{
		{ID: "account", Title: title("account"), Width: 84, Style: strongLine, Text: func(l accounting.Line) string { return l.Account }},
		{ID: "name", Title: title("name"), Width: 110, Grow: true, Text: func(l accounting.Line) string { return o.accountName(l.Account) }},
	}
	for _, column := range []kit.Column[accounting.Line]{
		{ID: "text", Title: title("text"), Width: 120, Style: mutedLine, Text: func(l accounting.Line) string { return l.Text }},
		{ID: "party", Title: title("party"), Width: 130, Grow: true, Text: partyOf},
		{ID: "funding", Title: title("funding"), Width: 100, Text: func(l accounting.Line) string { return l.Funding }},
		{ID: "budget-line", Title: title("budget-line"), Width: 84, Text: func(l accounting.Line) string { return l.BudgetLine }},
		{ID: "due", Title: title("due"), Width: 84, Style: mutedLine, Text: func(l accounting.Line) string { return s.Printer.DayShort(l.Due) }},
	} {
		if slices.Contains(with, column.ID) {
			columns = append(columns, column)
		}
	}
	columns = append(columns, sideColumn(s, "debit", j.Currency, func(l accounting.Line) int64 { return l.AmountMinor }),
		sideColumn(s, "credit", j.Currency, func(l accounting.Line) int64 { return -l.AmountMinor }))
	if j.IsForeign() {
		columns = append(columns, kit.Column[accounting.Line]{
			ID: "base", Title: s.T("accounting.line.base", fault.Args{"Currency": string(j.Base)}), Width: widthIn(s, j.Base),
			Align: fyne.TextAlignTrailing, Style: mutedLine,
			Text: func(l accounting.Line) string {
				return s.Printer.Number(money.Amount{Minor: l.BaseMinor, Currency: j.Base})
			},
		})
	}
	return kit.NewGrid(s, name, columns, kit.Rows[accounting.Line](nil))
}

// sideColumn shows the amounts of one side.
func sideColumn(s *kit.Services, id string, currency money.Currency, of func(accounting.Line) int64) kit.Column[accounting.Line] {
	text := func(l accounting.Line) string {
		if of(l) <= 0 {
			return ""
		}
		return s.Printer.Number(money.Amount{Minor: of(l), Currency: currency})
	}
	return kit.Column[accounting.Line]{
		ID: id, Title: s.T("accounting.line."+id, fault.Args{"Currency": string(currency)}), Width: widthIn(s, currency),
		Align: fyne.TextAlignTrailing, Text: text,
	}
}

// partyOf names a third party.
func partyOf(l accounting.Line) string {
	switch {
	case l.PartyName == "":
		return l.Party
	case l.Party == "":
		return l.PartyName
	}
	return l.Party + " · " + l.PartyName
}

func strongLine(accounting.Line) kit.Style { return kit.Strong }

func mutedLine(accounting.Line) kit.Style { return kit.Muted }

// show takes the lines of the posting under the cursor.
func (l *lines) show() {
	r, here := l.page.grid.Current()
	if !here {
		l.shown = 0
		l.title.SetText("")
		l.total.SetText("")
		l.grid.SetSource(kit.Rows[accounting.Line](nil))
		return
	}
	if l.shown == r.Posting.Entry.Number {
		return
	}
	l.shown = r.Posting.Entry.Number
	l.title.SetText(l.page.T("accounting.lines.title", fault.Args{"Number": r.Posting.Entry.Number, "Text": r.Posting.Text}))
	l.total.SetText(l.page.T("accounting.lines.count", fault.Args{"Count": len(r.Posting.Lines)}))
	l.grid.SetSource(kit.Rows[accounting.Line](r.Posting.Lines))
}
