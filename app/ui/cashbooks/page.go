package cashbooks

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// page is a book with its vouchers, oldest first, and the line in which the next
// one is typed.
type page struct {
	*section
	services  *kit.Services // those of the desk, with the day of the book
	book      workspace.OpenBook
	head      *head
	search    *kit.TextField
	grid      *kit.Grid[workspace.BookLine]
	line      *line   // nil where nothing can be entered
	finding   bool    // a search is on its way
	asksFunds bool    // the person may ask for funds for the book
	closed    bool    // another screen is in front
	papers    *papers // the dialog of attachments, while it is open
}

// openPage brings a book by its name among people, "P01/1".
func (s *section) openPage(ref string) {
	kit.Load(s.Tasks, func() (workspace.OpenBook, error) { return s.Session.OpenBook(s.Context, ref) },
		func(book workspace.OpenBook, err error) {
			if !s.Refuse(err) {
				s.last = ref
				newPage(s, book).bring()
			}
		})
}

func newPage(s *section, book workspace.OpenBook) *page {
	p := &page{section: s, book: book}
	services := *s.Services
	services.Today = func() calendar.Day { return p.book.Today }
	p.services = &services
	p.search = kit.NewTextField(p.services, "search")
	p.search.PlaceHolder = p.T("cashbooks.search")
	p.search.OnChanged = p.find
	p.search.Commit = func() { p.Window.Canvas().Focus(p.grid.Focus()) }
	p.grid = kit.NewGrid(p.services, "book", p.columns(), p.source())
	p.grid.OnOpen = p.openVoucher
	p.head = newHead(p)
	p.grid.OnCursor = p.head.showButtons
	p.furnish()
	return p
}

func (p *page) source() source {
	return source{p.Context, p.Session, p.book.Book.ID, p.search.Text}
}

// furnish puts the line below the page, or what is in its way; and what stands
// for a page without vouchers.
func (p *page) furnish() {
	p.line = nil
	if p.entering() {
		p.line = newLine(p)
		p.line.study()
		p.grid.SetFoot(p.line.content())
		p.grid.Empty = kit.NewEmpty("book", p.T("cashbooks.page.empty"), p.T("cashbooks.page.empty.hint"), nil)
	} else {
		reason, hint := p.Explain(p.book.Record)
		p.grid.SetFoot(kit.NewNotice(p.Printer, kit.Neutral, reason, hint))
		p.grid.Empty = kit.NewEmpty("book", p.T("cashbooks.page.empty"), p.T("cashbooks.page.empty.elsewhere"), nil)
	}
}

// bring shows the page at its end.
func (p *page) bring() {
	body := container.NewBorder(p.head.content(), nil, nil, nil, kit.Insets(8, 0, p.grid))
	p.Shell.Show(kit.Screen{
		Name: "cashbook", Section: string(desk.CashBooks),
		Crumbs:  []kit.Crumb{{Text: p.T("cashbooks.title"), Open: func() { p.Open(desk.CashBooks) }}, {Text: p.title()}},
		Content: kit.Insets(12, kit.Margin, body),
		Focus:   p.first(), Keys: p.keys(), Leave: p.leave, Closed: func() { p.closed = true },
	})
	p.section.front = p
	p.grid.ReloadTo(last)
}

func (p *page) title() string {
	return p.T("cashbooks.page.title", fault.Args{"Ref": p.book.Book.Ref(), "Name": p.book.Book.Name})
}

// first is what the keyboard begins in.
func (p *page) first() fyne.Focusable {
	if p.line != nil {
		return p.line.fields[atDay]
	}
	return p.grid.Focus()
}

func (p *page) keys() kit.Handlers {
	focus := func(on fyne.Focusable) func() { return func() { p.Window.Canvas().Focus(on) } }
	keys := kit.Handlers{
		kit.ActionFind: focus(p.search), kit.ActionRefresh: p.refresh, kit.ActionCancel: p.cancel,
		kit.ActionPrint: p.openReports, kit.ActionExport: p.openReports,
		kit.ActionAttach: p.attach,
	}
	keys[kit.ActionSlip], keys[kit.ActionTemplate] = p.printCurrent, p.templateOfCurrent
	if p.line != nil {
		keys[kit.ActionNew], keys[kit.ActionSave] = p.line.start, p.line.commit
		if p.book.Assigning() {
			keys[kit.ActionSplit] = p.line.split
		}
	}
	return keys
}

// cancel is Esc: it empties the line, then the search, then goes back to the
// books.
func (p *page) cancel() {
	switch {
	case p.line != nil && p.line.dirty():
		p.line.reset()
	case p.search.Text != "":
		p.search.SetText("")
		p.Window.Canvas().Focus(p.first())
	default:
		p.Open(desk.CashBooks)
	}
}

func (p *page) leave(proceed func()) {
	if p.line == nil {
		proceed()
		return
	}
	p.line.leave(proceed)
}
