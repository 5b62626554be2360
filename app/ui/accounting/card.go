package accounting

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"github.com/comptoir/comptoir/app/accounting"
	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/money"
	"github.com/comptoir/comptoir/app/ui/cashbooks"
	"github.com/comptoir/comptoir/app/ui/kit"
	"github.com/comptoir/comptoir/app/workspace"
)

// Room of the card of a posting.
const (
	cardWidth  = 1120
	cardHeight = 640
	paneWidth  = 420
	paneGap    = 16

	wideCardWidth = 1300 // with documents beside
)

// showCard is Enter on a row: all that a posting says, and who entered it.
func (p *page) showCard(r row) {
	journal, number := p.open.Journal.ID, r.Entry.Number
	kit.Load(p.Tasks, func() (workspace.PostingCard, error) { return p.Session.PostingCard(p.Context, journal, number) },
		func(card workspace.PostingCard, err error) {
			if !p.Refuse(err) {
				p.openCard(card)
			}
		})
}

func (p *page) openCard(card workspace.PostingCard) {
	grid := lineGrid(p.services, p.offers, p.open.Journal, "posting-lines", needed(card.Lines))
	grid.SetSource(kit.Rows[accounting.Line](card.Lines))
	var open *kit.OpenDialog
	away := func(do func(row)) func() {
		return func() {
			open.Close()
			do(card.JournalLine)
		}
	}
	tools := kit.HStack(8)
	if p.open.Reverse == nil && reversible(card.JournalLine) {
		tools.Add(kit.NewButton(p.T("accounting.reverse"), "remove", kit.Plain, away(p.reverse)))
	}
	if p.open.Record == nil && copyable(card.JournalLine) {
		tools.Add(kit.NewButton(p.T("accounting.copy"), "copy", kit.Plain, away(p.copy)))
	}
	facts := kit.Columns(2, 24, p.cardLeft(card), p.cardRight(card))
	body := container.NewBorder(facts, kit.Insets(8, 0, tools), nil, nil, kit.Insets(12, 0, grid))
	width := float32(cardWidth)
	if len(card.Attachments) > 0 {
		pane := cashbooks.NewPaperPane(p.Desk, p.papersOf(card.JournalLine))
		body = container.NewBorder(nil, kit.Insets(8, 0, tools), nil, kit.Leading(0, kit.Width(paneGap, kit.Space()), kit.Width(paneWidth, pane.Content)), container.NewBorder(facts, nil, nil, nil, kit.Insets(12, 0, grid)))
		width = wideCardWidth
		tools.Add(kit.NewButton(p.T("accounting.papers"), "clip", kit.Plain, func() { cashbooks.ShowPapers(p.Desk, p.papersOf(card.JournalLine)) }))
	}
	open = p.Dialogs.Open(kit.Dialog{
		Name: "posting", Title: p.T("accounting.card.title", fault.Args{"Number": card.Entry.Number, "Text": card.Text}), Content: body,
		Width: width, Height: cardHeight, Focus: grid.Focus(),
	})
}

// facts are a form of what can not be changed.
type facts struct {
	page *page
	form *kit.Form
}

func (p *page) facts() facts { return facts{p, kit.NewForm()} }

// add names a fact, unless there is none.
func (f facts) add(key, text string) {
	if text != "" {
		f.form.AddText(f.page.T(key), kit.Insets(5, 0, kit.NewParagraph(text, kit.Body)))
	}
}

func (p *page) cardLeft(c workspace.PostingCard) fyne.CanvasObject {
	f := p.facts()
	f.add("accounting.page.day", p.Printer.Day(c.Entry.Day))
	f.add("accounting.page.voucher", p.T("accounting.card.voucher", fault.Args{"Voucher": orDash(c.Voucher), "Day": c.VoucherDay}))
	f.add("accounting.page.kind", p.T("mask."+string(c.Mask)))
	if p.open.Journal.IsForeign() {
		f.add("accounting.entry.rate", p.T("accounting.card.rate", fault.Args{
			"Rate": p.Printer.Decimal(c.Rate.String()), "Currency": string(p.open.Journal.Currency), "Base": string(p.open.Journal.Base),
		}))
	}
	f.add("accounting.card.total", p.Printer.Amount(money.Amount{Minor: c.DebitMinor(), Currency: p.open.Journal.Base}))
	return f.form
}

func (p *page) cardRight(c workspace.PostingCard) fyne.CanvasObject {
	f := p.facts()
	f.add("accounting.page.state", p.state(c.JournalLine))
	f.add("accounting.card.entered", p.entered(c))
	f.add("accounting.card.origin", c.Origin)
	f.add("accounting.card.chain", p.T("accounting.card.link", fault.Args{"Seq": c.Entry.Seq, "Hash": fmt.Sprintf("%x", c.Entry.Hash[:8])}))
	return f.form
}

// entered says who entered the posting, when and where.
func (p *page) entered(c workspace.PostingCard) string {
	args := fault.Args{"At": c.Entry.Recorded, "Person": orDash(c.Author), "Poste": c.Poste.Number, "Location": c.Poste.Location}
	if c.Poste.Number == 0 {
		return p.T("accounting.card.by", args)
	}
	return p.T("accounting.card.by-on", args)
}

// papersOf are the documents of a posting, which never change.
func (p *page) papersOf(r row) cashbooks.Papers {
	journal, number := p.open.Journal.ID, r.Entry.Number
	return cashbooks.Papers{
		Title: p.T("accounting.papers.of", fault.Args{"Number": number}),
		Fixed: fault.New(fault.Denied, "accounting.papers-fixed", fault.Args{"Number": number}),
		List: func(ctx context.Context) ([]workspace.Attached, error) {
			return p.Session.PostingPapers(ctx, journal, number)
		},
		Read: func(ctx context.Context, a cashbook.Attachment) ([]byte, error) {
			return p.Session.ReadPostingPaper(ctx, journal, number, a)
		},
	}
}

// attach shows what is attached to the posting under the cursor.
func (p *page) attach() {
	if r, here := p.grid.Current(); here {
		cashbooks.ShowPapers(p.Desk, p.papersOf(r))
	}
}
