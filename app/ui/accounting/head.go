package accounting

import (
	"fyne.io/fyne/v2"

	"github.com/comptoir/comptoir/app/fault"
	"github.com/comptoir/comptoir/app/ui/kit"
)

// head is what stands above the page of a journal: what it is, what can be done,
// and why nothing can be entered.
type head struct {
	page    *page
	title   *kit.Text
	kind    *kit.Text
	count   *kit.Text
	notice  *fyne.Container
	whole   *fyne.Container
	drafts  *kit.Button
	reverse *kit.Button
	copy    *kit.Button
}

func newHead(p *page) *head {
	h := &head{
		page: p, title: kit.NewText("", kit.Title), kind: kit.NewText("", kit.Muted), count: kit.NewText("", kit.Muted), notice: kit.VStack(0),
		drafts:  kit.NewButton("", "edit", kit.Plain, p.showDrafts),
		reverse: kit.NewButton(p.T("accounting.reverse"), "remove", kit.Plain, p.reverseCurrent),
		copy:    kit.NewButton(p.T("accounting.copy"), "copy", kit.Plain, p.copyCurrent),
	}
	h.show()
	return h
}

func (h *head) content() fyne.CanvasObject {
	p := h.page
	first := kit.HStack(8, h.title, kit.Insets(0, 8, h.kind), kit.Space(), h.count)
	tools := kit.HStack(8, kit.Width(160, p.search), kit.Width(84, p.from), kit.Width(84, p.until), kit.Space())
	for _, button := range h.buttons() {
		tools.Add(button)
	}
	h.whole = kit.VStack(8, first, tools, h.notice)
	return h.whole
}

// buttons are what the person can do with the journal.
func (h *head) buttons() []*kit.Button {
	p := h.page
	buttons := []*kit.Button{kit.NewButton(p.T("accounting.menu"), "accounting", kit.Plain, p.showMenu)}
	if p.open.Reverse == nil {
		buttons = append(buttons, h.reverse)
	}
	if p.open.Record == nil {
		buttons = append(buttons, h.copy, h.drafts, kit.NewButton(p.T("accounting.posting.new"), "add", kit.Primary, p.enter))
	}
	return buttons
}

// show tells the state of the journal.
func (h *head) show() {
	p, o := h.page, h.page.open
	h.title.SetText(p.title())
	h.kind.SetText(p.T("accounting.page.kind-of", fault.Args{
		"Class": fault.Key("journal.class." + string(o.Journal.Class)), "Currency": string(o.Journal.Currency), "Person": orDash(o.Responsible),
	}))
	h.count.SetText(p.T("accounting.page.count", fault.Args{"Count": int(o.Head.Number)}))
	h.drafts.SetText(p.T("accounting.drafts.button", fault.Args{"Drafts": o.Drafts}))
	h.notice.Objects = nil
	if o.Record != nil {
		reason, hint := p.Explain(o.Record)
		h.notice.Add(kit.NewNotice(p.Printer, kit.Neutral, reason, hint))
	}
	if pending := o.Locks.Pending; pending != nil && o.Record == nil {
		text := p.T("accounting.page.pending", fault.Args{"Kind": fault.Key("closing." + string(pending.Kind)), "Until": pending.Until})
		h.notice.Add(kit.NewNotice(p.Printer, kit.Expiring, text, p.T("accounting.page.pending.hint")))
	}
	h.notice.Hidden = len(h.notice.Objects) == 0
	h.showButtons()
	if h.whole != nil {
		h.whole.Refresh()
	}
}

// showButtons offers what can be done with the posting under the cursor.
func (h *head) showButtons() {
	r, here := h.page.grid.Current()
	h.reverse.SetEnabled(here && reversible(r))
	h.copy.SetEnabled(here && copyable(r))
}
