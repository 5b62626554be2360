package cashbooks

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	prints "github.com/comptoir/comptoir/app/overview"
	"github.com/comptoir/comptoir/app/report"
	"github.com/comptoir/comptoir/app/statement"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/ui/reporting"
	"github.com/comptoir/comptoir/app/workspace"
)

// counts is the screen « Comptages de caisse » of a book: what was counted, who
// signed, and what is still to be done.
type counts struct {
	*section
	book   workspace.OpenBook
	grid   *kit.Grid[workspace.CountCard]
	sign   *kit.Button
	paper  *kit.Button
	differ *kit.Button
	print  *kit.Button
}

// openCounts shows the counts of the book.
func (p *page) openCounts() { newCounts(p.section, p.book).bring() }

func newCounts(s *section, book workspace.OpenBook) *counts {
	c := &counts{section: s, book: book}
	c.sign = kit.NewButton(c.T("cashbooks.counts.sign"), "person", kit.Plain, c.signCurrent)
	c.paper = kit.NewButton(c.T("cashbooks.counts.paper"), "edit", kit.Plain, c.notePaper)
	c.differ = kit.NewButton(c.T("cashbooks.counts.differ"), "exchange", kit.Plain, c.bookDifference)
	c.print = kit.NewButton(c.T("cashbooks.counts.print"), "print", kit.Plain, c.printCurrent)
	c.grid = kit.NewGrid(s.Services, "counts", c.columns(), kit.Rows[workspace.CountCard](nil))
	c.grid.Empty = kit.NewEmpty("cash", c.T("cashbooks.counts.none"), c.T("cashbooks.counts.none.hint"), nil)
	c.grid.OnOpen = func(workspace.CountCard) { c.printCurrent() }
	c.grid.OnCursor = c.showButtons
	return c
}

func (c *counts) columns() []kit.Column[workspace.CountCard] {
	p, currency := c.Printer, c.book.Book.Currency
	amount := func(minor int64) string { return p.Number(inCurrency(minor, currency)) }
	muted := func(workspace.CountCard) kit.Style { return kit.Muted }
	return []kit.Column[workspace.CountCard]{
		{ID: "number", Title: c.T("statement.number"), Width: 50, Align: fyne.TextAlignTrailing, Text: func(n workspace.CountCard) string { return strconv.FormatInt(n.Number, 10) }},
		{ID: "day", Title: c.T("statement.day"), Width: 80, Text: func(n workspace.CountCard) string { return p.DayShort(n.Day) }},
		{ID: "person", Title: c.T("statement.count.by"), Width: 120, Text: func(n workspace.CountCard) string { return n.AuthorName }},
		{ID: "counted", Title: c.T("statement.count.counted"), Width: 110, Align: fyne.TextAlignTrailing, Text: func(n workspace.CountCard) string { return amount(n.CountedMinor) }},
		{ID: "balance", Title: c.T("statement.count.book"), Width: 120, Align: fyne.TextAlignTrailing, Style: muted, Text: func(n workspace.CountCard) string { return amount(n.BalanceMinor) }},
		{ID: "difference", Title: c.T("statement.count.difference"), Width: 180, Style: differenceStyle, Text: c.difference,
			Icon: func(n workspace.CountCard) string { return differenceStanding(n.DifferenceMinor()).Icon() }},
		{ID: "booked", Title: c.T("statement.count.booked-as"), Width: 120, Text: c.booked},
		{ID: "signed", Title: c.T("statement.count.signed-by"), Width: 130, Text: c.signedBy},
		{ID: "anchor", Title: c.T("statement.count.mark"), Width: 60, Style: muted, Text: func(n workspace.CountCard) string { return n.Hash.Anchor() }},
		{ID: "remark", Title: c.T("statement.count.remark"), Grow: true, Style: muted, Text: func(n workspace.CountCard) string { return n.Remark }},
	}
}

// difference names a difference in a word, and says how much.
func (c *counts) difference(n workspace.CountCard) string {
	return differenceWords(c.section, n.DifferenceMinor(), c.book.Book.Currency)
}

func differenceWords(s *section, minor int64, currency money.Currency) string {
	word := s.T("statement.count." + statement.DifferenceWord(minor))
	if minor == 0 {
		return word
	}
	return word + " " + s.Printer.Number(inCurrency(max(minor, -minor), currency))
}

func differenceStanding(minor int64) kit.Standing {
	switch {
	case minor == 0:
		return kit.Fine
	case minor > 0:
		return kit.Expiring
	}
	return kit.Refused
}

func differenceStyle(n workspace.CountCard) kit.Style { return styleOf(n.DifferenceMinor(), kit.Body) }

func styleOf(minor int64, s kit.Style) kit.Style {
	switch differenceStanding(minor) {
	case kit.Refused:
		s.Color = kit.ColorRefused
	case kit.Expiring:
		s.Color = kit.ColorExpiring
	default:
		s.Color = kit.ColorFine
	}
	return s
}

func (c *counts) booked(n workspace.CountCard) string {
	switch {
	case n.Booked > 0:
		return c.T("cashbooks.counts.number", fault.Args{"Number": n.Booked})
	case n.Open():
		return c.T("cashbooks.counts.to-book")
	}
	return "–"
}

func (c *counts) signedBy(n workspace.CountCard) string {
	switch {
	case n.Signed():
		return n.SignedBy
	case len(n.Signatories) > 0:
		return c.T("cashbooks.counts.to-sign")
	}
	return "–"
}

func (c *counts) bring() {
	ref := c.book.Book.Ref()
	begin := kit.NewButton(c.T("cashbooks.counts.begin"), "add", kit.Primary, c.begin)
	begin.SetEnabled(c.book.Count == nil)
	tools := kit.HStack(8, begin, kit.Space(), c.sign, c.paper, c.differ, c.print,
		kit.NewButton(c.T("reporting.export"), "export", kit.Plain, c.export))
	title := c.T("cashbooks.counts")
	head := kit.VStack(8, kit.NewText(c.T("cashbooks.counts.title", fault.Args{"Ref": ref, "Name": c.book.Book.Name}), kit.Title), tools)
	if notice := dueNotice(c.section, c.book, "cashbooks.counts.due-here"); notice != nil {
		head.Add(notice)
	}
	c.showButtons()
	c.Shell.Show(kit.Screen{
		Name: "book-counts", Section: string(desk.CashBooks),
		Crumbs: []kit.Crumb{
			{Text: c.T("cashbooks.title"), Open: func() { c.Open(desk.CashBooks) }},
			{Text: c.T("cashbooks.page.title", fault.Args{"Ref": ref, "Name": c.book.Book.Name}), Open: func() { c.openPage(ref) }}, {Text: title},
		},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, c.grid))),
		Focus:   begin,
		Keys: kit.Handlers{
			kit.ActionNew: c.begin, kit.ActionPrint: c.printCurrent, kit.ActionExport: c.export, kit.ActionCancel: func() { c.openPage(ref) },
		},
	})
	c.reload()
}

func (c *counts) reload() {
	book := c.book.Book.ID
	kit.Load(c.Tasks, func() ([]workspace.CountCard, error) { return c.Session.Counts(c.Context, book) }, func(list []workspace.CountCard, err error) {
		if !c.Refuse(err) {
			c.grid.SetSource(kit.Rows[workspace.CountCard](list))
			kit.Trace("counts " + strconv.Itoa(len(list)))
		}
	})
}

// again reads the book and its counts once more, after something was done.
func (c *counts) again() {
	ref := c.book.Book.Ref()
	kit.Load(c.Tasks, func() (workspace.OpenBook, error) { return c.Session.OpenBook(c.Context, ref) }, func(book workspace.OpenBook, err error) {
		if !c.Refuse(err) {
			newCounts(c.section, book).bring()
		}
	})
}

func (c *counts) showButtons() {
	n, here := c.grid.Current()
	able := here && c.book.Count == nil && !n.Signed() && len(n.Signatories) > 0
	c.sign.SetEnabled(able)
	c.paper.SetEnabled(able)
	c.differ.SetEnabled(here && n.Open() && c.book.Here)
	c.print.SetEnabled(here)
}

// printCurrent makes the report of the count under the cursor, to be signed.
func (c *counts) printCurrent() {
	if n, here := c.grid.Current(); here {
		printCount(c.section, c.book.BookCard, n)
	}
}

func printCount(s *section, book workspace.BookCard, n workspace.CountCard) {
	reporting.Print(s.Desk, reporting.Order{
		Name: "count-print", Title: s.T("cashbooks.counts.print"), Text: s.T("statement.count.title", fault.Args{"Number": n.Number, "Ref": book.Book.Ref(), "Name": book.Book.Name}),
		File: s.T("cashbooks.counts.file") + "-" + strings.ReplaceAll(book.Book.Ref(), "/", "-") + "-" + strconv.FormatInt(n.Number, 10),
		Make: func() (report.Report, error) {
			head, err := prints.ReadHead(s.Context, s.Session, s.Printer)
			return statement.Count(book, n, s.Printer, head), err
		},
	})
}

func (c *counts) export() {
	book := c.book.BookCard
	reporting.Export(c.Desk, reporting.Order{
		Name: "counts-export", Title: c.T("cashbooks.counts"), Text: c.T("cashbooks.counts.title", fault.Args{"Ref": book.Book.Ref(), "Name": book.Book.Name}),
		File: c.T("cashbooks.counts.files") + "-" + strings.ReplaceAll(book.Book.Ref(), "/", "-"),
		Make: func() (report.Report, error) {
			list, err := c.Session.Counts(c.Context, book.Book.ID)
			if err != nil {
				return report.Report{}, err
			}
			head, err := prints.ReadHead(c.Context, c.Session, c.Printer)
			return statement.Counts(book, list, c.Printer, head), err
		},
	})
}

// dueNotice says that the till is to be counted, until it is, and by hint what to
// do for it from here.
func dueNotice(s *section, book workspace.OpenBook, hint string) fyne.CanvasObject {
	if book.Due.Reason == cashbook.CountNotDue || book.Due.Reason == cashbook.CountCeiling {
		return nil // the ceiling has a notice of its own
	}
	text := s.T("cashbooks.counts.due."+string(book.Due.Reason), fault.Args{"Day": book.Due.Since})
	return kit.NewNotice(s.Printer, kit.Expiring, text, s.T(hint))
}
