package accounting

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/directory"
	heads "github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/reporting"
	"github.com/comptoir/comptoir/app/workspace"
)

var _ = inProject.offer(action[chosen]{
	name: "reports", icon: "book", place: placeReport,
	may: func(of chosen) bool {
		for _, c := range of.journals {
			if of.Session.CanJournal(of.Context, directory.RightReportView, c.Journal.ID) == nil {
				return true
			}
		}
		return false
	},
	do: openReports,
})

// reports is the screen « États » of a project: a report of its accounts for a time,
// from where one goes on to what it is made of, down to the scan of a voucher.
type reports struct {
	chosen
	years   workspace.YearList
	kind    *kit.PickerField
	time    *kit.PickerField
	from    *kit.DateField
	until   *kit.DateField
	journal *kit.PickerField // of the journals that a report is about, or all
	book    *kit.PickerField // the one that the report « Journal » is
	compare *kit.PickerField
	about   *kit.Paragraph
	body    *fyne.Container
	path    []*view // from the report that was chosen down to what is shown
	wishes  int     // how often something was wanted
}

// view is a report on the screen, and how one came to it.
type view struct {
	kind string
	wish workspace.AccountsWish
	item string // account, line of the annual accounts or budget line that it is about

	report report.Report
	row    int // under the cursor when one went on
	grid   *kit.Grid[report.Row]
}

// openReports reads the fiscal years and brings the balance.
func openReports(of chosen) {
	kit.Load(of.Tasks, func() (workspace.YearList, error) { return of.Session.Years(of.Context, of.project.ID) }, func(years workspace.YearList, err error) {
		if !of.Refuse(err) {
			newReports(of, years).begin()
		}
	})
}

func newReports(of chosen, years workspace.YearList) *reports {
	r := &reports{chosen: of, years: years, about: kit.NewParagraph("", kit.Muted), body: container.NewStack()}
	r.kind = r.picker("report-kind", r.kinds(), func(string) { r.begin() })
	r.time = r.picker("report-time", r.times(), r.takeTime)
	r.journal = r.picker("report-journal", r.journalChoices(), func(string) { r.begin() })
	r.book = r.picker("report-book", r.journalChoices()[1:], func(string) { r.begin() })
	r.compare = r.picker("report-compare", r.comparisons(), func(string) { r.begin() })
	r.from, r.until = r.day("report-from", "from"), r.day("report-until", "until")
	r.setTime(r.time.Chosen().ID)
	return r
}

// picker is a field with the first of its choices chosen.
func (r *reports) picker(name string, choices []kit.Choice, chosen func(id string)) *kit.PickerField {
	f := kit.NewStrictPicker(r.Services, name, kit.OfferAll(choices))
	f.Required = true
	f.Set(choices[0])
	f.OnChosen = func(c kit.Choice) { chosen(c.ID) }
	return f
}

func (r *reports) day(name, hint string) *kit.DateField {
	f := kit.NewDateField(r.Services, name)
	f.PlaceHolder = r.T("accounting.page." + hint)
	f.ActionItem = nil // narrow; F4 opens the calendar
	f.Commit = func() {
		if f.Check() == "" {
			r.time.Set(kit.Choice{ID: timeFree, Text: r.T("reports.time.free")})
			r.begin()
		}
	}
	return f
}

// begin shows the report that the fields describe.
func (r *reports) begin() {
	v, err := r.wanted()
	if err != nil {
		return // a field says what is wrong
	}
	if v.kind == kindJournal {
		v.item, v.wish.Journals = r.book.Chosen().ID, nil
	}
	r.load(nil, v)
}

// wanted reads the fields.
func (r *reports) wanted() (*view, error) {
	v := &view{kind: r.kind.Chosen().ID}
	v.wish.Project = r.project.ID
	var err error
	if v.wish.From, err = r.from.Day(); err != nil {
		return nil, err
	}
	if v.wish.Until, err = r.until.Day(); err != nil {
		return nil, err
	}
	for _, c := range r.journals {
		if c.Journal.Ref() == r.journal.Chosen().ID {
			v.wish.Journals = append(v.wish.Journals, c.Journal.ID)
		}
	}
	return v, nil
}

// load makes a report away from the goroutine that draws, and shows it after those
// of the path that lead to it.
func (r *reports) load(path []*view, v *view) {
	r.wishes++
	wish, compare := r.wishes, r.compared(v.wish)
	kit.Load(r.Tasks, func() (report.Report, error) { return r.make(v, compare) }, func(made report.Report, err error) {
		if wish != r.wishes || r.Refuse(err) {
			return
		}
		v.report = made
		r.path = append(path[:len(path):len(path)], v)
		r.bring()
	})
}

// make reads the accounts and makes a report.
func (r *reports) make(v *view, compare *workspace.AccountsWish) (report.Report, error) {
	head, err := heads.ReadHead(r.Context, r.Session, r.Printer)
	if err != nil {
		return report.Report{}, err
	}
	return makers[v.kind](r, v, compare, head)
}

// bring shows the last view of the path.
func (r *reports) bring() {
	v := r.path[len(r.path)-1]
	v.grid = reporting.Table(r.Services, "report-"+v.kind, v.report)
	v.grid.OnOpen = func(row report.Row) { r.open(v, row) }
	v.grid.Empty = kit.NewEmpty("book", r.T("reports.empty"), r.T("reports.empty.hint"), nil)
	r.about.SetText(strings.Join(append(append([]string{}, v.report.About...), v.report.Notes...), "\n"))
	r.body.Objects = []fyne.CanvasObject{v.grid}
	head := kit.VStack(8, r.title(v))
	if len(r.path) == 1 {
		head.Add(r.tools(v.kind))
	}
	head.Add(r.about)
	r.Shell.Show(kit.Screen{
		Name: "reports", Section: string(desk.Accounting), Crumbs: r.crumbs(),
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, r.body))),
		Focus:   v.grid.Focus(), Keys: r.keys(),
	})
	row := v.row
	v.grid.ReloadTo(func(int) (int, error) { return row, nil })
	kit.Trace("report " + v.kind)
}

// title names what is shown, with what can be done with it.
func (r *reports) title(v *view) fyne.CanvasObject {
	return kit.HStack(8, kit.NewText(v.report.Title, kit.Title), kit.Space(),
		kit.NewButton(r.T("cashbooks.reports.print"), "print", kit.Plain, r.print),
		kit.NewButton(r.T("reporting.export"), "export", kit.Plain, r.export))
}

// tools are the fields that the report of that kind goes by.
func (r *reports) tools(kind string) fyne.CanvasObject {
	line := kit.HStack(8, kit.Width(196, r.kind), kit.Width(176, r.time), kit.Width(116, r.from), kit.Width(116, r.until))
	if kind == kindJournal {
		line.Add(kit.Width(216, r.book))
		return line
	}
	line.Add(kit.Width(216, r.journal))
	if compares(kind) {
		line.Add(kit.Width(216, r.compare))
	}
	return line
}

func (r *reports) crumbs() []kit.Crumb {
	crumbs := []kit.Crumb{{Text: r.T("accounting.title"), Open: func() { r.Open(desk.Accounting) }}}
	for i, v := range r.path {
		text := r.T("reports.kind." + v.kind)
		if v.item != "" {
			text += " " + v.item
		}
		crumb := kit.Crumb{Text: text}
		if i+1 < len(r.path) {
			crumb.Open = func() { r.backTo(i) }
		}
		crumbs = append(crumbs, crumb)
	}
	return crumbs
}

func (r *reports) keys() kit.Handlers {
	return kit.Handlers{
		kit.ActionPrint: r.print, kit.ActionExport: r.export, kit.ActionCancel: r.back,
		kit.ActionRefresh: func() { r.load(r.path[:len(r.path)-1], r.path[len(r.path)-1]) },
		kit.ActionFind:    func() { r.Window.Canvas().Focus(r.kind) },
	}
}

// back is Esc: to the report before, then to the journals.
func (r *reports) back() {
	if len(r.path) < 2 {
		r.Open(desk.Accounting)
		return
	}
	r.backTo(len(r.path) - 2)
}

func (r *reports) backTo(place int) {
	r.wishes++ // what is still on its way is not wanted any more
	r.path = r.path[:place+1]
	r.bring()
}

// order is the report that is shown, as a file.
func (r *reports) order() reporting.Order {
	v := r.path[len(r.path)-1]
	file := r.T("reports.file."+v.kind) + "-" + r.project.Code
	if v.item != "" {
		file += "-" + strings.NewReplacer("/", "-", " ", "-").Replace(v.item)
	}
	made := v.report
	return reporting.Order{
		Name: "report-export", Title: r.T("cashbooks.reports.export"), Text: made.Title, File: file,
		Make: func() (report.Report, error) { return made, nil },
	}
}

func (r *reports) print()  { reporting.Print(r.Desk, r.order()) }
func (r *reports) export() { reporting.Export(r.Desk, r.order()) }

// open is Enter on a row: what it is made of.
func (r *reports) open(v *view, row report.Row) {
	v.row = v.grid.Cursor()
	cell := func(key string) any {
		for i, c := range v.report.Columns {
			if c.Key == key && i < len(row.Cells) {
				return row.Cells[i]
			}
		}
		return nil
	}
	if number, is := cell("number").(int64); is {
		ref := v.item
		if code, is := cell("journal").(string); is {
			ref = r.project.Code + "/" + code
		}
		r.showPosting(ref, number)
		return
	}
	next := &view{wish: v.wish}
	switch v.kind {
	case kindBalance, kindLine, kindTreasury:
		next.kind = kindLedger
		next.item, _ = cell("account").(string)
		if month, is := cell("month").(report.Month); is {
			next.wish = within(v.wish, calendar.Day(month))
		}
	case kindSheet, kindIncome:
		next.kind = kindLine
		next.item, _ = cell("ref").(string)
	case kindBudget:
		next.kind = kindBudgetLine
		next.item, _ = cell("line").(string)
	}
	if next.item != "" {
		r.load(r.path, next)
	}
}

// within narrows a time to a month.
func within(wish workspace.AccountsWish, month calendar.Day) workspace.AccountsWish {
	year, m, _ := month.Date()
	wish.From = max(wish.From, month)
	if end := calendar.New(year, m+1, 1) - 1; wish.Until.IsZero() || end < wish.Until {
		wish.Until = end
	}
	return wish
}

// showPosting shows a posting over the report, with what is attached to it.
func (r *reports) showPosting(ref string, number int64) {
	type shown struct {
		open workspace.OpenJournal
		card workspace.PostingCard
	}
	kit.Load(r.Tasks, func() (s shown, err error) {
		if s.open, err = r.Session.OpenJournal(r.Context, ref); err == nil {
			s.card, err = r.Session.PostingCard(r.Context, s.open.Journal.ID, number)
		}
		return s, err
	}, func(s shown, err error) {
		if !r.Refuse(err) {
			newPage(&section{Desk: r.Desk}, s.open).openCard(s.card)
		}
	})
}
