package accounting

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// draftsWidth and draftsHeight are the room of the dialog « Brouillons ».
const (
	draftsWidth  = 820
	draftsHeight = 440
)

// showDrafts is the dialog « Brouillons »: what is prepared in the journal, without
// a number.
func (p *page) showDrafts() {
	kit.Load(p.Tasks, func() ([]accounting.Draft, error) { return p.Session.Drafts(p.Context, p.open.Journal.ID) },
		func(drafts []accounting.Draft, err error) {
			if !p.Refuse(err) {
				p.openDrafts(drafts)
			}
		})
}

func (p *page) openDrafts(drafts []accounting.Draft) {
	var open *kit.OpenDialog
	grid := kit.NewGrid(p.services, "drafts", p.draftColumns(), kit.Rows[accounting.Draft](drafts))
	grid.Empty = kit.NewEmpty("edit", p.T("accounting.drafts.none"), p.T("accounting.drafts.none.hint"), nil)
	grid.OnOpen = func(d accounting.Draft) {
		open.Close()
		p.finish(d)
	}
	current := func(do func(accounting.Draft)) func() {
		return func() {
			if d, here := grid.Current(); here {
				open.Close()
				do(d)
			}
		}
	}
	buttons := kit.HStack(8, kit.NewButton(p.T("accounting.drafts.finish"), "edit", kit.Plain, current(p.finish)),
		kit.NewButton(p.T("accounting.drafts.drop"), "delete", kit.Plain, current(p.dropDraft)))
	open = p.Dialogs.Open(kit.Dialog{
		Name: "drafts", Title: p.T("accounting.drafts.title"), Width: draftsWidth, Height: draftsHeight, Focus: grid.Focus(),
		Content: container.NewBorder(nil, kit.Insets(8, 0, buttons), nil, nil, grid),
	})
	grid.Reload()
}

func (p *page) draftColumns() []kit.Column[accounting.Draft] {
	title := func(id string) string { return p.T("accounting.page." + id) }
	return []kit.Column[accounting.Draft]{
		{ID: "day", Title: title("day"), Width: dayWidth, Text: func(d accounting.Draft) string { return p.Printer.DayShort(d.Day) }},
		{ID: "voucher", Title: title("voucher"), Width: voucherWidth, Text: func(d accounting.Draft) string { return d.Voucher }},
		{ID: "text", Title: title("text"), Width: 160, Grow: true, Text: func(d accounting.Draft) string { return orDash(d.Text) }},
		{ID: "total", Title: p.T("accounting.drafts.debit"), Width: 130, Align: fyne.TextAlignTrailing, Text: p.draftTotal},
		{ID: "changed", Title: p.T("accounting.drafts.changed"), Width: 150, Style: func(accounting.Draft) kit.Style { return kit.Muted },
			Text: func(d accounting.Draft) string { return p.Printer.Time(d.Changed) }},
	}
}

// draftTotal adds up the debits of a draft, which may not be balanced.
func (p *page) draftTotal(d accounting.Draft) string {
	var sum int64
	for _, l := range d.Lines {
		sum += max(l.AmountMinor, 0)
	}
	return p.Printer.Number(money.Amount{Minor: sum, Currency: p.open.Journal.Currency})
}

// finish takes a draft into the entry.
func (p *page) finish(d accounting.Draft) {
	p.begin(p.open, func(e *entry) {
		e.draft = d
		e.fill(accounting.Entry{Day: d.Day, Content: d.Content})
	})
}

// dropDraft removes a draft, of which nothing remains.
func (p *page) dropDraft(d accounting.Draft) {
	p.Dialogs.Confirm(p.T("accounting.drafts.drop.title"), p.T("accounting.drafts.drop.text"), p.T("accounting.drafts.drop"), func() {
		kit.Load(p.Tasks, func() (struct{}, error) { return struct{}{}, p.Session.DropDraft(p.Context, d.ID) }, func(_ struct{}, err error) {
			if !p.Refuse(err) {
				p.reread()
				p.Changed()
				kit.Trace("draft dropped")
			}
		})
	})
}
