package cashbooks

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/cashbook"
	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// head is what stands above the page of a book: what it is and how much is in
// it, and what can be done.
type head struct {
	page    *page
	title   *kit.Text
	kind    *kit.Text
	balance *kit.Text
	ceiling *kit.Text
	warning *fyne.Container
	whole   *fyne.Container
	change  *kit.Button
	reverse *kit.Button
	remove  *kit.Button // a provisional voucher
	papers  *kit.Button
}

func newHead(p *page) *head {
	h := &head{
		page: p, title: kit.NewText("", kit.Title), kind: kit.NewText("", kit.Muted),
		balance: kit.NewText("", kit.Title), ceiling: kit.NewText("", kit.Muted), warning: kit.VStack(0),
		change:  kit.NewButton(p.T("cashbooks.change"), "edit", kit.Plain, p.changeCurrent),
		reverse: kit.NewButton(p.T("cashbooks.reverse"), "remove", kit.Plain, p.reverseCurrent),
		remove:  kit.NewButton(p.T("cashbooks.provisional.delete.do"), "remove", kit.Plain, p.deleteProvisional),
		papers:  kit.NewButton(p.T("cashbooks.papers"), "clip", kit.Plain, p.attach),
	}
	h.show()
	return h
}

func (h *head) content() fyne.CanvasObject {
	p := h.page
	first := kit.HStack(8, h.title, kit.Insets(0, 8, h.kind), kit.Space(),
		kit.NewText(p.T("cashbooks.page.balance-now"), kit.Muted), h.balance, h.ceiling)
	tools := kit.HStack(8, kit.Width(190, p.search), kit.Space())
	for _, button := range h.buttons() {
		tools.Add(button)
	}
	h.whole = kit.VStack(8, first, tools, h.warning)
	return h.whole
}

// buttons are what the person can do with the book.
func (h *head) buttons() []*kit.Button {
	p := h.page
	var buttons []*kit.Button
	if p.book.Record == nil {
		buttons = append(buttons, kit.NewButton(p.T("cashbooks.movements"), "exchange", kit.Plain, p.showMovements))
	}
	if p.book.Book.Type == cashbook.Cash {
		buttons = append(buttons, kit.NewButton(p.T("cashbooks.counts.short"), "cash", kit.Plain, p.openCounts))
	}
	buttons = append(buttons, kit.NewButton(p.T("cashbooks.reports"), "print", kit.Plain, p.openReports))
	buttons = append(buttons, kit.NewButton(p.T("cashbooks.actions"), "book", kit.Plain, p.showActions))
	if p.book.Record == nil && p.book.Waiting > 0 {
		buttons = append(buttons, kit.NewButton(p.T("cashbooks.provisional.number"), "check", kit.Plain, p.numberProvisionals))
	}
	if p.keeping() || p.book.Waiting > 0 {
		buttons = append(buttons, h.remove)
	}
	if p.book.Record == nil {
		buttons = append(buttons, h.reverse)
	}
	if p.entering() {
		buttons = append(buttons, h.change)
	}
	return append(buttons, h.papers)
}

// show tells the state of the book.
func (h *head) show() {
	p, b := h.page, h.page.book
	h.title.SetText(p.title())
	h.kind.SetText(p.T("cashbooks.page.kind", fault.Args{
		"Type": fault.Key("book.type." + string(b.Book.Type)), "Person": orDash(b.Responsible),
	}))
	h.balance.SetText("–") // of a book from which nothing has come
	if known(b.BookCard) {
		h.balance.SetText(p.Printer.Amount(p.amount(b.BalanceMinor)))
	}
	h.balance.SetStyle(kit.Title)
	if b.BalanceMinor < 0 {
		h.balance.SetStyle(kit.Style{Size: kit.Title.Size, Bold: true, Color: kit.ColorRefused})
	}
	h.ceiling.Hidden = b.Book.CeilingMinor == 0
	if !h.ceiling.Hidden {
		h.ceiling.SetText(p.T("cashbooks.page.ceiling", fault.Args{"Amount": p.amount(b.Book.CeilingMinor)}))
	}
	h.warn(b.BalanceMinor - b.Book.CeilingMinor)
	h.showButtons()
}

// warn stands as long as there is more in the till than may be.
func (h *head) warn(over int64) {
	p := h.page
	h.warning.Objects = p.notices()
	if notice := dueNotice(p.section, p.book, "cashbooks.counts.due-hint"); notice != nil {
		h.warning.Add(notice)
	}
	if p.book.Book.CeilingMinor > 0 && over > 0 {
		text := p.T("cashbooks.page.over", fault.Args{"Amount": p.amount(over)})
		h.warning.Add(kit.NewNotice(p.Printer, kit.Expiring, text, p.T("cashbooks.page.over.hint")))
	}
	h.warning.Hidden = len(h.warning.Objects) == 0
	if h.whole != nil {
		h.whole.Refresh()
	}
}

// showButtons offers what can be done with the voucher under the cursor.
func (h *head) showButtons() {
	voucher, here := h.page.grid.Current()
	provisional := here && voucher.Place != 0
	h.change.SetEnabled(provisional || here && h.page.book.Record == nil && changeable(voucher))
	h.remove.SetEnabled(provisional)
	h.papers.SetEnabled(h.page.line != nil || here && voucher.Place == 0)
	h.reverse.SetEnabled(here && h.page.book.Reverse == nil && reversible(voucher))
}

func orDash(text string) string {
	if text == "" {
		return "–"
	}
	return text
}
