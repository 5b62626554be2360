package cashbooks

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	prints "github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/reporting"
	"github.com/comptoir/comptoir/app/workspace"
)

// The reports of a book.
const (
	reportPage      = "page"
	reportMonths    = "months"
	reportOwnership = "ownership"
	reportItems     = "open-items"
	reportAllItems  = "open-items-all" // of all books of the person
)

// reports is where a book is looked at over a period, printed and written as a
// file.
type reports struct {
	*section
	book   workspace.BookCard
	kind   *kit.PickerField
	from   *kit.DateField
	until  *kit.DateField
	about  *kit.Paragraph
	body   *fyne.Container
	shown  shownReport
	wishes int // how often something else was wanted
}

// shownReport is what is on the screen, and what is printed.
type shownReport struct {
	report.Report
	kind   string
	period workspace.Period
}

// openReports shows the reports of the book.
func (p *page) openReports() { newReports(p.section, p.book.BookCard).bring() }

func newReports(s *section, book workspace.BookCard) *reports {
	r := &reports{section: s, book: book, about: kit.NewParagraph("", kit.Muted), body: container.NewStack()}
	r.kind = kit.NewStrictPicker(s.Services, "report-kind", kit.OfferAll(r.kinds()))
	r.kind.Required = true
	r.kind.Set(r.kinds()[0])
	r.kind.OnChosen = func(c kit.Choice) { r.choose(c.ID) }
	r.from, r.until = r.day("report-from", "cashbooks.reports.from"), r.day("report-until", "cashbooks.reports.until")
	r.from.SetText(r.usual(reportPage))
	return r
}

// usual is from when a report usually goes: a page has the last month, the others
// everything.
func (r *reports) usual(kind string) string {
	if kind != reportPage || r.book.LastDay.IsZero() {
		return ""
	}
	year, month, _ := r.book.LastDay.Date()
	return r.Printer.DayShort(calendar.New(year, month, 1))
}

// choose takes another report; a period that nobody has touched becomes the usual
// one.
func (r *reports) choose(kind string) {
	if r.from.Text == r.usual(r.shown.kind) {
		r.from.SetText(r.usual(kind))
	}
	r.look()
}

func (r *reports) kinds() []kit.Choice {
	return []kit.Choice{
		{ID: reportPage, Text: r.T("statement.page")}, {ID: reportMonths, Text: r.T("statement.months")}, {ID: reportOwnership, Text: r.T("statement.ownership")},
		{ID: reportItems, Text: r.T("statement.open-items")}, {ID: reportAllItems, Text: r.T("cashbooks.reports.items-all")},
	}
}

func (r *reports) day(name, hint string) *kit.DateField {
	f := kit.NewDateField(r.Services, name)
	f.PlaceHolder = r.T(hint)
	f.Commit = func() { r.look() }
	return f
}

func (r *reports) bring() {
	tools := kit.HStack(8, kit.Width(230, r.kind), kit.Width(140, r.from), kit.Width(140, r.until),
		kit.NewButton(r.T("cashbooks.reports.show"), "refresh", kit.Plain, r.look), kit.Space(),
		kit.NewButton(r.T("cashbooks.reports.print"), "print", kit.Plain, r.print),
		kit.NewButton(r.T("reporting.export"), "export", kit.Plain, r.export))
	ref := r.book.Book.Ref()
	title := r.T("cashbooks.reports")
	head := kit.VStack(8, kit.NewText(r.T("cashbooks.reports.title", fault.Args{"Ref": ref, "Name": r.book.Book.Name}), kit.Title), tools, r.about)
	r.Shell.Show(kit.Screen{
		Name: "book-reports", Section: string(desk.CashBooks),
		Crumbs: []kit.Crumb{
			{Text: r.T("cashbooks.title"), Open: func() { r.Open(desk.CashBooks) }},
			{Text: r.T("cashbooks.page.title", fault.Args{"Ref": ref, "Name": r.book.Book.Name}), Open: func() { r.openPage(ref) }}, {Text: title},
		},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, r.body))),
		Focus:   r.kind,
		Keys: kit.Handlers{
			kit.ActionPrint: r.print, kit.ActionExport: r.export, kit.ActionRefresh: r.look, kit.ActionCancel: func() { r.openPage(ref) },
		},
	})
	r.look()
}

// showFields lets a period begin where the report has one: what is open is so at the
// end of a day, and who kept the book is told from the first day on.
func (r *reports) showFields() {
	switch r.kind.Chosen().ID {
	case reportPage, reportMonths:
		r.from.Enable()
	default:
		r.from.Disable()
	}
}

// look makes the report that the fields describe.
func (r *reports) look() {
	r.showFields()
	from, fromErr := r.from.Day()
	until, untilErr := r.until.Day()
	if fromErr != nil || untilErr != nil {
		return // the field says what is wrong
	}
	r.wishes++
	wish, kind := r.wishes, r.kind.Chosen().ID
	kit.Load(r.Tasks, func() (shownReport, error) { return r.make(kind, from, until) }, func(made shownReport, err error) {
		if wish == r.wishes && !r.Refuse(err) {
			r.show(made)
		}
	})
}

// make reads the book and makes a report; it runs away from the goroutine that
// draws.
func (r *reports) make(kind string, from, until calendar.Day) (made shownReport, err error) {
	made.kind = kind
	head, err := prints.ReadHead(r.Context, r.Session, r.Printer)
	if err != nil {
		return made, err
	}
	book := r.book.Book.ID
	switch kind {
	case reportMonths:
		made.period, err = r.Session.BookPeriod(r.Context, book, from, until)
		made.Report = statement.Months(r.book, made.period, r.Printer, head)
	case reportOwnership:
		history, historyErr := r.Session.BookHistory(r.Context, book)
		made.Report, err = statement.Ownership(r.book, history, r.Printer, head), historyErr
	case reportItems:
		list, listErr := r.Session.OpenItems(r.Context, book, until)
		made.Report, err = statement.OpenItems(&r.book, list, r.Printer, head), listErr
	case reportAllItems:
		list, listErr := r.Session.OpenItems(r.Context, ident.BookID{}, until)
		made.Report, err = statement.OpenItems(nil, list, r.Printer, head), listErr
	default:
		found, foundErr := r.Session.Statement(r.Context, book, from, until)
		if foundErr != nil {
			return made, foundErr
		}
		made.Report = statement.Page(found, r.Printer, head)
	}
	return made, err
}

func (r *reports) show(made shownReport) {
	r.shown = made
	lines := append(append([]string{}, made.About...), made.Notes...)
	if made.Anchor != "" {
		lines = append(lines, made.Anchor)
	}
	r.about.SetText(strings.Join(lines, "\n"))
	var table fyne.CanvasObject = reporting.Table(r.Services, "report-"+made.kind, made.Report)
	if made.kind == reportMonths && len(made.period.Months) > 0 {
		charts := r.charts(made)
		// Not container.NewBorder: the keyboard goes through the charts first.
		table = container.New(layout.NewBorderLayout(charts, nil, nil, nil), charts, kit.Insets(12, 0, table))
	}
	r.body.Objects = []fyne.CanvasObject{table}
	r.body.Refresh()
	kit.Trace("report " + made.kind)
}

// chartHeight is that of a chart of a book, in units.
const chartHeight = 220

// charts are those that the printed report has, in the window.
func (r *reports) charts(made shownReport) fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for i, picture := range made.Pictures {
		name := []string{"course", "bars"}[i]
		cards = append(cards, kit.NewCard(kit.NewChart(name, picture.Title, picture.Chart, chartHeight)))
	}
	return kit.Columns(2, 12, cards...)
}

// order is the report that is shown, as a file.
func (r *reports) order() reporting.Order {
	shown := r.shown.Report
	return reporting.Order{
		Name: "report-export", Title: r.T("cashbooks.reports.export"), Text: shown.Title,
		File: r.T("cashbooks.reports.file."+r.shown.kind) + "-" + strings.ReplaceAll(r.book.Book.Ref(), "/", "-"),
		Make: func() (report.Report, error) { return shown, nil },
	}
}

func (r *reports) print() {
	if r.shown.kind != "" {
		reporting.Print(r.Desk, r.order())
	}
}

func (r *reports) export() {
	if r.shown.kind != "" {
		reporting.Export(r.Desk, r.order())
	}
}
