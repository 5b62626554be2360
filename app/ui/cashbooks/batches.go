package cashbooks

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/calendar"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/directory"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ident"
	"github.com/comptoir/comptoir/app/ui/desk"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// batches is the screen « Lots » of a book: what was locked and sent, to whom, and
// what waits.
type batches struct {
	*section
	book    workspace.OpenBook
	list    workspace.BookBatches
	grid    *kit.Grid[workspace.BatchCard]
	waiting *kit.Text
	write   *kit.Button
	again   *kit.Button
}

// openBatches shows the batches of the book.
func (p *page) openBatches() { newBatches(p.section, p.book).bring() }

func newBatches(s *section, book workspace.OpenBook) *batches {
	b := &batches{section: s, book: book, waiting: kit.NewText("", kit.Muted)}
	b.write = kit.NewButton(b.T("cashbooks.batches.write"), "export", kit.Primary, b.ask)
	b.again = kit.NewButton(b.T("cashbooks.batches.again"), "export", kit.Plain, b.rewrite)
	b.grid = kit.NewGrid(s.Services, "batches", b.columns(), kit.Rows[workspace.BatchCard](nil))
	b.grid.Empty = kit.NewEmpty("exchange", b.T("cashbooks.batches.none"), b.T("cashbooks.batches.none.hint"), nil)
	b.grid.OnCursor = b.showButtons
	return b
}

func (b *batches) columns() []kit.Column[workspace.BatchCard] {
	p, currency := b.Printer, b.book.Book.Currency
	amount := func(minor int64) string { return p.Number(inCurrency(minor, currency)) }
	muted := func(workspace.BatchCard) kit.Style { return kit.Muted }
	return []kit.Column[workspace.BatchCard]{
		{ID: "number", Title: b.T("statement.number"), Width: 50, Align: fyne.TextAlignTrailing, Text: func(c workspace.BatchCard) string { return strconv.FormatInt(c.Number, 10) }},
		{ID: "to", Title: b.T("cashbooks.batches.to"), Width: 160, Text: func(c workspace.BatchCard) string { return recipientName(b.section, c.To) }},
		{ID: "written", Title: b.T("cashbooks.batches.written"), Width: 165, Text: func(c workspace.BatchCard) string { return p.Time(c.Written) }},
		{ID: "vouchers", Title: b.T("cashbooks.batches.vouchers"), Width: 95, Align: fyne.TextAlignTrailing, Text: func(c workspace.BatchCard) string { return strconv.Itoa(c.Totals.Vouchers) }},
		{ID: "in", Title: b.T("cashbooks.batches.in"), Width: 120, Align: fyne.TextAlignTrailing, Text: func(c workspace.BatchCard) string { return amount(c.Totals.InMinor) }},
		{ID: "out", Title: b.T("cashbooks.batches.out"), Width: 120, Align: fyne.TextAlignTrailing, Text: func(c workspace.BatchCard) string { return amount(c.Totals.OutMinor) }},
		{ID: "papers", Title: b.T("cashbooks.batches.papers"), Width: 110, Align: fyne.TextAlignTrailing, Text: b.papers},
		{ID: "state", Title: b.T("cashbooks.batches.state"), Width: 130, Text: b.state, Icon: batchIcon, Style: batchStyle},
		{ID: "file", Title: b.T("cashbooks.batches.file"), Grow: true, Style: muted, Text: func(c workspace.BatchCard) string { return c.File }},
	}
}

// recipientName names whom a batch is for.
func recipientName(s *section, to directory.Poste) string {
	if to.Number == 0 {
		return s.T("cashbooks.batches.head-office")
	}
	return strconv.Itoa(to.Number) + " " + to.Label
}

func (b *batches) papers(c workspace.BatchCard) string {
	if c.Missing > 0 {
		return b.T("cashbooks.batches.missing", fault.Args{"Documents": len(c.Documents), "Missing": c.Missing})
	}
	return strconv.Itoa(len(c.Documents))
}

func (b *batches) state(c workspace.BatchCard) string {
	if c.Acknowledged.IsZero() {
		return b.T("voucher.state.locked")
	}
	return b.T("voucher.state.transferred")
}

func batchIcon(c workspace.BatchCard) string {
	if c.Acknowledged.IsZero() {
		return "lock"
	}
	return kit.Fine.Icon()
}

func batchStyle(c workspace.BatchCard) kit.Style {
	style := kit.Body
	if !c.Acknowledged.IsZero() {
		style.Color = kit.ColorFine
	}
	return style
}

func (b *batches) bring() {
	ref := b.book.Book.Ref()
	title := b.T("cashbooks.batches.title", fault.Args{"Ref": ref, "Name": b.book.Book.Name})
	head := kit.VStack(8, kit.NewText(title, kit.Title), kit.HStack(8, b.write, kit.Insets(0, 6, b.waiting), kit.Space(), b.again))
	b.showButtons()
	b.Shell.Show(kit.Screen{
		Name: "book-batches", Section: string(desk.CashBooks),
		Crumbs: []kit.Crumb{
			{Text: b.T("cashbooks.title"), Open: func() { b.Open(desk.CashBooks) }},
			{Text: b.T("cashbooks.page.title", fault.Args{"Ref": ref, "Name": b.book.Book.Name}), Open: func() { b.openPage(ref) }},
			{Text: b.T("cashbooks.batches")},
		},
		Content: kit.Insets(12, kit.Margin, container.NewBorder(head, nil, nil, nil, kit.Insets(8, 0, b.grid))),
		Focus:   b.write,
		Keys:    kit.Handlers{kit.ActionNew: b.ask, kit.ActionRefresh: b.reload, kit.ActionCancel: func() { b.openPage(ref) }},
	})
	b.reload()
}

func (b *batches) reload() {
	book := b.book.Book.ID
	kit.Load(b.Tasks, func() (workspace.BookBatches, error) { return b.Session.BookBatches(b.Context, book) }, func(list workspace.BookBatches, err error) {
		if b.Refuse(err) {
			return
		}
		b.list = list
		b.waiting.SetText(b.T("cashbooks.batches.waiting", fault.Args{"Vouchers": list.Waiting.Vouchers}))
		b.grid.SetSource(kit.Rows[workspace.BatchCard](list.Batches))
		b.showButtons()
		kit.Trace("batches " + strconv.Itoa(len(list.Batches)))
	})
}

func (b *batches) showButtons() {
	_, here := b.grid.Current()
	b.write.SetEnabled(b.book.Batch == nil && b.list.Waiting.Vouchers > 0)
	b.again.SetEnabled(here && b.book.Here)
}

// ask asks whom the next batch is for and up to which day, and writes it.
func (b *batches) ask() {
	if b.book.Batch != nil || b.list.Waiting.Vouchers == 0 {
		return
	}
	choices := []kit.Choice{{ID: "0", Text: b.T("cashbooks.batches.head-office")}}
	chosen := choices[0]
	for _, p := range b.list.Postes {
		choice := kit.Choice{ID: strconv.Itoa(p.Number), Text: recipientName(b.section, p), Detail: p.Location}
		choices = append(choices, choice)
		if p.ID == b.list.Last {
			chosen = choice
		}
	}
	to, until := kit.NewStrictPicker(b.Services, "to", kit.OfferAll(choices)), kit.NewDateField(b.Services, "until")
	to.Required = true
	to.Set(chosen)
	until.SetDay(b.book.Today)
	form := kit.NewForm().AddText("", kit.NewParagraph(b.T("cashbooks.batches.ask", fault.Args{"Vouchers": b.list.Waiting.Vouchers}), kit.Body)).
		Add(b.T("cashbooks.batches.to"), to).Add(b.T("cashbooks.batches.until"), until)
	ask(b.Desk, question{
		name: "batch-write", title: b.T("cashbooks.batches.write"), confirm: b.T("cashbooks.batches.write.do"), form: form, focus: to, then: b.reload,
		read: func() answer {
			day, _ := until.Day() // checked with the form
			return b.writing(b.recipient(to.Chosen().ID), day)
		},
	})
}

func (b *batches) recipient(number string) ident.PosteID {
	for _, p := range b.list.Postes {
		if strconv.Itoa(p.Number) == number {
			return p.ID
		}
	}
	return ident.PosteID{}
}

func (b *batches) writing(to ident.PosteID, until calendar.Day) answer {
	book, dir := b.book.Book.ID, b.Workspace.Outbox()
	return func() (string, error) {
		written, _, err := b.Session.WriteBatches(b.Context, book, to, until, dir)
		if err != nil || len(written) == 0 {
			return b.T("cashbooks.batches.nothing"), err
		}
		totals := cashbook.Totals{}
		for _, k := range written {
			totals.Vouchers += k.Totals.Vouchers
		}
		kit.Trace("batch written")
		if b.book.Office && to.IsZero() {
			return b.T("cashbooks.batches.handed", fault.Args{"Files": len(written), "Vouchers": totals.Vouchers}), nil
		}
		return b.T("cashbooks.batches.done", fault.Args{"Files": len(written), "Vouchers": totals.Vouchers}), nil
	}
}

// rewrite writes the batch under the cursor once more.
func (b *batches) rewrite() {
	c, here := b.grid.Current()
	if !here {
		return
	}
	book, dir := b.book.Book.ID, b.Workspace.Outbox()
	kit.Load(b.Tasks, func() (string, error) {
		_, path, err := b.Session.RewriteBatch(b.Context, book, c.Number, dir)
		return path, err
	}, func(path string, err error) {
		if !b.Refuse(err) {
			b.reload()
			b.Changed()
			b.Done(b.T("cashbooks.batches.rewritten", fault.Args{"Number": c.Number}))
		}
	})
}
