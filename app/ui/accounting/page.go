package accounting

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// page is a journal with its postings, by day and number, and the lines of the one
// under the cursor below.
type page struct {
	*section
	services *kit.Services // those of the desk, with the day of the journal
	open     workspace.OpenJournal
	offers   offers
	head     *head
	search   *kit.TextField
	from     *kit.DateField
	until    *kit.DateField
	grid     *kit.Grid[row]
	lines    *lines
	finding  bool // a search is on its way
	closed   bool // another screen is in front
}

// row is a line of the page.
type row = workspace.JournalLine

// openPage brings a journal by its name among people, "P01/BQ1", or a posting of it,
// "P01/BQ1#12".
func (s *section) openPage(id string) { s.openAt(splitItem(id)) }

// openAt brings a journal with the cursor on a posting; 0 for the last.
func (s *section) openAt(ref string, number int64) {
	kit.Load(s.Tasks, func() (workspace.OpenJournal, error) { return s.Session.OpenJournal(s.Context, ref) },
		func(open workspace.OpenJournal, err error) {
			if !s.Refuse(err) {
				s.last = ref
				newPage(s, open).bring(number)
			}
		})
}

func newPage(s *section, open workspace.OpenJournal) *page {
	p := &page{section: s, open: open}
	services := *s.Services
	services.Today = func() calendar.Day { return p.open.Today }
	p.services = &services
	p.offers = offers{plan: open.Plan, language: s.Printer.Language(), day: open.Today}
	p.search = kit.NewTextField(p.services, "search")
	p.search.PlaceHolder = p.T("accounting.search")
	p.search.OnChanged = func(string) { p.find() }
	p.search.Commit = func() { p.Window.Canvas().Focus(p.grid.Focus()) }
	p.from, p.until = p.bound("from"), p.bound("until")
	p.grid = kit.NewGrid(p.services, "journal", p.columns(), p.source())
	p.grid.OnOpen = func(r row) { p.showCard(r) }
	p.lines = newLines(p)
	p.head = newHead(p)
	p.grid.OnCursor = p.moved
	p.grid.Empty = p.nothing(p.source())
	return p
}

// bound is a field for an end of the period that is shown.
func (p *page) bound(name string) *kit.DateField {
	f := kit.NewDateField(p.services, name)
	f.PlaceHolder = p.T("accounting.page." + name)
	f.ActionItem = nil // narrow; F4 opens the calendar
	f.Commit = func() {
		if f.Check() == "" {
			p.find()
			p.Window.Canvas().FocusNext()
		}
	}
	return f
}

// moved shows what is under the cursor.
func (p *page) moved() {
	p.head.showButtons()
	p.lines.show()
}

// bring shows the page at its end, or at a posting.
func (p *page) bring(number int64) {
	body := container.NewBorder(p.head.content(), p.lines.content, nil, nil, kit.Insets(8, 0, p.grid))
	p.Shell.Show(kit.Screen{
		Name: "journal", Section: string(desk.Accounting),
		Crumbs:  []kit.Crumb{{Text: p.T("accounting.title"), Open: func() { p.Open(desk.Accounting) }}, {Text: p.title()}},
		Content: kit.Insets(12, kit.Margin, body),
		Focus:   p.grid.Focus(), Keys: p.keys(), Closed: func() { p.closed = true },
	})
	p.section.front = p
	find := last
	if number != 0 {
		find = p.source().rowOf(number)
	}
	p.grid.ReloadTo(find)
}

func (p *page) title() string {
	return p.T("accounting.page.title", fault.Args{"Ref": p.open.Journal.Ref(), "Name": p.open.Journal.Name})
}

func (p *page) keys() kit.Handlers {
	focus := func(on fyne.Focusable) func() { return func() { p.Window.Canvas().Focus(on) } }
	keys := kit.Handlers{
		kit.ActionFind: focus(p.search), kit.ActionRefresh: p.refresh, kit.ActionCancel: p.cancel,
		kit.ActionMenu: p.showMenu, kit.ActionAttach: p.attach,
	}
	if p.open.Record == nil {
		keys[kit.ActionNew], keys[kit.ActionCopy] = p.enter, p.copyCurrent
	}
	if p.open.Reverse == nil {
		keys[kit.ActionReverse] = p.reverseCurrent
	}
	return keys
}

// cancel is Esc: it empties the search and the period, then goes back to the
// journals.
func (p *page) cancel() {
	if p.search.Text+p.from.Text+p.until.Text == "" {
		p.Open(desk.Accounting)
		return
	}
	p.from.SetText("")
	p.until.SetText("")
	p.search.SetText("")
	p.find()
	p.Window.Canvas().Focus(p.grid.Focus())
}
